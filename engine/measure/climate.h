#ifndef MEASURE_CLIMATE_H
#define MEASURE_CLIMATE_H

/* What the questionnaire says of the air a decision was taken in. It corroborates what private
 * answers have shown (decision.h) and never raises a doubt alone: a team that gets on well may
 * simply get on well. */
#include "base/arena.h"
#include "measure/figure.h"
#include "measure/grid.h"
#include "measure/model.h"

/* One round of one team. */
struct climate_round {
    struct figure harmony, dissent;       /* from the reference level, in standard errors */
    struct figure information, expertise; /* levels, points of 100 */
    struct figure spread;                 /* mean item variance, points of 100 squared */
};

/* measure_climate_round
 *
 * Takes    items, people x item_count, as given; model, NULL when there is none. Constructs are
 *          found by key: HAR or EUP (harmony first, euphoria), DIS, INF, EXP.
 * Gives    harmony and dissent as (level - reference) / sqrt(own + shared) of measure_error;
 *          spread over the people who answered each item.
 * Gaps     LACKS_ITEMS when the instrument or the model lacks the construct, LACKS_PEOPLE when
 *          nobody answered it; spread LACKS_PEOPLE when no item has two answers.
 * Cost     O(people * items).
 * Source   docs/formulas.md#climate.
 * Checked  by hand, shift, gaps: climate_test.c. */
struct climate_round measure_climate_round(struct arena *mem,
                                           const struct instrument *instrument,
                                           const struct model *model, struct grid items);

struct climate {
    struct figure information_change, expertise_change; /* from the round before */
    struct figure spread_change; /* log(spread / spread of the round before) */
    struct figure collapse;      /* log(last spread / first), once there are three rounds */
    bool harmony_over_dissent;   /* harmony above, dissent below the reference, both surely */
    bool agreement_alone;        /* spread halved; neither information nor expertise up */
    bool variance_collapse;      /* spread fell at every round, three at least, and halved */
};

/* measure_climate: the last of these rounds, beside those before it.
 *
 *     surely: by 1.645 standard errors, a 90 % range;  halved: log ratio <= -log 2
 *
 * Takes    rounds, oldest first, count >= 1.
 * Gives    three signs; one that cannot be judged is false: it then corroborates nothing.
 * Gaps     changes LACKS_PEOPLE without a round before; collapse with fewer than three rounds;
 *          LACKS_SPREAD from or to a spread of zero.
 * Source   Sherif (1935), Archives of Psychology 187, for the fall of variance; cuts elicited,
 *          docs/formulas.md#climate.
 * Checked  climate_test.c. */
struct climate measure_climate(const struct climate_round *rounds, size_t count);

#endif
