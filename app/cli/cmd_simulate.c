/* An invented campaign as files. */
#include <string.h>

#include "base/number.h"
#include "cli/commands.h"
#include "cli/progress.h"
#include "flow/simulate.h"

enum {
    OPTION_TEAMS = 1,
    OPTION_ROUNDS,
    OPTION_SEED,
    OPTION_OUT,
    OPTION_SIZES,
    OPTION_INSTRUMENT
};

static const struct option options[] = { { "teams", required_argument, NULL, OPTION_TEAMS },
                                         { "rounds", required_argument, NULL, OPTION_ROUNDS },
                                         { "seed", required_argument, NULL, OPTION_SEED },
                                         { "out", required_argument, NULL, OPTION_OUT },
                                         { "sizes", required_argument, NULL, OPTION_SIZES },
                                         { "instrument", required_argument, NULL,
                                           OPTION_INSTRUMENT },
                                         CLI_COMMON_OPTIONS };

struct simulate_reading {
    const struct cli *cli;
    struct arena *mem;
    struct simulate_request request;
    bool seeded;
};

static int misused(const struct simulate_reading *in, enum word sentence,
                   const char *const args[], size_t count)
{
    return cli_misused(in->cli, "simulate",
                       words_fill(in->mem, in->cli->lang, sentence, args, count));
}

static bool whole(const char *text, uint64_t *out)
{
    int64_t number;
    if (!number_read_whole(text, 0, INT64_MAX, &number))
        return false;
    *out = (uint64_t)number;
    return true;
}

static int take_count(const struct simulate_reading *in, const char *option, const char *text,
                      size_t limit, size_t *out)
{
    uint64_t number;
    if (!whole(text, &number) || number < 1 || number > limit)
        return misused(in, WORD_CLI_NUMBER_WRONG,
                       (const char *[]){ option, text, "1", arena_text(in->mem, "%zu", limit) },
                       4);
    *out = (size_t)number;
    return EXIT_DONE;
}

/* 5, or 4..6 */
static int take_sizes(struct simulate_reading *in, const char *text)
{
    uint64_t low, high;
    const char *dots = strstr(text, "..");
    const char *first = dots ? arena_copy(in->mem, text, (size_t)(dots - text)) : text;
    bool good = whole(first, &low) && whole(dots ? dots + 2 : text, &high) && low >= TEAM_MIN &&
                high <= TEAM_MAX && low <= high;
    if (!good)
        return misused(in, WORD_CLI_SIZES_WRONG, (const char *[]){ text }, 1);
    in->request.smallest = (size_t)low;
    in->request.largest = (size_t)high;
    return EXIT_DONE;
}

static int take_option(struct simulate_reading *in, int option, const char *value)
{
    switch (option) {
    case OPTION_TEAMS:
        return take_count(in, "--teams", value, SIMULATED_TEAMS_MAX, &in->request.teams);
    case OPTION_ROUNDS:
        return take_count(in, "--rounds", value, SIMULATED_ROUNDS_MAX, &in->request.rounds);
    case OPTION_SEED:
        in->seeded = true;
        if (whole(value, &in->request.seed))
            return EXIT_DONE;
        return misused(in, WORD_CLI_NUMBER_WRONG,
                       (const char *[]){ "--seed", value, "0", "18446744073709551615" }, 4);
    case OPTION_SIZES:
        return take_sizes(in, value);
    case OPTION_OUT:
        in->request.folder = value;
        return EXIT_DONE;
    default:
        in->request.instrument = value;
        return EXIT_DONE;
    }
}

static int check_whole(const struct simulate_reading *in, const char *extra)
{
    const struct simulate_request *request = &in->request;
    const char *missing = !request->teams    ? "--teams N"
                          : !request->rounds ? "--rounds T"
                          : !in->seeded      ? "--seed S"
                          : !request->folder ? "--out DIR"
                                             : NULL;
    if (missing)
        return misused(in, WORD_CLI_OPTION_MISSING, &missing, 1);
    if (extra)
        return misused(in, WORD_CLI_EXTRA, &extra, 1);
    return EXIT_DONE;
}

static int simulate(struct cli *cli, struct arena *mem, int argc, char **argv)
{
    struct simulate_reading in = { .cli = cli,
                                   .mem = mem,
                                   .request = { .smallest = TEAM_MIN, .largest = TEAM_MAX } };
    int option;
    while ((option = cli_next(cli, argc, argv, options)) != OPTION_END) {
        if (option == OPTION_HELP || option == OPTION_WRONG)
            return option == OPTION_HELP ? EXIT_DONE : EXIT_BAD_USAGE;
        int code = take_option(&in, option, optarg);
        if (code != EXIT_DONE)
            return code;
    }
    int code = check_whole(&in, argv[optind]);
    if (code != EXIT_DONE)
        return code;
    struct progress progress = progress_start();
    in.request.progress = progress_tell;
    in.request.progress_self = &progress;
    struct err err;
    enum status status = flow_simulate(&in.request, &err);
    progress_end(&progress);
    return status == OK ? EXIT_DONE : cli_failed(cli, &err);
}

static int run(struct cli *cli, int argc, char **argv)
{
    struct arena mem = arena_with_limit(16 * 1024 * 1024);
    int code = simulate(cli, &mem, argc, argv);
    arena_free(&mem);
    return code;
}

const struct command cmd_simulate = { "simulate", WORD_CLI_SIMULATE_LINE,
                                      WORD_CLI_SIMULATE_HELP, run };
