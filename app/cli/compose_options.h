#ifndef CLI_COMPOSE_OPTIONS_H
#define CLI_COMPOSE_OPTIONS_H

#include "cli/command.h"
#include "flow/compose.h"

enum compose_form { COMPOSE_TEXT, COMPOSE_JSON, COMPOSE_CSV, COMPOSE_HTML, COMPOSE_FORM_COUNT };

struct compose_options {
    struct compose_request request;
    enum compose_form form;
    const char *output;   /* NULL: standard output */
    const char *meetings; /* where the table of meetings goes, or NULL */
    bool help;
};

/* compose_options: the command line of `compose`.
 * Gives    EXIT_DONE, or EXIT_BAD_USAGE after having said why. Opens no file. */
int compose_options(struct arena *mem, struct cli *cli, int argc, char **argv,
                    struct compose_options *out);

#endif
