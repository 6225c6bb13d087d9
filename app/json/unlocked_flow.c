/* Networks and rankings of one team, figure by figure: nothing of this is ever published. */
#include "json/unlocked_parts.h"

#include "measure/describe.h"
#include "measure/flow.h"
#include "measure/sensitivity.h"

/* A link from two thirds of the scale on, as the gate counts them. The small step down keeps a
 * rating that is exactly there on the right side of rounding. */
static double tie_from(const struct instrument *instrument)
{
    static const double step = 1e-9;
    return instrument->low + (instrument->high - instrument->low) * 2 / 3.0 - step;
}

static void put_bound(json_t *out, const char *key, const struct flow_bound *bound)
{
    json_t *one = json_object();
    json_put(one, "low", json_figure(bound->low));
    json_put(one, "high", json_figure(bound->high));
    json_put(out, key, one);
}

/* What each figure would be at most and at least, were every rating known. */
static json_t *bounds(struct arena *mem, struct grid ties)
{
    struct flow_bounds found = measure_flow_bounds(mem, ties);
    json_t *out = json_object();
    json_put(out, "unknown_arcs", json_integer((json_int_t)found.unknown));
    put_bound(out, "density", &found.density);
    put_bound(out, "reciprocity", &found.reciprocity);
    put_bound(out, "in_centralisation", &found.in_centralisation);
    put_bound(out, "gini", &found.in_gini);
    put_bound(out, "isolates", &found.isolates);
    return out;
}

static json_t *triads(struct grid ties)
{
    static const char *const names[TRIADS] = { "003",  "012",  "102",  "021D", "021U", "021C",
                                               "111D", "111U", "030T", "030C", "201",  "120D",
                                               "120U", "120C", "210",  "300" };
    size_t count[TRIADS];
    json_t *out = json_object();
    flow_triads(ties, count);
    for (size_t i = 0; i < TRIADS; i++)
        json_put(out, names[i], json_integer((json_int_t)count[i]));
    return out;
}

/* The cut of a tie was chosen before looking; a step of the scale either way says how much
 * hangs on it. */
static json_t *under_cut(const struct flow_by_cut *flow, enum cut cut)
{
    json_t *one = json_object();
    json_put(one, "density", json_figure(flow->density[cut]));
    json_put(one, "reciprocity", json_figure(flow->reciprocity[cut]));
    return one;
}

json_t *json_unlocked_flow(struct arena *mem, const struct instrument *instrument,
                           struct grid ratings)
{
    double cut = tie_from(instrument);
    struct grid ties = flow_ties(mem, ratings, cut);
    struct flow flow = measure_flow(mem, ties);
    struct flow_weights weights = measure_flow_weights(mem, ratings);
    json_t *out = json_object();
    json_put(out, "density_value", json_figure(flow.density));
    json_put(out, "reciprocity_value", json_figure(flow.reciprocity));
    json_put(out, "in_centralisation", json_figure(flow.in_centralisation));
    json_put(out, "out_centralisation", json_figure(flow.out_centralisation));
    json_put(out, "gini", json_figure(flow.in_gini));
    json_put(out, "gini_unbiased", json_figure(flow.in_gini_unbiased));
    json_put(out, "out_gini", json_figure(flow.out_gini));
    json_put(out, "isolates", json_integer((json_int_t)flow.isolates));
    json_put(out, "mutual", json_integer((json_int_t)flow.mutual));
    json_put(out, "asymmetric", json_integer((json_int_t)flow.asymmetric));
    json_put(out, "empty", json_integer((json_int_t)flow.empty));
    json_put(out, "weight_mean", json_figure(weights.mean));
    json_put(out, "weight_reciprocity", json_figure(weights.reciprocity));
    struct flow_by_cut by_cut = sensitivity_flow(mem, ratings, cut);
    json_put(out, "cut_lower", under_cut(&by_cut, CUT_LOWER));
    json_put(out, "cut_higher", under_cut(&by_cut, CUT_HIGHER));
    json_put(out, "triads", triads(ties));
    json_put(out, "bounds", bounds(mem, ties));
    return out;
}

json_t *json_unlocked_matters(struct rank_shelf *shelf, struct arena *mem, struct grid ranks)
{
    struct grid whole = describe_complete(mem, ranks);
    struct concordance found = measure_concordance(mem, whole);
    bool known = figure_known(found.w) && whole.people <= RANK_RATERS_MAX;
    struct rank_chance chance = { false, NAN };
    json_t *out = json_object();
    if (known)
        chance = rank_chance(shelf, whole, found.s.value);
    json_put(out, "mean_spearman", json_figure(found.mean_spearman));
    json_put(out, "kendall_w", json_figure(found.w));
    json_put(out, "p", known ? json_real(chance.p) : json_null());
    json_put(out, "p_is_exact", known ? json_boolean(chance.exact) : json_null());
    json_put(out, "n", json_integer((json_int_t)found.raters));
    return out;
}
