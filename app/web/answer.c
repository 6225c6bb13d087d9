/* From a request that has arrived whole to its reply: rights, tokens, the handler, and what
 * is said when one of them refuses. */
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/number.h"
#include "secret/secret.h"
#include "web/address.h"
#include "web/compress.h"
#include "web/guard.h"
#include "web/network.h"
#include "web/visit.h"

int http_status_of(enum status status)
{
    switch (status) {
    case OK:
        return 200;
    case BAD_INPUT:
        return 400;
    case NOT_FOUND:
        return 404;
    case REFUSED:
        return 403;
    case CONFLICT:
        return 409;
    case BROKEN:
        break;
    }
    return 503;
}

/* ---- reading ---- */

static int64_t ticks(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec;
}

static const char *header(struct visit *visit, const char *name)
{
    const char *value = MHD_lookup_connection_value(visit->connection, MHD_HEADER_KIND, name);
    return value ? arena_copy(&visit->mem, value, strlen(value)) : NULL;
}

struct last_line {
    const char *name, *value; /* the header's; NULL: there is none */
};

static enum MHD_Result keep_last(void *pointer, enum MHD_ValueKind kind, const char *name,
                                 const char *value)
{
    struct last_line *last = pointer;
    (void)kind;
    if (value && strcasecmp(name, last->name) == 0)
        last->value = value;
    return MHD_YES;
}

/* Said once: whoever set the proxy up wants to know, and a stranger may send the header. */
static void say_not_the_proxy(const char *peer)
{
    static atomic_flag said = ATOMIC_FLAG_INIT;
    if (!atomic_flag_test_and_set(&said))
        fprintf(
            stderr,
            "alliage: X-Forwarded-For from %s is not believed; if that is your proxy, start "
            "with --proxy %s\n",
            peer, peer);
}

/* The last address of the last line is the one the proxy saw itself: what stands before came
 * with the request. From anywhere else the header says nothing. */
static void find_address(struct visit *visit)
{
    struct request *request = &visit->request;
    struct last_line last = { "X-Forwarded-For", NULL };
    char address[NETWORK_TEXT_BYTES], network[NETWORK_TEXT_BYTES];
    if (visit->site->behind_proxy)
        MHD_get_connection_values(visit->connection, MHD_HEADER_KIND, keep_last, &last);
    if (last.value && !network_holds(visit->site->proxy, request->address)) {
        say_not_the_proxy(request->address);
    } else if (last.value) {
        const char *comma = strrchr(last.value, ',');
        const char *text = comma ? comma + 1 : last.value;
        if (network_parse(text, strlen(text), address))
            request->address = arena_copy(&visit->mem, address, strlen(address));
    }
    network_name(request->address, false, network);
    request->network = arena_copy(&visit->mem, network, strlen(network));
}

/* Tied to the browser before anyone is signed in: without it any site could sign us in. */
static void find_browser(struct visit *visit)
{
    struct request *request = &visit->request;
    request->browser = request_secret(request, browser_cookie);
    if (request->browser)
        return;
    struct secret_token token = secret_token_new();
    request->browser = arena_copy(&visit->mem, token.text, strlen(token.text));
    visit->new_browser = true;
}

static bool read_target(struct visit *visit)
{
    struct request *request = &visit->request;
    const char *meant =
        visit->site->meant ? visit->site->meant(&visit->mem, request->target) : NULL;
    const char *target = meant ? meant : request->target;
    const char *question = strchr(target, '?');
    size_t length = question ? (size_t)(question - target) : strlen(target);
    const char *path = web_unescape(&visit->mem, target, length, false);
    if (!path)
        return false;
    request->path = address_clean(&visit->mem, path);
    if (question)
        form_parse_query(&visit->mem, question + 1, strlen(question + 1), &request->query);
    return true;
}

static void make_room_for_body(struct visit *visit)
{
    int64_t bytes = 0; /* the door judged them */
    const char *length = header(visit, "Content-Length");
    if (length)
        number_read_whole(length, 0, INT32_MAX, &bytes);
    visit->body_room = (size_t)bytes;
    if (visit->body_room)
        visit->body = arena_alloc(&visit->mem, visit->body_room, 1);
}

static void read_all(void *pointer)
{
    struct visit *visit = pointer;
    struct request *request = &visit->request;
    bool other_method;
    make_room_for_body(visit);
    request->accept = header(visit, "Accept");
    request->accept_language = header(visit, "Accept-Language");
    request->user_agent = header(visit, "User-Agent");
    request->host = header(visit, "Host");
    request->origin = header(visit, "Origin");
    request->fetch_site = header(visit, "Sec-Fetch-Site");
    visit->content_type = header(visit, "Content-Type");
    visit->accept_encoding = header(visit, "Accept-Encoding");
    find_address(visit);
    request_parse_cookies(&visit->mem, header(visit, "Cookie"), &request->cookies);
    request->device = request_secret(request, device_cookie);
    request->session = request_secret(request, session_cookie);
    find_browser(visit);
    if (!read_target(visit)) {
        request->path = "/";
        visit->refusal = 400;
        return;
    }
    visit->route = routes_find(&visit->mem, visit->site->routes, request->method, request->path,
                               &request->params, &other_method);
    if (!visit->route)
        visit->refusal = other_method ? 405 : 404;
}

void visit_read(struct visit *visit, const char *method)
{
    struct request *request = &visit->request;
    request->mem = &visit->mem;
    request->site = visit->site->own;
    request->https = visit->site->https;
    request->method = strcmp(method, "POST") == 0 ? POST : GET;
    request->now = time(NULL);
    request->ticks = ticks();
    if (mishap_try(&visit->mem, read_all, visit) == MISHAP_NONE)
        return;
    request->path = "/";
    request->browser = ""; /* whose forms are nobody's */
    visit->new_browser = false;
    visit->refusal = 500;
}

/* ---- answering ---- */

static void say_trouble(struct visit *visit, int http_status, const struct err *err)
{
    visit->reply = (struct reply){ .status = http_status };
    if (visit->site->trouble)
        visit->site->trouble(&visit->request, http_status, err, &visit->reply);
    else
        reply_body(&visit->reply, "text/plain; charset=utf-8",
                   arena_copy(&visit->mem, err->text, strlen(err->text)), strlen(err->text));
    visit->reply.status = http_status;
    visit->reply.kept = false;
    if (http_status == 405)
        reply_header(&visit->reply, "Allow",
                     visit->request.method == POST ? "GET, HEAD" : "POST");
    if (http_status == 503 || http_status == 429)
        reply_header(&visit->reply, "Retry-After", "5");
}

static const char *sentence_of(int refusal)
{
    switch (refusal) {
    case 404:
        return "there is no such page";
    case 405:
        return "this page does not take that";
    case 429:
        return "too much of your network's waits already; try again in a moment";
    case 500:
        return "a fault of the program ended this request";
    case 503:
        return "too much is going on; try again in a moment";
    default:
        return "this address is not readable";
    }
}

static enum status read_form(struct visit *visit, struct err *err)
{
    static const char wanted[] = "application/x-www-form-urlencoded";
    const char *type = visit->content_type ? visit->content_type : "";
    if (strncasecmp(type, wanted, strlen(wanted)) != 0)
        return fail(err, BAD_INPUT, "a form is sent as %s", wanted);
    return form_parse(&visit->mem, visit->body ? visit->body : "", visit->body_length,
                      &visit->request.form, err);
}

static void find_owner(void *pointer)
{
    struct visit *visit = pointer;
    struct err err;
    if (read_form(visit, &err) == OK)
        visit->owner = visit->site->owner(&visit->request);
}

uint64_t visit_owner(struct visit *visit)
{
    if (visit->route->work != HEAVY && visit->route->work != SEARCH)
        return 0;
    if (visit->route->work == HEAVY && visit->site->owner &&
        mishap_try(&visit->mem, find_owner, visit) != MISHAP_NONE && visit->site->left)
        visit->site->left();
    return secret_number(visit->owner ? visit->owner : visit->request.network);
}

/* Our cookies are kept back on a page that another site's link opened: the same page, asked
 * again by itself, gets them. */
static bool must_ask_again(const struct visit *visit)
{
    const struct request *request = &visit->request;
    return request->method == GET && visit->route->right != RIGHT_ANYONE && !request->device &&
           !request->session && request_from_elsewhere(request);
}

static enum status respond(struct visit *visit, struct err *err)
{
    struct request *request = &visit->request;
    const struct route *route = visit->route;
    if (request->method == POST) {
        TRY(read_form(visit, err));
        TRY(guard_accept(request, visit->site->origin, err));
    }
    if (must_ask_again(visit)) {
        reply_header(&visit->reply, "Refresh", "0");
        reply_body(&visit->reply, "text/plain; charset=utf-8", "…", strlen("…"));
        return OK;
    }
    if (visit->site->may)
        TRY(visit->site->may(request, route->right, err));
    if (visit->site->handle)
        return visit->site->handle(route->handler, request, &visit->reply, err);
    return route->handler(request, &visit->reply, err);
}

static void answer_or_say(struct visit *visit)
{
    struct err err = { .text = "" };
    const struct site *site = visit->site;
    if (visit->refusal == 429 && site->crowded && read_form(visit, &err) == OK &&
        site->crowded(&visit->request, &visit->reply))
        return;
    if (visit->refusal) {
        (void)!fail(&err, BAD_INPUT, "%s", sentence_of(visit->refusal));
        say_trouble(visit, visit->refusal, &err);
        return;
    }
    enum status status = respond(visit, &err);
    if (status != OK)
        say_trouble(visit, http_status_of(status), &err);
}

static void make_smaller(struct visit *visit)
{
    struct reply *reply = &visit->reply;
    if (!reply->kept)
        return;
    reply_header(reply, "Vary", "Accept-Encoding");
    if (web_takes_gzip(visit->accept_encoding) &&
        web_compressed(reply->body, reply->length, &reply->body, &reply->length))
        reply_header(reply, "Content-Encoding", "gzip");
}

/* A browser keeps a cookie for 400 days at most: each day of use begins them anew. The list
 * of teams that browsers were once given is read by nothing. */
static void set_cookies(struct visit *visit)
{
    const struct request *request = &visit->request;
    struct reply *reply = &visit->reply;
    if (reply->kept)
        return;
    if (visit->new_browser)
        reply_cookie(&visit->mem, reply, request->https, browser_cookie, request->browser,
                     COOKIE_SECONDS);
    if (request->renews_device)
        reply_cookie(&visit->mem, reply, request->https, device_cookie, request->device,
                     COOKIE_SECONDS);
    if (request->renews_session)
        reply_cookie(&visit->mem, reply, request->https, session_cookie, request->session,
                     COOKIE_SECONDS);
    if (request_cookie(request, "alliage-teams"))
        reply_cookie(&visit->mem, reply, request->https, "alliage-teams", "", COOKIE_GONE);
}

static void finish(void *pointer)
{
    set_cookies(pointer);
    make_smaller(pointer);
}

/* What a page that says so may take beyond a limit that has been reached. */
enum { TROUBLE_BYTES = 256 * 1024 };

static void answer_work(void *pointer) { answer_or_say(pointer); }

static void say_left(void *pointer)
{
    struct visit *visit = pointer;
    struct err err = { .text = "" };
    int http_status = visit->mishap == MISHAP_ASSERTION ? 500 : 503;
    (void)!fail(&err, BROKEN, "%s", sentence_of(http_status));
    say_trouble(visit, http_status, &err);
}

/* Even the page that says so may meet the mistake: then nothing of ours but this is used. */
static void say_bare(struct visit *visit)
{
    static const char sentence[] = "Une erreur du programme a interrompu cette demande.\n"
                                   "A fault of the program ended this request.\n";
    visit->reply = (struct reply){ .status = 500 };
    reply_body(&visit->reply, "text/plain; charset=utf-8", sentence, sizeof sentence - 1);
}

static bool try(struct visit *visit, void (*work)(void *pointer))
{
    enum mishap mishap = mishap_try(&visit->mem, work, visit);
    if (mishap == MISHAP_NONE)
        return true;
    visit->mishap = mishap;
    visit->mem.limit += TROUBLE_BYTES;
    if (visit->site->left)
        visit->site->left();
    return false;
}

void visit_answer(struct visit *visit)
{
    if (!try(visit, answer_work) && !try(visit, say_left))
        say_bare(visit);
    if (!try(visit, finish))
        say_bare(visit);
}

/* ---- the reply ---- */

/* Nothing of another origin, no inline script or style, no frame around us. */
static const struct reply_header every_reply[] = {
    { "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
      "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
      "frame-ancestors 'none'" },
    { "X-Content-Type-Options", "nosniff" },
    { "X-Frame-Options", "DENY" },
    /* Not no-referrer: browsers would then send `Origin: null` with our own forms. */
    { "Referrer-Policy", "same-origin" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { "Permissions-Policy", "camera=(), microphone=(), geolocation=()" },
    { "Connection", "close" },
};

struct MHD_Response *visit_response(struct visit *visit)
{
    struct reply *reply = &visit->reply;
    /* The body lives until the request is completed, which is after it was sent. */
    struct MHD_Response *response = MHD_create_response_from_buffer(
        reply->length, (void *)reply->body, MHD_RESPMEM_PERSISTENT);
    if (!response)
        return NULL;
    for (size_t i = 0; i < sizeof every_reply / sizeof *every_reply; i++)
        MHD_add_response_header(response, every_reply[i].name, every_reply[i].value);
    for (size_t i = 0; i < reply->header_count; i++)
        MHD_add_response_header(response, reply->headers[i].name, reply->headers[i].value);
    if (reply->type)
        MHD_add_response_header(response, "Content-Type", reply->type);
    MHD_add_response_header(response, "Cache-Control",
                            reply->kept ? "public, max-age=31536000, immutable" : "no-store");
    if (visit->request.https)
        MHD_add_response_header(response, "Strict-Transport-Security", "max-age=31536000");
    return response;
}
