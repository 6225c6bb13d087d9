#ifndef TESTS_FAULTS_ANSWERING_H
#define TESTS_FAULTS_ANSWERING_H

/* A team that answers through the real server, and what must be true of its store after
 * whatever happened to it. Each submit is PIECES answers under its own number: on the store
 * it is there whole or not at all. */
#include "store/answers.h"
#include "web/serve.h"

#include "tests/check.h"

enum { PIECES = 6, SUBMITS_MAX = 100000 };

/* Which submits a client was told are saved. */
struct told {
    bool saved[SUBMITS_MAX];
};

/* Makes the tables, a team of five and an open round on an empty store. */
void answering_prepare(const char *url);

/* Serves POST /answer (field n) and GET /form from that store. */
struct server *answering_serve(const char *url, struct db **db);

/* A browser that has loaded the form once. */
struct client {
    int port;
    char cookie[160], token[160];
};

bool client_open(struct client *client, int port);

/* Sends submit n; gives the status of the reply, 0 for none. */
int client_submit(const struct client *client, int n);

/* Every submit that was told saved is on the store, and none is there in part. Fails the
 * test with `when` otherwise. Gives how many are there. */
int answering_check(const char *url, const struct told *told, const char *when);

/* The same submit without any server. */
enum status answering_save(struct db *db, int n, struct err *err);

#endif
