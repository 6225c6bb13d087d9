#ifndef PAGE_COMPOSE_H
#define PAGE_COMPOSE_H

/* A composition in words: the same for the text of a terminal and for a page. */
#include <stdio.h>

#include "flow/compose.h"
#include "page/compose_meetings.h"
#include "words/words.h"

struct composed_person {
    const char *id, *facts; /* facts: what the file says of them, joined */
};

struct composed_team {
    const char *name, *size;
    size_t sentence_count, people;
    const char **sentences; /* what it mixes, what it lacks, the wishes it keeps */
    const struct composed_person *person;
};

struct composed_turn {
    const char *heading;  /* NULL when there is one round */
    const char *sits_out; /* who does, in one sentence; NULL when nobody does */
    size_t team_count;
    const struct composed_team *team;
};

struct compose_page {
    const char *lang, *title, *lead, *quality, *again;
    double share; /* of the ceiling, 0..100; under 0: no ceiling */
    const char *share_said;
    size_t note_count, turn_count;
    const char **notes; /* wishes kept or not, people met again, an interruption */
    const struct composed_turn *turn;
    struct compose_meetings meetings; /* over rounds */
};

/* page_compose_of: the words of a composition.
 * Cost     O(people * horizons). */
struct compose_page page_compose_of(struct arena *mem, enum lang lang,
                                    const struct composition *composition);

/* What the roster says of one person on one horizon; "" when it says nothing. */
const char *page_compose_fact(struct arena *mem, enum lang lang,
                              const struct composition *composition, size_t horizon,
                              size_t person);

/* The whole page, its style inside. */
void page_compose_write(FILE *stream, const struct compose_page *page);

#endif
