#ifndef TESTS_DRAW_ROUND_ROBIN_H
#define TESTS_DRAW_ROUND_ROBIN_H

/* Round robins whose components are known, for tests of the Social Relations Model. */
#include "base/chance.h"
#include "measure/srm.h"

static inline void draw_pair(struct chance *chance, double vx, double vy, double cov, double *x,
                             double *y)
{
    double u = chance_normal(chance), w = chance_normal(chance);
    *x = sqrt(vx) * u;
    *y = vx > 0 ? cov / sqrt(vx) * u + sqrt(fmax(0, vy - cov * cov / vx)) * w : sqrt(vy) * w;
}

static inline struct grid draw_round_robin(struct arena *mem, struct chance *chance, size_t n,
                                           const double truth[SRM_COMPONENTS])
{
    struct grid g = grid_empty(mem, n, n);
    double *actor = NEW_ARRAY(mem, double, n), *partner = NEW_ARRAY(mem, double, n);
    for (size_t i = 0; i < n; i++)
        draw_pair(chance, truth[ACTOR_VARIANCE], truth[PARTNER_VARIANCE],
                  truth[ACTOR_PARTNER_COVARIANCE], &actor[i], &partner[i]);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            double there, back;
            draw_pair(chance, truth[RELATIONSHIP_VARIANCE], truth[RELATIONSHIP_VARIANCE],
                      truth[RELATIONSHIP_COVARIANCE], &there, &back);
            grid_put(g, i, j, 4.2 + actor[i] + partner[j] + there);
            grid_put(g, j, i, 4.2 + actor[j] + partner[i] + back);
        }
    return g;
}

#endif
