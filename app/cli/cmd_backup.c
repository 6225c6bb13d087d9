/* A copy of a store, while it is served. */
#include <stdint.h>

#include "cli/commands.h"
#include "cli/store_options.h"
#include "flow/upkeep.h"

static int run(struct cli *cli, int argc, char **argv)
{
    const char *url = NULL;
    bool help = false;
    const struct store_option options[] = { { "db", &url, NULL, true } };
    struct store_words words = { .wanted = 1, .what = word(cli->lang, WORD_CLI_FILE) };
    int code = cli_store_options(cli, argc, argv, options, 1, &words, &help);
    if (code != EXIT_DONE || help)
        return code;
    struct arena mem = arena_with_limit(1 << 20);
    struct err err;
    if (flow_upkeep_backup(&mem, url, words.list[0], &err) != OK)
        code = cli_failed(cli, &err);
    else
        cli_say(stdout, cli, WORD_CLI_BACKUP_DONE, &words.list[0], 1);
    arena_free(&mem);
    return code;
}

const struct command cmd_backup = { "backup", WORD_CLI_BACKUP_LINE, WORD_CLI_BACKUP_HELP, run };
