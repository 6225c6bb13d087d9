#ifndef BENCH_CLIENTS_H
#define BENCH_CLIENTS_H

/* Clients that ask for one page again and again. A reply other than 200 ends the program. */
#include <stdbool.h>
#include <stddef.h>

struct asked {
    int port;
    const char *request; /* the whole of it */
    int clients, each;   /* at once, and how often each asks */
    bool keeps;          /* each over one connection; else one for every request */
};

/* Gives seconds from the first to the last reply. */
double clients_ask(const struct asked *asked);

/* clients_fetch: once. Gives the length of the reply; its body through `body` (NULL allowed),
 * good until the next. */
size_t clients_fetch(int port, const char *request, const char **body);

#endif
