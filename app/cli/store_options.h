#ifndef CLI_STORE_OPTIONS_H
#define CLI_STORE_OPTIONS_H

/* Command lines of the commands that work on a store: an address, a few texts and flags, and
 * words in a fixed number. */
#include <stdint.h>

#include "cli/command.h"

/* Either `text` or `flag` is where the option goes. A needed one has a text. */
struct store_option {
    const char *name;
    const char **text;
    bool *flag;
    bool needed;
};

enum { STORE_OPTIONS_MAX = 8, STORE_WORDS_MAX = 2 };

struct store_words {
    const char *list[STORE_WORDS_MAX]; /* what stands beside the options, in order */
    size_t wanted, optional;           /* so many, and so many more */
    const char *what;                  /* how the help calls the words */
};

/* cli_store_options: reads them all.
 *
 * Gives    EXIT_DONE; EXIT_BAD_USAGE after having said why; *help when help was printed. */
int cli_store_options(struct cli *cli, int argc, char **argv, const struct store_option *list,
                      size_t count, struct store_words *words, bool *help);

/* Prints a sentence with its holes filled, and a new line. */
void cli_say(FILE *stream, const struct cli *cli, enum word sentence, const char *const args[],
             size_t count);

/* The same with numbers. */
void cli_say_numbers(FILE *stream, const struct cli *cli, enum word sentence,
                     const int64_t numbers[], size_t count);

#endif
