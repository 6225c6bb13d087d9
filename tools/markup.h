#ifndef TOOLS_MARKUP_H
#define TOOLS_MARKUP_H

/* Where in a page we are: what page2c must know to choose an escaper, and to see that what
 * is opened is closed. Reads the markup byte by byte; refuses by leaving the program. */
#include <stdbool.h>

#include "base/text.h"

enum { NAME_BYTES = 32, DEPTH_MAX = 64 };

enum place { BETWEEN_TAGS, IN_TAG, IN_VALUE, IN_COMMENT, IN_DECLARATION, IN_RAW };

struct element {
    char name[NAME_BYTES];
    int line;
};

struct markup {
    const char *path;
    int line;
    enum place place;
    char tag[NAME_BYTES], attribute[NAME_BYTES]; /* being read */
    char raw[NAME_BYTES];                        /* script or style, while inside one */
    char quote, last;
    bool closing, value_started, value_due;
    size_t depth, leave_count;
    struct element open[DEPTH_MAX];
    char leaves[DEPTH_MAX][NAME_BYTES];
};

_Noreturn void markup_refuse(const struct markup *markup, const char *what, const char *detail);

void markup_start(struct markup *markup); /* of a function: nothing is open */
void markup_end(struct markup *markup);   /* refuses what is open still */
void markup_enters(struct markup *markup, const char *names);
void markup_leaves(struct markup *markup, const char *names);

/* One byte of markup; `at` may be looked ahead in. */
void markup_byte(struct markup *markup, const char *at);

/* The function that writes a hole here; refuses where none is safe. */
const char *markup_escaper(const struct markup *markup);
void markup_hole(struct markup *markup); /* a hole has been written */
bool markup_between_tags(const struct markup *markup);

#endif
