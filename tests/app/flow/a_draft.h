#ifndef TESTS_APP_FLOW_A_DRAFT_H
#define TESTS_APP_FLOW_A_DRAFT_H

/* A coach with a list of people, composed through the flows: fresh for each test, on each
 * store. */
#include "flow/composer.h"

#include "../store/each_store.h"

enum { DAY = 86400 };
static const int64_t opened_at = 1790000000;

extern struct err err;
extern struct arena mem;
extern struct coach_id coach;
extern struct composer composed; /* too large for a stack */
extern const char list[];        /* twelve people */

struct coach_id new_coach(struct db *db);
struct draft_id open_list(struct db *db, const char *text, struct composer_fault *fault);
void load(struct db *db, struct draft_id id);
void search(struct db *db, bool again, uint64_t steps);

uint32_t named(const char *name);
const uint32_t *seats_in(size_t round);
const char *team_name(void *self, struct arena *arena, size_t number);

int open_store(void **state);
int close_store(void **state);

#define ON_STORE(test) cmocka_unit_test_setup_teardown(test, open_store, close_store)

#endif
