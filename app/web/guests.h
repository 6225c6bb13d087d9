#ifndef WEB_GUESTS_H
#define WEB_GUESTS_H

/* Who is connected, since when, from where, and busy with what: the door's list, for its loop
 * alone. Connections are named by their file number. */
#include <stdint.h>
#include <sys/socket.h>

struct guests;

enum { NOBODY = -1 };

enum place {
    GUEST_NONE,
    GUEST_WAITING,   /* its head is awaited */
    GUEST_LINGERING, /* refused; what still arrives is thrown away */
    GUEST_BODY,      /* handed over: its body is awaited */
    GUEST_WORKING,   /* it waits for us, without deadline */
    GUEST_REPLY      /* it takes our reply */
};

struct guests *guests_open(int in_all, int per_address, int file_count);
void guests_close(struct guests *guests);

/* guests_enter: someone comes.
 *
 * Gives    0 when let in, else the status to refuse with: 429 for too many of that address,
 *          503 for a full house. When the house is full, `evicted` is who must leave to make
 *          room: the one that has waited longest without a complete head; else NOBODY.
 *          Addresses are counted by IPv4 address or IPv6 network of 64 bits, in a fixed
 *          number of counters: two may share one, which refuses a little early, never late. */
int guests_enter(struct guests *guests, int file, const struct sockaddr_storage *address,
                 int *evicted);
void guests_leave(struct guests *guests, int file);

/* Moving starts the clock again. */
void guests_move(struct guests *guests, int file, enum place place);
enum place guests_place(const struct guests *guests, int file);

/* Someone who has been in that place (waiting or lingering) for longer; NOBODY: no one. */
int guests_overdue(struct guests *guests, enum place place, int64_t milliseconds);

/* Shuts down the connections of those handed over that are too slow. Whoever owns them
 * reports with guests_leave before closing, so that no other file is hit. */
void guests_cut_slow(struct guests *guests, int body_seconds, int reply_seconds);

int guests_present(const struct guests *guests);

#endif
