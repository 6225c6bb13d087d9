/* Team sizes: balanced by default, a knapsack for the raw objective. */
#include "compose/sizes.h"

#include <assert.h>
#include <math.h>

size_t sizes_teams(size_t people, uint32_t low, uint32_t high)
{
    assert(low > 0 && low <= high);
    double middle = (low + (double)high) / 2;
    size_t best = 0;
    double best_miss = INFINITY;
    size_t most = people / low;
    for (size_t teams = (people + high - 1) / high; teams <= most; teams++) {
        double mean = (double)people / (double)teams;
        double miss = fabs(mean - middle);
        /* Equal teams are worth up to one person's distance from the middle. */
        if (people % teams == 0 && miss <= 1)
            miss -= 1;
        if (teams > 0 && miss < best_miss) {
            best_miss = miss;
            best = teams;
        }
    }
    return best;
}

struct team_size *sizes_balanced(struct arena *mem, size_t people, size_t teams)
{
    assert(teams > 0 && people >= teams);
    struct team_size *size = NEW_ARRAY(mem, struct team_size, teams);
    for (size_t t = 0; t < teams; t++) {
        uint32_t count = (uint32_t)(people / teams + (t < people % teams));
        size[t] = (struct team_size){ count, count };
    }
    return size;
}

/* Best total of pairs for the teams so far, by how many spare people they took. */
struct knapsack {
    size_t room;   /* spare people + 1 */
    double *worth; /* of the row being filled and the one before */
    uint16_t *taken;
};

static void fill_row(const struct knapsack *sack, const double *before, double *now,
                     uint16_t *taken, struct team_size size)
{
    for (size_t spare = 0; spare < sack->room; spare++) {
        now[spare] = -1;
        for (uint32_t more = 0; more <= size.high - size.low && more <= spare; more++) {
            if (before[spare - more] < 0)
                continue;
            double people = size.low + more;
            double worth = before[spare - more] + people * (people - 1) / 2;
            if (worth > now[spare]) {
                now[spare] = worth;
                taken[spare] = (uint16_t)more;
            }
        }
    }
}

uint32_t *sizes_most_pairs(struct arena *mem, const struct problem *problem)
{
    size_t teams = problem->teams, spare = problem->people;
    for (size_t t = 0; t < teams; t++)
        spare -= problem->size[t].low;
    struct knapsack sack = { .room = spare + 1 };
    uint32_t *chosen = NEW_ARRAY(mem, uint32_t, teams);
    struct arena_mark mark = arena_mark(mem);
    sack.worth = NEW_ARRAY(mem, double, 2 * sack.room);
    sack.taken = NEW_ARRAY(mem, uint16_t, teams * sack.room);
    for (size_t i = 1; i < sack.room; i++)
        sack.worth[i] = -1; /* not reachable with no team */
    for (size_t t = 0; t < teams; t++)
        fill_row(&sack, sack.worth + (t % 2) * sack.room,
                 sack.worth + ((t + 1) % 2) * sack.room, sack.taken + t * sack.room,
                 problem->size[t]);
    for (size_t t = teams; t-- > 0;) {
        uint32_t more = sack.taken[t * sack.room + spare];
        chosen[t] = problem->size[t].low + more;
        spare -= more;
    }
    assert(spare == 0);
    arena_release(mem, mark);
    return chosen;
}
