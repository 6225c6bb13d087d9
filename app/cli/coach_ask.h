#ifndef CLI_COACH_ASK_H
#define CLI_COACH_ASK_H

/* A passphrase comes from standard input, never from the command line, where every user of the
 * machine could read it. */
#include <stddef.h>

#include "cli/command.h"

enum { PASSPHRASE_BYTES = 1024 };

/* cli_ask_passphrase: on a terminal it is asked twice and not shown.
 * Gives    EXIT_DONE, or the exit after having said why. The caller wipes `out`. */
int cli_ask_passphrase(const struct cli *cli, char *out, size_t room);

#endif
