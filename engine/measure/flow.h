#ifndef MEASURE_FLOW_H
#define MEASURE_FLOW_H

/* What circulates in a team, as a directed network: who gives what to whom. Figures of one
 * small team are never published (docs/privacy.md): they exist for teams taken together and
 * for research. Loops are ignored everywhere. */
#include "measure/figure.h"
#include "measure/grid.h"

/* flow_ties: which weights count as a link. A gap stays a gap.
 *
 * Takes    weights, people x people, the giver's row; cut, a link from this weight on. */
struct grid flow_ties(struct arena *mem, struct grid weights, double cut);

struct flow {
    size_t people, arcs;
    size_t known;                     /* ordered pairs of which something is known */
    size_t mutual, asymmetric, empty; /* dyads known both ways */
    size_t isolates;                  /* no known link, either way */
    struct figure density;            /* arcs / known */
    struct figure reciprocity;        /* 2 mutual / (2 mutual + asymmetric) */
    struct figure dyads_alike;        /* (mutual + empty) / dyads known both ways */
    struct figure in_centralisation;  /* Freeman's, 0 .. 1 */
    struct figure out_centralisation;
    struct figure in_gini, out_gini;                   /* over n */
    struct figure in_gini_unbiased, out_gini_unbiased; /* times n / (n-1) */
    double *in, *out; /* degrees, scaled up to n-1 possible ones when some
                         are unknown */
};

/* measure_flow: the plain figures of one network.
 *
 *     Freeman's in-centralisation = sum (max in - in_i) / (n-1)^2
 *     Gini = sum_ij |x_i - x_j| / (2 n^2 mean); 0 when nobody has anything
 *
 * Takes    ties, people x people, 1 a link, 0 none, NAN not known.
 * Gives    shares and indices 0 .. 1; degrees in links.
 * Gaps     LACKS_PEOPLE under 2; LACKS_ITEMS when nothing is known; reciprocity LACKS_TIES
 *          when there is no link in a dyad known both ways.
 * Cost     O(people^2) and a sort; degrees live in mem.
 * Source   Freeman (1979), Social Networks 1; Wasserman & Faust (1994).
 * Checked  by another formula over dyads, relabelling, turning every arc round, gaps:
 *          flow_test.c; reference cases network. */
struct flow measure_flow(struct arena *mem, struct grid ties);

/* Gini of any non-negative amounts, over n. Multiply by n/(n-1) for the unbiased form. */
double flow_gini(struct arena *mem, const double *x, size_t n);

/* measure_flow_weights: the weighted forms.
 *
 * Takes    weights, people x people; unknown ones (NAN) are left out, with their dyad where a
 *          dyad is needed.
 * Gives    reciprocity 0 .. 1; the mean and sums in the unit of the weights.
 * Source   Squartini et al. (2013), Scientific Reports 3, for the reciprocity.
 * Checked  flow_test.c; reference cases network. */
struct flow_weights {
    double sum;
    struct figure mean;        /* over known ordered pairs */
    struct figure reciprocity; /* sum min(w_ij, w_ji) / sum w; LACKS_TIES without weight */
    double *in, *out;          /* strengths */
};
struct flow_weights measure_flow_weights(struct arena *mem, struct grid weights);

/* flow_triads: how many triples of people make each of the sixteen patterns, in the order of
 * Holland & Leinhardt (1976): 003 012 102 021D 021U 021C 111D 111U 030T 030C 201 120D 120U
 * 120C 210 300. Triples with an unknown arc are left out. 111D is A<->B<-C, 111U A<->B->C. */
enum { TRIADS = 16 };
void flow_triads(struct grid ties, size_t count[TRIADS]);

/* flow_betweenness: how often each person lies on the shortest directed ways between others.
 *
 * Takes    ties; an unknown arc counts as absent.
 * Gives    one sum of shares a person, not divided by the number of pairs.
 * Cost     O(people * arcs).
 * Source   Brandes (2001), J. Math. Sociol. 25.
 * Checked  against counting every shortest path: flow_test.c. */
void flow_betweenness(struct arena *mem, struct grid ties, double *out);

/* flow_constraint: how much each person's contacts are tied to each other (Burt).
 *
 *     p_ij = (w_ij + w_ji) / sum_k (w_ik + w_ki)
 *     constraint_i = sum_j (p_ij + sum_q p_iq p_qj)^2
 *
 * Takes    whom j runs over: CONTACTS, those with a direct link to i, which is what igraph
 *          gives; ALL_ALTERS, everybody, which is Burt's own sum and larger by up to .25 in
 *          small teams. Name the one you print.
 * Gives    one figure a person; LACKS_TIES for an isolate.
 * Cost     O(people^3).
 * Source   Burt (1992), Structural Holes. */
enum constraint_over { CONTACTS, ALL_ALTERS };
void flow_constraint(struct arena *mem, struct grid weights, enum constraint_over over,
                     struct figure *out);

/* measure_flow_bounds: each figure over every way of filling the unknown arcs.
 *
 * Takes    ties as measure_flow.
 * Gives    the smallest and the largest value; exact.
 * Gaps     LACKS_RANGE above BOUNDED_ARCS_MAX unknown arcs; LACKS_TIES where no filling has it.
 * Cost     2^unknown times measure_flow.
 * Source   own, by listing.
 * Checked  every figure of every filling lies within: flow_test.c. */
enum { BOUNDED_ARCS_MAX = 12 };
struct flow_bound {
    struct figure low, high;
};
struct flow_bounds {
    size_t unknown;
    struct flow_bound density, reciprocity, in_centralisation, in_gini, isolates;
};
struct flow_bounds measure_flow_bounds(struct arena *mem, struct grid ties);

#endif
