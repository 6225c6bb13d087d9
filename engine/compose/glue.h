#ifndef COMPOSE_GLUE_H
#define COMPOSE_GLUE_H

/* People who stay together, as blocks of two or more. Everyone else moves alone. */
#include "compose/problem.h"

enum { GLUE_ALONE = -1 };

struct glue {
    size_t blocks;
    const uint32_t *start;  /* blocks + 1 places in `person` */
    const uint32_t *person; /* the people of each block */
    const int32_t *block;   /* per person, GLUE_ALONE for most; NULL when there is no block */
};

/* glue_blocks: who is tied to whom, directly or through others. */
struct glue glue_blocks(struct arena *mem, const struct problem *problem);

static inline int32_t glue_block(const struct glue *glue, uint32_t person)
{
    return glue->block ? glue->block[person] : GLUE_ALONE;
}

#endif
