#ifndef PAGE_COMPOSE_MEETINGS_H
#define PAGE_COMPOSE_MEETINGS_H

/* Whom each person meets over the rounds, in words, and why some never do. */
#include "flow/compose.h"
#include "words/words.h"

struct met_person {
    const char *id, *said;
};

struct compose_meetings {
    const char *heading; /* NULL for one round */
    size_t note_count, person_count, table_count;
    const char *notes[5];
    const struct met_person *person; /* up to MEETINGS_TOLD_MAX people, or nobody */
    const char *const *ids;          /* of the table, up to MEETINGS_TABLE_MAX people */
    const char *const *cells;        /* table_count x table_count */
};

enum { MEETINGS_TOLD_MAX = 200, MEETINGS_TABLE_MAX = 40 };

struct compose_meetings page_compose_meetings(struct arena *mem, enum lang lang,
                                              const struct composition *composition);

#endif
