#ifndef RELEASE_RAW_ROUND_H
#define RELEASE_RAW_ROUND_H

/* What one team answered in one round, before anything is decided about it. Private: only
 * `release/` and research output (`--unlocked`) read it. Rows are people, in no order that
 * means anything. */
#include <stdbool.h>

#include "instrument/instrument.h"
#include "measure/grid.h"

enum { NO_GUESS = 0 };

struct raw_round {
    const struct instrument *instrument;
    size_t seats;       /* members of the team, invited: 3..8 */
    size_t respondents; /* seats that handed something in; = rows of what follows. Whose form
                           counts in r is release/counts.h's to say */
    bool items_asked, ratings_asked, ranks_asked;
    struct grid items; /* respondents x item_count, as given (not turned round) */
    struct grid ratings[QUESTIONS_MAX]; /* seats x seats, actor's row, partner's column; the
                                           first `respondents` seats are those who answered */
    struct grid ranks;                  /* respondents x motive_count, 1 = matters most */
    const int *guesses; /* respondents: own reading of the stage, 1..STAGES or NO_GUESS; NULL:
                           not asked */
    size_t consents;    /* seats that agreed, before answering, that a team of three be told
                           its stage */
};

#endif
