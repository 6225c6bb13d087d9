/* The restitution opens the portrait block by block, the team speaking first: led from the
 * coach's page, shown on the screen of the room. */
#include "web/handles.h"

#include <string.h>

#include "base/number.h"
#include "page/restitution_html.h"
#include "page/room_html.h"
#include "web/portrait.h"

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

struct restitution {
    struct shown_portraits shown;
    enum block blocks[BLOCK_COUNT];
    size_t count, open; /* blocks of this portrait; how many are open to all */
};

static enum status load(struct request *request, struct restitution *r, struct err *err)
{
    TRY(portrait_load(request, LEAD, &r->shown, err));
    r->count = page_portrait_blocks(request->mem, here_lang(request), r->shown.portraits,
                                    r->shown.count, r->blocks);
    size_t open = (size_t)portrait_last_round(&r->shown)->blocks_open;
    r->open = open < r->count ? open : r->count;
    return OK;
}

static struct portraits_page blocks_page(struct request *request, const struct restitution *r)
{
    return (struct portraits_page){
        .lang = here_lang(request),
        .who = word(here_lang(request), WORD_PORTRAIT_WHO),
        .published = portrait_published(request, &r->shown),
    };
}

static const char *progress(struct request *request, enum word id, size_t at, size_t count)
{
    const char *const numbers[] = { arena_text(request->mem, "%zu", at),
                                    arena_text(request->mem, "%zu", count) };
    return words_fill(request->mem, here_lang(request), id, numbers, 2);
}

/* The value that opens so many blocks. */
static const char *opens(struct request *request, const struct restitution *r, size_t blocks)
{
    return blocks == r->count ? "tout" : arena_text(request->mem, "%zu", blocks);
}

/* ---- the coach's own page ---- */

static struct restitution_page coach_page(struct request *request, const struct restitution *r)
{
    enum lang lang = here_lang(request);
    int number = portrait_last_round(&r->shown)->number;
    struct restitution_page page = {
        .frame = here_frame(request, word(lang, WORD_RESTITUTION_TITLE)),
        .home = here_team_path(request, r->shown.team.id, ""),
        .team_name = r->shown.team.name,
        .kicker = portrait_round_name(request, number),
        .action = request->path,
        .portrait = portrait_round_path(request, &r->shown, "portrait", number),
        .screen = arena_text(request->mem, "%s?ecran=1", request->path),
        .progress = progress(request, WORD_RESTITUTION_PROGRESS, r->open, r->count),
    };
    if (r->open < r->count) {
        page.theme = word(lang, asked[r->blocks[r->open]].theme);
        page.question = word(lang, asked[r->blocks[r->open]].question);
        page.next = opens(request, r, r->open + 1);
    }
    return page;
}

/* The question of the next block first, then the block opened last. */
static void send_coach_page(struct request *request, struct reply *reply,
                            const struct restitution *r)
{
    struct text text;
    struct html out = here_write(request, &text);
    struct restitution_page page = coach_page(request, r);
    struct portraits_page blocks = blocks_page(request, r);
    page_restitution_head(&out, &page);
    if (r->open > 0 && r->open < r->count)
        page_portrait_block(&out, request->mem, &blocks, r->shown.portraits, r->shown.count,
                            r->blocks[r->open - 1]);
    page_restitution_foot(&out, &page);
    here_send(reply, &text);
}

/* ---- the screen of the room ---- */

struct place_in_room {
    size_t block; /* from 1 */
    enum room_time time;
};

/* `?ecran=2-3` is the third time of the second block. What has not been opened is not shown:
 * the screen goes back to its question. */
static struct place_in_room place_of(const struct request *request, const struct restitution *r)
{
    int64_t block, time;
    const char *said = form_value(&request->query, "ecran");
    said = said ? number_start_whole(said, 1, (int64_t)r->count, &block) : NULL;
    if (!said || *said != '-' || !number_read_whole(said + 1, ROOM_ASK, ROOM_SPEAK, &time)) {
        block = r->open < r->count ? (int64_t)r->open + 1 : 1;
        time = ROOM_ASK;
    }
    if (block > (int64_t)r->open)
        return (struct place_in_room){ r->open + 1, ROOM_ASK };
    return (struct place_in_room){ (size_t)block, (enum room_time)time };
}

static const char *room_path(struct request *request, size_t block, enum room_time time)
{
    return arena_text(request->mem, "%s?ecran=%zu-%d", request->path, block, (int)time);
}

static const char *path_before(struct request *request, struct place_in_room place)
{
    if (place.time > ROOM_ASK)
        return room_path(request, place.block, place.time - 1);
    return place.block > 1 ? room_path(request, place.block - 1, ROOM_SPEAK) : NULL;
}

/* NULL where going on opens a block, which a link must not do. */
static const char *path_after(struct request *request, const struct restitution *r,
                              struct place_in_room place)
{
    if (place.time == ROOM_ASK && place.block > r->open)
        return NULL;
    if (place.time < ROOM_SPEAK)
        return room_path(request, place.block, place.time + 1);
    return place.block < r->count ? room_path(request, place.block + 1, ROOM_ASK)
                                  : request->path;
}

static const char *const *moments_of(struct request *request, const struct restitution *r,
                                     enum block block)
{
    const struct portrait *last = &r->shown.portraits[r->shown.count - 1];
    if (block != BLOCK_STAGE || !last->model)
        return NULL;
    const char **names = NEW_ARRAY(request->mem, const char *, STAGES);
    for (size_t i = 0; i < STAGES; i++)
        names[i] = words_phrase(request->mem, here_lang(request), last->model->stage_names[i]);
    return names;
}

static struct room_page room_page_of(struct request *request, const struct restitution *r,
                                     struct place_in_room place)
{
    enum lang lang = here_lang(request);
    enum block block = r->blocks[place.block - 1];
    struct room_page page = {
        .frame = here_frame(request, word(lang, WORD_RESTITUTION_TITLE)),
        .team_name = r->shown.team.name,
        .theme = word(lang, asked[block].theme),
        .question = word(lang, asked[block].question),
        .progress = progress(request, WORD_ROOM_PROGRESS, place.block, r->count),
        .time = place.time,
        .moments = moments_of(request, r, block),
        .action = request->path,
        .leave = request->path,
        .back = path_before(request, place),
        .next = path_after(request, r, place),
        .opens = opens(request, r, place.block),
    };
    page.frame.room = true;
    page.frame.script = "room.js";
    return page;
}

static void send_room(struct request *request, struct reply *reply, const struct restitution *r)
{
    struct text text;
    struct html out = here_write(request, &text);
    struct place_in_room place = place_of(request, r);
    struct room_page page = room_page_of(request, r, place);
    struct portraits_page blocks = blocks_page(request, r);
    enum block block = r->blocks[place.block - 1];
    page_room_head(&out, &page);
    if (place.time == ROOM_SHOW && block == BLOCK_END)
        page_portrait_lead(&out, request->mem, &blocks, r->shown.portraits, r->shown.count);
    else if (place.time == ROOM_SHOW)
        page_portrait_block(&out, request->mem, &blocks, r->shown.portraits, r->shown.count,
                            block);
    page_room_foot(&out, &page);
    here_send(reply, &text);
}

enum status handle_restitution(struct request *request, struct reply *reply, struct err *err)
{
    struct restitution restitution;
    TRY(load(request, &restitution, err));
    if (form_has(&request->query, "ecran"))
        send_room(request, reply, &restitution);
    else
        send_coach_page(request, reply, &restitution);
    return OK;
}

enum status handle_restitution_open(struct request *request, struct reply *reply,
                                    struct err *err)
{
    struct restitution r;
    int64_t block = 0;
    TRY(load(request, &r, err));
    const char *what = form_value(&request->form, "bloc");
    bool all = what && strcmp(what, "tout") == 0;
    if (!all && !form_int(&request->form, "bloc", 1, BLOCK_COUNT, &block))
        return fail(err, BAD_INPUT, "which block is not said");
    TRY(flow_round_show(here_of(request)->db, request->mem, r.shown.team.id,
                        portrait_last_round(&r.shown)->id, all ? BLOCKS_ALL : (int)block, err));
    size_t opened = all ? r.count : (size_t)block;
    reply_go(reply, form_has(&request->form, "ecran") ? room_path(request, opened, ROOM_SHOW)
                                                      : request->path);
    return OK;
}
