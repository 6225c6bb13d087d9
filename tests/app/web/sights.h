#ifndef TESTS_APP_WEB_SIGHTS_H
#define TESTS_APP_WEB_SIGHTS_H

/* Everything a browser is sent when it asks for all there is: every GET of the table of
 * routes, then every HEAD, head and body, byte by byte. */
#include "a_play.h"

struct sight {
    char path[160];
    char *bytes;
    size_t count;
};

struct sights {
    struct sight *list;
    size_t count, room;
};

/* sights_take: asks as this browser, about this team.
 * Gives    the replies, without their date; what was there before is forgotten. */
void sights_take(struct sights *sights, struct browser *b, const struct play *play);

/* sights_add: one more reply, the last one this browser got. */
void sights_add(struct sights *sights, const char *path, const struct browser *b);
void sights_free(struct sights *sights);

/* Fails the test at the first reply that is not the same, and shows both from there. */
void sights_are_same(const struct sights *a, const struct sights *b, const char *who);

/* The path of the first reply that differs; NULL: none does. */
const char *sights_difference(const struct sights *a, const struct sights *b);

/* The path of the first reply that holds this text; NULL: none does. */
const char *sights_hold(const struct sights *sights, const char *text);

#endif
