#ifndef WEB_ROUTES_H
#define WEB_ROUTES_H

/* The one table of what may be asked, by whom, and who answers. */
#include "web/reply.h"
#include "web/request.h"

/* Who may. What each means is the site's affair (struct site, web/serve.h). */
enum right {
    RIGHT_ANYONE,
    RIGHT_COACH,    /* signed in */
    RIGHT_COACH_OF, /* … and coach of {team} */
    RIGHT_MEMBER,   /* sits in {team} */
    RIGHT_TEAM      /* sits in {team} or coaches it */
};

/* Where the handler runs. INLINE: in the loop, where everyone waits for it, so only what takes
 * no time: reading a little from SQLite. WORKER: may wait, for a commit or for PostgreSQL;
 * those who only read are apart from those who write. HEAVY:
 * passphrases, two at once, since each takes 64 MB. SEARCH: seconds of computing, two at once,
 * so that nobody else waits for them. Of one network one heavy piece and one search run at a
 * time, and four wait. */
enum place_of_work { INLINE, WORKER, HEAVY, SEARCH };

/* Answers, or says why not. */
typedef enum status (*route_handler)(struct request *request, struct reply *reply,
                                     struct err *err);

struct route {
    enum method method;
    const char *pattern; /* "/t/{team}/portrait/{round}": {name} is one part, never empty */
    enum right right;
    enum place_of_work work;
    route_handler handler;
};

struct routes {
    const struct route *list;
    size_t count;
};

/* routes_find: which route is meant.
 *
 * Gives    the first whose method and pattern fit, and its parameters; NULL: none. Then
 *          `other_method` tells whether a route of the other method fits (405, not 404). */
const struct route *routes_find(struct arena *mem, struct routes routes, enum method method,
                                const char *path, struct form *params, bool *other_method);

#endif
