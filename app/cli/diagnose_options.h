#ifndef CLI_DIAGNOSE_OPTIONS_H
#define CLI_DIAGNOSE_OPTIONS_H

#include "cli/command.h"
#include "flow/diagnose.h"

enum diagnose_form { FORM_TEXT, FORM_JSON, FORM_CSV, FORM_HTML, FORM_COUNT };

struct diagnose_options {
    struct diagnose_request request;
    enum diagnose_form form;
    const char *output; /* NULL: standard output */
    bool unlocked, reml, help;
    const char *folder;                /* its files are added once the rest is read */
    const char *db, *coach, *base_url; /* of `import` */
};

enum { NAMES_MAX = 400 }; /* of --map and --ignore, all together */

/* diagnose_options: the command line of `diagnose`, or that of `import`, which names the same
 * files and a store in the place of an output.
 *
 * Takes    mem, where the lists live; argv, whose texts are kept.
 * Gives    EXIT_DONE, or EXIT_BAD_USAGE after having said why. Opens no file. */
int diagnose_options(struct arena *mem, struct cli *cli, int argc, char **argv,
                     struct diagnose_options *out);

/* The files of options->folder join the others. */
enum status diagnose_add_folder(struct arena *mem, struct diagnose_options *options,
                                struct err *err);

#endif
