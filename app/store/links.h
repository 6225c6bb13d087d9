#ifndef STORE_LINKS_H
#define STORE_LINKS_H

/* Personal links. Of a link only the hash of its secret is kept. Written inside
 * db_begin(team). */
#include "store/ids.h"

enum link_purpose { LINK_SEAT, LINK_DEVICE };

struct link {
    struct team_id team;
    struct token_hash token;
    struct seat_id seat;
    enum link_purpose purpose;
    int64_t created_at;
    int64_t expires_at; /* 0: never by itself */
    int64_t opened_at;  /* 0: not yet */
    int64_t voided_at;  /* 0: not replaced */
};

/* A new link. */
enum status store_link_save(struct transaction *transaction, const struct link *link,
                            struct err *err);

/* Looks, and changes nothing: a scanner may have asked. */
enum status store_link_find(struct arena *mem, struct transaction *transaction,
                            struct team_id team, struct token_hash token, struct link *out,
                            struct err *err);

/* store_link_use: opens it, once.
 *
 * Fails    REFUSED: unknown, opened before, expired or replaced. */
enum status store_link_use(struct transaction *transaction, struct team_id team,
                           struct token_hash token, int64_t now, struct err *err);

/* Every link of a seat that is still closed stops working, and leaves the outbox. */
enum status store_links_void(struct transaction *transaction, struct team_id team,
                             struct seat_id seat, int64_t now, struct err *err);

#endif
