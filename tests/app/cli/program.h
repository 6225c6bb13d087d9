#ifndef TESTS_CLI_PROGRAM_H
#define TESTS_CLI_PROGRAM_H

/* The built program, run as anybody runs it: its path is in ALLIAGE. What it prints is kept
 * in a folder of the test's own. */
#include <stddef.h>

struct ran {
    int code;         /* what it ended with; -1: killed */
    const char *out;  /* standard output … */
    const char *said; /* … and error, both whole */
    size_t out_length;
};

/* Fixtures of a group of tests: the folder is made, and removed. */
int program_start(void **state);
int program_end(void **state);

/* A path in the folder; a file written there. */
const char *program_path(const char *name);
const char *program_write(const char *name, const char *text);

/* Runs the program through a shell, from the folder of the sources. `$D` is the test's folder.
 * What it gives lasts until the next run. */
struct ran program_run(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Fails the test unless it ended with `code` and said something that holds `said`. */
struct ran program_expect(int code, const char *said, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
