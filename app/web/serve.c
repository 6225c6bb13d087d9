/* The daemon's side: the loop carries bytes and runs what takes no time; a request that may
 * wait is suspended while a worker runs straight-line code for it. */
#include "web/serve.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "web/network.h"
#include "web/visit.h"
#include "web/worker.h"

/* Writers that wait for the same sync share it, so that many cost little. Readers are apart, so
 * that slow pages never hold what is being sent: as many as processors can serve, and some
 * more where the store is across a network. What one request may hold in memory: a portrait
 * over many rounds takes about 2 MB. */
enum {
    WRITERS_MAX = 128,
    WAITING_FOR_READERS = 8, /* PostgreSQL: a reader mostly waits */
    WORK_WAITING_MAX = 1024,
    HEAVY_MAX = 2,
    HEAVY_WAITING_MAX = 256, /* of many networks: each has few */
    SEARCH_MAX = 2,
    SEARCH_WAITING_MAX = 64,
    OWNER_WAITING_MAX = 4,
    SEARCH_NICE = 10,
    POOL_BYTES = 32 * 1024,
    REQUEST_BYTES_MAX = 32 * 1024 * 1024
};

struct server {
    const struct site *site;
    struct door *door;
    struct MHD_Daemon *daemon;
    struct workers *readers, *writers, *heavy, *search;
};

static const char *address_text(struct arena *mem, const struct sockaddr *address)
{
    char text[INET6_ADDRSTRLEN] = "", plain[NETWORK_TEXT_BYTES];
    const void *bytes = address->sa_family == AF_INET6
                            ? (const void *)&((const struct sockaddr_in6 *)address)->sin6_addr
                            : (const void *)&((const struct sockaddr_in *)address)->sin_addr;
    inet_ntop(address->sa_family, bytes, text, sizeof text);
    if (!network_parse(text, strlen(text), plain)) /* an IPv4 address written as IPv6 */
        plain[0] = '\0';
    return arena_copy(mem, plain, strlen(plain));
}

struct arrival {
    struct visit *visit;
    const char *target;
};

static void note_arrival(void *pointer)
{
    const struct arrival *arrival = pointer;
    struct visit *visit = arrival->visit;
    visit->request.target = arena_copy(&visit->mem, arrival->target, strlen(arrival->target));
    visit->request.address =
        address_text(&visit->mem, MHD_get_connection_info(visit->connection,
                                                          MHD_CONNECTION_INFO_CLIENT_ADDRESS)
                                      ->client_addr);
}

/* Called with the target as it was sent, before anything else of a request. NULL: the machine
 * has no memory left, and on_request closes the connection. */
static void *on_target(void *pointer, const char *target, struct MHD_Connection *connection)
{
    struct server *server = pointer;
    struct visit *visit = calloc(1, sizeof *visit);
    if (!visit)
        return NULL;
    visit->server = server;
    visit->site = server->site;
    visit->connection = connection;
    visit->mem = arena_with_limit(REQUEST_BYTES_MAX);
    struct arrival arrival = { visit, target };
    if (mishap_try(&visit->mem, note_arrival, &arrival) == MISHAP_NONE)
        return visit;
    arena_free(&visit->mem);
    free(visit);
    return NULL;
}

static void on_completed(void *pointer, struct MHD_Connection *connection, void **context,
                         enum MHD_RequestTerminationCode code)
{
    struct visit *visit = *context;
    (void)pointer;
    (void)connection;
    (void)code;
    if (visit) {
        arena_free(&visit->mem);
        free(visit);
    }
    *context = NULL;
}

static void work(void *pointer)
{
    struct visit *visit = pointer;
    struct door *door = visit->server->door; /* once resumed the visit may be over */
    visit_answer(visit);
    visit->stage = STAGE_ANSWERED;
    MHD_resume_connection(visit->connection);
    door_wake(door);
}

static enum MHD_Result send_reply(struct visit *visit)
{
    struct MHD_Response *response = visit_response(visit);
    if (!response)
        return MHD_NO;
    door_phase(visit->server->door, visit->connection, VISIT_REPLY);
    int status = visit->reply.status ? visit->reply.status : 200;
    enum MHD_Result result = MHD_queue_response(visit->connection, (unsigned)status, response);
    MHD_destroy_response(response);
    return result;
}

static struct workers *workers_for(const struct visit *visit)
{
    if (visit->refusal)
        return NULL;
    if (visit->route->work == HEAVY)
        return visit->server->heavy;
    if (visit->route->work == SEARCH)
        return visit->server->search;
    if (visit->route->work != WORKER && !visit->site->reads_wait)
        return NULL;
    return visit->request.method == POST ? visit->server->writers : visit->server->readers;
}

/* Rights and page are of one moment. */
static void answer_inline(struct visit *visit)
{
    const struct site *site = visit->site;
    if (site->inline_begins)
        site->inline_begins();
    visit_answer(visit);
    if (site->inline_ends)
        site->inline_ends();
}

static enum MHD_Result start_answering(struct visit *visit)
{
    struct workers *workers = workers_for(visit);
    door_phase(visit->server->door, visit->connection, VISIT_WORKING);
    if (!workers) {
        answer_inline(visit);
        visit->stage = STAGE_ANSWERED;
        return send_reply(visit);
    }
    /* Suspended first: a worker may be done before the next line. */
    visit->stage = STAGE_WORKING;
    MHD_suspend_connection(visit->connection);
    enum work_added added = workers_add(workers, visit_owner(visit), work, visit);
    if (added == WORK_ADDED)
        return MHD_YES;
    visit->refusal = added == WORK_CROWDED ? 429 : 503;
    work(visit);
    return MHD_YES;
}

static enum MHD_Result take_body(struct visit *visit, const char *bytes, size_t *count)
{
    if (*count > visit->body_room - visit->body_length)
        return MHD_NO;
    memcpy(visit->body + visit->body_length, bytes, *count);
    visit->body_length += *count;
    *count = 0;
    return MHD_YES;
}

static enum MHD_Result on_request(void *pointer, struct MHD_Connection *connection,
                                  const char *url, const char *method, const char *version,
                                  const char *bytes, size_t *count, void **context)
{
    struct visit *visit = *context;
    (void)pointer;
    (void)connection;
    (void)url;
    (void)version;
    if (!visit)
        return MHD_NO;
    switch (visit->stage) {
    case STAGE_NEW:
        visit_read(visit, method);
        visit->stage = STAGE_BODY;
        return MHD_YES;
    case STAGE_BODY:
        return *count ? take_body(visit, bytes, count) : start_answering(visit);
    case STAGE_WORKING:
        return MHD_YES;
    case STAGE_ANSWERED:
        break;
    }
    return send_reply(visit);
}

/* We take escapes apart ourselves, part by part. */
static size_t keep_escapes(void *pointer, struct MHD_Connection *connection, char *text)
{
    (void)pointer;
    (void)connection;
    return strlen(text);
}

static struct MHD_Daemon *start_daemon(struct server *server, const struct door_limits *limits)
{
    return MHD_start_daemon(
        MHD_USE_EPOLL | MHD_USE_TURBO | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_NO_LISTEN_SOCKET, 0,
        NULL, NULL, on_request, server, MHD_OPTION_URI_LOG_CALLBACK, on_target, server,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, server, MHD_OPTION_NOTIFY_CONNECTION,
        door_notify, server->door, MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)limits->in_all + 1, /* the door's own limit is the real one */
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)POOL_BYTES, MHD_OPTION_END);
}

static int reader_count(const struct site *site)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    int readers = cores < 2 ? 2 : cores > WRITERS_MAX ? WRITERS_MAX : (int)cores;
    return site->reads_wait ? WAITING_FOR_READERS * readers : readers;
}

enum status serve_open(const char *address, const struct door_limits *limits,
                       const struct site *site, struct server **out, struct err *err)
{
    struct server *server = calloc(1, sizeof *server);
    if (!server)
        abort();
    server->site = site;
    struct door_limits own = *limits;
    if (site->behind_proxy)
        own.per_address = 0; /* all of them come from the proxy's */
    enum status status = door_open(address, &own, &server->door, err);
    if (status != OK) {
        free(server);
        return status;
    }
    server->readers =
        workers_open((struct workers_wish){ reader_count(site), WORK_WAITING_MAX, 0, 0 });
    server->writers =
        workers_open((struct workers_wish){ WRITERS_MAX, WORK_WAITING_MAX, 0, 0 });
    server->heavy = workers_open(
        (struct workers_wish){ HEAVY_MAX, HEAVY_WAITING_MAX, OWNER_WAITING_MAX, 0 });
    server->search = workers_open((struct workers_wish){ SEARCH_MAX, SEARCH_WAITING_MAX,
                                                         OWNER_WAITING_MAX, SEARCH_NICE });
    server->daemon = start_daemon(server, &own);
    status = server->daemon ? door_start(server->door, server->daemon, err)
                            : fail(err, BROKEN, "the web server does not start");
    if (status == OK)
        *out = server;
    else
        serve_close(server, 0);
    return status;
}

int serve_port(const struct server *server) { return door_port(server->door); }

void serve_close(struct server *server, int seconds)
{
    door_stop(server->door, seconds);
    /* No connection may still be suspended when the daemon stops. */
    workers_close(server->readers);
    workers_close(server->writers);
    workers_close(server->heavy);
    workers_close(server->search);
    if (server->daemon)
        MHD_stop_daemon(server->daemon);
    door_close(server->door);
    free(server);
}
