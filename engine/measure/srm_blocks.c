/* Complete teams. Renaming members changes nothing in the covariance of their ratings, so an
 * orthonormal change of coordinates cuts it into blocks that are the same n-1, or more, times:
 *
 *     level     1x1, once          (n-1)(va + vb + 2 cab) + vr + cr
 *     people    2x2, n-1 times     dyadic sums and differences of a person's ratings
 *     alike     1x1, n(n-3)/2      vr + cr
 *     apart     1x1, (n-1)(n-2)/2  vr - cr */
#include <math.h>

#include "measure/srm_likelihood.h"

enum { SIDE = 2, ENTRIES = 4 }; /* a block; those of one use the first entry alone */

struct block {
    double times;                         /* how often one team has it */
    double part[SRM_COMPONENTS][ENTRIES]; /* covariance = sum of parts times components */
    double squares[ENTRIES];              /* of the ratings in these coordinates, all teams */
};

static struct block level_block(double n)
{
    return (struct block){ 1,
                           { [ACTOR_VARIANCE] = { n - 1 },
                             [PARTNER_VARIANCE] = { n - 1 },
                             [RELATIONSHIP_VARIANCE] = { 1 },
                             [ACTOR_PARTNER_COVARIANCE] = { 2 * (n - 1) },
                             [RELATIONSHIP_COVARIANCE] = { 1 } },
                           { 0 } };
}

static struct block people_block(const struct srm_complete *size)
{
    double n = (double)size->people, half = sqrt(n * (n - 2)) / 2;
    return (struct block){ n - 1,
                           { [ACTOR_VARIANCE] = { (n - 2) / 2, half, half, n / 2 },
                             [PARTNER_VARIANCE] = { (n - 2) / 2, -half, -half, n / 2 },
                             [RELATIONSHIP_VARIANCE] = { 1, 0, 0, 1 },
                             [ACTOR_PARTNER_COVARIANCE] = { n - 2, 0, 0, -n },
                             [RELATIONSHIP_COVARIANCE] = { 1, 0, 0, -1 } },
                           { size->sums, size->products, size->products, size->differences } };
}

static struct block pair_block(double times, double back, double squares)
{
    return (struct block){
        times,
        { [RELATIONSHIP_VARIANCE] = { 1 }, [RELATIONSHIP_COVARIANCE] = { back } },
        { squares }
    };
}

static bool invert(const double a[ENTRIES], size_t side, double inverse[ENTRIES], double *det)
{
    *det = side == 1 ? a[0] : a[0] * a[3] - a[1] * a[2];
    inverse[0] = side == 1 ? 1 / a[0] : a[3] / *det;
    inverse[1] = inverse[2] = side == 1 ? 0 : -a[1] / *det;
    inverse[3] = side == 1 ? 0 : a[0] / *det;
    return a[0] > 0 && *det > 0;
}

static void times(const double a[ENTRIES], const double b[ENTRIES], double out[ENTRIES])
{
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j < SIDE; j++)
            out[i * SIDE + j] = a[i * SIDE] * b[j] + a[i * SIDE + 1] * b[SIDE + j];
}

static double trace_of_product(const double a[ENTRIES], const double b[ENTRIES])
{
    return a[0] * b[0] + a[1] * b[2] + a[2] * b[1] + a[3] * b[3];
}

static bool covariance_inverse(const struct block *block, size_t side,
                               const double at[SRM_COMPONENTS], double inverse[ENTRIES],
                               double *det)
{
    double covariance[ENTRIES] = { 0 };
    for (int k = 0; k < SRM_COMPONENTS; k++)
        for (int e = 0; e < ENTRIES; e++)
            covariance[e] += at[k] * block->part[k][e];
    return invert(covariance, side, inverse, det);
}

static bool add_block(const struct block *block, size_t side, double teams,
                      const double at[SRM_COMPONENTS], struct srm_sums *sums)
{
    double inverse[ENTRIES], weighed[SRM_COMPONENTS][ENTRIES], squares[ENTRIES], det;
    double all = block->times * teams;
    if (!covariance_inverse(block, side, at, inverse, &det))
        return false;
    times(inverse, block->squares, squares);
    sums->log_det += all * log(det);
    sums->squares += squares[0] + squares[3];
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        times(inverse, block->part[k], weighed[k]);
        sums->trace[k] += all * (weighed[k][0] + weighed[k][3]);
        sums->along[k] += trace_of_product(weighed[k], squares);
    }
    for (int k = 0; k < SRM_COMPONENTS; k++)
        for (int l = 0; l < SRM_COMPONENTS; l++)
            sums->both[k * SRM_COMPONENTS + l] +=
                all * trace_of_product(weighed[k], weighed[l]);
    return true;
}

/* The level is what a team's own mean takes away: under REML nothing is left of it. */
static bool add_level(const struct srm_complete *size, const struct srm_fit_setting *setting,
                      const double at[SRM_COMPONENTS], struct srm_sums *sums)
{
    double n = (double)size->people, cells = n * (n - 1), teams = (double)size->teams;
    if (setting->estimator == SRM_REML && setting->level == OWN_LEVEL)
        return true;
    struct block block = level_block(n);
    if (!add_block(&block, 1, teams, at, sums))
        return false;
    double inverse[ENTRIES], variance;
    covariance_inverse(&block, 1, at, inverse, &variance);
    struct srm_ones ones = { .cells = cells, .weight = cells / variance };
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        double part = block.part[k][0];
        ones.one[k] = cells * part / (variance * variance);
        for (int l = 0; l < SRM_COMPONENTS; l++)
            ones.both[k * SRM_COMPONENTS + l] = ones.one[k] * block.part[l][0] / variance;
    }
    srm_ones_add(&sums->ones, &ones, teams);
    sums->weighted += ones.weight * size->level;
    return true;
}

bool srm_blocks_weigh(const struct srm_complete *size, const struct srm_fit_setting *setting,
                      const double at[SRM_COMPONENTS], struct srm_sums *sums)
{
    double n = (double)size->people, teams = (double)size->teams;
    struct block people = people_block(size);
    struct block alike = pair_block(n * (n - 3) / 2, 1, size->alike);
    struct block apart = pair_block((n - 1) * (n - 2) / 2, -1, size->apart);
    sums->cells += teams * n * (n - 1);
    sums->means += setting->level == OWN_LEVEL ? teams : 0;
    return add_block(&people, SIDE, teams, at, sums) && add_block(&alike, 1, teams, at, sums) &&
           add_block(&apart, 1, teams, at, sums) && add_level(size, setting, at, sums);
}

void srm_blocks_level(const struct srm_complete *size, const struct srm_fit_setting *setting,
                      const double at[SRM_COMPONENTS], double mean, struct srm_sums *sums)
{
    if (setting->level == OWN_LEVEL)
        return;
    double n = (double)size->people, inverse[ENTRIES], variance;
    struct block block = level_block(n);
    covariance_inverse(&block, 1, at, inverse, &variance);
    double away =
        size->level_squares - 2 * mean * size->level + (double)size->teams * mean * mean;
    double squares = n * (n - 1) * away / variance;
    sums->squares += squares;
    for (int k = 0; k < SRM_COMPONENTS; k++)
        sums->along[k] += squares * block.part[k][0] / variance;
}
