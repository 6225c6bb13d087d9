/* Tells what the commands are, or how one is called. */
#include "cli/commands.h"

static int list(const struct cli *cli)
{
    puts(word(cli->lang, WORD_CLI_HELP_HEAD));
    for (size_t i = 0; cli_commands[i]; i++)
        printf("  %-10s %s\n", cli_commands[i]->name, word(cli->lang, cli_commands[i]->line));
    fputs(word(cli->lang, WORD_CLI_HELP_FOOT), stdout);
    return EXIT_DONE;
}

static int run(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = { CLI_COMMON_OPTIONS };
    int got = cli_next(cli, argc, argv, options);
    if (got != OPTION_END)
        return got == OPTION_HELP ? EXIT_DONE : EXIT_BAD_USAGE;
    if (optind >= argc)
        return list(cli);
    const struct command *command = cli_command(argv[optind]);
    if (!command)
        return cli_misused(cli, "", word(cli->lang, WORD_CLI_HELP_UNKNOWN));
    fputs(word(cli->lang, command->help), stdout);
    return EXIT_DONE;
}

const struct command cmd_help = { "help", WORD_CLI_HELP_LINE, WORD_CLI_HELP_HELP, run };
