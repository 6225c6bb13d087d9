/* One statistic on any table, or one reference case. */
#include <stdint.h>
#include <string.h>

#include "cli/commands.h"
#include "flow/measure.h"
#include "json/case_json.h"

enum { OPTION_CASE = 1, OPTION_DATA, OPTION_FORMAT };

static const struct option options[] = { { "case", required_argument, NULL, OPTION_CASE },
                                         { "data", required_argument, NULL, OPTION_DATA },
                                         { "format", required_argument, NULL, OPTION_FORMAT },
                                         CLI_COMMON_OPTIONS };

struct tables {
    struct arena *mem;
    const char *folder;
};

static enum status find_table(void *self, const char *path, struct case_sheet *out,
                              struct err *err)
{
    const struct tables *tables = self;
    struct sheet sheet;
    TRY(flow_measure_table(tables->mem, tables->folder, path, &sheet, err));
    *out = (struct case_sheet){ sheet.rows, sheet.columns, sheet.heads, sheet.cells };
    return OK;
}

static enum status print_case(struct arena *mem, const char *path, const char *folder,
                              struct err *err)
{
    struct tables own = { mem, folder };
    struct case_tables tables = { &own, find_table };
    const char *text, *out;
    size_t length;
    TRY(flow_measure_text(mem, path, &text, &length, err));
    TRY(json_case(mem, path, text, length, &tables, &out, err));
    fputs(out, stdout);
    return OK;
}

static int run(struct cli *cli, int argc, char **argv)
{
    const char *path = NULL, *folder = ".";
    int got;
    while ((got = cli_next(cli, argc, argv, options)) != OPTION_END) {
        if (got == OPTION_HELP || got == OPTION_WRONG)
            return got == OPTION_HELP ? EXIT_DONE : EXIT_BAD_USAGE;
        if (got == OPTION_CASE)
            path = optarg;
        if (got == OPTION_DATA)
            folder = optarg;
    }
    if (path == NULL)
        return cli_misused(cli, argv[0], word(cli->lang, WORD_CLI_NO_FILE));
    struct arena mem = arena_with_limit(SIZE_MAX / 4);
    struct err err;
    int code = print_case(&mem, path, folder, &err) == OK ? EXIT_DONE : cli_failed(&err);
    arena_free(&mem);
    return code;
}

const struct command cmd_measure = { "measure", WORD_CLI_MEASURE_LINE, WORD_CLI_MEASURE_HELP,
                                     run };
