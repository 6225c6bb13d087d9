#ifndef TESTS_APP_FLOW_A_ROUND_H
#define TESTS_APP_FLOW_A_ROUND_H

/* A team made through the flows, its members seated, and rounds they answer: fresh for each
 * test, on each store. */
#include "flow/answer.h"
#include "flow/group.h"

#include "../store/each_store.h"

enum { DAY = 86400, MEMBERS = 5 };
static const int64_t t0 = 1790000000;

extern struct err err;
extern struct arena mem;
extern const struct instrument *instrument;
extern struct round_rules rules;
extern struct team_id team;
extern struct seat seats[TEAM_MAX];
extern struct issued_links links;
extern enum refusal refusal;
extern const struct group_wish with_coach;

struct token_hash device_of(size_t seat);

/* The team, every link of it opened. */
void make_team(struct db *db, const struct group_wish *wish, int64_t now);
void open_round(struct db *db, int64_t now);

/* save_answers: of one member, by no form; send_answers: "that is all from me". */
enum status save_answers(struct db *db, size_t member, const struct answers *answers,
                         int64_t now);
enum status send_answers(struct db *db, size_t member, bool for_good, int64_t now,
                         bool *closes);

/* Everything a member is asked, answered with a level that depends on who answers. */
enum status answer_all(struct db *db, size_t member, int64_t now);

int open_store(void **state);
int close_store(void **state);

#define ON_STORE(test) cmocka_unit_test_setup_teardown(test, open_store, close_store)

#endif
