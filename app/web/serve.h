#ifndef WEB_SERVE_H
#define WEB_SERVE_H

/* The web server: the door, libmicrohttpd behind it, and the way of each request through
 * the table of routes to a handler and back. */
#include "web/door.h"
#include "web/routes.h"

/* What is served. Handlers find `own` in request->site. */
struct site {
    struct routes routes;
    void *own;
    const char *origin; /* "https://alliage.example"; NULL: http, whatever the host */
    bool https;         /* origin starts so: a proxy before us ends TLS */
    bool behind_proxy;  /* requests come through one: it names the client's address */
    const char *proxy;  /* where from: an address or a network; NULL: this machine */
    bool reads_wait;    /* PostgreSQL: no handler may run on a thread of the network */

    /* The target that was meant by one that came in damaged; NULL, or NULL given: as it is. */
    const char *(*meant)(struct arena *mem, const char *target);

    /* May this request have that right, and can it be told who asks? Sets request->who.
     * NULL: all may.
     * Fails    REFUSED, NOT_FOUND (none that this person may know of), BROKEN. */
    enum status (*may)(struct request *request, enum right right, struct err *err);

    /* Runs the handler of a request, or answers in its place; NULL: the handler is run. */
    enum status (*handle)(route_handler handler, struct request *request, struct reply *reply,
                          struct err *err);

    /* The page that says that something did not work; NULL: one line of text. */
    void (*trouble)(struct request *request, int http_status, const struct err *err,
                    struct reply *reply);

    /* Whose heavy work this is, as a text; NULL, or nothing given: its network's. The form has
     * been read where it could be; no right has been asked for. */
    const char *(*owner)(struct request *request);

    /* Too much of its owner's heavy work waits: answers in the place of the handler, without
     * that work. NULL, or left false: a page says so. */
    bool (*crowded)(struct request *request, struct reply *reply);

    /* A handler was left by a jump (web/mishap.h): ends what it had begun. */
    void (*left)(void);

    /* Around a request that is answered inline, its right included; NULL: nothing. */
    void (*inline_begins)(void), (*inline_ends)(void);
};

struct server;

/* serve_open: serves until serve_close. secret_start has been called.
 *
 * Takes    address, "127.0.0.1:8080"; site, which must outlive the server.
 * Fails    BAD_INPUT, BROKEN: as door_open. */
enum status serve_open(const char *address, const struct door_limits *limits,
                       const struct site *site, struct server **out, struct err *err);
int serve_port(const struct server *server);

/* serve_close: lets nobody in any more, finishes what is being answered, at most `seconds`,
 * and ends. */
void serve_close(struct server *server, int seconds);

/* The status of HTTP for a status of ours, the same everywhere. */
int http_status_of(enum status status);

#endif
