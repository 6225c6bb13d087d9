/* Each option is a name and what reads its value; a value that cannot be read is told with
 * an example of one that can. */
#include "cli/compose_options.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "words/plain.h"

enum compose_option {
    OPTION_SIZE = 1,
    OPTION_MIX,
    OPTION_SHARE,
    OPTION_TOGETHER,
    OPTION_APART,
    OPTION_COVER,
    OPTION_AVOID,
    OPTION_ROUNDS,
    OPTION_MEETINGS,
    OPTION_DISTANCE,
    OPTION_OBJECTIVE,
    OPTION_TIME,
    OPTION_STEPS,
    OPTION_SEED,
    OPTION_THREADS,
    OPTION_MDGP,
    OPTION_FORMAT,
    OPTION_OUTPUT
};

static const struct option options[] = {
    { "size", required_argument, NULL, OPTION_SIZE },
    { "mix", required_argument, NULL, OPTION_MIX },
    { "share", required_argument, NULL, OPTION_SHARE },
    { "together", required_argument, NULL, OPTION_TOGETHER },
    { "apart", required_argument, NULL, OPTION_APART },
    { "cover", required_argument, NULL, OPTION_COVER },
    { "avoid", required_argument, NULL, OPTION_AVOID },
    { "rounds", required_argument, NULL, OPTION_ROUNDS },
    { "meetings", required_argument, NULL, OPTION_MEETINGS },
    { "distance", required_argument, NULL, OPTION_DISTANCE },
    { "objective", required_argument, NULL, OPTION_OBJECTIVE },
    { "time", required_argument, NULL, OPTION_TIME },
    { "steps", required_argument, NULL, OPTION_STEPS },
    { "seed", required_argument, NULL, OPTION_SEED },
    { "threads", required_argument, NULL, OPTION_THREADS },
    { "mdgp", required_argument, NULL, OPTION_MDGP },
    { "format", required_argument, NULL, OPTION_FORMAT },
    { "output", required_argument, NULL, OPTION_OUTPUT },
    CLI_COMMON_OPTIONS
};

/* A whole number in a range, up to `end`. */
static bool read_whole(const char *text, const char *end, uint64_t low, uint64_t high,
                       uint64_t *out)
{
    int64_t value, most = high < INT64_MAX ? (int64_t)high : INT64_MAX;
    if (number_start_whole(text, (int64_t)low, most, &value) != end)
        return false;
    *out = (uint64_t)value;
    return true;
}

static bool read_size(const char *text, struct compose_request *request)
{
    const char *end = text + strlen(text), *dots = strstr(text, "..");
    uint64_t low, high;
    if (!read_whole(text, dots ? dots : end, 1, COMPOSE_TEAM_SIZE_MAX, &low))
        return false;
    high = low;
    if (dots && !read_whole(dots + 2, end, low, COMPOSE_TEAM_SIZE_MAX, &high))
        return false;
    request->size_low = (uint32_t)low;
    request->size_high = (uint32_t)high;
    return true;
}

/* COL[:n|:c][:W], from the right: a column may have a colon in its name. */
static bool read_column(struct arena *mem, const char *text, size_t length, struct mix *mix)
{
    char *name = arena_copy(mem, text, length), *colon = strrchr(name, ':');
    if (colon && colon[1] != '\0') {
        double weight;
        if (number_read(colon + 1, NUMBER_EXPONENT, -HUGE_VAL, HUGE_VAL, &weight)) {
            if (!(weight > 0 && weight <= 1e6))
                return false;
            mix->weight = weight;
            *colon = '\0';
            colon = strrchr(name, ':');
        }
    }
    if (colon && (strcmp(colon, ":n") == 0 || strcmp(colon, ":c") == 0)) {
        mix->kind = colon[1] == 'n' ? ROSTER_NUMBER : ROSTER_CATEGORY;
        *colon = '\0';
    }
    mix->column = plain_name(mem, name);
    return name[0] != '\0';
}

static bool read_columns(struct arena *mem, const char *text, bool shared,
                         struct compose_request *request)
{
    do {
        size_t length = strcspn(text, ",");
        struct mix mix = { .weight = 1, .shared = shared };
        if (request->mix_count == COMPOSE_MIXES_MAX || !read_column(mem, text, length, &mix))
            return false;
        request->mix[request->mix_count++] = mix;
        text += length;
    } while (*text++ == ',');
    return true;
}

/* COL:MIN, COL=VALUE:MIN or COL&MASK:MIN. */
static bool read_cover(struct arena *mem, const char *text, struct compose_request *request)
{
    const char *colon = strrchr(text, ':');
    uint64_t least, mask = 0;
    if (request->cover_count == COMPOSE_SKILLS_MAX || !colon || colon == text ||
        !read_whole(colon + 1, text + strlen(text), 1, COMPOSE_TEAM_SIZE_MAX, &least))
        return false;
    char *name = arena_copy(mem, text, (size_t)(colon - text));
    char *equals = strchr(name, '='), *and = strchr(name, '&');
    if (and&&!read_whole(and+1, name + strlen(name), 1, UINT32_MAX, &mask))
        return false;
    if (and)
        *and = '\0';
    if (equals)
        *equals = '\0';
    request->cover[request->cover_count++] =
        (struct cover_wish){ plain_name(mem, name), equals ? plain_name(mem, equals + 1) : NULL,
                             (uint32_t)mask, (uint32_t)least };
    return name[0] != '\0';
}

static bool read_one_of(const char *text, const char *const names[], size_t count, int *out)
{
    for (size_t k = 0; k < count; k++)
        if (strcmp(text, names[k]) == 0) {
            *out = (int)k;
            return true;
        }
    return false;
}

/* 10, 10s or 2m. */
static bool read_time(const char *text, double *out)
{
    const char *end = number_start(text, NUMBER_PLAIN, out, NULL);
    bool minutes = end && strcmp(end, "m") == 0;
    if (minutes)
        *out *= 60;
    return end && (*end == '\0' || strcmp(end, "s") == 0 || minutes) && *out >= 0.01 &&
           *out <= 86400;
}

/* N, or M/N: the first M of N planned, as a run that was interrupted says. */
static bool read_steps(const char *text, struct compose_request *request)
{
    const char *end = text + strlen(text), *slash = strchr(text, '/');
    if (slash && !read_whole(text, slash, 1, UINT64_MAX, &request->stop_step))
        return false;
    return read_whole(slash ? slash + 1 : text, end, 1, UINT64_MAX / 2, &request->steps);
}

static bool take_choice(struct compose_options *out, int option, const char *value)
{
    static const char *const scales[] = { "gower", "squared", "euclid", "l1" };
    static const char *const objectives[] = { "sum", "mean", "worst" };
    static const char *const forms[] = { "text", "json", "csv", "html" };
    int chosen = 0;
    bool known = option == OPTION_DISTANCE    ? read_one_of(value, scales, 4, &chosen)
                 : option == OPTION_OBJECTIVE ? read_one_of(value, objectives, 3, &chosen)
                                              : read_one_of(value, forms, 4, &chosen);
    if (option == OPTION_DISTANCE)
        out->request.scale = (enum scale)chosen;
    else if (option == OPTION_OBJECTIVE)
        out->request.objective = (enum objective)chosen;
    else
        out->form = (enum compose_form)chosen;
    return known;
}

static bool take_option(struct arena *mem, struct compose_options *out, int option,
                        const char *value)
{
    struct compose_request *request = &out->request;
    const char *end = value + strlen(value);
    uint64_t whole = 0;
    switch (option) {
    case OPTION_SIZE:
        return read_size(value, request);
    case OPTION_MIX:
    case OPTION_SHARE:
        return read_columns(mem, value, option == OPTION_SHARE, request);
    case OPTION_TOGETHER:
        request->together = value;
        return true;
    case OPTION_APART:
        request->apart = value;
        return true;
    case OPTION_AVOID:
        request->avoid = value;
        return true;
    case OPTION_ROUNDS:
        request->rounds = read_whole(value, end, 1, COMPOSE_ROUNDS_MAX, &whole) ? whole : 0;
        return request->rounds > 0;
    case OPTION_MEETINGS:
        out->meetings = value;
        return true;
    case OPTION_COVER:
        return read_cover(mem, value, request);
    case OPTION_TIME:
        return read_time(value, &request->seconds);
    case OPTION_STEPS:
        return read_steps(value, request);
    case OPTION_SEED:
        return read_whole(value, end, 0, UINT64_MAX, &request->seed);
    case OPTION_THREADS:
        request->threads = read_whole(value, end, 1, COMPOSE_THREADS_MAX, &whole) ? whole : 0;
        return request->threads > 0;
    case OPTION_MDGP:
        request->mdgp = value;
        return true;
    case OPTION_OUTPUT:
        out->output = value;
        return true;
    default:
        return take_choice(out, option, value);
    }
}

/* One that can be read, for each option that has a form. */
static const char *example_of(int option)
{
    static const char *const examples[] = {
        [OPTION_SIZE] = "5|4..6",
        [OPTION_MIX] = "COLUMN|COLUMN:2,OTHER:0.5",
        [OPTION_SHARE] = "COLUMN|COLUMN:2",
        [OPTION_COVER] = "COLUMN:1|COLUMN=VALUE:1",
        [OPTION_ROUNDS] = "6|1..64",
        [OPTION_DISTANCE] = "gower|squared|euclid|l1",
        [OPTION_OBJECTIVE] = "sum|mean|worst",
        [OPTION_TIME] = "10s",
        [OPTION_STEPS] = "1000000",
        [OPTION_SEED] = "1",
        [OPTION_THREADS] = "1..64",
        [OPTION_FORMAT] = "text|json|csv|html",
        [OPTION_OUTPUT] = "",
    };
    return examples[option] ? examples[option] : "";
}

static int misused(struct arena *mem, const struct cli *cli, enum word sentence,
                   const char *const args[], size_t count)
{
    return cli_misused(cli, "compose", words_fill(mem, cli->lang, sentence, args, count));
}

static const char *name_of(int option)
{
    for (size_t k = 0; options[k].name; k++)
        if (options[k].val == option)
            return options[k].name;
    return "";
}

int compose_options(struct arena *mem, struct cli *cli, int argc, char **argv,
                    struct compose_options *out)
{
    *out = (struct compose_options){ .request = { .seed = 1, .threads = 1 } };
    int option;
    while ((option = cli_next(cli, argc, argv, options)) != OPTION_END) {
        out->help = option == OPTION_HELP;
        if (out->help)
            return EXIT_DONE;
        if (option == OPTION_WRONG)
            return EXIT_BAD_USAGE;
        if (!take_option(mem, out, option, optarg)) {
            const char *args[] = { arena_text(mem, "--%s", name_of(option)), optarg,
                                   example_of(option) };
            return misused(mem, cli, WORD_CLI_COMPOSE_WRONG, args, 3);
        }
    }
    if (optind < argc)
        out->request.roster = argv[optind++];
    if (optind < argc || !out->request.roster == !out->request.mdgp)
        return misused(mem, cli, WORD_CLI_COMPOSE_ONE_FILE, NULL, 0);
    if (out->request.mdgp && out->form == COMPOSE_HTML)
        return misused(mem, cli, WORD_CLI_COMPOSE_MDGP_FORM, NULL, 0);
    bool several = out->request.rounds > 1;
    bool at_odds = out->request.mdgp || out->request.objective == OBJECTIVE_WORST;
    if ((several && at_odds) || (out->meetings && !several))
        return misused(mem, cli, WORD_CLI_COMPOSE_ROUNDS_FORM, NULL, 0);
    return EXIT_DONE;
}
