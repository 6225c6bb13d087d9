/* Seats, the browsers bound to them and requests for a new link, as rows. */
#include "store/seats.h"

#include "store/fault.h"
#include "store/rows.h"
#include "store/words.h"

#define COLUMNS \
    "team, id, position, name, initials, craft, horizon, works_best, manager, state, lang"

static const char *const state_words[] = { "invited", "joined", "left" };

static const char save_sql[] =
    "INSERT INTO seat (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    " ON CONFLICT (team, id) DO UPDATE SET position = excluded.position, name = excluded.name,"
    " initials = excluded.initials, craft = excluded.craft, horizon = excluded.horizon,"
    " works_best = excluded.works_best, manager = excluded.manager, state = excluded.state,"
    " lang = excluded.lang";
static const char load_sql[] = "SELECT " COLUMNS " FROM seat WHERE team = $1 AND id = $2";
static const char load_all_sql[] =
    "SELECT " COLUMNS " FROM seat WHERE team = $1 ORDER BY position, id";

static void read_seat(struct arena *mem, struct query *query, void *element)
{
    *(struct seat *)element = (struct seat){
        .team = { query_int(query, 0) },
        .id = { query_int(query, 1) },
        .position = (int)query_int(query, 2),
        .name = query_text(mem, query, 3),
        .initials = query_text(mem, query, 4),
        .craft = query_text(mem, query, 5),
        .horizon = query_text(mem, query, 6),
        .works_best = query_text(mem, query, 7),
        .manager = query_int(query, 8) != 0,
        .state = (enum seat_state)WORD_INDEX(state_words, query_text(mem, query, 9)),
        .lang = (enum lang)WORD_INDEX(lang_words, query_text(mem, query, 10)),
    };
}

enum status store_seat_save(struct transaction *transaction, const struct seat *seat,
                            struct err *err)
{
    return db_run(transaction, save_sql,
                  VALUES(value_int(seat->team.value), value_int(seat->id.value),
                         value_int(seat->position), value_text(seat->name),
                         value_text(seat->initials), value_text(seat->craft),
                         value_text(seat->horizon), value_text(seat->works_best),
                         value_int(seat->manager), value_text(state_words[seat->state]),
                         value_text(lang_words[seat->lang])),
                  err);
}

enum status store_seat_load(struct arena *mem, struct transaction *transaction,
                            struct team_id team, struct seat_id id, struct seat *out,
                            struct err *err)
{
    return rows_load_one(mem, transaction, load_sql,
                         VALUES(value_int(team.value), value_int(id.value)), read_seat, out,
                         "there is no such seat in this team", err);
}

/* Whoever reads a team may count on this: no list of people is longer. */
static enum status check_size(const struct seats *seats, struct err *err)
{
    size_t members = 0;
    for (size_t i = 0; i < seats->count; i++)
        members += seats->list[i].state != SEAT_LEFT;
    return members <= TEAM_MAX
               ? OK
               : store_fault(err, FAULT_DAMAGED, "a team of %zu people", members);
}

enum status store_seats_load(struct arena *mem, struct transaction *transaction,
                             struct team_id team, struct seats *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, load_all_sql, VALUES(value_int(team.value)),
                  sizeof *out->list, read_seat, &list, &out->count, err));
    out->list = list;
    return check_size(out, err);
}

/* ---- devices ---- */

static const char device_save_sql[] =
    "INSERT INTO device (team, token_hash, seat, label, created_at, seen_on)"
    " VALUES ($1, $2, $3, $4, $5, $6)"
    " ON CONFLICT (team, token_hash) DO UPDATE SET label = excluded.label,"
    " seen_on = excluded.seen_on";
static const char device_find_sql[] =
    "SELECT team, token_hash, seat, label, created_at, seen_on"
    " FROM device WHERE team = $1 AND token_hash = $2";
static const char devices_load_sql[] =
    "SELECT team, token_hash, seat, label, created_at, seen_on"
    " FROM device WHERE team = $1 AND seat = $2 ORDER BY created_at, token_hash";
static const char browser_seats_sql[] =
    "SELECT team, token_hash, seat, label, created_at, seen_on"
    " FROM device WHERE token_hash = $1 ORDER BY created_at, team";
static const char device_see_sql[] = "UPDATE device SET seen_on = $2 WHERE token_hash = $1";
static const char device_remove_sql[] =
    "DELETE FROM device WHERE team = $1 AND token_hash = $2";
static const char devices_remove_sql[] = "DELETE FROM device WHERE team = $1 AND seat = $2";

static void read_device(struct arena *mem, struct query *query, void *element)
{
    *(struct device *)element = (struct device){
        .team = { query_int(query, 0) },
        .token = hash_from_text(query_text(mem, query, 1)),
        .seat = { query_int(query, 2) },
        .label = query_text(mem, query, 3),
        .created_at = query_int(query, 4),
        .seen_on = query_int(query, 5),
    };
}

enum status store_device_save(struct transaction *transaction, const struct device *device,
                              struct err *err)
{
    return db_run(transaction, device_save_sql,
                  VALUES(value_int(device->team.value), value_text(device->token.text),
                         value_int(device->seat.value), value_text(device->label),
                         value_int(device->created_at), value_int(device->seen_on)),
                  err);
}

enum status store_device_find(struct arena *mem, struct transaction *transaction,
                              struct team_id team, struct token_hash token, struct device *out,
                              struct err *err)
{
    return rows_load_one(mem, transaction, device_find_sql,
                         VALUES(value_int(team.value), value_text(token.text)), read_device,
                         out, "this browser is bound to no seat", err);
}

enum status store_devices_load(struct arena *mem, struct transaction *transaction,
                               struct team_id team, struct seat_id seat, struct devices *out,
                               struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, devices_load_sql,
                  VALUES(value_int(team.value), value_int(seat.value)), sizeof *out->list,
                  read_device, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_browser_seats_load(struct arena *mem, struct transaction *transaction,
                                     struct token_hash browser, struct devices *out,
                                     struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, browser_seats_sql, VALUES(value_text(browser.text)),
                  sizeof *out->list, read_device, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_device_see(struct transaction *transaction, struct token_hash browser,
                             int64_t day, struct err *err)
{
    return db_run(transaction, device_see_sql, VALUES(value_text(browser.text), value_int(day)),
                  err);
}

enum status store_device_remove(struct transaction *transaction, struct team_id team,
                                struct token_hash token, struct err *err)
{
    return db_run(transaction, device_remove_sql,
                  VALUES(value_int(team.value), value_text(token.text)), err);
}

enum status store_devices_remove(struct transaction *transaction, struct team_id team,
                                 struct seat_id seat, struct err *err)
{
    return db_run(transaction, devices_remove_sql,
                  VALUES(value_int(team.value), value_int(seat.value)), err);
}

/* ---- requests to issue a link again ---- */

static const char reissue_save_sql[] =
    "INSERT INTO reissue_request (team, seat, asked_by, asked_at) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (team, seat, asked_by) DO UPDATE SET asked_at = excluded.asked_at";
static const char reissue_count_sql[] =
    "SELECT count(*) FROM reissue_request WHERE team = $1 AND seat = $2 AND asked_at > $3";
static const char reissue_remove_sql[] =
    "DELETE FROM reissue_request WHERE team = $1 AND seat = $2";

static void read_count(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(int64_t *)element = query_int(query, 0);
}

enum status store_reissue_save(struct transaction *transaction, struct team_id team,
                               struct seat_id seat, struct seat_id asked_by, int64_t now,
                               struct err *err)
{
    return db_run(transaction, reissue_save_sql,
                  VALUES(value_int(team.value), value_int(seat.value),
                         value_int(asked_by.value), value_int(now)),
                  err);
}

enum status store_reissue_count(struct transaction *transaction, struct team_id team,
                                struct seat_id seat, int64_t since, int64_t *out,
                                struct err *err)
{
    return rows_load_one(NULL, transaction, reissue_count_sql,
                         VALUES(value_int(team.value), value_int(seat.value), value_int(since)),
                         read_count, out, "a count has one row", err);
}

enum status store_reissue_remove(struct transaction *transaction, struct team_id team,
                                 struct seat_id seat, struct err *err)
{
    return db_run(transaction, reissue_remove_sql,
                  VALUES(value_int(team.value), value_int(seat.value)), err);
}
