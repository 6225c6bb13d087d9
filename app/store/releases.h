#ifndef STORE_RELEASES_H
#define STORE_RELEASES_H

/* What was published of rounds: one release each, frozen; and the three words a person reads
 * about what they receive. Written inside db_begin(team). */
#include "release/received.h"
#include "store/ids.h"

struct stored_release {
    struct team_id team;
    struct round_id round;
    int64_t released_at;
    int seats, respondents;
    const char *json;
    const char *model, *model_version; /* it was made with; NULL: not noted, or none */
};

struct stored_releases {
    struct stored_release *list;
    size_t count;
};

/* A second release of a round is CONFLICT, whatever it says. */
enum status store_release_save(struct transaction *transaction,
                               const struct stored_release *release, struct err *err);
enum status store_release_load(struct arena *mem, struct transaction *transaction,
                               struct team_id team, struct round_id round,
                               struct stored_release *out, struct err *err);

/* Oldest first. */
enum status store_releases_load(struct arena *mem, struct transaction *transaction,
                                struct team_id team, struct stored_releases *out,
                                struct err *err);

struct stored_received {
    struct seat_id seat; /* whose words they are */
    const char *question;
    enum received_word word;
    bool opened;
};

struct received_words {
    struct stored_received *list;
    size_t count;
};

enum status store_received_save(struct transaction *transaction, struct team_id team,
                                struct round_id round, const struct stored_received *received,
                                struct err *err);

/* For the person on that seat alone. */
enum status store_received_load(struct arena *mem, struct transaction *transaction,
                                struct team_id team, struct round_id round, struct seat_id seat,
                                struct received_words *out, struct err *err);
enum status store_received_open(struct transaction *transaction, struct team_id team,
                                struct round_id round, struct seat_id seat, struct err *err);

/* In every round: for a link that is issued again, and for a person who leaves. */
enum status store_received_remove(struct transaction *transaction, struct team_id team,
                                  struct seat_id seat, struct err *err);

#endif
