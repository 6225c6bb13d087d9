#ifndef WEB_LISTEN_H
#define WEB_LISTEN_H

/* A listening socket from an address in numbers. */
#include "base/status.h"

/* web_listen: listens, without blocking.
 *
 * Takes    address, "127.0.0.1:8080", "[::1]:8080"; port 0: any that is free.
 * Gives    the socket, to be closed by the caller, and the port it got.
 * Fails    BAD_INPUT: not such an address; BROKEN: it is taken, or not ours. */
enum status web_listen(const char *address, int *out, int *port, struct err *err);

#endif
