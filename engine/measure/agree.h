#ifndef MEASURE_AGREE_H
#define MEASURE_AGREE_H

/* Within-group agreement: are the answers of one team close to each other? It is not
 * reliability: a whole company may agree while its teams do not differ at all. And chance
 * alone agrees often in a team of three; read `agree_null.h` beside any figure here. */
#include "measure/figure.h"
#include "measure/grid.h"

struct answer_scale {
    int options;      /* A, for the uniform variance (A^2 - 1) / 12 */
    double low, high; /* ends of the scale, for awg */
};

struct agreement {
    size_t people, items;
    double mean;            /* of all answers */
    struct figure variance; /* mean item variance */
    struct figure rwg;      /* 0 .. 1 */
    struct figure rwg_linear;
    struct figure awg; /* mean over the items where it is defined */
    struct figure ad_mean, ad_median;
};

/* measure_agreement: five indices of within-group agreement.
 *
 *     s2 = mean item variance, u = (A^2 - 1)/12, q = min(s2, u)/u, J items
 *     rwg(J) = J(1-q) / (J(1-q) + q);  for one item 1 - q
 *     r*wg(J) = 1 - s2/u               may be negative: more apart than chance
 *     awg = 1 - 2 s2 / { [(H+L)M - M^2 - HL] n/(n-1) }
 *     AD = mean |x - mean|, or |x - median|
 *
 * Takes    g, people x items, each row answered in full: choose the rows first
 *          (describe_complete), for a variance over other people is another variance.
 * Gives    rwg 0..1, 1 when all answers are the same; AD in scale points, 0 when they are
 *          (Burke & Dunlap's cut is A/6); awg -1..1.
 * Gaps     LACKS_PEOPLE under 2 (AD: under 1), LACKS_ITEMS without items; awg LACKS_RANGE
 *          when no item's mean lies in [(L(n-1)+H)/n, (H(n-1)+L)/n]; everybody at one end
 *          of the scale counts as 1.
 * Cost     O(people * items); mem for scratch only.
 * Source   James, Demaree & Wolf (1984), J. Appl. Psychol. 69; Lindell, Brandt & Whitney
 *          (1999); Brown & Hauenstein (2005); Burke & Dunlap (2002).
 * Checked  hand-worked values, invariances and gaps: tests/engine/measure/agree_test.c;
 *          reference cases agreement_*. */
struct agreement measure_agreement(struct arena *mem, struct grid g, struct answer_scale scale);

#endif
