/* Handlers as short as can be, and a blocking client. */
#include "a_server.h"

#include <arpa/inet.h>
#include <assert.h>
#include <poll.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "secret/secret.h"

const struct door_limits short_limits = {
    .head_seconds = 1,
    .body_seconds = 1,
    .reply_seconds = 1,
    .body_bytes = 64 * 1024,
    .in_all = 4096,
    .per_address = 256,
};

static struct server *server;
static struct site site;

static enum status say_hello(struct request *request, struct reply *reply, struct err *err)
{
    (void)request;
    (void)err;
    reply_page(reply, "hello");
    return OK;
}

static enum status say_kept(struct request *request, struct reply *reply, struct err *err)
{
    (void)request;
    (void)err;
    reply_body(reply, "text/css", "p{}", 3);
    reply->kept = true;
    return OK;
}

static enum status say_sheet(struct request *request, struct reply *reply, struct err *err)
{
    static char sheet[4000];
    (void)request;
    (void)err;
    memset(sheet, 's', sizeof sheet);
    reply_body(reply, "text/css", sheet, sizeof sheet);
    reply->kept = true;
    return OK;
}

enum { BIG_BYTES = 8 * 1024 * 1024 };

static enum status say_big(struct request *request, struct reply *reply, struct err *err)
{
    (void)err;
    char *big = arena_alloc(request->mem, BIG_BYTES, 1);
    memset(big, 'b', BIG_BYTES);
    reply_body(reply, "text/plain", big, BIG_BYTES);
    return OK;
}

static enum status say_slowly(struct request *request, struct reply *reply, struct err *err)
{
    (void)request;
    (void)err;
    nanosleep(&(struct timespec){ .tv_nsec = 300000000 }, NULL);
    reply_page(reply, "slow");
    return OK;
}

static enum status echo(struct request *request, struct reply *reply, struct err *err)
{
    const char *words = form_text(request->mem, &request->form, "words");
    if (!words)
        return (fail)(err, BAD_INPUT, "words are missing");
    reply_page(reply, words);
    return OK;
}

static enum status say_token(struct request *request, struct reply *reply, struct err *err)
{
    char token[SECRET_HASH_BYTES];
    (void)err;
    secret_form_token(request->browser, token);
    reply_page(reply, arena_copy(request->mem, token, strlen(token)));
    return OK;
}

static enum status say_who(struct request *request, struct reply *reply, struct err *err)
{
    (void)err;
    reply_page(reply, request->who);
    return OK;
}

static enum status eat(struct request *request, struct reply *reply, struct err *err)
{
    (void)reply;
    for (;;)
        if (!arena_alloc(request->mem, 1 << 20, 1))
            return (fail)(err, BROKEN, "an arena never gives nothing");
}

static enum status break_down(struct request *request, struct reply *reply, struct err *err)
{
    (void)request;
    (void)reply;
    return (fail)(err, BROKEN, "the disk is full");
}

/* A mistake of ours, while memory is held; `page` says whether its own page meets it too. */
static enum status be_mistaken(struct request *request, struct reply *reply, struct err *err)
{
    bool mistaken = arena_alloc(request->mem, 100000, 1) != NULL;
    (void)reply;
    (void)err;
    assert(!mistaken);
    return OK;
}

/* Its page is made and the reply does not get out. */
static enum status be_mistaken_late(struct request *request, struct reply *reply,
                                    struct err *err)
{
    (void)request;
    (void)err;
    reply_page(reply, "nearly");
    while (reply->header_count < REPLY_HEADERS_MAX)
        reply_header(reply, "X-Filler", "full");
    return OK;
}

static enum status say_params(struct request *request, struct reply *reply, struct err *err)
{
    (void)err;
    reply_page(reply, arena_text(request->mem, "%s|%s", request_param(request, "team"),
                                 request_param(request, "round")));
    return OK;
}

static enum status say_from(struct request *request, struct reply *reply, struct err *err)
{
    (void)err;
    reply_page(reply, arena_text(request->mem, "%s|%s", request->address, request->network));
    return OK;
}

static enum status work_hard(struct request *request, struct reply *reply, struct err *err)
{
    (void)request;
    (void)err;
    nanosleep(&(struct timespec){ .tv_nsec = 200000000 }, NULL);
    reply_page(reply, "worked");
    return OK;
}

static const struct route routes[] = {
    { GET, "/from", RIGHT_ANYONE, INLINE, say_from },
    { GET, "/hard", RIGHT_ANYONE, HEAVY, work_hard },
    { GET, "/", RIGHT_ANYONE, INLINE, say_hello },
    { GET, "/kept", RIGHT_ANYONE, INLINE, say_kept },
    { GET, "/sheet", RIGHT_ANYONE, INLINE, say_sheet },
    { GET, "/big", RIGHT_ANYONE, WORKER, say_big },
    { GET, "/slow", RIGHT_ANYONE, WORKER, say_slowly },
    { POST, "/slow", RIGHT_ANYONE, WORKER, say_slowly },
    { POST, "/echo", RIGHT_ANYONE, WORKER, echo },
    { GET, "/form", RIGHT_ANYONE, HEAVY, say_token },
    { GET, "/member", RIGHT_MEMBER, WORKER, say_who },
    { GET, "/hungry", RIGHT_ANYONE, WORKER, eat },
    { GET, "/broken", RIGHT_ANYONE, INLINE, break_down },
    { GET, "/mistake/inline", RIGHT_ANYONE, INLINE, be_mistaken },
    { GET, "/mistake/worker", RIGHT_ANYONE, WORKER, be_mistaken },
    { GET, "/mistake/heavy", RIGHT_ANYONE, HEAVY, be_mistaken },
    { GET, "/mistake/search", RIGHT_ANYONE, SEARCH, be_mistaken },
    { GET, "/mistake/late", RIGHT_ANYONE, WORKER, be_mistaken_late },
    { GET, "/t/{team}/r/{round}", RIGHT_ANYONE, INLINE, say_params },
};

static enum status may(struct request *request, enum right right, struct err *err)
{
    static char known[] = "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk";
    if (right == RIGHT_ANYONE)
        return OK;
    if (right != RIGHT_MEMBER || !request->device || strcmp(request->device, known) != 0)
        return (fail)(err, REFUSED, "this is for members");
    request->who = known;
    return OK;
}

void server_start(const struct door_limits *limits, bool behind_proxy)
{
    struct err err;
    assert_int_equal(secret_start(&err), OK);
    site = (struct site){ .routes = { routes, sizeof routes / sizeof *routes },
                          .behind_proxy = behind_proxy,
                          .may = may };
    if (serve_open("127.0.0.1:0", limits, &site, &server, &err) != OK)
        fail_msg("%s", err.text);
}

void server_believes(const char *proxy) { site.proxy = proxy; }

void server_stop(void)
{
    serve_close(server, 5);
    server = NULL;
}

int server_port_now(void) { return serve_port(server); }

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int connect_from(const char *from)
{
    struct sockaddr_in own = { .sin_family = AF_INET }, there = { .sin_family = AF_INET };
    int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    inet_pton(AF_INET, from, &own.sin_addr);
    inet_pton(AF_INET, "127.0.0.1", &there.sin_addr);
    there.sin_port = htons((uint16_t)server_port_now());
    if (file >= 0 && bind(file, (struct sockaddr *)&own, sizeof own) == 0 &&
        connect(file, (struct sockaddr *)&there, sizeof there) == 0)
        return file;
    if (file >= 0)
        close(file);
    return -1;
}

void read_to_end(int file, double seconds, struct answer *out)
{
    double start = now();
    *out = (struct answer){ .count = 0 };
    while (now() - start < seconds) {
        struct pollfd wait = { .fd = file, .events = POLLIN };
        int left = (int)((seconds - (now() - start)) * 1000) + 1;
        if (poll(&wait, 1, left) == 0)
            continue;
        char more[16384];
        ssize_t count = recv(file, more, sizeof more, 0);
        if (count <= 0) {
            out->closed = true;
            break;
        }
        size_t room = sizeof out->bytes - 1 - out->count;
        size_t kept = (size_t)count < room ? (size_t)count : room;
        memcpy(out->bytes + out->count, more, kept);
        out->count += kept;
    }
    out->seconds = now() - start;
}

void talk(const char *bytes, size_t count, double seconds, struct answer *out)
{
    int file = connect_from("127.0.0.1");
    assert_true(file >= 0);
    (void)!send(file, bytes, count, MSG_NOSIGNAL);
    read_to_end(file, seconds, out);
    close(file);
}

int status_of(const struct answer *answer)
{
    return strncmp(answer->bytes, "HTTP/1.", 7) == 0 ? atoi(answer->bytes + 9) : 0;
}

int replies_in(const struct answer *answer)
{
    int count = 0;
    for (const char *at = answer->bytes; (at = strstr(at, "HTTP/1.")); at++)
        count++;
    return count;
}

const char *header_of(const struct answer *answer, const char *name)
{
    static char value[1024];
    value[0] = '\0';
    const char *end = strstr(answer->bytes, "\r\n\r\n");
    for (const char *line = strstr(answer->bytes, "\r\n"); line && line < end;
         line = strstr(line + 2, "\r\n")) {
        size_t length = strlen(name);
        if (strncasecmp(line + 2, name, length) == 0 && line[2 + length] == ':')
            snprintf(value, sizeof value, "%.*s", (int)strcspn(line + 4 + length, "\r"),
                     line + 4 + length);
    }
    return value;
}

const char *body_of(const struct answer *answer)
{
    const char *end = strstr(answer->bytes, "\r\n\r\n");
    return end ? end + 4 : "";
}
