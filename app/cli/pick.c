/* Picks a command and runs it. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/version.h"

const struct command *const cli_commands[] = {
    &cmd_serve, &cmd_diagnose, &cmd_measure, &cmd_compose, &cmd_simulate,
    &cmd_coach, &cmd_export,   &cmd_import,  &cmd_backup,  &cmd_restore,
    &cmd_check, &cmd_purge,    &cmd_help,    NULL,
};

const struct command *cli_command(const char *name)
{
    for (size_t i = 0; cli_commands[i]; i++)
        if (strcmp(cli_commands[i]->name, name) == 0)
            return cli_commands[i];
    return NULL;
}

/* What was printed may still be in the buffer: a full disk or a closed pipe shows only now. */
static enum status flush(struct err *err)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return OK;
    return fail(err, BROKEN, "standard output: cannot be written to its end");
}

static int finished(const struct cli *cli, int code)
{
    struct err err;
    return code != EXIT_DONE || flush(&err) == OK ? code : cli_failed(cli, &err);
}

static int unknown_command(const struct cli *cli, const char *name)
{
    struct arena mem = arena_with_limit(1 << 20);
    char known[400];
    size_t used = 0;
    for (size_t i = 0; cli_commands[i] && used < sizeof known; i++)
        used += (size_t)snprintf(known + used, sizeof known - used, i ? ", %s" : "%s",
                                 cli_commands[i]->name);
    const char *args[] = { name, known };
    fprintf(stderr, "%s\n", words_fill(&mem, cli->lang, WORD_CLI_COMMAND_UNKNOWN, args, 2));
    arena_free(&mem);
    return EXIT_BAD_USAGE;
}

int cli_main(int argc, char **argv)
{
    struct cli cli = { FR };
    (void)cli_lang(getenv("LANG"), &cli.lang);
    signal(SIGPIPE, SIG_IGN); /* a reader that leaves is told as a failed write */
    int first = 1;
    for (; first + 1 < argc && strcmp(argv[first], "--lang") == 0; first += 2)
        if (!cli_lang(argv[first + 1], &cli.lang))
            return cli_misused(&cli, "", word(cli.lang, WORD_CLI_LANG_WRONG));
    if (first >= argc)
        return cli_misused(&cli, "", word(cli.lang, WORD_CLI_NO_COMMAND));
    const char *name = argv[first];
    if (strcmp(name, "--version") == 0) {
        printf("alliage %s\n", ALLIAGE_VERSION);
        return finished(&cli, EXIT_DONE);
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        return finished(&cli, cmd_help.run(&cli, 1, (char *[]){ (char *)"help", NULL }));
    const struct command *command = cli_command(name);
    if (!command)
        return unknown_command(&cli, name);
    return finished(&cli, command->run(&cli, argc - first, argv + first));
}
