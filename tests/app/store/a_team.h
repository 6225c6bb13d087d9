#ifndef TESTS_APP_STORE_A_TEAM_H
#define TESTS_APP_STORE_A_TEAM_H

/* A team of five with an open round, fresh for each test: the stores keep what earlier
 * tests wrote. */
#include "store/rounds.h"
#include "store/seats.h"
#include "store/teams.h"

#include "each_store.h"

enum { SEATS = 5, DAY = 86400 };
static const int64_t opened_at = 1790000000, closes_at = opened_at + 7 * DAY;

extern struct err err;
extern struct arena mem;
extern struct team team;
extern struct seat_id seat_ids[SEATS];
extern struct round round_now;

struct token_hash hash_of(int64_t number);
struct transaction *begin(struct db *db);
struct transaction *look(struct db *db);

int open_team(void **state);
int close_team(void **state);

#define ON_TEAM(test) cmocka_unit_test_setup_teardown(test, open_team, close_team)

#endif
