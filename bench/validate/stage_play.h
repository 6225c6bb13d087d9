#ifndef VALIDATE_STAGE_PLAY_H
#define VALIDATE_STAGE_PLAY_H

/* Teams of a world over their rounds, through the gate, to portraits. */
#include "release/cache.h"
#include "validate/world.h"

enum { PLAY_ROUNDS_MAX = 8 };

struct played {
    struct portrait *portraits; /* rounds */
    int stage[PLAY_ROUNDS_MAX];
    double level[PLAY_ROUNDS_MAX][CONSTRUCTS_MAX];
    struct named_release releases[PLAY_ROUNDS_MAX];
};

/* Draws the team's rounds and releases them. */
void play_rounds(struct arena *mem, const struct world *world, struct world_team *team,
                 const struct model *model, size_t rounds, struct chance *chance,
                 struct played *out);

/* The portraits of these releases under a model. */
struct portrait *play_portraits(struct arena *mem, struct stage_cache *cache,
                                const struct played *played, size_t rounds);

#endif
