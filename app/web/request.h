#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

/* What a browser asks, taken apart. Knows nothing of sockets: a test makes one by hand. */
#include "web/form.h"

enum method { GET, POST }; /* HEAD is a GET without its body */

enum { PARAMS_MAX = 4 };

/* Why a form may not change anything; what it says to its sender is the site's. */
enum guarded {
    GUARDED_NOT,
    GUARDED_ELSEWHERE,
    GUARDED_ADDRESS,
    GUARDED_TOO_OLD,
    GUARDED_SIGN_IN
};

struct request {
    struct arena *mem; /* the request's own: all that is made for it goes with it */
    enum method method;
    const char *path;        /* decoded, without the query */
    const char *target;      /* as sent: path and query */
    struct form query, form; /* of the address; of the body of a POST */
    struct form cookies;
    struct form params; /* {team} and the like, from the route's pattern */
    const char *accept, *accept_language, *user_agent;
    const char *host, *origin, *fetch_site; /* NULL: not sent */
    const char *address;                    /* of the client, or of the proxy before us */
    const char *network;                    /* the address's, as web/network.h names it */
    int64_t now;                            /* seconds since 1970 */
    int64_t ticks; /* seconds of a clock that nobody sets, for whoever waits */
    bool https;    /* the browser came by https, through the proxy */

    const char *browser; /* names the browser, signed in or not: its forms are tied to it */
    const char *device;  /* the secret of a browser that has a seat; NULL: none was sent */
    const char *session; /* the secret of a sign-in; NULL: none was sent */
    bool renews_device, renews_session; /* the site asks that the cookie last longer */
    void *site;                         /* what the routes work on */
    void *who;                          /* set by the site when it grants a right */
    enum guarded guarded;               /* set by guard_accept when it refuses */
};

/* The cookies of a request. Those of seats and of a sign-in are sent by the browser on
 * requests from our own pages only; the third ties forms to the browser, also of those not
 * signed in. */
extern const char device_cookie[], session_cookie[], browser_cookie[];

/* How long the browser keeps the first two, from their last use on. */
enum { COOKIE_SECONDS = 400 * 24 * 3600 };

/* A cookie's value, by the name it has without __Host-; NULL: not sent. */
const char *request_cookie(const struct request *request, const char *name);

/* The first cookie of that name that has the form of a secret of ours; NULL: none has. */
const char *request_secret(const struct request *request, const char *name);

/* A parameter of the route's pattern; that it is there is the route's promise. */
const char *request_param(const struct request *request, const char *name);
bool request_param_int(const struct request *request, const char *name, int64_t *out);

/* request_from_elsewhere: another site's page led here, so that the browser keeps our
 * cookies back. */
bool request_from_elsewhere(const struct request *request);

/* The header Cookie taken apart; what is malformed is left out. */
void request_parse_cookies(struct arena *mem, const char *header, struct form *out);

#endif
