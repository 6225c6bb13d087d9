/* Straight use of flow-less store calls: what is proved here is the store and the server. */
#include "answering.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "secret/secret.h"
#include "store/rounds.h"
#include "store/schema.h"
#include "store/seats.h"
#include "store/teams.h"

static const struct team_id team = { 271828 };
static const struct round_id the_round = { 31415 };
static const struct seat_id seat = { 1618 };
enum { NOW = 1790000000, WEEK = 7 * 86400 };

static enum status make_team(struct transaction *t, void *context, struct err *err)
{
    const struct team all = { .id = team, .name = "A", .aim = "B", .created_at = NOW };
    const struct round round = { .team = team,
                                 .id = the_round,
                                 .number = 1,
                                 .instrument = "cooperation-30",
                                 .version = "2",
                                 .opened_at = NOW,
                                 .closes_at = NOW + WEEK };
    (void)context;
    TRY(store_team_save(t, &all, err));
    TRY(store_round_save(t, &round, err));
    const struct seat one = { .team = team,
                              .id = seat,
                              .name = "A",
                              .initials = "A",
                              .craft = "",
                              .horizon = "",
                              .works_best = "" };
    TRY(store_seat_save(t, &one, err));
    const struct participant participant = {
        .team = team, .round = the_round, .seat = seat, .right_team = YES, .consents = NOT_ASKED
    };
    return store_participant_save(t, &participant, err);
}

void answering_prepare(const char *url)
{
    struct err err;
    struct db *db;
    if (db_open(url, &db, &err) != OK || store_schema_upgrade(db, NOW, &err) != OK ||
        db_within(db, team, make_team, NULL, &err) != OK)
        fail_msg("%s: %s", url, err.text);
    db_close(db);
}

enum status answering_save(struct db *db, int n, struct err *err)
{
    char keys[PIECES][24];
    struct answer list[PIECES];
    for (int i = 0; i < PIECES; i++) {
        snprintf(keys[i], sizeof keys[i], "s%d.%d", n, i);
        list[i] = (struct answer){
            .kind = ANSWER_ITEM, .question = keys[i], .known = true, .choice = 1 + n % 7
        };
    }
    const struct answers answers = { list, PIECES };
    return store_answers_save(db, team, the_round, seat, &answers, NOW + 1, err);
}

/* ---- served ---- */

static enum status take_answer(struct request *request, struct reply *reply, struct err *err)
{
    int64_t n;
    if (!form_int(&request->form, "n", 0, SUBMITS_MAX - 1, &n))
        return (fail)(err, BAD_INPUT, "which submit?");
    TRY(answering_save(request->site, (int)n, err));
    reply_page(reply, "saved");
    return OK;
}

static enum status give_token(struct request *request, struct reply *reply, struct err *err)
{
    char token[SECRET_HASH_BYTES];
    (void)err;
    secret_form_token(request->browser, token);
    reply_page(reply, arena_copy(request->mem, token, strlen(token)));
    return OK;
}

static const struct route routes[] = {
    { POST, "/answer", RIGHT_ANYONE, WORKER, take_answer },
    { GET, "/form", RIGHT_ANYONE, INLINE, give_token },
};

struct server *answering_serve(const char *url, struct db **db)
{
    static struct site site;
    struct server *server;
    struct err err;
    if (secret_start(&err) != OK || db_open(url, db, &err) != OK)
        fail_msg("%s: %s", url, err.text);
    site = (struct site){ .routes = { routes, 2 }, .own = *db, .left = db_abandon_left_open };
    if (serve_open("127.0.0.1:0", &door_usual_limits, &site, &server, &err) != OK)
        fail_msg("%s", err.text);
    return server;
}

/* ---- clients ---- */

static int ask(int port, const char *request, char *reply, size_t room)
{
    struct sockaddr_in there = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    struct timeval patience = { .tv_sec = 20 };
    size_t used = 0;
    ssize_t count = 0;
    int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(file, (struct sockaddr *)&there, sizeof there) == 0 &&
        send(file, request, strlen(request), MSG_NOSIGNAL) > 0)
        while (used < room - 1 && (count = recv(file, reply + used, room - 1 - used, 0)) > 0)
            used += (size_t)count;
    close(file);
    reply[used] = '\0';
    return strncmp(reply, "HTTP/1.1 ", 9) == 0 ? atoi(reply + 9) : 0;
}

bool client_open(struct client *client, int port)
{
    char reply[4096];
    client->port = port;
    if (ask(port, "GET /form HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", reply, sizeof reply) != 200)
        return false;
    const char *cookie = strstr(reply, "Set-Cookie: "), *body = strstr(reply, "\r\n\r\n");
    if (!cookie || !body)
        return false;
    cookie += strlen("Set-Cookie: ");
    snprintf(client->cookie, sizeof client->cookie, "%.*s", (int)strcspn(cookie, ";"), cookie);
    snprintf(client->token, sizeof client->token, "%s", body + 4);
    return true;
}

int client_submit(const struct client *client, int n)
{
    char body[256], request[1024], reply[4096];
    int length = snprintf(body, sizeof body, "n=%d&form_token=%s", n, client->token);
    snprintf(request, sizeof request,
             "POST /answer HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\n"
             "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
             client->cookie, length, body);
    return ask(client->port, request, reply, sizeof reply);
}

/* ---- what must be true ---- */

static void count_pieces(const struct answers *all, int *pieces)
{
    for (size_t i = 0; i < all->count; i++) {
        int n = atoi(all->list[i].question + 1);
        if (n < 0 || n >= SUBMITS_MAX || all->list[i].choice != 1 + n % 7)
            fail_msg("%s holds %g", all->list[i].question, all->list[i].choice);
        pieces[n]++;
    }
}

int answering_check(const char *url, const struct told *told, const char *when)
{
    struct arena mem = arena_with_limit(256 << 20);
    struct answers all;
    struct transaction *t;
    struct err err;
    struct db *db;
    int *pieces = NEW_ARRAY(&mem, int, SUBMITS_MAX);
    int whole = 0;
    if (db_open(url, &db, &err) != OK || db_begin_reading(db, &t, &err) != OK ||
        store_answers_load_round(&mem, t, team, the_round, &all, &err) != OK)
        fail_msg("%s: the store does not open: %s", when, err.text);
    count_pieces(&all, pieces);
    db_abandon(t);
    db_close(db);
    for (int n = 0; n < SUBMITS_MAX; n++) {
        if (pieces[n] != 0 && pieces[n] != PIECES)
            fail_msg("%s: of submit %d there are %d pieces", when, n, pieces[n]);
        if (told->saved[n] && pieces[n] == 0)
            fail_msg("%s: submit %d was told saved and is lost", when, n);
        whole += pieces[n] == PIECES;
    }
    arena_free(&mem);
    return whole;
}
