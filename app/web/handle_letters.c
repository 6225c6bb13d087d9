/* New links by mail: the form under the page that shows them. Who sends it holds the links,
 * which is right enough; nothing in the reply depends on whether one has been opened. */
#include "web/handles.h"

#include <inttypes.h>
#include <string.h>

#include "flow/letter.h"
#include "page/letter.h"
#include "web/kept_page.h"
#include "web/links.h"
#include "web/slow_down.h"
#include "words/letter_name.h"
#include "words/notice.h"

struct letters_form {
    struct link_key keys[TEAM_MAX];
    struct typed_letter typed[TEAM_MAX];
    size_t count, written, wrong;
};

static const char *numbered(struct request *request, const char *name, size_t i)
{
    const char *field = arena_text(request->mem, "%s%zu", name, i + 1);
    const char *value = form_text(request->mem, &request->form, field);
    return value ? value : "";
}

/* false: what came is not the form of one team's links. */
static bool read_form(struct request *request, struct letters_form *form)
{
    *form = (struct letters_form){ .count = 0 };
    for (size_t i = 0; i < TEAM_MAX; i++) {
        const char *token = numbered(request, "link", i);
        struct link_key *key = &form->keys[form->count];
        if (!*token)
            break;
        if (!flow_link_parse(request->mem, token, key) ||
            key->team.value != form->keys[0].team.value)
            return false;
        struct typed_letter *typed = &form->typed[form->count++];
        typed->address = numbered(request, "address", i);
        typed->lang = strcmp(numbered(request, "lang", i), "en") == 0 ? EN : FR;
        form->written += *typed->address != '\0';
        if (*typed->address && !flow_letter_address_fits(typed->address)) {
            typed->wrong = word(here_lang(request), WORD_LINKS_MAIL_WRONG);
            form->wrong++;
        }
    }
    return form->count > 0;
}

/* What they say, where it may be printed in a letter. */
static struct letter_page page_of(struct request *request, const struct typed_letter *typed,
                                  const struct issued_link *link, const struct team *team,
                                  const struct letter_sender *sender)
{
    struct arena *mem = request->mem;
    return (struct letter_page){
        .lang = typed->lang,
        .name = letter_name(mem, link->name),
        .team_name = letter_name(mem, team->name),
        .coach = sender->coach ? letter_name(mem, sender->coach) : NULL,
        .address = links_address(request, link),
        .site = here_of(request)->base_url,
        .closes_at = sender->closes_at,
    };
}

static enum status post(struct request *request, struct letters_form *form,
                        const struct team *team, const struct issued_links *links,
                        const struct letter_sender *sender, struct err *err)
{
    size_t posted = 0;
    struct letter_text *list = NEW_ARRAY(request->mem, struct letter_text, TEAM_MAX);
    size_t count = 0;
    for (size_t i = 0; i < form->count; i++) {
        struct typed_letter *typed = &form->typed[i];
        if (!*typed->address)
            continue;
        struct letter_text *letter = &list[count++];
        const struct letter_page page = page_of(request, typed, &links->list[i], team, sender);
        *letter = (struct letter_text){ .key = form->keys[i],
                                        .address = typed->address,
                                        .name = page.name };
        page_letter(request->mem, &page, &letter->subject, &letter->body);
        typed->mailed = true;
    }
    enum status status =
        flow_letter_post(here_of(request)->db, request->mem,
                         &(struct letter_texts){ list, count, here_of(request)->letters_a_day },
                         request->now, &posted, err);
    for (size_t i = 0; i < form->count; i++)
        form->typed[i].mailed &= status == OK;
    return status;
}

static enum status refuse(struct request *request, struct reply *reply,
                          const struct letters_form *form, const struct team *team,
                          const struct issued_links *links, enum word why, int status,
                          struct err *err)
{
    TRY(links_send_again(request, reply, team, links, form->typed,
                         word(here_lang(request), why), err));
    reply->status = status;
    return OK;
}

/* Of one address, one coach and one network; each kind is told once a minute. */
static bool too_many(struct request *request, const struct letters_form *form)
{
    const struct coach_id coach = here_who(request)->visitor.coach;
    const char *who = arena_text(request->mem, "%" PRId64, coach.value);
    bool slowed =
        !slow_down_take(SLOW_LETTERS, request, NULL, form->written) ||
        (coach.value && !slow_down_take(SLOW_LETTERS_COACH, request, who, form->written));
    for (size_t i = 0; i < form->count && !slowed; i++)
        slowed = *form->typed[i].address &&
                 !slow_down_take(SLOW_LETTERS_TO, request, form->typed[i].address, 1);
    if (slowed)
        notice("letters.slowed",
               "more letters were asked for than one network, one coach or one "
               "address may have; they were refused");
    return slowed;
}

enum status handle_letters(struct request *request, struct reply *reply, struct err *err)
{
    struct letters_form form;
    struct team team;
    struct issued_links links;
    enum lang lang = here_lang(request);
    struct letter_sender sender;
    if (!here_of(request)->mails || !read_form(request, &form))
        return fail(err, NOT_FOUND, "there is no such page");
    const struct link_keys keys = { form.keys, form.count };
    enum status status = flow_letter_links(here_of(request)->db, request->mem, &keys,
                                           request->now, &team, &links, err);
    if (status == REFUSED)
        return fail(err, REFUSED, "%s", word(lang, WORD_LINKS_MAIL_OLD));
    TRY(status);
    TRY(links_sender(request, team.id, &sender, err));
    if (!sender.may)
        return refuse(request, reply, &form, &team, &links, WORD_LINKS_MAIL_NOT, 403, err);
    if (form.wrong || !form.written)
        return refuse(request, reply, &form, &team, &links,
                      form.wrong ? WORD_LINKS_MAIL_FIX : WORD_LINKS_MAIL_NONE, 422, err);
    if (too_many(request, &form))
        return refuse(request, reply, &form, &team, &links, WORD_LINKS_MAIL_BUSY, 429, err);
    status = post(request, &form, &team, &links, &sender, err);
    if (status == REFUSED) {
        notice("letters.day", "as many letters as may leave in a day have left (%" PRId64 ")",
               here_of(request)->letters_a_day);
        return refuse(request, reply, &form, &team, &links, WORD_LINKS_MAIL_FULL, 429, err);
    }
    TRY(status);
    TRY(links_send_again(
        request, reply, &team, &links, form.typed,
        words_count(request->mem, lang, WORD_LINKS_MAIL_TOLD, form.written, NULL, 0), err));
    return kept_page_go(request, reply, err);
}
