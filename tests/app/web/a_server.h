#ifndef TESTS_APP_WEB_A_SERVER_H
#define TESTS_APP_WEB_A_SERVER_H

/* A small site behind the real door, and a client that sends bytes as they are. */
#include "web/serve.h"

#include "tests/check.h"

/* Limits short enough for a test; one second is the shortest. */
extern const struct door_limits short_limits;

/* /mistake/{inline,worker,heavy,search}   an assertion fails
 * /mistake/late   … once the page is made
 * /            inline, "hello"
 * /kept        inline, kept for ever
 * /sheet       kept for ever, 4000 bytes that become few
 * /big         8 MB
 * /slow        a worker that takes 300 ms, by GET and by POST
 * /echo        POST, a worker; answers with the field `words`
 * /from        "address|network" of who asks
 * /hard        heavy: 200 ms, one at a time for each network
 * /form        the browser's form token
 * /member      RIGHT_MEMBER: the device cookie must be "known"
 * /hungry      asks for more memory than a request may have
 * /broken      BROKEN
 * /t/{team}/r/{round}   the two parameters */
void server_start(const struct door_limits *limits, bool behind_proxy);
void server_stop(void);

/* Where the proxy is; NULL: on this machine. */
void server_believes(const char *proxy);
int server_port_now(void);

/* What a client read until the connection was closed. */
struct answer {
    char bytes[65536];
    size_t count;
    bool closed;    /* by the server, in time */
    double seconds; /* until then */
};

/* Connects; from: "127.0.0.1" or any other of this machine's own. */
int connect_from(const char *from);

/* talk: sends all, then reads until the end, at most `seconds`. */
void talk(const char *bytes, size_t count, double seconds, struct answer *out);
void read_to_end(int file, double seconds, struct answer *out);

/* The status of the first reply; 0: none. And how many replies there are. */
int status_of(const struct answer *answer);
int replies_in(const struct answer *answer);

/* The value of a header of the first reply, copied; "" when it is not there. */
const char *header_of(const struct answer *answer, const char *name);
const char *body_of(const struct answer *answer);

/* A whole good request. */
#define GOOD_GET "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"

#endif
