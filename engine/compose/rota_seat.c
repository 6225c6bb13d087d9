/* Rounds filled at random, or by a design. */
#include "compose/rota_seat.h"

#include <string.h>

#include "compose/noise.h"

/* Those who sit out are a team of their own, so that the others can be packed as ever. */
struct rota_seat rota_seat_prepare(struct arena *mem, const struct rota *rota)
{
    const struct problem *problem = rota->problem;
    size_t out = rota->people - rota->seats;
    struct team_size *size = NEW_ARRAY(mem, struct team_size, problem->teams + 1);
    memcpy(size, problem->size, problem->teams * sizeof *size);
    size[problem->teams] = (struct team_size){ (uint32_t)out, (uint32_t)out };
    struct problem *seated = NEW(mem, struct problem);
    *seated = *problem;
    seated->size = size;
    seated->teams += out > 0;
    return (struct rota_seat){
        .rota = rota,
        .seated = seated,
        .start = start_prepare(mem, seated, &rota->glue),
        .order = NEW_ARRAY(mem, uint32_t, rota->people),
        .sits = NEW_ARRAY(mem, uint32_t, rota->people),
    };
}

static void shuffle(struct rota_seat *seat, struct chance *chance)
{
    size_t people = seat->rota->people;
    for (size_t k = 0; k < people; k++)
        seat->order[k] = (uint32_t)k;
    for (size_t k = people; k > 1; k--) {
        size_t j = noise_pick(chance_bits(chance), k);
        uint32_t kept = seat->order[k - 1];
        seat->order[k - 1] = seat->order[j];
        seat->order[j] = kept;
    }
}

/* Who sits out of one round: those who did so least, whole blocks where they fit. */
static void sit_out(struct rota_seat *seat, uint32_t *team, struct chance *chance)
{
    const struct rota *rota = seat->rota;
    size_t left = rota->people - rota->seats;
    shuffle(seat, chance);
    for (uint32_t level = 0; left > 0 && level <= rota->rounds; level++)
        for (size_t k = 0; left > 0 && k < rota->people; k++) {
            uint32_t x = seat->order[k];
            int32_t block = glue_block(&rota->glue, x);
            size_t first = block == GLUE_ALONE ? 0 : rota->glue.start[block];
            size_t size = block == GLUE_ALONE ? 1 : rota->glue.start[block + 1] - first;
            if (seat->sits[x] != level || team[x] != START_NOBODY || size > left)
                continue;
            for (size_t m = 0; m < size; m++) {
                uint32_t who = block == GLUE_ALONE ? x : rota->glue.person[first + m];
                team[who] = (uint32_t)rota->teams;
                seat->sits[who]++;
            }
            left -= size;
        }
}

bool rota_seat_by_chance(struct rota_seat *seat, uint32_t *team, struct chance *chance)
{
    const struct rota *rota = seat->rota;
    struct start *start = &seat->start;
    memset(seat->sits, 0, rota->people * sizeof *seat->sits);
    for (size_t r = 0; r < rota->rounds; r++, team += rota->people) {
        for (size_t x = 0; x < rota->people; x++)
            team[x] = START_NOBODY;
        sit_out(seat, team, chance);
        memcpy(start->size, start->wanted, seat->seated->teams * sizeof *start->size);
        if (!start_fill(start, team, chance))
            return false;
    }
    return true;
}

void rota_seat_by_design(struct rota_seat *seat, const struct design *design, uint32_t *team,
                         struct chance *chance)
{
    size_t people = seat->rota->people;
    shuffle(seat, chance);
    for (size_t r = 0; r < seat->rota->rounds; r++)
        for (size_t k = 0; k < people; k++)
            team[r * people + seat->order[k]] = design->team[r * people + k];
}
