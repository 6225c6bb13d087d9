#ifndef TESTS_APP_STORE_CLUSTER_H
#define TESTS_APP_STORE_CLUSTER_H

/* A private PostgreSQL for the time of a test: its own folder, a Unix socket in it and no
 * port. It ends with the test, also when the test crashes. */
#include <stdbool.h>
#include <sys/types.h>

struct cluster {
    char folder[64], url[160];
    pid_t server;
    bool running;
};

/* Gives false when PostgreSQL's programs are not installed or do not start; why is printed. */
bool cluster_start(struct cluster *cluster);
void cluster_stop(struct cluster *cluster);

/* Stopped as its keeper would stop it, with everything it holds, and started again. */
void cluster_pause(struct cluster *cluster);
bool cluster_resume(struct cluster *cluster);

#endif
