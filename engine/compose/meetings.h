#ifndef COMPOSE_MEETINGS_H
#define COMPOSE_MEETINGS_H

/* Who meets whom over the rounds of a rotation, counted from scratch, and what no rotation
 * could do better. */
#include "compose/problem.h"

struct meetings {
    size_t people, rounds;
    const uint32_t *start;        /* people + 1 places in `other` */
    const uint32_t *other;        /* of each person: who they meet, in order, each once */
    const uint8_t *times;         /* how often */
    size_t pairs_met;             /* pairs who meet at least once */
    size_t pairs_again;           /* pairs who meet more than once */
    size_t repeats;               /* meetings beyond the first of each pair */
    size_t fewest, most;          /* others met, of the person who meets fewest, and most */
    uint32_t sits_low, sits_high; /* rounds that a person sits out */
};

/* meetings_of: from everyone's team in each round, rounds x people.
 *
 * Takes    a team at or above problem->teams for one who sits out. Pairs who were asked to
 *          stay together are counted like the others, but never as repeats.
 * Cost     O(people * rounds * team size), in time and mem, and a sort of each row.
 * Checked  by looking at all pairs: tests/engine/compose/meetings_test.c */
struct meetings meetings_of(struct arena *mem, const struct problem *problem,
                            const uint32_t *team);

/* How often two people meet. */
uint8_t meetings_between(const struct meetings *meetings, uint32_t a, uint32_t b);

/* What the sizes and the number of rounds allow at best, whoever is where. */
enum repeats_reason {
    REPEATS_NONE,
    REPEATS_TOO_LONG, /* the rounds have more meetings than there are pairs */
    REPEATS_FEW_TEAMS /* a team is larger than there were teams to come from */
};

struct meetings_limit {
    size_t others;    /* one person can meet, at most */
    size_t pairs;     /* can meet, at most */
    size_t strangers; /* pairs who never meet, at least */
    size_t repeats;   /* at least */
    enum repeats_reason reason;
};

/* meetings_limit: by counting places.
 *
 *     a round has sum of s (s - 1) / 2 meetings; what is beyond the n (n - 1) / 2 pairs is
 *     repeated. And s people who come from fewer than s teams of the first round bring some
 *     who were together there.
 *
 * Takes    low == high in every size. Wishes are passed over, so the limits hold without
 *          them; those kept together are no repeats, and then no repeat is called for.
 * Checked  against every rotation of a few people: tests/engine/compose/rotate_test.c */
struct meetings_limit meetings_limit(const struct problem *problem);

#endif
