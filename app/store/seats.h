#ifndef STORE_SEATS_H
#define STORE_SEATS_H

/* Seats of a team, the browsers bound to them, and requests to issue a link again. Written
 * inside db_begin(team). */
#include "instrument/instrument.h"
#include "store/ids.h"

enum seat_state { SEAT_INVITED, SEAT_JOINED, SEAT_LEFT };

struct seat {
    struct team_id team;
    struct seat_id id;
    int position; /* order of entry, for lists */
    const char *name, *initials, *craft, *horizon, *works_best;
    bool manager; /* a flagged seat with the same view as all */
    enum seat_state state;
    enum lang lang;
};

struct seats {
    struct seat *list;
    size_t count;
};

enum status store_seat_save(struct transaction *transaction, const struct seat *seat,
                            struct err *err);
enum status store_seat_load(struct arena *mem, struct transaction *transaction,
                            struct team_id team, struct seat_id id, struct seat *out,
                            struct err *err);

/* All seats in order of entry, those that left too. */
enum status store_seats_load(struct arena *mem, struct transaction *transaction,
                             struct team_id team, struct seats *out, struct err *err);

struct device {
    struct team_id team;
    struct token_hash token; /* names the browser: see browsers.h */
    struct seat_id seat;
    const char *label;
    int64_t created_at, seen_on;
};

struct devices {
    struct device *list;
    size_t count;
};

enum status store_device_save(struct transaction *transaction, const struct device *device,
                              struct err *err);
enum status store_device_find(struct arena *mem, struct transaction *transaction,
                              struct team_id team, struct token_hash token, struct device *out,
                              struct err *err);

/* All seats of one browser, in whatever team. */
enum status store_browser_seats_load(struct arena *mem, struct transaction *transaction,
                                     struct token_hash browser, struct devices *out,
                                     struct err *err);
enum status store_devices_load(struct arena *mem, struct transaction *transaction,
                               struct team_id team, struct seat_id seat, struct devices *out,
                               struct err *err);

/* The browser was used on that day, in whatever team. */
enum status store_device_see(struct transaction *transaction, struct token_hash browser,
                             int64_t day, struct err *err);
enum status store_device_remove(struct transaction *transaction, struct team_id team,
                                struct token_hash token, struct err *err);
enum status store_devices_remove(struct transaction *transaction, struct team_id team,
                                 struct seat_id seat, struct err *err);

/* In a team without a coach: asked_by asks that the link of seat be issued again. Asking
 * twice is asking once, from the last time on. Count gives how many have asked after `since`;
 * remove forgets them all. */
enum status store_reissue_save(struct transaction *transaction, struct team_id team,
                               struct seat_id seat, struct seat_id asked_by, int64_t now,
                               struct err *err);
enum status store_reissue_count(struct transaction *transaction, struct team_id team,
                                struct seat_id seat, int64_t since, int64_t *out,
                                struct err *err);
enum status store_reissue_remove(struct transaction *transaction, struct team_id team,
                                 struct seat_id seat, struct err *err);

#endif
