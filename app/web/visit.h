#ifndef WEB_VISIT_H
#define WEB_VISIT_H

/* One request on its way: what serve.c and answer.c share. */
#include <microhttpd.h>

#include "web/mishap.h"
#include "web/serve.h"

enum stage { STAGE_NEW, STAGE_BODY, STAGE_WORKING, STAGE_ANSWERED };

struct visit {
    struct server *server;
    const struct site *site;
    struct MHD_Connection *connection;
    enum stage stage;
    struct arena mem;
    struct request request;
    struct reply reply;
    const struct route *route; /* NULL: none fits, and `refusal` is set */
    int refusal;               /* a status of HTTP found before the handler */
    const char *content_type, *accept_encoding;
    enum mishap mishap; /* the last that was met */
    const char *owner;  /* of heavy work; NULL: its network */
    bool new_browser;   /* it has no cookie yet: one is set */
    char *body;
    size_t body_length, body_room;
};

/* visit_read: target and headers into visit->request, and the route that is meant. */
void visit_read(struct visit *visit, const char *method);

/* visit_owner: whose work it is, where one owner has few pieces waiting: a network's, or what
 * the site says. The body has arrived. */
uint64_t visit_owner(struct visit *visit);

/* visit_answer: fills visit->reply, whatever happens. Any thread. */
void visit_answer(struct visit *visit);

/* The reply as the daemon's, with the headers every reply carries. */
struct MHD_Response *visit_response(struct visit *visit);

#endif
