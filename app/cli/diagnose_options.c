/* Lists may be given in one option or in several. */
#include "cli/diagnose_options.h"

#include <string.h>

#include "words/plain.h"

struct option_reading {
    struct arena *mem;
    const struct cli *cli;
    const char *command;
    struct diagnose_options *out;
    struct column_name *maps;
    const char **ignored;
};

enum {
    OPTION_ITEMS = TABLE_ITEMS + 1, /* a table's number + 1 */
    OPTION_INSTRUMENT = TABLE_COUNT + 1,
    OPTION_MODEL,
    OPTION_MAP,
    OPTION_IGNORE,
    OPTION_TEAM,
    OPTION_ROUND,
    OPTION_UNLOCKED,
    OPTION_REML,
    OPTION_FORMAT,
    OPTION_OUTPUT,
    OPTION_DB,
    OPTION_COACH,
    OPTION_BASE
};

#define OPTIONS_OF_FILES                                                 \
    { "items", required_argument, NULL, TABLE_ITEMS + 1 },               \
        { "roundrobin", required_argument, NULL, TABLE_ROUNDROBIN + 1 }, \
        { "matters", required_argument, NULL, TABLE_MATTERS + 1 },       \
        { "members", required_argument, NULL, TABLE_MEMBERS + 1 },       \
        { "decisions", required_argument, NULL, TABLE_DECISIONS + 1 },   \
        { "instrument", required_argument, NULL, OPTION_INSTRUMENT },    \
        { "map", required_argument, NULL, OPTION_MAP },                  \
        { "ignore", required_argument, NULL, OPTION_IGNORE },            \
        { "team", required_argument, NULL, OPTION_TEAM },                \
    {                                                                    \
        "round", required_argument, NULL, OPTION_ROUND                   \
    }

static const struct option import_list[] = { OPTIONS_OF_FILES,
                                             { "db", required_argument, NULL, OPTION_DB },
                                             { "coach", required_argument, NULL, OPTION_COACH },
                                             { "base-url", required_argument, NULL,
                                               OPTION_BASE },
                                             CLI_COMMON_OPTIONS };

static const struct option diagnose_list[] = {
    OPTIONS_OF_FILES,
    { "model", required_argument, NULL, OPTION_MODEL },
    { "unlocked", no_argument, NULL, OPTION_UNLOCKED },
    { "reml", no_argument, NULL, OPTION_REML },
    { "format", required_argument, NULL, OPTION_FORMAT },
    { "output", required_argument, NULL, OPTION_OUTPUT },
    CLI_COMMON_OPTIONS
};

static int misused(const struct option_reading *in, enum word sentence,
                   const char *const args[], size_t count)
{
    return cli_misused(in->cli, in->command,
                       words_fill(in->mem, in->cli->lang, sentence, args, count));
}

/* The next text up to a comma, never empty; NULL at the end or when empty. */
static const char *next_of_list(struct arena *mem, const char **list)
{
    size_t length = strcspn(*list, ",");
    const char *one = length ? arena_copy(mem, *list, length) : NULL;
    *list += length;
    if (**list == ',')
        (*list)++;
    return one;
}

static int add_map(struct option_reading *in, const char *text)
{
    struct column_options *columns = &in->out->request.options.columns;
    const char *list = text;
    do {
        const char *one = next_of_list(in->mem, &list);
        const char *equals = one ? strchr(one, '=') : NULL;
        if (!equals || equals == one || equals[1] == '\0' || columns->map_count == NAMES_MAX)
            return misused(in, WORD_CLI_LIST_WRONG,
                           (const char *[]){ "--map", text, "NAME=COLUMN" }, 3);
        in->maps[columns->map_count++] =
            (struct column_name){ .name = arena_copy(in->mem, one, (size_t)(equals - one)),
                                  .column = plain_name(in->mem, equals + 1) };
    } while (*list);
    return EXIT_DONE;
}

static int add_ignored(struct option_reading *in, const char *text)
{
    struct column_options *columns = &in->out->request.options.columns;
    const char *list = text;
    do {
        const char *one = next_of_list(in->mem, &list);
        if (!one || columns->ignored_count == NAMES_MAX)
            return misused(in, WORD_CLI_LIST_WRONG,
                           (const char *[]){ "--ignore", text, "COLUMN" }, 3);
        in->ignored[columns->ignored_count++] = plain_name(in->mem, one);
    } while (*list);
    return EXIT_DONE;
}

static int add_file(struct option_reading *in, const char *path, enum table table)
{
    struct diagnose_request *request = &in->out->request;
    if (request->source_count == FILES_MAX)
        return misused(in, WORD_CLI_TOO_MANY_FILES, (const char *[]){ "16" }, 1);
    request->sources[request->source_count++] = (struct file_source){ path, table };
    return EXIT_DONE;
}

static int take_form(struct option_reading *in, const char *text)
{
    static const char *const forms[FORM_COUNT] = { "text", "json", "csv", "html" };
    for (enum diagnose_form form = FORM_TEXT; form < FORM_COUNT; form++)
        if (strcmp(forms[form], text) == 0) {
            in->out->form = form;
            return EXIT_DONE;
        }
    return misused(in, WORD_CLI_FORMAT_WRONG, NULL, 0);
}

static int take_option(struct option_reading *in, int option, const char *value)
{
    struct diagnose_options *out = in->out;
    switch (option) {
    case OPTION_INSTRUMENT:
        out->request.instrument = value;
        return EXIT_DONE;
    case OPTION_MODEL:
        out->request.model = value;
        return EXIT_DONE;
    case OPTION_MAP:
        return add_map(in, value);
    case OPTION_IGNORE:
        return add_ignored(in, value);
    case OPTION_TEAM:
        out->request.options.team = plain_name(in->mem, value);
        return EXIT_DONE;
    case OPTION_ROUND:
        out->request.options.columns.round = plain_name(in->mem, value);
        return EXIT_DONE;
    case OPTION_UNLOCKED:
        out->unlocked = true;
        return EXIT_DONE;
    case OPTION_REML:
        out->reml = true;
        return EXIT_DONE;
    case OPTION_FORMAT:
        return take_form(in, value);
    case OPTION_OUTPUT:
        out->output = value;
        return EXIT_DONE;
    case OPTION_DB:
        out->db = value;
        return EXIT_DONE;
    case OPTION_COACH:
        out->coach = value;
        return EXIT_DONE;
    case OPTION_BASE:
        out->base_url = value;
        return EXIT_DONE;
    default:
        return add_file(in, value, (enum table)(option - 1));
    }
}

static int take_positional(struct option_reading *in, const char *path)
{
    if (!files_is_folder(path))
        return add_file(in, path, TABLE_UNKNOWN);
    if (in->out->folder)
        return misused(in, WORD_CLI_ONE_FOLDER, NULL, 0);
    in->out->folder = path;
    return EXIT_DONE;
}

static int check_whole(struct option_reading *in)
{
    const struct diagnose_options *out = in->out;
    if (out->unlocked && out->form != FORM_JSON && out->form != FORM_CSV)
        return misused(in, WORD_CLI_UNLOCKED_FORM, NULL, 0);
    if (out->reml && out->form != FORM_JSON)
        return misused(in, WORD_CLI_REML_FORM, NULL, 0);
    if (out->request.source_count == 0 && !out->folder)
        return misused(in, WORD_CLI_NO_FILE, NULL, 0);
    return EXIT_DONE;
}

int diagnose_options(struct arena *mem, struct cli *cli, int argc, char **argv,
                     struct diagnose_options *out)
{
    *out = (struct diagnose_options){ .form = FORM_TEXT };
    struct option_reading in = { .mem = mem,
                                 .cli = cli,
                                 .command = argv[0],
                                 .out = out,
                                 .maps = NEW_ARRAY(mem, struct column_name, NAMES_MAX),
                                 .ignored = NEW_ARRAY(mem, const char *, NAMES_MAX) };
    out->request.options.columns.maps = in.maps;
    out->request.options.columns.ignored = in.ignored;
    bool imports = strcmp(argv[0], "import") == 0;
    const struct option *list = imports ? import_list : diagnose_list;
    int option, code = EXIT_DONE;
    while (code == EXIT_DONE && (option = cli_next(cli, argc, argv, list)) != OPTION_END) {
        out->help = option == OPTION_HELP;
        if (out->help)
            return EXIT_DONE;
        code = option == OPTION_WRONG ? EXIT_BAD_USAGE : take_option(&in, option, optarg);
    }
    for (int i = optind; i < argc && code == EXIT_DONE; i++)
        code = take_positional(&in, argv[i]);
    return code == EXIT_DONE ? check_whole(&in) : code;
}

enum status diagnose_add_folder(struct arena *mem, struct diagnose_options *options,
                                struct err *err)
{
    struct diagnose_request *request = &options->request;
    size_t room = FILES_MAX - request->source_count;
    struct file_source found[FILES_MAX];
    size_t count = 0;
    if (options->folder)
        TRY(files_in(mem, options->folder, found, &count, err));
    for (size_t i = 0; i < count && i < room; i++)
        request->sources[request->source_count++] = found[i];
    return OK;
}
