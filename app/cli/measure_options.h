#ifndef CLI_MEASURE_OPTIONS_H
#define CLI_MEASURE_OPTIONS_H

/* The options of `measure`, and which statistic reads which: one that is not read is refused,
 * because whoever gave it believes that it counts. */
#include "cli/command.h"

enum measure_option {
    OPTION_CASE = 1,
    OPTION_DATA,
    OPTION_FORMAT,
    OPTION_GROUP,
    OPTION_ACTOR,
    OPTION_PARTNER,
    OPTION_VALUE,
    OPTION_LATENT,
    OPTION_EACH,
    OPTION_SCALE,
    OPTION_REVERSE,
    OPTION_RATERS,
    OPTION_FROM,
    OPTION_TO,
    OPTION_WEIGHT,
    OPTION_WHERE,
    OPTION_NODES,
    OPTION_TIME,
    OPTION_ESTIMATOR,
    OPTION_PERSON,
    OPTION_HORIZON,
    OPTION_CUT,
    OPTION_RESAMPLE,
    OPTION_SEED,
    OPTION_INSTRUMENT,
    OPTION_MODEL,
    OPTION_OUTPUT,
    OPTION_COUNT
};

enum statistic {
    STAT_SRM,
    STAT_AGREE,
    STAT_ICC,
    STAT_RANK,
    STAT_RELIABILITY,
    STAT_FLOW,
    STAT_TREND,
    STAT_STAGE,
    STAT_EI,
    STAT_CONSENSUS,
    STAT_CALIBRATE,
    STATISTICS,
    STAT_CASE = STATISTICS, /* measure --case */
    STAT_NAMES
};

extern const struct option measure_options[];

const char *measure_name(enum statistic statistic);
bool measure_named(const char *name, enum statistic *out);

/* The name of the first option given that this statistic does not read, as things stand:
 * --group goes with --raters no more than --scale with --resample; NULL: it reads them all. */
const char *measure_unread(enum statistic statistic, const char *const given[OPTION_COUNT]);

/* "--value, --group": what it does read. */
const char *measure_reads(struct arena *mem, enum statistic statistic);

#endif
