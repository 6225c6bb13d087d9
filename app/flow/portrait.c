/* From frozen releases to portraits. */
#include "flow/portrait.h"

#include <stdint.h>
#include <string.h>

#include "flow/round_within.h"
#include "store/releases.h"
#include "json/release_json.h"

struct reading {
    struct arena *mem;
    const struct round_rules *rules;
    struct rounds rounds;
    struct stored_releases releases;
};

static enum status read_within(struct transaction *transaction, struct team_id team,
                               struct reading *r, struct team *out, struct err *err)
{
    TRY(store_team_load(r->mem, transaction, team, out, err));
    TRY(store_rounds_load(r->mem, transaction, team, &r->rounds, err));
    return store_releases_load(r->mem, transaction, team, &r->releases, err);
}

static const struct stored_release *release_of(const struct reading *r,
                                               const struct round *round)
{
    for (size_t i = 0; i < r->releases.count; i++)
        if (r->releases.list[i].round.value == round->id.value)
            return &r->releases.list[i];
    return NULL;
}

/* The version a release was made with. Where none was noted, the oldest is the only one there
 * was; one that this program does not know is drawn with today's. */
static const struct model *model_of(const struct round_rules *rules,
                                    const struct stored_release *release)
{
    const char *version = release->model_version;
    for (size_t i = 0; rules->past && rules->past[i]; i++)
        if (!version || strcmp(rules->past[i]->version, version) == 0)
            return rules->past[i];
    return rules->model;
}

/* Rounds released up to a number, in order; those of another instrument are left out: their
 * marks do not compare. */
static enum status thaw_rounds(const struct reading *r, int upto, struct named_release *named,
                               const struct round **rounds, const struct model **models,
                               size_t *count, struct err *err)
{
    for (size_t i = 0; i < r->rounds.count; i++) {
        const struct round *round = &r->rounds.list[i];
        const struct stored_release *frozen = release_of(r, round);
        if (!frozen || round->number > upto ||
            strcmp(round->instrument, r->rules->instrument->key) != 0)
            continue;
        named[*count].round = arena_text(r->mem, "%d", round->number);
        TRY(json_release_thaw(frozen->json, r->rules->instrument, &named[*count].release, err));
        models[*count] = model_of(r->rules, frozen);
        rounds[(*count)++] = round;
    }
    return OK;
}

static int last_open(const struct rounds *rounds)
{
    int number = 0;
    for (size_t i = 0; i < rounds->count; i++)
        if (rounds->list[i].state == ROUND_RELEASED && rounds->list[i].blocks_open)
            number = rounds->list[i].number;
    return number;
}

static bool may_look(const struct rounds *rounds, int number, bool leading)
{
    for (size_t i = 0; i < rounds->count; i++)
        if (rounds->list[i].number == number)
            return rounds->list[i].state == ROUND_RELEASED &&
                   (leading || rounds->list[i].blocks_open);
    return false;
}

/* A path starts from a round that is shown, or is not drawn. */
static void point_to(struct portrait_plane *plane, const size_t *place)
{
    if (!plane->moved)
        return;
    plane->moved = place[plane->moved_from] != SIZE_MAX;
    plane->moved_from = plane->moved ? place[plane->moved_from] : 0;
}

/* Rounds whose restitution was never held weigh in the stage, and are not shown. */
static size_t keep_open(const struct reading *r, struct portrait *portraits,
                        const struct round *const *rounds, size_t count, int led,
                        struct shown_portrait *list)
{
    size_t *place = NEW_ARRAY(r->mem, size_t, count + 1), shown = 0;
    for (size_t i = 0; i < count; i++) {
        bool open = rounds[i]->blocks_open || rounds[i]->number == led;
        place[i] = open ? shown : SIZE_MAX;
        if (!open)
            continue;
        portraits[shown] = portraits[i];
        point_to(&portraits[shown].plane, place);
        point_to(&portraits[shown].exigence_benevolence, place);
        list[shown] =
            (struct shown_portrait){ *rounds[i], release_of(r, rounds[i])->model_version,
                                     &portraits[shown] };
        shown++;
    }
    return shown;
}

/* Each round as the version it was made with draws it, earlier rounds being read by that same
 * version: what was once shown of a round stays, whatever model later ones are made with. */
static struct portrait *draw_rounds(const struct reading *r, const char *team,
                                    const struct named_release *named,
                                    const struct model *const *models, size_t count)
{
    struct portrait *portraits = NEW_ARRAY(r->mem, struct portrait, count);
    for (size_t i = 0; i < count; i++) {
        size_t first = 0;
        while (models[first] != models[i])
            first++;
        if (first < i)
            continue;
        struct stage_cache *cache = stage_cache_new(r->mem, r->rules->instrument, models[i]);
        const struct portrait *drawn =
            portrait_series(r->mem, cache, r->rules->instrument, models[i], team, named, count);
        for (size_t j = i; j < count; j++)
            if (models[j] == models[i])
                portraits[j] = drawn[j];
    }
    return portraits;
}

static enum status draw(const struct reading *r, int upto, bool leading,
                        struct shown_portraits *out, struct err *err)
{
    size_t count = 0, most = r->rounds.count + 1;
    struct named_release *named = NEW_ARRAY(r->mem, struct named_release, most);
    const struct round **rounds = NEW_ARRAY(r->mem, const struct round *, most);
    struct shown_portrait *list = NEW_ARRAY(r->mem, struct shown_portrait, most);
    const struct model **models = NEW_ARRAY(r->mem, const struct model *, most);
    TRY(thaw_rounds(r, upto, named, rounds, models, &count, err));
    struct portrait *portraits = draw_rounds(r, out->team.name, named, models, count);
    out->count = keep_open(r, portraits, rounds, count, leading ? upto : 0, list);
    out->list = list;
    out->portraits = portraits;
    return OK;
}

static enum status look_within(struct transaction *transaction, struct team_id team,
                               struct reading *r, struct team *out, struct err *err)
{
    TRY(store_team_load(r->mem, transaction, team, out, err));
    return store_rounds_load(r->mem, transaction, team, &r->rounds, err);
}

static void list_open(const struct reading *r, int upto, struct shown_portraits *out)
{
    struct shown_portrait *list = NEW_ARRAY(r->mem, struct shown_portrait, r->rounds.count + 1);
    for (size_t i = 0; i < r->rounds.count; i++) {
        const struct round *round = &r->rounds.list[i];
        if (round->state == ROUND_RELEASED && round->blocks_open && round->number <= upto &&
            strcmp(round->instrument, r->rules->instrument->key) == 0)
            list[out->count++] = (struct shown_portrait){ .round = *round };
    }
    out->list = list;
}

enum status flow_portrait_look(struct db *db, struct arena *mem,
                               const struct round_rules *rules, struct team_id team, int upto,
                               struct shown_portraits *out, enum refusal *refusal,
                               struct err *err)
{
    struct reading reading = { .mem = mem, .rules = rules };
    struct transaction *transaction;
    *out = (struct shown_portraits){ 0 };
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = look_within(transaction, team, &reading, &out->team, err);
    db_abandon(transaction);
    if (status != OK)
        return status;
    if (upto == 0)
        upto = last_open(&reading.rounds);
    else if (!may_look(&reading.rounds, upto, false))
        return round_refuse(refusal, REFUSED_NOT_RELEASED, err);
    list_open(&reading, upto, out);
    return OK;
}

enum status flow_portrait_load(struct db *db, struct arena *mem,
                               const struct round_rules *rules, struct team_id team, int upto,
                               bool leading, struct shown_portraits *out, enum refusal *refusal,
                               struct err *err)
{
    struct reading reading = { .mem = mem, .rules = rules };
    struct transaction *transaction;
    *out = (struct shown_portraits){ 0 };
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = read_within(transaction, team, &reading, &out->team, err);
    db_abandon(transaction);
    if (status != OK)
        return status;
    if (upto == 0)
        upto = last_open(&reading.rounds);
    else if (!may_look(&reading.rounds, upto, leading))
        return round_refuse(refusal, REFUSED_NOT_RELEASED, err);
    return draw(&reading, upto, leading, out, err);
}
