/* A copy put back in the place of a store. */
#include "cli/commands.h"
#include "cli/store_options.h"
#include "flow/upkeep.h"

static int run(struct cli *cli, int argc, char **argv)
{
    const char *url = NULL;
    bool help = false, replace = false;
    const struct store_option options[] = { { "db", &url, NULL, true },
                                            { "replace", NULL, &replace, false } };
    struct store_words words = { .wanted = 1, .what = word(cli->lang, WORD_CLI_FILE) };
    int code = cli_store_options(cli, argc, argv, options, 2, &words, &help);
    if (code != EXIT_DONE || help)
        return code;
    struct err err;
    if (flow_upkeep_restore(words.list[0], url, replace, &err) != OK)
        return cli_failed(cli, &err);
    cli_say(stdout, cli, WORD_CLI_RESTORE_DONE, &url, 1);
    return EXIT_DONE;
}

const struct command cmd_restore = { "restore", WORD_CLI_RESTORE_LINE, WORD_CLI_RESTORE_HELP,
                                     run };
