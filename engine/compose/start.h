#ifndef COMPOSE_START_H
#define COMPOSE_START_H

/* A first composition, and one made from two. */
#include "base/chance.h"
#include "compose/glue.h"
#include "compose/problem.h"

enum { START_NOBODY = UINT32_MAX }; /* in a list of teams: not placed yet */

/* What a start needs to know, and room to work in. */
struct start {
    const struct problem *problem;
    const struct glue *glue;
    uint32_t *wanted;   /* per team */
    uint32_t *size;     /* of the composition being made: wanted, or a parent's */
    uint32_t *room;     /* scratch: places left per team */
    uint32_t *order;    /* scratch: people */
    uint32_t *match;    /* scratch: teams */
    uint32_t *together; /* scratch: per team, how many of one team are in it */
};

struct start start_prepare(struct arena *mem, const struct problem *problem,
                           const struct glue *glue);

/* start_fill: gives a team to everyone who has none, at random; blocks first, where they fit
 * most tightly.
 *
 * Gives    false when a block fits nowhere; `team` is then half filled.
 * Chance   `chance`. */
bool start_fill(struct start *start, uint32_t *team, struct chance *chance);

/* start_random: everyone at random. False when the blocks could not be packed. */
bool start_random(struct start *start, uint32_t *team, struct chance *chance);

/* start_child: keeps the people whom both parents put together, and fills the rest at
 * random. Sizes are those of the first parent. */
bool start_child(struct start *start, const uint32_t *first, const uint32_t *second,
                 uint32_t *team, struct chance *chance);

#endif
