#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

/* Where a command writes: standard output, or a file that appears whole or not at all. */
#include <stdio.h>

#include "base/arena.h"
#include "base/status.h"

struct output {
    FILE *stream;
    const char *path; /* NULL: standard output */
    const char *temporary;
};

/* Fails: BROKEN when the folder cannot be written. */
enum status output_open(struct arena *mem, const char *path, struct output *out,
                        struct err *err);

/* BROKEN when what has been written so far did not arrive. */
enum status output_check(const struct output *output, struct err *err);

/* Gives the file its name. Fails: BROKEN; the file is then not there. */
enum status output_close(struct output *output, struct err *err);

/* Leaves nothing behind; does nothing after output_close. */
void output_abandon(struct output *output);

#endif
