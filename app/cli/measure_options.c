/* One row a statistic; a bit an option. */
#include "cli/measure_options.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"

const struct option measure_options[] = {
    { "case", required_argument, NULL, OPTION_CASE },
    { "data", required_argument, NULL, OPTION_DATA },
    { "format", required_argument, NULL, OPTION_FORMAT },
    { "group", required_argument, NULL, OPTION_GROUP },
    { "actor", required_argument, NULL, OPTION_ACTOR },
    { "partner", required_argument, NULL, OPTION_PARTNER },
    { "value", required_argument, NULL, OPTION_VALUE },
    { "latent", no_argument, NULL, OPTION_LATENT },
    { "each", no_argument, NULL, OPTION_EACH },
    { "scale", required_argument, NULL, OPTION_SCALE },
    { "reverse", required_argument, NULL, OPTION_REVERSE },
    { "raters", required_argument, NULL, OPTION_RATERS },
    { "from", required_argument, NULL, OPTION_FROM },
    { "to", required_argument, NULL, OPTION_TO },
    { "weight", required_argument, NULL, OPTION_WEIGHT },
    { "where", required_argument, NULL, OPTION_WHERE },
    { "nodes", required_argument, NULL, OPTION_NODES },
    { "time", required_argument, NULL, OPTION_TIME },
    { "person", required_argument, NULL, OPTION_PERSON },
    { "horizon", required_argument, NULL, OPTION_HORIZON },
    { "cut", required_argument, NULL, OPTION_CUT },
    { "resample", required_argument, NULL, OPTION_RESAMPLE },
    { "seed", required_argument, NULL, OPTION_SEED },
    { "estimator", required_argument, NULL, OPTION_ESTIMATOR },
    { "instrument", required_argument, NULL, OPTION_INSTRUMENT },
    { "model", required_argument, NULL, OPTION_MODEL },
    { "output", required_argument, NULL, OPTION_OUTPUT },
    CLI_COMMON_OPTIONS
};

#define BIT(option) (UINT64_C(1) << OPTION_##option)
#define TABLE_OPTIONS (BIT(FORMAT) | BIT(WHERE) | BIT(VALUE))
#define LINK_OPTIONS (BIT(FORMAT) | BIT(WHERE) | BIT(FROM) | BIT(TO) | BIT(WEIGHT))

static const struct reading {
    const char *name;
    uint64_t options;
} readings[STAT_NAMES] = {
    [STAT_SRM] = { "srm", TABLE_OPTIONS | BIT(GROUP) | BIT(ACTOR) | BIT(PARTNER) | BIT(LATENT) |
                              BIT(EACH) | BIT(ESTIMATOR) },
    [STAT_AGREE] = { "agree",
                     TABLE_OPTIONS | BIT(GROUP) | BIT(SCALE) | BIT(RESAMPLE) | BIT(SEED) },
    [STAT_ICC] = { "icc", TABLE_OPTIONS | BIT(GROUP) },
    [STAT_RANK] = { "rank", TABLE_OPTIONS | BIT(GROUP) | BIT(RATERS) },
    [STAT_RELIABILITY] = { "reliability", TABLE_OPTIONS | BIT(REVERSE) },
    [STAT_FLOW] = { "flow", LINK_OPTIONS | BIT(NODES) },
    [STAT_TREND] = { "trend", TABLE_OPTIONS | BIT(GROUP) | BIT(TIME) },
    [STAT_STAGE] = { "stage", 0 },
    [STAT_EI] = { "ei", LINK_OPTIONS | BIT(GROUP) | BIT(HORIZON) | BIT(CUT) },
    [STAT_CONSENSUS] = { "consensus", TABLE_OPTIONS | BIT(GROUP) | BIT(TIME) | BIT(PERSON) },
    [STAT_CALIBRATE] = { "calibrate",
                         BIT(FORMAT) | BIT(INSTRUMENT) | BIT(MODEL) | BIT(OUTPUT) },
    [STAT_CASE] = { "--case", BIT(CASE) | BIT(DATA) | BIT(FORMAT) },
};

const char *measure_name(enum statistic statistic) { return readings[statistic].name; }

bool measure_named(const char *name, enum statistic *out)
{
    for (enum statistic s = STAT_SRM; s < STATISTICS; s++)
        if (strcmp(readings[s].name, name) == 0) {
            *out = s;
            return true;
        }
    return false;
}

/* What one option makes of the others. */
static uint64_t options_read(enum statistic statistic, const char *const given[])
{
    uint64_t read = readings[statistic].options;
    bool two = given[OPTION_VALUE] && strchr(given[OPTION_VALUE], ',');
    if (statistic == STAT_RANK && given[OPTION_RATERS])
        read &= ~(BIT(GROUP) | BIT(VALUE));
    if (statistic == STAT_AGREE)
        read &= given[OPTION_RESAMPLE] ? ~BIT(SCALE) : ~BIT(SEED);
    if (statistic == STAT_SRM && !two)
        read &= ~BIT(LATENT);
    return read;
}

const char *measure_unread(enum statistic statistic, const char *const given[OPTION_COUNT])
{
    uint64_t read = options_read(statistic, given);
    for (const struct option *o = measure_options; o->name; o++)
        if (o->val < OPTION_COUNT && given[o->val] && !(read >> o->val & 1))
            return o->name;
    return NULL;
}

const char *measure_reads(struct arena *mem, enum statistic statistic)
{
    struct text text = { .mem = mem };
    for (const struct option *o = measure_options; o->name; o++)
        if (o->val < OPTION_COUNT && readings[statistic].options >> o->val & 1)
            text_add_format(&text, text.length ? ", --%s" : "--%s", o->name);
    return text.length ? text_done(&text) : "-";
}
