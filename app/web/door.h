#ifndef WEB_DOOR_H
#define WEB_DOOR_H

/* The way in: accepts connections, waits until a whole head has arrived without taking it
 * out of the socket, judges it (web/head.h), and only then hands the socket over to
 * libmicrohttpd, for this one request. Refuses by itself what is malformed, too much or too
 * slow; nothing behind it ever sees such a request. */
#include <microhttpd.h>
#include <stddef.h>

#include "base/status.h"

struct door;

struct door_limits {
    int head_seconds;  /* in all, from the connection to the end of the head */
    int body_seconds;  /* in all, from there to the end of the body */
    int reply_seconds; /* in all, to take the reply */
    size_t body_bytes; /* the longest body of any form */
    int in_all;        /* connections at once */
    int per_address;   /* … from one IPv4 address or IPv6 network of 64 bits; 0: any number,
                          behind a proxy */
};

extern const struct door_limits door_usual_limits;

/* door_open: listens, but lets nobody in yet.
 *
 * Takes    address, "127.0.0.1:8080", "[::1]:8080"; port 0: any that is free.
 * Fails    BAD_INPUT: not such an address; BROKEN: it is taken, or not ours. */
enum status door_open(const char *address, const struct door_limits *limits, struct door **out,
                      struct err *err);
int door_port(const struct door *door);

/* The daemon must tell the door of its connections: MHD_OPTION_NOTIFY_CONNECTION. */
void door_notify(void *door, struct MHD_Connection *connection, void **socket_context,
                 enum MHD_ConnectionNotificationCode code);

/* Starts the one thread of the network, which lets in and runs the daemon: that has neither
 * a listening socket nor a thread of its own, and an epoll set. */
enum status door_start(struct door *door, struct MHD_Daemon *daemon, struct err *err);

/* After MHD_resume_connection, which wakes nobody by itself. Any thread. */
void door_wake(struct door *door);

/* What a connection is busy with: the door's deadlines depend on it. While WORKING it waits
 * for us, and there is none. Called by the daemon's callbacks. */
enum visit_phase { VISIT_BODY, VISIT_WORKING, VISIT_REPLY };
void door_phase(struct door *door, struct MHD_Connection *connection, enum visit_phase phase);

/* door_stop: lets nobody in any more and waits until all have left, at most `seconds`.
 * Gives    how many are still here. */
int door_stop(struct door *door, int seconds);
void door_close(struct door *door);

#endif
