#ifndef VALIDATE_TALLY_H
#define VALIDATE_TALLY_H

/* What was stated of many team-rounds, beside what was so. Sums only: tallies of several worlds
 * are added, and one world can be left out for the Monte Carlo error. */
#include <stdbool.h>
#include <stddef.h>

#include "release/portrait.h"

enum { BINS = 10 };

struct tally {
    double rounds; /* in which a stage was printed with its chances */
    double withheld;
    double right, stated, brier, log_score;
    double covered, set_size;
    double named, undetermined, none_fits;
    double bin_rounds[BINS], bin_stated[BINS], bin_right[BINS], bin_variance[BINS];
};

/* Chances as they are printed: multiples of five. A printed 0 counts as 1 in the log score. */
void tally_add(struct tally *tally, const struct portrait_stage *said, int stage);
void tally_add_mode(struct tally *tally, const struct portrait_mode *said, int mode);
void tally_join(struct tally *into, const struct tally *other);

double tally_right(const struct tally *t);
double tally_stated(const struct tally *t);
double tally_brier(const struct tally *t);
double tally_log_score(const struct tally *t);
double tally_covered(const struct tally *t);
double tally_set_size(const struct tally *t);
double tally_none(const struct tally *t); /* undetermined, or none fits */
/* Expected calibration error of the likeliest stage, in ten bins of its printed chance; and
 * what it would be by chance alone if every chance were right. */
double tally_error(const struct tally *t);
double tally_error_by_chance(const struct tally *t);

/* A figure with its Monte Carlo standard error. */
struct measured {
    double value, error;
};

/* Leaves out one world at a time: teams of one world are not independent. */
struct measured tally_measured(const struct tally *worlds, size_t count,
                               double (*figure)(const struct tally *));

/* Mean of numbers, and of a proportion. */
struct measured measured_mean(const double *list, size_t count);
struct measured measured_share(double hits, double count);

#endif
