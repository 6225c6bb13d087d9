/* The portrait, as far as the restitution has opened it. */
#include "web/handles.h"

#include <inttypes.h>
#include <string.h>

#include "flow/demo.h"
#include "flow/portrait.h"
#include "page/portraits.h"
#include "page/restitution_html.h"
#include "web/portrait.h"
#include "web/shelf.h"
#include "words/date.h"

enum status portrait_load(struct request *request, enum loading how,
                          struct shown_portraits *shown, struct err *err)
{
    struct here *here = here_of(request);
    struct team_id team = here_who(request)->team;
    int64_t number = 0;
    enum refusal refusal = NOT_REFUSED;
    request_param_int(request, "round", &number);
    if (number < 1 || number > INT32_MAX)
        return fail(err, NOT_FOUND, "there is no such round");
    enum status status =
        how == LOOK_AT ? flow_portrait_look(here->db, request->mem, &here->rules, team,
                                            (int)number, shown, &refusal, err)
                       : flow_portrait_load(here->db, request->mem, &here->rules, team,
                                            (int)number, how == LEAD, shown, &refusal, err);
    if (status == REFUSED)
        return fail(err, REFUSED, "%s", here_refusal(here_lang(request), refusal));
    if (status == OK && !shown->count)
        return fail(err, NOT_FOUND, "there is no such round");
    return status;
}

const struct round *portrait_last_round(const struct shown_portraits *shown)
{
    return &shown->list[shown->count - 1].round;
}

const char *portrait_round_name(struct request *request, int number)
{
    const char *text = arena_text(request->mem, "%d", number);
    return words_fill(request->mem, here_lang(request), WORD_ROUND_KICKER,
                      (const char *const[]){ text }, 1);
}

const char *portrait_round_path(struct request *request, const struct shown_portraits *shown,
                                const char *what, int number)
{
    return here_team_path(request, shown->team.id,
                          arena_text(request->mem, "/%s/%d", what, number));
}

static struct past_round *past_rounds(struct request *request,
                                      const struct shown_portraits *shown)
{
    struct past_round *list = NEW_ARRAY(request->mem, struct past_round, shown->count);
    for (size_t i = 0; i < shown->count; i++) {
        int number = shown->list[i].round.number;
        list[i] = (struct past_round){
            .path = portrait_round_path(request, shown, "portrait", number),
            .name = portrait_round_name(request, number),
            .current = i + 1 == shown->count,
        };
    }
    return list;
}

/* How much of it is open: 0 means all, as the page understands it. */
static size_t open_blocks(const struct round *round)
{
    return round->blocks_open >= BLOCKS_ALL ? 0 : (size_t)round->blocks_open;
}

const struct published *portrait_published(struct request *request,
                                           const struct shown_portraits *shown)
{
    const struct shown_portrait *last = &shown->list[shown->count - 1];
    struct published *published = NEW(request->mem, struct published);
    *published = (struct published){
        .date = words_date(request->mem, here_lang(request), last->round.ended_at),
        .instrument_version = last->round.version,
        .model_version = last->model_version,
    };
    return published;
}

static const char *draw(struct request *request, const struct shown_portraits *shown)
{
    enum lang lang = here_lang(request);
    struct text text;
    struct html out = here_write(request, &text);
    struct portraits_page page = {
        .lang = lang,
        .teams = &shown->team.name,
        .team_count = 1,
        .blocks = open_blocks(portrait_last_round(shown)),
        .who = word(lang, WORD_PORTRAIT_WHO),
        .published = portrait_published(request, shown),
    };
    page_portrait(&out, request->mem, &page, shown->portraits, shown->count);
    return text_done(&text);
}

/* All that a drawn portrait depends on: releases are frozen under the numbers of their rounds,
 * and what is open of them only grows. */
static const char *name_of(struct request *request, const struct shown_portraits *shown)
{
    struct text text = { .mem = request->mem };
    text_add_format(&text, "portrait %d %" PRId64, (int)here_lang(request),
                    shown->team.id.value);
    for (size_t i = 0; i < shown->count; i++)
        text_add_format(&text, " %" PRId64 ":%d", shown->list[i].round.id.value,
                        shown->list[i].round.blocks_open);
    text_add_format(&text, " %s", shown->team.name);
    return text_done(&text);
}

static void send_portrait(struct request *request, struct reply *reply,
                          const struct shown_portraits *shown, const char *home,
                          const struct past_round *rounds, const char *drawn)
{
    struct text text;
    bool more = open_blocks(portrait_last_round(shown)) != 0;
    struct portrait_page page = {
        .frame = here_frame(request, shown->team.name),
        .home = home,
        .team_name = shown->team.name,
        .aim = shown->team.aim,
        .invented = shown->team.invented,
        .waiting = more ? word(here_lang(request), WORD_PORTRAIT_WAITING) : NULL,
        .round_count = shown->count,
        .rounds = rounds,
    };
    page.frame.refresh = more ? "15" : NULL; /* the restitution goes on */
    struct html out = here_write(request, &text);
    page_portrait_head(&out, &page);
    text_add(&text, drawn);
    page_portrait_foot(&out, &page);
    here_send(reply, &text);
}

enum status handle_portrait(struct request *request, struct reply *reply, struct err *err)
{
    struct shown_portraits shown;
    TRY(portrait_load(request, LOOK_AT, &shown, err));
    const char *drawn = shelf_find(request->mem, name_of(request, &shown));
    if (!drawn) {
        TRY(portrait_load(request, LOAD, &shown, err));
        drawn = draw(request, &shown);
        shelf_keep(name_of(request, &shown), drawn);
    }
    send_portrait(request, reply, &shown, here_team_path(request, shown.team.id, ""),
                  past_rounds(request, &shown), drawn);
    return OK;
}

/* The invented team of the visitor's language, for anyone to look at. Made when the server
 * starts and kept fresh by its clock. */
enum status handle_example(struct request *request, struct reply *reply, struct err *err)
{
    struct shown_portraits shown;
    struct here *here = here_of(request);
    int64_t upto = 0;
    enum refusal refusal = NOT_REFUSED;
    request_param_int(request, "round", &upto);
    if (upto < 0 || upto > INT32_MAX)
        return fail(err, NOT_FOUND, "there is no such round");
    enum status status = flow_portrait_load(here->db, request->mem, &here->rules,
                                            flow_demo_id(here_lang(request)), (int)upto, false,
                                            &shown, &refusal, err);
    if (status == REFUSED || (status == OK && !shown.count))
        return fail(err, NOT_FOUND, "there is no such round");
    TRY(status);
    struct past_round *rounds = past_rounds(request, &shown);
    for (size_t i = 0; i < shown.count; i++)
        rounds[i].path = arena_text(request->mem, "/exemple/%d", shown.list[i].round.number);
    send_portrait(request, reply, &shown, "/exemple", rounds, draw(request, &shown));
    return OK;
}
