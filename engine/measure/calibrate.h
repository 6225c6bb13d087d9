#ifndef MEASURE_CALIBRATE_H
#define MEASURE_CALIBRATE_H

/* In the field: do the chances stated for stages agree with how teams read themselves? The
 * team's own reading is not the truth; it is the only thing a chance can be set beside. */
#include "base/arena.h"
#include "measure/figure.h"
#include "measure/model.h"

enum { CALIBRATION_PAIRS_MIN = 20, CALIBRATION_BINS = 10 };

/* One round of one team: what was stated, and the stage the team saw, 0 .. STAGES-1. */
struct stage_pair {
    double chance[STAGES]; /* summing to 1 */
    int reading;
};

/* Pairs whose likeliest stage was stated with a chance of bin/10 to (bin+1)/10. */
struct reliability_bin {
    size_t pairs;
    double stated; /* mean chance of the likeliest stage; NAN without a pair */
    double right;  /* share of pairs in which it is the team's reading */
};

struct calibration {
    size_t pairs;
    struct figure log_score;      /* mean of -log(chance of the reading); 0 is perfect */
    struct figure log_score_base; /* the same, stating each stage as often as it is read */
    struct figure brier;          /* mean of sum (chance - read)^2, 0 .. 2 */
    struct figure brier_base;
    struct figure right;           /* share in which the likeliest stage is the reading */
    struct figure error;           /* expected calibration error, 0 .. 1 */
    struct figure error_by_chance; /* what it would be on average if every chance were right */
    struct reliability_bin bins[CALIBRATION_BINS];
};

/* measure_calibration
 *
 *     error = sum over bins |sum (read - stated)| / pairs
 *
 * Takes    pairs of any teams and rounds. Of stages equally likely the first is the
 *          likeliest. A chance under calibration_chance_floor counts as that in the log
 *          score: chances are printed to 5 points of 100, and a printed 0 is not an
 *          impossibility.
 * Gives    smaller is better; a figure without its base, or an error without its chance
 *          level, says nothing. Rounds of one team are not apart: the chance level is then
 *          too low.
 * Gaps     LACKS_PEOPLE under CALIBRATION_PAIRS_MIN pairs; bins are counted all the same.
 * Cost     O(pairs^2) in the fullest bin for the chance level, exact; above
 *          CALIBRATION_EXACT_MAX pairs in a bin, that bin's by the normal distribution.
 * Source   Brier (1950), Mon. Weather Rev. 78; Good (1952), J. R. Stat. Soc. B 14; Naeini,
 *          Cooper & Hauskrecht (2015), AAAI; docs/formulas.md#field.
 * Checked  by hand; every outcome of twelve pairs listed; order, gaps: calibrate_test.c. */
enum { CALIBRATION_EXACT_MAX = 2000 };
extern const double calibration_chance_floor;
struct calibration measure_calibration(struct arena *mem, const struct stage_pair *pairs,
                                       size_t count);

#endif
