#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

/* A command of the program: its name, what it says of itself, and the function that runs it.
 * The contract of all of them is docs/alliage.1. */
#include <getopt.h>
#include <stdio.h>

#include "words/words.h"

struct cli {
    enum lang lang;
};

struct command {
    const char *name;
    enum word line;                                     /* one line, in the list of commands */
    enum word help;                                     /* how to call it and its options */
    int (*run)(struct cli *cli, int argc, char **argv); /* argv[0]: its name; gives the exit */
};

/* What the program ends with. */
enum { EXIT_DONE = 0, EXIT_COULD_NOT = 1, EXIT_BAD_USAGE = 2, EXIT_BAD_INPUT = 3 };

extern const struct command *const cli_commands[];   /* ended by NULL */
const struct command *cli_command(const char *name); /* or NULL */

int cli_main(int argc, char **argv);

/* Prints err's sentence on standard error, in the reader's language, and gives the exit of its
 * status. */
int cli_failed(const struct cli *cli, const struct err *err);

/* Prints what was understood or left out, a line each, on standard error. */
struct notes;
void cli_tell(const struct cli *cli, const struct notes *notes);

/* Prints a sentence about the way the program was called, and how to ask for help. */
int cli_misused(const struct cli *cli, const char *command, const char *sentence);

/* Options every command has; the other values are the command's own. */
enum { OPTION_END = -1, OPTION_WRONG = 1000, OPTION_HELP, OPTION_LANG };
#define CLI_COMMON_OPTIONS                                \
    { "help", no_argument, NULL, OPTION_HELP },           \
        { "lang", required_argument, NULL, OPTION_LANG }, \
    {                                                     \
        NULL, 0, NULL, 0                                  \
    }

/* cli_next: the next option of a command, as getopt_long would; --lang is taken care of.
 * Gives    its value; OPTION_END; OPTION_WRONG after having said what is wrong;
 *          OPTION_HELP after having printed the help. */
int cli_next(struct cli *cli, int argc, char **argv, const struct option *options);

/* fr or en, as in LANG or --lang; false when it is neither. */
bool cli_lang(const char *text, enum lang *out);

#endif
