/* Opening, looking, forgetting. */
#include "flow/upkeep.h"

#include "content/content.h"
#include "flow/browser.h"
#include "flow/composer.h"
#include "flow/ending.h"
#include "flow/hand_over.h"
#include "secret/secret.h"
#include "store/counts.h"
#include "store/db_backup.h"
#include "store/outbox.h"
#include "store/purge.h"
#include "store/releases.h"
#include "store/schema.h"
#include "store/teams.h"
#include "json/release_json.h"

enum { DAY_SECONDS = 86400 };

enum status flow_upkeep_open(const char *url, bool make, int64_t now, struct db **out,
                             struct err *err)
{
    if (!make && !store_is_there(url))
        return fail(err, NOT_FOUND, "%.200s: there is no store", url);
    TRY(secret_start(err));
    TRY(db_open(url, out, err));
    enum status status =
        make ? store_schema_upgrade(*out, now, err) : store_schema_check(*out, err);
    if (status != OK)
        db_close(*out);
    return status;
}

enum status flow_upkeep_rules(struct arena *mem, const char *instrument,
                              struct round_rules *out, struct err *err)
{
    const char *name = instrument ? instrument : content_default_instrument;
    *out = (struct round_rules){ 0 };
    TRY(content_instrument(mem, name, &out->instrument, err));
    if (!out->instrument->model)
        return OK;
    TRY(content_model(mem, out->instrument->model, &out->model, err));
    return content_past_models(mem, out->model->key, &out->past, err);
}

enum status flow_upkeep_inspect(const char *url, struct err *err)
{
    return store_inspect(url, err);
}

enum status flow_upkeep_backup(struct arena *mem, const char *url, const char *path,
                               struct err *err)
{
    return store_backup(mem, url, path, err);
}

enum status flow_upkeep_restore(const char *path, const char *url, bool replace,
                                struct err *err)
{
    return store_restore(path, url, replace, err);
}

/* ---- looking ---- */

struct looking {
    struct arena *mem;
    struct transaction *transaction;
    struct upkeep *out;
};

static const char *instrument_of(const struct rounds *rounds, struct round_id id)
{
    for (size_t i = 0; i < rounds->count; i++)
        if (rounds->list[i].id.value == id.value)
            return rounds->list[i].instrument;
    return "";
}

static enum status read_releases(const struct looking *look, struct team_id team,
                                 struct err *err)
{
    struct stored_releases releases;
    struct rounds rounds;
    TRY(store_rounds_load(look->mem, look->transaction, team, &rounds, err));
    TRY(store_releases_load(look->mem, look->transaction, team, &releases, err));
    for (size_t i = 0; i < releases.count; i++) {
        const struct instrument *instrument;
        struct release *release = NEW(look->mem, struct release);
        struct err why;
        const char *name = instrument_of(&rounds, releases.list[i].round);
        bool good = content_instrument(look->mem, name, &instrument, &why) == OK &&
                    json_release_thaw(releases.list[i].json, instrument, release, &why) == OK;
        look->out->unreadable += !good;
    }
    return OK;
}

static enum status look_within(const struct looking *look, int64_t now, struct err *err)
{
    struct upkeep *out = look->out;
    int64_t *const place[COUNT_KINDS] = {
        [COUNT_TEAMS] = &out->teams,
        [COUNT_COACHES] = &out->coaches,
        [COUNT_ROUNDS] = &out->rounds,
        [COUNT_OPEN_ROUNDS] = &out->open_rounds,
        [COUNT_RELEASES] = &out->releases,
        [COUNT_UNRELEASED] = &out->unreleased,
        [COUNT_ASTRAY_RELEASES] = &out->astray,
        [COUNT_OVERFULL] = &out->overfull,
        [COUNT_ODD_ANSWERS] = &out->odd_answers,
        [COUNT_ANSWERED_ROUNDS] = &out->answered_rounds,
        [COUNT_LETTERS_WAITING] = &out->letters_waiting,
        [COUNT_LETTERS_GIVEN_UP] = &out->letters_given_up,
    };
    struct teams teams;
    for (size_t i = 0; i < COUNT_KINDS; i++)
        TRY(store_count(look->transaction, (enum counted)i, place[i], err));
    TRY(store_count_overdue(look->transaction,
                            now - (int64_t)(ROUND_DAYS_MAX + 1) * DAY_SECONDS, &out->overdue,
                            err));
    TRY(store_teams_load_all(look->mem, look->transaction, &teams, err));
    for (size_t i = 0; i < teams.count; i++) {
        struct arena_mark mark = arena_mark(look->mem);
        TRY(read_releases(look, teams.list[i].id, err));
        arena_release(look->mem, mark);
    }
    return OK;
}

enum status flow_upkeep_look(struct db *db, struct arena *mem, int64_t now, struct upkeep *out,
                             struct err *err)
{
    *out = (struct upkeep){ 0 };
    struct looking look = { .mem = mem, .out = out };
    TRY(db_begin_reading(db, &look.transaction, err));
    enum status status = look_within(&look, now, err);
    db_abandon(look.transaction);
    return status;
}

bool flow_upkeep_is_well(const struct upkeep *upkeep)
{
    return !upkeep->unreleased && !upkeep->astray && !upkeep->unreadable && !upkeep->overdue &&
           !upkeep->overfull && !upkeep->odd_answers;
}

/* ---- forgetting ---- */

static enum status purge_round(struct transaction *transaction, void *context, struct err *err)
{
    return store_purge_round(transaction, *(const struct ended_round *)context, err);
}

static enum status purge_drafts(struct transaction *transaction, void *context, struct err *err)
{
    size_t gone = 0;
    return store_drafts_purge(transaction, *(const int64_t *)context, &gone, err);
}

static enum status purge_seat(struct transaction *transaction, void *context, struct err *err)
{
    const struct left_seat *left = context;
    return store_received_remove(transaction, left->team, left->seat, err);
}

enum status flow_let_go(struct db *db, struct err *err)
{
    enum status status = db_scrub_due(db, err);
    return status == CONFLICT ? OK : status; /* it stays due */
}

struct forgetting {
    struct team_id team;
    int64_t before;
};

static enum status forget_letters(struct transaction *transaction, void *context,
                                  struct err *err)
{
    const struct forgetting *f = context;
    return store_letters_forget(transaction, f->team, f->before, err);
}

static enum status purge_letters(struct db *db, struct arena *mem, int64_t before,
                                 struct err *err)
{
    struct transaction *transaction;
    struct old_letters old = { 0 };
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_letters_old(mem, transaction, before, &old, err);
    db_abandon(transaction);
    for (size_t i = 0; i < old.count && status == OK; i++) {
        struct forgetting f = { old.list[i], before };
        status = db_within(db, f.team, forget_letters, &f, err);
    }
    return status;
}

struct dropping {
    struct team_id team;
    int64_t before;
    bool gone;
};

static enum status drop_team(struct transaction *transaction, void *context, struct err *err)
{
    struct dropping *d = context;
    return store_purge_team(transaction, d->team, d->before, &d->gone, err);
}

static enum status purge_teams(struct db *db, struct arena *mem, int64_t before, size_t *gone,
                               struct err *err)
{
    struct transaction *transaction;
    struct unused_teams unused = { 0 };
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_purge_unused(mem, transaction, before, &unused, err);
    db_abandon(transaction);
    for (size_t i = 0; i < unused.count && status == OK; i++) {
        struct dropping d = { unused.list[i], before, false };
        status = db_within(db, d.team, drop_team, &d, err);
        *gone += status == OK && d.gone;
    }
    return status;
}

enum status flow_purge(struct db *db, struct arena *mem, int64_t now, bool at_once,
                       struct purged *out, struct err *err)
{
    struct transaction *transaction;
    struct ended_rounds rounds = { 0 };
    struct left_seats seats = { 0 };
    *out = (struct purged){ 0 };
    int64_t before = at_once ? now : now - (int64_t)RAW_DAYS * DAY_SECONDS;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_purge_rounds(mem, transaction, before, &rounds, err);
    if (status == OK)
        status = store_purge_seats(mem, transaction, &seats, err);
    db_abandon(transaction);
    for (size_t i = 0; i < rounds.count && status == OK; i++) {
        status = db_within(db, rounds.list[i].team, purge_round, &rounds.list[i], err);
        out->rounds += status == OK;
    }
    for (size_t i = 0; i < seats.count && status == OK; i++) {
        status = db_within(db, seats.list[i].team, purge_seat, &seats.list[i], err);
        out->people += status == OK;
    }
    if (status == OK)
        status =
            purge_teams(db, mem, now - (int64_t)UNUSED_DAYS * DAY_SECONDS, &out->teams, err);
    if (status == OK)
        status = purge_letters(db, mem, before, err);
    int64_t untouched = now - (int64_t)COMPOSER_DAYS * DAY_SECONDS;
    if (status == OK)
        status = db_within(db, NO_TEAM, purge_drafts, &untouched, err);
    if (status == OK)
        status = flow_ending_clock(db, mem, now, err);
    if (status == OK)
        status = flow_ending_forget(db, now, err);
    if (status == OK)
        status = flow_hand_over_forget(db, now, err);
    if (status == OK)
        status = flow_browser_forget(db, now, err);
    /* Someone who reads at this moment keeps the log: it is emptied another time. */
    if (status == OK && (status = db_scrub(db, err)) == CONFLICT)
        status = OK;
    return status;
}
