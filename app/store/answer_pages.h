#ifndef STORE_ANSWER_PAGES_H
#define STORE_ANSWER_PAGES_H

/* Which page wrote a step of one seat's answers last. Every page of the form that is shown has
 * a number of its own and says which page's answers it shows. */
#include "store/ids.h"

/* One step of one seat's form in one round. */
struct answer_step {
    struct team_id team;
    struct round_id round;
    struct seat_id seat;
    int step;
};

struct answer_page {
    int step;
    int64_t page;
};
struct answer_pages {
    struct answer_page *list;
    size_t count;
};

/* store_answer_pages_load: the page that wrote last, of each step that one has written. */
enum status store_answer_pages_load(struct arena *mem, struct transaction *transaction,
                                    struct team_id team, struct round_id round,
                                    struct seat_id seat, struct answer_pages *out,
                                    struct err *err);

/* store_answer_page_turn: `page`, which shows what page `from` wrote, writes next.
 *
 * Gives    *latest false, and nothing changed, when another page wrote after `from`. A page
 *          that wrote last may write again. */
enum status store_answer_page_turn(struct transaction *transaction,
                                   const struct answer_step *step, int64_t from, int64_t page,
                                   bool *latest, struct err *err);

#endif
