/* One statistic on any table, or one reference case. */
#include <inttypes.h>
#include <string.h>

#include "base/number.h"
#include "cli/commands.h"
#include "cli/measure_calibrate.h"
#include "cli/measure_options.h"
#include "cli/progress.h"
#include "flow/measure.h"
#include "words/notes.h"
#include "words/plain.h"
#include "json/measure_json.h"

struct measuring {
    struct arena *mem;
    const struct cli *cli;
    const char *given[OPTION_COUNT]; /* by option; "" when it has no value */
    const char *folder;              /* NULL: paths as they are */
    struct progress progress;
    struct notes notes;
    struct sheet sheet;  /* the last one read, before --where */
    const char *numbers; /* columns whose cells must be numbers; "*": all */
    double low, high;    /* … within these */
    size_t count;
    struct measure_setting settings[OPTION_COUNT + 4];
};

static enum status find_table(void *self, const char *path, struct case_sheet *out,
                              struct err *err)
{
    struct measuring *m = self;
    struct sheet *sheet = &m->sheet;
    if (m->folder)
        TRY(flow_measure_table(m->mem, m->folder, path, sheet, err));
    else
        TRY(files_sheet(m->mem, path, sheet, err));
    *out = (struct case_sheet){ sheet->rows, sheet->columns, sheet->heads, sheet->cells,
                                sheet->lines };
    return OK;
}

/* Of the rows that are kept. */
static enum status check_table(void *self, const struct case_sheet *kept, struct err *err)
{
    const struct measuring *m = self;
    struct sheet sheet = m->sheet;
    sheet.rows = kept->rows;
    sheet.cells = kept->cells;
    sheet.lines = kept->lines;
    if (!m->numbers)
        return OK;
    return flow_measure_numbers(m->mem, &sheet, m->numbers, m->low, m->high, err);
}

static void tell(void *self, size_t done, size_t all)
{
    struct measuring *m = self;
    progress_step(&m->progress, done, all);
}

static enum status print_case(struct measuring *m, const char *path, struct err *err)
{
    struct case_tables tables = { m, find_table, check_table, tell, &m->notes };
    const char *text, *out;
    size_t length;
    m->folder = m->given[OPTION_DATA] ? m->given[OPTION_DATA] : ".";
    TRY(flow_measure_text(m->mem, path, &text, &length, err));
    m->progress = progress_start();
    enum status status = json_case(m->mem, path, text, length, &tables, &out, err);
    progress_end(&m->progress);
    TRY(status);
    cli_tell(m->cli, &m->notes);
    fputs(out, stdout);
    return OK;
}

static void set(struct measuring *m, const char *key, enum setting_kind kind, const char *text)
{
    if (text)
        m->settings[m->count++] =
            (struct measure_setting){ key, kind, plain_name(m->mem, text) };
}

/* --scale 1..7: its ends, and how many options there are. */
static bool set_scale(struct measuring *m)
{
    int64_t low, high;
    const char *scale = m->given[OPTION_SCALE];
    scale = scale ? number_start_whole(scale, INT32_MIN, INT32_MAX, &low) : NULL;
    if (!scale || strncmp(scale, "..", 2) != 0 ||
        !number_read_whole(scale + 2, INT32_MIN, INT32_MAX, &high) || low >= high ||
        high - low > 1000)
        return false;
    m->low = (double)low;
    m->high = (double)high;
    set(m, "scale_range", SETTING_NUMBERS,
        arena_text(m->mem, "%" PRId64 ",%" PRId64, low, high));
    set(m, "options", SETTING_NUMBERS, arena_text(m->mem, "%" PRId64, high - low + 1));
    return true;
}

static bool by_likelihood(const struct measuring *m)
{
    const char *estimator = m->given[OPTION_ESTIMATOR];
    return estimator && strcmp(estimator, "moments") != 0;
}

static const char *srm_module(struct measuring *m, bool two)
{
    set(m, "group_column", SETTING_TEXT, m->given[OPTION_GROUP]);
    set(m, "actor_column", SETTING_TEXT, m->given[OPTION_ACTOR]);
    set(m, "partner_column", SETTING_TEXT, m->given[OPTION_PARTNER]);
    set(m, two ? "variables" : "variable", two ? SETTING_LIST : SETTING_TEXT,
        m->given[OPTION_VALUE]);
    set(m, "pooled_only", SETTING_TRUE, m->given[OPTION_EACH] ? NULL : "");
    if (by_likelihood(m)) {
        set(m, "estimator", SETTING_TEXT, m->given[OPTION_ESTIMATOR]);
        return "srm_fit";
    }
    return !two                      ? "srm_univariate"
           : m->given[OPTION_LATENT] ? "srm_latent_two_indicators"
                                     : "srm_bivariate";
}

static const char *flow_module(struct measuring *m)
{
    set(m, "from_column", SETTING_TEXT, m->given[OPTION_FROM]);
    set(m, "to_column", SETTING_TEXT, m->given[OPTION_TO]);
    set(m, "weight", SETTING_TEXT, m->given[OPTION_WEIGHT]);
    set(m, "nodes", SETTING_LIST, m->given[OPTION_NODES]);
    set(m, "named", SETTING_TRUE, "");
    m->numbers = m->given[OPTION_WEIGHT];
    return "network";
}

static const char *items_module(struct measuring *m, enum statistic statistic)
{
    set(m, "group", SETTING_TEXT, m->given[OPTION_GROUP]);
    set(m, "items", SETTING_LIST, m->given[OPTION_VALUE]);
    set(m, "reverse_scored", SETTING_LIST, m->given[OPTION_REVERSE]);
    return statistic == STAT_AGREE         ? "agreement_multi_item"
           : statistic == STAT_ICC         ? "icc"
           : statistic == STAT_RELIABILITY ? "reliability"
                                           : "ranks";
}

static const char *trend_module(struct measuring *m)
{
    set(m, "group", SETTING_TEXT, m->given[OPTION_GROUP]);
    set(m, "variable", SETTING_TEXT, m->given[OPTION_VALUE]);
    set(m, "time", SETTING_TEXT, m->given[OPTION_TIME]);
    m->numbers = arena_text(m->mem, "%s,%s", m->given[OPTION_VALUE], m->given[OPTION_TIME]);
    return "trends";
}

static const char *consensus_module(struct measuring *m)
{
    trend_module(m);
    set(m, "person", SETTING_TEXT, m->given[OPTION_PERSON]);
    return "consensus_emergence";
}

static const char *ei_module(struct measuring *m)
{
    flow_module(m);
    set(m, "group", SETTING_TEXT, m->given[OPTION_GROUP]);
    set(m, "horizon", SETTING_LIST, m->given[OPTION_HORIZON]);
    set(m, "cut", SETTING_NUMBER, m->given[OPTION_CUT]);
    return "ei_index";
}

static const char *resampling_module(struct measuring *m)
{
    const char *seed = m->given[OPTION_SEED];
    set(m, "group", SETTING_TEXT, m->given[OPTION_GROUP]);
    set(m, "items", SETTING_LIST, m->given[OPTION_VALUE]);
    set(m, "draws", SETTING_NUMBER, m->given[OPTION_RESAMPLE]);
    set(m, "seed", SETTING_NUMBER, seed ? seed : "1");
    return "group_resampling";
}

/* What a statistic cannot do without: the first option that is missing or wrong, or NULL. */
static const char *option_missing(struct measuring *m, enum statistic statistic)
{
    const char *value = m->given[OPTION_VALUE];
    bool rounds = statistic == STAT_TREND || statistic == STAT_CONSENSUS;
    bool grouped = statistic == STAT_AGREE || statistic == STAT_ICC || statistic == STAT_RANK ||
                   statistic == STAT_CONSENSUS || statistic == STAT_EI;
    bool links = statistic == STAT_FLOW || statistic == STAT_EI;
    bool scaled = statistic == STAT_AGREE && !m->given[OPTION_RESAMPLE];
    if (statistic == STAT_RANK && m->given[OPTION_RATERS])
        return NULL;
    return !value && !links                                          ? "--value"
           : grouped && !m->given[OPTION_GROUP]                      ? "--group"
           : rounds && !m->given[OPTION_TIME]                        ? "--time"
           : statistic == STAT_CONSENSUS && !m->given[OPTION_PERSON] ? "--person"
           : statistic == STAT_EI && !m->given[OPTION_HORIZON]       ? "--horizon"
           : scaled && !set_scale(m)                                 ? "--scale"
                                                                     : NULL;
}

/* Likelihood is of one variable, and of all teams together. */
static bool estimator_known(const struct measuring *m)
{
    const char *estimator = m->given[OPTION_ESTIMATOR];
    const char *value = m->given[OPTION_VALUE];
    if (!by_likelihood(m))
        return true;
    return (strcmp(estimator, "reml") == 0 || strcmp(estimator, "ml") == 0) &&
           !(value && strchr(value, ',')) && !m->given[OPTION_EACH];
}

/* The module, its settings made; or NULL and the option that is missing or wrong. */
static const char *module_of(struct measuring *m, enum statistic statistic,
                             const char **missing)
{
    const char *value = m->given[OPTION_VALUE];
    bool whole = statistic == STAT_RANK && m->given[OPTION_RATERS];
    m->numbers = value;
    set(m, "filter", SETTING_TEXT, m->given[OPTION_WHERE]);
    *missing = option_missing(m, statistic);
    if (*missing)
        return NULL;
    if (whole) {
        m->numbers = "*";
        set(m, "raters_in", SETTING_TEXT, m->given[OPTION_RATERS]);
        return "kendall_w";
    }
    switch (statistic) {
    case STAT_SRM:
        return srm_module(m, strchr(value, ',') != NULL);
    case STAT_FLOW:
        return flow_module(m);
    case STAT_TREND:
        return trend_module(m);
    case STAT_CONSENSUS:
        return consensus_module(m);
    case STAT_EI:
        return ei_module(m);
    case STAT_AGREE:
        if (m->given[OPTION_RESAMPLE])
            return resampling_module(m);
        return items_module(m, statistic);
    default:
        return items_module(m, statistic);
    }
}

static int misused(const struct measuring *m, enum word sentence, const char *const args[],
                   size_t count)
{
    return cli_misused(m->cli, "measure",
                       words_fill(m->mem, m->cli->lang, sentence, args, count));
}

static enum status print_statistic(struct measuring *m, const char *module, const char *file,
                                   enum measure_form form, struct err *err)
{
    struct case_tables tables = { m, find_table, check_table, tell, &m->notes };
    const char *out;
    m->progress = progress_start();
    enum status status =
        json_measure(m->mem, module, file, m->settings, m->count, &tables, form, &out, err);
    progress_end(&m->progress);
    TRY(status);
    cli_tell(m->cli, &m->notes);
    fputs(out, stdout);
    return OK;
}

static int calibrate(const struct measuring *m, const char *file, bool json)
{
    struct calibrate_request request = { file, m->given[OPTION_INSTRUMENT],
                                         m->given[OPTION_MODEL] };
    return measure_calibrate(m->cli, m->mem, &request, json ? MEASURE_JSON : MEASURE_TEXT,
                             m->given[OPTION_OUTPUT]);
}

static int run_table(struct measuring *m, enum statistic statistic, const char *file)
{
    struct err err;
    const char *missing, *format = m->given[OPTION_FORMAT];
    bool json = format && strcmp(format, "json") == 0;
    if (format && !json && strcmp(format, "text") != 0)
        return misused(m, WORD_CLI_FORMAT_WRONG, NULL, 0);
    if (statistic == STAT_SRM && !estimator_known(m))
        return misused(m, WORD_CLI_MEASURE_ESTIMATOR, NULL, 0);
    if (statistic == STAT_CALIBRATE)
        return calibrate(m, file, json);
    const char *module = module_of(m, statistic, &missing);
    if (!module)
        return misused(m, WORD_CLI_OPTION_MISSING, &missing, 1);
    enum measure_form form = json ? MEASURE_JSON : MEASURE_TEXT;
    return print_statistic(m, module, file, form, &err) == OK ? EXIT_DONE
                                                              : cli_failed(m->cli, &err);
}

/* 0, or the exit after having said which option would be passed over. */
static int check_read(const struct measuring *m, enum statistic statistic)
{
    const char *unread = measure_unread(statistic, m->given);
    if (!unread)
        return EXIT_DONE;
    const char *const args[] = { measure_name(statistic), unread,
                                 measure_reads(m->mem, statistic) };
    return misused(m, WORD_CLI_MEASURE_UNREAD, args, 3);
}

static int run_statistic(struct measuring *m, const char *name, const char *file)
{
    enum statistic statistic;
    struct err err;
    if (!measure_named(name, &statistic))
        return misused(m, WORD_CLI_MEASURE_UNKNOWN, &name, 1);
    if (!file)
        return misused(m, WORD_CLI_NO_FILE, NULL, 0);
    int code = check_read(m, statistic);
    if (code != EXIT_DONE)
        return code;
    if (statistic == STAT_STAGE) /* a chain is a tree, not a table: it comes as JSON */
        return print_case(m, file, &err) == OK ? EXIT_DONE : cli_failed(m->cli, &err);
    return run_table(m, statistic, file);
}

static int run_measuring(struct measuring *m, int argc, char **argv)
{
    struct err err;
    bool of_case = m->given[OPTION_CASE] != NULL;
    int files = of_case ? 0 : 2; /* the statistic and its table */
    if (argc - optind > files)
        return misused(m, WORD_CLI_ONE_FILE, (const char *const[]){ argv[optind + files] }, 1);
    if (of_case) {
        int code = check_read(m, STAT_CASE);
        if (code != EXIT_DONE)
            return code;
        return print_case(m, m->given[OPTION_CASE], &err) == OK ? EXIT_DONE
                                                                : cli_failed(m->cli, &err);
    }
    if (optind >= argc)
        return misused(m, WORD_CLI_NO_FILE, NULL, 0);
    return run_statistic(m, argv[optind], optind + 1 < argc ? argv[optind + 1] : NULL);
}

/* false: an option was given twice, and the last would have won. */
static bool take_option(struct measuring *m, int option, const char *value)
{
    bool twice = m->given[option] != NULL;
    m->given[option] = value ? value : "";
    return !twice;
}

static int run(struct cli *cli, int argc, char **argv)
{
    struct arena mem = arena_with_limit(SIZE_MAX / 4);
    struct measuring *m = NEW(&mem, struct measuring);
    *m = (struct measuring){
        .mem = &mem, .cli = cli, .notes = { .mem = &mem }, .low = -INFINITY, .high = INFINITY
    };
    int got, code = EXIT_DONE;
    while ((got = cli_next(cli, argc, argv, measure_options)) > 0 && got < OPTION_COUNT)
        if (!take_option(m, got, optarg)) {
            code =
                misused(m, WORD_CLI_OPTION_TWICE, (const char *const[]){ argv[optind - 1] }, 1);
            break;
        }
    if (got == OPTION_END)
        code = run_measuring(m, argc, argv);
    else if (code == EXIT_DONE)
        code = got == OPTION_HELP ? EXIT_DONE : EXIT_BAD_USAGE;
    arena_free(&mem);
    return code;
}

const struct command cmd_measure = { "measure", WORD_CLI_MEASURE_LINE, WORD_CLI_MEASURE_HELP,
                                     run };
