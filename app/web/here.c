/* Who is asking, and what every page needs. */
#include "web/here.h"

#include <inttypes.h>
#include <string.h>

#include "flow/link_press.h"
#include "flow/opened.h"
#include "page/account_refusal.h"
#include "page/trouble_html.h"
#include "secret/secret.h"
#include "web/ending.h"
#include "web/handles.h"
#include "web/once.h"
#include "web/resume.h"
#include "web/seen.h"
#include "web/statics.h"
#include "words/date.h"
#include "words/notice.h"
#include "words/refusal.h"

static const char language_cookie[] = "alliage-lang";

struct here *here_of(const struct request *request) { return request->site; }

static enum lang language_of(const struct request *request)
{
    const char *chosen = request_cookie(request, language_cookie);
    const char *asked = chosen ? chosen : request->accept_language;
    /* French first: English only where it is asked for before French. */
    const char *en = asked ? strstr(asked, "en") : NULL;
    const char *fr = asked ? strstr(asked, "fr") : NULL;
    return en && (!fr || en < fr) ? EN : FR;
}

static const struct token_hash *hash_of(struct arena *mem, const char *secret)
{
    struct token_hash *hash = secret ? NEW(mem, struct token_hash) : NULL;
    if (hash)
        secret_hash(secret, hash->text);
    return hash;
}

static void note_use(struct request *request, const struct visitor *visitor,
                     const struct token_hash *session, const struct token_hash *key)
{
    request->renews_session = visitor->session_due;
    request->renews_device = visitor->key_due;
    if (visitor->session_due)
        seen_note(&(struct sighting){ *session, true });
    if (visitor->key_due)
        seen_note(&(struct sighting){ *key, false });
}

static void recognise(struct request *request, struct who *who)
{
    const struct token_hash *session = hash_of(request->mem, request->session);
    const struct token_hash *key = hash_of(request->mem, request->device);
    int64_t team = 0;
    who->read = flow_sign_in_recognise(here_of(request)->db, request->mem, session, key,
                                       request->now, &who->visitor, &who->why);
    if (who->read != OK)
        who->visitor = (struct visitor){ 0 };
    note_use(request, &who->visitor, session, key);
    if (request_param_int(request, "team", &team)) {
        who->team.value = team;
        who->seat = visitor_seat(&who->visitor, who->team);
    }
}

const struct who *here_who(struct request *request)
{
    if (!request->who) {
        struct who *who = NEW(request->mem, struct who);
        who->lang = language_of(request);
        recognise(request, who);
        request->who = who;
    }
    return request->who;
}

enum lang here_lang(struct request *request) { return here_who(request)->lang; }

static enum status no_such_team(struct request *request, struct err *err)
{
    return fail(err, NOT_FOUND, "%s", word(here_lang(request), WORD_TROUBLE_NOT_FOUND));
}

/* The style sheet and its like ask nobody who they are. */
static bool is_same_for_all(const struct request *request)
{
    static const char folder[] = "/static/";
    return strncmp(request->path, folder, sizeof folder - 1) == 0;
}

/* The browser that lost a place is told, where it would else hear that there is none. */
static enum status tell_lost(struct request *request, struct err *err)
{
    const struct who *who = here_who(request);
    struct past_seat lost;
    enum status status = NOT_FOUND;
    if (who->visitor.known && who->team.value)
        status = flow_link_lost(here_of(request)->db, request->mem, who->visitor.browser,
                                who->team, request->now, &lost, err);
    if (status == OK)
        return fail(err, REFUSED, "%s", here_lost(request, &lost));
    if (status == NOT_FOUND && who->visitor.known && who->team.value)
        status = ending_told(request, err);
    return status == NOT_FOUND ? no_such_team(request, err) : status;
}

enum status here_sign_in_first(struct request *request, struct err *err)
{
    request->guarded = GUARDED_SIGN_IN;
    return fail(err, REFUSED, "%s", word(here_lang(request), WORD_TROUBLE_SIGN_IN));
}

enum status here_may(struct request *request, enum right right, struct err *err)
{
    if (is_same_for_all(request))
        return OK;
    struct who *who = (struct who *)here_who(request);
    struct coach_id coach = who->visitor.coach;
    if (who->read != OK) {
        *err = who->why;
        return who->read;
    }
    if (right == RIGHT_ANYONE)
        return OK;
    if (right == RIGHT_COACH)
        return coach.value ? OK : here_sign_in_first(request, err);
    if (coach.value && who->team.value) {
        struct team_id team = who->team;
        enum status status = flow_sign_in_coaches(here_of(request)->db, request->mem, coach,
                                                  team, &who->coaches, err);
        if (status != OK)
            return status;
    }
    /* Who accompanies a team sits in none of its places, in this browser. */
    if (who->coaches)
        who->seat.value = 0;
    bool may =
        (right != RIGHT_COACH_OF && who->seat.value) || (right != RIGHT_MEMBER && who->coaches);
    if (may)
        return OK;
    /* A coach whose session ended while they typed goes on after signing in. */
    if (right != RIGHT_MEMBER && request->method == POST && !coach.value &&
        !who->visitor.seat_count)
        request->guarded = GUARDED_SIGN_IN;
    return tell_lost(request, err);
}

/* The seats of this device, where that is known: a page that another site's link opened came
 * without the cookies that say so. */
static const char *places_of(struct request *request, const struct visitor *visitor)
{
    struct text text = { .mem = request->mem };
    if (request_from_elsewhere(request) || here_who(request)->read != OK)
        return NULL;
    for (size_t i = 0; i < visitor->seat_count; i++)
        text_add_format(&text, "%s%" PRId64 ".%" PRId64, i ? " " : "",
                        visitor->seats[i].team.value, visitor->seats[i].seat.value);
    return text_done(&text);
}

struct site_frame here_frame(struct request *request, const char *title)
{
    const struct who *who = here_who(request);
    char *token = arena_alloc(request->mem, SECRET_HASH_BYTES, 1);
    secret_form_token(request->browser, token);
    struct site_frame frame = {
        .lang = who->lang,
        .title = title,
        .path = request->path,
        .form_token = token,
        .once = once_new(request->mem, who->visitor.coach.value != 0),
        .statics = arena_text(request->mem, "/static/%s", statics_version()),
        .coach = who->visitor.coach.value != 0,
        .member = who->visitor.seat_count != 0,
        .places = places_of(request, &who->visitor),
    };
    ending_banner(request, &frame);
    return frame;
}

struct html here_write(struct request *request, struct text *text)
{
    *text = (struct text){ .mem = request->mem };
    return html_to_text(text);
}

void here_send(struct reply *reply, struct text *text) { reply_page(reply, text_done(text)); }

/* A sentence of fail() as one of a page. */
static const char *as_sentence(struct arena *mem, const char *said)
{
    size_t length = strlen(said);
    bool ends = length > 0 && strchr(".!?", said[length - 1]);
    return words_capital(mem, ends ? said : arena_text(mem, "%s.", said));
}

/* What happened, what became of what was sent, and what to do about it. */
static const char *fault_said(struct request *request, enum lang lang, const struct err *err)
{
    bool spared = store_fault_spared(err), sent = request->method == POST;
    const char *kept = sent && spared ? word(lang, WORD_TROUBLE_KEPT_BUT_THIS)
                       : sent         ? word(lang, WORD_TROUBLE_NOT_THIS)
                       : spared       ? word(lang, WORD_TROUBLE_KEPT)
                                      : "";
    return arena_text(
        request->mem, "%s %s%s%s",
        as_sentence(request->mem, words_refusal(request->mem, lang, err).sentence), kept,
        *kept ? " " : "",
        word(lang, store_fault_passes(err) ? WORD_TROUBLE_LATER : WORD_TROUBLE_TELL));
}

/* One line in the log for what the world did; what people did is theirs. */
static void take_notice(int http_status, const struct err *err)
{
    const char *kind = store_fault_kind(err);
    if (kind)
        notice(kind, "%s [%s], answered %d", err->text, store_fault_cause(err), http_status);
    else if (http_status == 503)
        notice("web.unable", "a request could not be done, answered 503");
}

/* For whoever runs the site, on the page that its visitors get. */
static const char *address_said(struct request *request, enum lang lang)
{
    const char *opened_at = arena_text(request->mem, "%.100s", request->origin);
    const char *known_as = here_of(request)->base_url;
    notice("web.address", "a page was opened at %s, and --base-url says %s", opened_at,
           known_as);
    return words_fill(request->mem, lang, WORD_TROUBLE_ADDRESS,
                      (const char *const[]){ opened_at, known_as }, 2);
}

static const char *trouble_said(struct request *request, enum lang lang, int http_status,
                                const struct err *err)
{
    if (request->guarded == GUARDED_ELSEWHERE)
        return word(lang, WORD_TROUBLE_ELSEWHERE);
    if (request->guarded == GUARDED_ADDRESS)
        return address_said(request, lang);
    if (request->guarded == GUARDED_TOO_OLD)
        return word(lang, WORD_TROUBLE_TOO_OLD);
    if (http_status == 404)
        return word(lang, WORD_TROUBLE_NOT_FOUND);
    if (http_status == 429)
        return word(lang, WORD_TROUBLE_CROWDED);
    if (http_status == 500)
        return word(lang, WORD_TROUBLE_FAULT);
    if (store_fault_kind(err) && http_status == 503)
        return fault_said(request, lang, err);
    return http_status == 503
               ? word(lang, WORD_TROUBLE_BUSY)
               : as_sentence(request->mem, words_refusal(request->mem, lang, err).sentence);
}

/* For those who may be the coach of the team whose page this is, there or not. */
static const char *sign_in_address(struct request *request)
{
    bool teams = strncmp(request->path, "/t/", strlen("/t/")) == 0;
    return teams && request->method == GET && !here_who(request)->visitor.coach.value
               ? resume_address(request, resume_refused(request).path)
               : NULL;
}

void here_trouble(struct request *request, int http_status, const struct err *err,
                  struct reply *reply)
{
    enum lang lang = here_lang(request);
    struct text text;
    take_notice(http_status, err);
    const char *sentence = trouble_said(request, lang, http_status, err);
    if (request->guarded == GUARDED_SIGN_IN) {
        sign_in_first(request, reply, sentence);
        return;
    }
    struct html out = here_write(request, &text);
    const struct trouble_page page = {
        .frame = here_frame(request, word(lang, WORD_TROUBLE_TITLE)),
        .sentence = sentence,
        .sign_in = http_status == 404 ? sign_in_address(request) : NULL,
    };
    page_trouble(&out, &page);
    here_send(reply, &text);
}

static struct token_hash give_secret(struct request *request, struct reply *reply,
                                     const char *cookie, const char **kept)
{
    struct secret_token token = secret_token_new();
    struct token_hash hash;
    *kept = arena_copy(request->mem, token.text, strlen(token.text));
    reply_cookie(request->mem, reply, request->https, cookie, *kept, COOKIE_SECONDS);
    secret_hash(token.text, hash.text);
    return hash;
}

struct token_hash here_new_key(struct request *request, struct reply *reply)
{
    request->renews_device = false;
    return give_secret(request, reply, device_cookie, &request->device);
}

struct token_hash here_new_session(struct request *request, struct reply *reply)
{
    request->renews_session = false;
    return give_secret(request, reply, session_cookie, &request->session);
}

void here_new_forms(struct request *request, struct reply *reply)
{
    const char *kept;
    (void)give_secret(request, reply, browser_cookie, &kept);
}

const char *here_lost(struct request *request, const struct past_seat *lost)
{
    static const enum word words[][2] = {
        [PAST_ASIDE] = { WORD_LINK_LOST_MEMBERS, WORD_LINK_LOST_COACH },
        [PAST_REISSUED] = { WORD_LINK_LOST_MEMBERS, WORD_LINK_LOST_COACH },
        [PAST_LEFT] = { WORD_LINK_GONE_MEMBERS, WORD_LINK_GONE_COACH },
    };
    enum lang lang = here_lang(request);
    const char *when = words_date(request->mem, lang, lost->since);
    const char *said =
        words_fill(request->mem, lang, words[lost->why][lost->by_coach], &when, 1);
    const char *say =
        word(lang, lost->why == PAST_LEFT ? WORD_LINK_GONE_SAY : WORD_LINK_LOST_SAY);
    return arena_text(request->mem, "%s %s", said, say);
}

const char *here_label(const struct request *request)
{
    static const char *const known[] = { "iPhone",  "iPad",      "Android",
                                         "Windows", "Macintosh", "Linux" };
    for (size_t i = 0; request->user_agent && i < sizeof known / sizeof *known; i++)
        if (strstr(request->user_agent, known[i]))
            return known[i];
    return "";
}

const char *here_team_path(struct request *request, struct team_id team, const char *rest)
{
    return arena_text(request->mem, "/t/%" PRId64 "%s", team.value, rest);
}

const char *here_refusal(enum lang lang, enum refusal refusal)
{
    static const enum word words[] = {
        [REFUSED_RIGHT] = WORD_REFUSED_RIGHT,
        [REFUSED_LINK] = WORD_REFUSED_LINK,
        [REFUSED_SIGN_IN] = WORD_SIGN_IN_REFUSED,
        [REFUSED_TAKEN] = WORD_SIGN_IN_TAKEN,
        [REFUSED_ROUND_OPEN] = WORD_REFUSED_ROUND_OPEN,
        [REFUSED_TOO_SOON] = WORD_REFUSED_TOO_SOON,
        [REFUSED_TEAM_SIZE] = WORD_REFUSED_TEAM_SIZE,
        [REFUSED_ROUND_ENDED] = WORD_REFUSED_ROUND_ENDED,
        /* One sentence for both: else trying to close would tell of an answer, or of a no. */
        [REFUSED_TOO_FEW] = WORD_REFUSED_TOO_FEW,
        [REFUSED_WRONG_TEAM] = WORD_REFUSED_TOO_FEW,
        [REFUSED_HELD] = WORD_REFUSED_HELD,
        [REFUSED_COACH] = WORD_REFUSED_COACH,
        [REFUSED_NOT_RELEASED] = WORD_REFUSED_NOT_RELEASED,
        [REFUSED_DATE] = WORD_REFUSED_DATE,
        [REFUSED_FULL] = WORD_REFUSED_FULL,
        [REFUSED_NAME] = WORD_REFUSED_NAME,
        [REFUSED_RENAMING] = WORD_REFUSED_RENAMING,
        [REFUSED_LONG] = WORD_REFUSED_LONG,
        [REFUSED_OTHER_ROUND] = WORD_REFUSED_OTHER_ROUND,
        [REFUSED_OTHER_SEAT] = WORD_REFUSED_OTHER_SEAT,
        [REFUSED_OLDER_PAGE] = WORD_REFUSED_OLDER_PAGE,
        [REFUSED_ARCHIVED] = WORD_REFUSED_ARCHIVED,
        [REFUSED_DELETING] = WORD_REFUSED_DELETING,
        [REFUSED_TEAM_NAME] = WORD_REFUSED_TEAM_NAME,
    };
    if (refusal >= REFUSED_PASSPHRASE)
        return page_account_refusal(lang, refusal);
    return word(lang, words[refusal]);
}
