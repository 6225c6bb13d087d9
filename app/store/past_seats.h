#ifndef STORE_PAST_SEATS_H
#define STORE_PAST_SEATS_H

/* Places that a browser sat in and sits in no more. Written inside db_begin(team). */
#include "store/ids.h"

/* PAST_ASIDE: another person's link was opened in that browser. By the coach or by two members:
 * PAST_REISSUED, a new link was made for the place; PAST_LEFT, its person is said to be gone.
 */
enum past_why { PAST_ASIDE, PAST_REISSUED, PAST_LEFT };

struct past_seat {
    struct team_id team;
    struct token_hash browser;
    struct seat_id seat;
    enum past_why why;
    const char *label; /* of the browser, for the person's own list */
    int64_t since;
    bool by_coach;
};

struct past_seats {
    struct past_seat *list;
    size_t count;
};

enum status store_past_seat_save(struct transaction *transaction, const struct past_seat *past,
                                 struct err *err);
enum status store_past_seat_find(struct arena *mem, struct transaction *transaction,
                                 struct team_id team, struct token_hash browser,
                                 struct seat_id seat, struct past_seat *out, struct err *err);
enum status store_past_seat_remove(struct transaction *transaction, struct team_id team,
                                   struct token_hash browser, struct seat_id seat,
                                   struct err *err);

/* Of one browser, in whatever team; of one seat, in whatever browser. */
enum status store_past_seats_load(struct arena *mem, struct transaction *transaction,
                                  struct token_hash browser, struct past_seats *out,
                                  struct err *err);
enum status store_past_seats_load_seat(struct arena *mem, struct transaction *transaction,
                                       struct team_id team, struct seat_id seat,
                                       struct past_seats *out, struct err *err);

/* store_past_seats_unseat: every browser that opens the seat, or could come back to it, has
 * lost it.
 *
 * Takes    how: why, since, by_coach. Called before the devices of the seat are removed. */
enum status store_past_seats_unseat(struct transaction *transaction, struct team_id team,
                                    struct seat_id seat, const struct past_seat *how,
                                    struct err *err);
enum status store_past_seats_remove(struct transaction *transaction, struct team_id team,
                                    struct seat_id seat, struct err *err);

/* store_past_seats_forget: what was told long enough. */
enum status store_past_seats_forget(struct transaction *transaction, int64_t before,
                                    struct err *err);

#endif
