/* The portrait, and the restitution that opens it. */
#include "web/handles.h"

#include <inttypes.h>
#include <string.h>

#include "flow/demo.h"
#include "flow/portrait.h"
#include "page/portraits.h"
#include "page/restitution_html.h"
#include "web/here.h"
#include "web/shelf.h"

/* LOOK: only which rounds there are; LEAD: for the restitution, before it has begun too. */
enum loading { LOOK, LOAD, LEAD };

static enum status load(struct request *request, enum loading how,
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
        how == LOOK ? flow_portrait_look(here->db, request->mem, &here->rules, team,
                                         (int)number, shown, &refusal, err)
                    : flow_portrait_load(here->db, request->mem, &here->rules, team,
                                         (int)number, how == LEAD, shown, &refusal, err);
    if (status == REFUSED)
        return fail(err, REFUSED, "%s", here_refusal(here_lang(request), refusal));
    if (status == OK && !shown->count)
        return fail(err, NOT_FOUND, "there is no such round");
    return status;
}

static const struct round *last_round(const struct shown_portraits *shown)
{
    return &shown->list[shown->count - 1].round;
}

static const char *round_name(struct request *request, int number)
{
    const char *text = arena_text(request->mem, "%d", number);
    return words_fill(request->mem, here_lang(request), WORD_ROUND_KICKER,
                      (const char *const[]){ text }, 1);
}

static const char *round_path(struct request *request, const struct shown_portraits *shown,
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
            .path = round_path(request, shown, "portrait", number),
            .name = round_name(request, number),
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

static const char *draw(struct request *request, const struct shown_portraits *shown)
{
    enum lang lang = here_lang(request);
    struct text text;
    struct html out = here_write(request, &text);
    struct portraits_page page = {
        .lang = lang,
        .teams = &shown->team.name,
        .team_count = 1,
        .blocks = open_blocks(last_round(shown)),
        .who = word(lang, WORD_PORTRAIT_WHO),
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
    bool more = open_blocks(last_round(shown)) != 0;
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
    TRY(load(request, LOOK, &shown, err));
    const char *drawn = shelf_find(request->mem, name_of(request, &shown));
    if (!drawn) {
        TRY(load(request, LOAD, &shown, err));
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

/* ---- the restitution ---- */

static const struct {
    enum word theme, question;
} asked[BLOCK_COUNT] = {
    [BLOCK_PLANE] = { WORD_RESTITUTION_PLANE, WORD_RESTITUTION_PLANE_ASK },
    [BLOCK_STAGE] = { WORD_RESTITUTION_STAGE, WORD_RESTITUTION_STAGE_ASK },
    [BLOCK_MARKERS] = { WORD_RESTITUTION_MARKERS, WORD_RESTITUTION_MARKERS_ASK },
    [BLOCK_FLOWS] = { WORD_RESTITUTION_FLOWS, WORD_RESTITUTION_FLOWS_ASK },
    [BLOCK_EXIGENCE] = { WORD_RESTITUTION_EXIGENCE, WORD_RESTITUTION_EXIGENCE_ASK },
    [BLOCK_MATTERS] = { WORD_RESTITUTION_MATTERS, WORD_RESTITUTION_MATTERS_ASK },
    [BLOCK_AGREEMENT] = { WORD_RESTITUTION_AGREEMENT, WORD_RESTITUTION_AGREEMENT_ASK },
    [BLOCK_END] = { WORD_RESTITUTION_END, WORD_RESTITUTION_END_ASK },
};

static void fill(struct request *request, const struct shown_portraits *shown,
                 const enum block *blocks, size_t count, struct restitution_page *page)
{
    enum lang lang = here_lang(request);
    const struct round *round = last_round(shown);
    size_t open = round->blocks_open >= BLOCKS_ALL ? count : (size_t)round->blocks_open;
    const char *done = arena_text(request->mem, "%zu", open);
    const char *all = arena_text(request->mem, "%zu", count);
    *page = (struct restitution_page){
        .frame = here_frame(request, word(lang, WORD_RESTITUTION_TITLE)),
        .home = here_team_path(request, shown->team.id, ""),
        .team_name = shown->team.name,
        .kicker = round_name(request, round->number),
        .action = request->path,
        .portrait = round_path(request, shown, "portrait", round->number),
        .progress = words_fill(request->mem, lang, WORD_RESTITUTION_PROGRESS,
                               (const char *const[]){ done, all }, 2),
    };
    if (open == count)
        return;
    page->theme = word(lang, asked[blocks[open]].theme);
    page->question = word(lang, asked[blocks[open]].question);
    page->next = open + 1 == count ? "tout" : arena_text(request->mem, "%zu", open + 1);
}

/* The question of the next block first, then the block opened last. */
enum status handle_restitution(struct request *request, struct reply *reply, struct err *err)
{
    struct shown_portraits shown;
    struct restitution_page page;
    struct text text;
    enum block blocks[BLOCK_COUNT];
    TRY(load(request, LEAD, &shown, err));
    enum lang lang = here_lang(request);
    size_t count =
        page_portrait_blocks(request->mem, lang, shown.portraits, shown.count, blocks);
    fill(request, &shown, blocks, count, &page);
    struct html out = here_write(request, &text);
    page_restitution_head(&out, &page);
    int open = last_round(&shown)->blocks_open;
    if (open > 0 && open < BLOCKS_ALL && (size_t)open <= count)
        page_portrait_block(&out, request->mem, lang, shown.portraits, shown.count,
                            blocks[open - 1]);
    page_restitution_foot(&out, &page);
    here_send(reply, &text);
    return OK;
}

enum status handle_restitution_open(struct request *request, struct reply *reply,
                                    struct err *err)
{
    struct shown_portraits shown;
    int64_t block = 0;
    TRY(load(request, LEAD, &shown, err));
    const char *what = form_value(&request->form, "bloc");
    bool all = what && strcmp(what, "tout") == 0;
    if (!all && !form_int(&request->form, "bloc", 1, BLOCK_COUNT, &block))
        return fail(err, BAD_INPUT, "which block is not said");
    TRY(flow_round_show(here_of(request)->db, request->mem, shown.team.id,
                        last_round(&shown)->id, all ? BLOCKS_ALL : (int)block, err));
    reply_go(reply, request->path);
    return OK;
}
