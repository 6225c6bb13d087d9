#ifndef WEB_REPLY_H
#define WEB_REPLY_H

/* What goes back to the browser. Starts as nothing and is filled by a handler; serve adds
 * the headers every reply carries. */
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum { REPLY_HEADERS_MAX = 16 };

struct reply_header {
    const char *name, *value;
};

struct reply {
    int status; /* of HTTP; 0 is 200 */
    const char *type;
    const char *body; /* lives as long as the request, or for ever */
    size_t length;
    bool kept; /* the same for all and for ever: the browser may keep it, and its body lives
                  as long as the program */
    size_t header_count;
    struct reply_header headers[REPLY_HEADERS_MAX];
};

/* A page; `markup` comes from a compiled template. */
void reply_page(struct reply *reply, const char *markup);
void reply_body(struct reply *reply, const char *type, const char *body, size_t length);

/* reply_go: the browser goes there next, by GET (303). Takes a path of ours. */
void reply_go(struct reply *reply, const char *path);

/* Name and value are ours, or checked before: a line end in one is our mistake. */
void reply_header(struct reply *reply, const char *name, const char *value);

enum { COOKIE_SESSION = -1, COOKIE_GONE = 0 };

/* reply_cookie: HttpOnly, for the whole site and no other host; SameSite=Strict, but Lax for
 * the one that ties forms to their browser, which comes along when another site's link leads
 * here.
 *
 * Takes    seconds, how long it lasts; COOKIE_SESSION: until the browser is closed;
 *          COOKIE_GONE: it is deleted. https: with Secure and the prefix __Host-. */
void reply_cookie(struct arena *mem, struct reply *reply, bool https, const char *name,
                  const char *value, long seconds);

#endif
