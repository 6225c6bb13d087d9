#ifndef BENCH_MANY_TEAMS_H
#define BENCH_MANY_TEAMS_H

/* A store that has served for a while: many teams of six, each with a released portrait, and
 * among them the invented team with its four rounds, in which one browser has a seat. */
#include "store/ids.h"

struct member {
    struct team_id team;
    char device[40], form[40]; /* what its cookies hold */
};

/* many_teams_make: fills a new store.
 * Gives    a member of the invented team. */
enum status many_teams_make(const char *url, size_t count, struct member *out, struct err *err);

#endif
