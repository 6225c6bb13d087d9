/* The only road is that of the product: answers, release, portrait. */
#include "validate/stage_play.h"

void play_rounds(struct arena *mem, const struct world *world, struct world_team *team,
                 const struct model *model, size_t rounds, struct chance *chance,
                 struct played *out)
{
    for (size_t t = 0; t < rounds; t++) {
        struct world_round round;
        world_round_drawn(mem, world, t == 0, chance, team, &round);
        out->stage[t] = team->stage;
        for (size_t c = 0; c < world->instrument->construct_count; c++)
            out->level[t][c] = round.level[c] + world->sign[c] * team->satisfaction;
        out->releases[t].round = "round";
        release_round(mem, &round.raw, model, &out->releases[t].release);
    }
}

struct portrait *play_portraits(struct arena *mem, struct stage_cache *cache,
                                const struct played *played, size_t rounds)
{
    return portrait_series(mem, cache, cache->instrument, cache->model, "team",
                           played->releases, rounds);
}
