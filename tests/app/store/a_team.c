#include "a_team.h"

#include "store/schema.h"

struct err err;
struct arena mem;
struct team team;
struct seat_id seat_ids[SEATS];
struct round round_now;

struct token_hash hash_of(int64_t number)
{
    struct token_hash hash;
    snprintf(hash.text, sizeof hash.text, "%064llx", (long long)number);
    return hash;
}

struct transaction *begin(struct db *db)
{
    struct transaction *t;
    CHECK_OK(db_begin(db, team.id, &t, &err));
    return t;
}

struct transaction *look(struct db *db)
{
    struct transaction *t;
    CHECK_OK(db_begin_reading(db, &t, &err));
    return t;
}

static void save_seats(struct transaction *t)
{
    for (int i = 0; i < SEATS; i++) {
        seat_ids[i] = (struct seat_id){ store_new_id() };
        const struct seat seat = { .team = team.id,
                                   .id = seat_ids[i],
                                   .position = i,
                                   .name = arena_text(&mem, "Aïcha %d", i),
                                   .initials = arena_text(&mem, "A%d", i),
                                   .craft = "soudure",
                                   .horizon = "",
                                   .works_best = "le matin",
                                   .manager = i == 2,
                                   .state = SEAT_INVITED,
                                   .lang = i % 2 ? EN : FR };
        CHECK_OK(store_seat_save(t, &seat, &err));
    }
}

static void save_round(struct transaction *t)
{
    round_now = (struct round){ .team = team.id,
                                .id = { store_new_id() },
                                .number = 1,
                                .instrument = "cooperation-30",
                                .version = "2",
                                .opened_at = opened_at,
                                .closes_at = closes_at,
                                .ratings = true };
    CHECK_OK(store_round_save(t, &round_now, &err));
    for (int i = 0; i < SEATS; i++) {
        const struct participant participant = { .team = team.id,
                                                 .round = round_now.id,
                                                 .seat = seat_ids[i],
                                                 .right_team = NOT_ASKED,
                                                 .consents = NOT_ASKED };
        CHECK_OK(store_participant_save(t, &participant, &err));
    }
}

int open_team(void **state)
{
    struct store *store = *state;
    mem = arena_with_limit(1 << 22);
    CHECK_OK(db_open(store->url, &store->db, &err));
    CHECK_OK(store_schema_upgrade(store->db, opened_at, &err));
    team = (struct team){ .id = { store_new_id() },
                          .name = "Atelier",
                          .aim = "Livrer la passerelle avant l’été",
                          .coach = { 77 },
                          .created_at = opened_at };
    struct transaction *t = begin(store->db);
    CHECK_OK(store_team_save(t, &team, &err));
    save_seats(t);
    save_round(t);
    CHECK_OK(db_commit(t, &err));
    return 0;
}

int close_team(void **state)
{
    struct store *store = *state;
    db_abandon_left_open();
    db_close(store->db);
    arena_free(&mem);
    return 0;
}
