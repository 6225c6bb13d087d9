#ifndef MEASURE_RANK_H
#define MEASURE_RANK_H

/* Do the members put the same things first? Concordance of rankings. By chance alone three
 * members give W = .33: show the mean Spearman correlation, whose chance level is 0. */
#include "measure/figure.h"
#include "measure/grid.h"

struct concordance {
    size_t raters, objects;
    double ties;     /* sum over raters of t^3 - t */
    struct figure w; /* corrected for ties, 0 .. 1 */
    struct figure w_uncorrected;
    struct figure mean_spearman; /* over pairs of raters, -1/(m-1) .. 1 */
    struct figure chi2;          /* m (p-1) W; df p - 1 */
    struct figure chi2_p;        /* for many objects; use rank_null.h for a team */
    struct figure s;             /* sum of squared distances of rank sums from their mean */
    double *rank_sums;
};

/* measure_concordance: Kendall's W and the mean Spearman correlation.
 *
 *     W = 12 S / (m^2 (p^3 - p) - m T),  S = sum (R_j - mean R)^2,  T = sum (t^3 - t)
 *     without ties, mean Spearman = (m W - 1) / (m - 1)
 *
 * Takes    g, raters x objects, any numbers: only their order counts, ties share a rank.
 *          Rows with a gap are left out whole.
 * Gives    W 0 .. 1, about 1/m by chance; mean Spearman -1/(m-1) .. 1, 0 by chance.
 * Gaps     LACKS_PEOPLE under 2 raters, LACKS_ITEMS under 2 objects; LACKS_SPREAD: W when
 *          every rater ties everything, mean Spearman when any rater does.
 * Cost     O(raters^2 * objects + raters * objects^2).
 * Source   Kendall & Babington Smith (1939); Kendall (1970), Rank Correlation Methods.
 * Checked  mean of the pairwise correlations, invariances: rank_test.c; reference cases
 *          kendall_w. */
struct concordance measure_concordance(struct arena *mem, struct grid g);

/* rank_against_others: Spearman correlation of each rater with the mean rank the others give.
 * LACKS_SPREAD when either ties everything. For g without gaps. */
void rank_against_others(struct arena *mem, struct grid g, struct figure *out);

#endif
