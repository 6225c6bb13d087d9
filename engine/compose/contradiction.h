#ifndef COMPOSE_CONTRADICTION_H
#define COMPOSE_CONTRADICTION_H

/* Wishes that cannot all be met, found before any search: the smallest set that contradicts
 * itself, so that the person who wished knows what to give up. */
#include "compose/problem.h"

enum contradiction_kind {
    CONTRADICTION_NONE,
    CONTRADICTION_APART_TOGETHER, /* kept together through others, and kept apart */
    CONTRADICTION_TOO_MANY,       /* more people kept together than any team holds */
    CONTRADICTION_CLIQUE,         /* more people all kept apart than there are teams */
    CONTRADICTION_SKILL,          /* fewer people with a skill than the teams need */
    CONTRADICTION_PACKING         /* blocks that cannot share out the teams' places */
};

struct contradiction {
    enum contradiction_kind kind;
    size_t together_count, apart_count;
    const size_t *together; /* indices of the wishes that contradict one another */
    const size_t *apart;
    size_t skill, supply, needed; /* of a skill; for TOO_MANY and CLIQUE: people, places */
};

/* contradiction_find: the first kind above that applies, in its smallest set.
 *
 * Gives    NONE does not promise that every wish can be met, only that none of these simple
 *          reasons forbids it: the search then says what it could not meet. A set of
 *          APART_TOGETHER is the shortest chain; of TOO_MANY as few wishes as make the block
 *          too large; of CLIQUE one wish per pair; of PACKING a set of which every wish
 *          is needed, once every way to pack them was tried.
 * Cost     O(people + wishes * longest chain); packing is tried up to a fixed number of
 *          steps, beyond which it says nothing.
 * Checked  against the exact referee: tests/engine/compose/contradiction_test.c */
struct contradiction contradiction_find(struct arena *mem, const struct problem *problem);

#endif
