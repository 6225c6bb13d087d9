/* Cases of networks: arcs in a table, or an adjacency matrix in the case itself. */
#include <ctype.h>
#include <float.h>
#include <string.h>

#include "base/number.h"
#include "measure/flow.h"
#include "json/case_parts.h"

enum { NETWORK_PEOPLE_MAX = 2000 };

/* Which people stand in which row. */
struct places {
    size_t count;
    const double *node; /* NULL: person k stands in row k - 1 */
};

static size_t place_of(struct places places, double id)
{
    if (places.node == NULL)
        return id >= 1 && id <= (double)places.count ? (size_t)id - 1 : CASE_NO_LABEL;
    for (size_t i = 0; i < places.count; i++)
        if (places.node[i] == id)
            return i;
    return CASE_NO_LABEL;
}

/* Some tables say in their name how many took part, isolates included: eies48_t1.csv. A
 * number that follows the letters of the name counts when it is not far above the largest
 * person named; a year would be. */
static double people_in_name(const struct case_reading *in, double most)
{
    const char *path = json_string_value(json_object_get(in->given, "data"));
    const char *slash = strrchr(path, '/'), *at = slash == NULL ? path : slash + 1;
    while (isalpha((unsigned char)*at))
        at++;
    double said = 0;
    number_start(at, NUMBER_PLAIN, &said, NULL);
    return said <= 2 * most ? fmax(most, said) : most;
}

static enum status places_of(struct case_reading *in, const double *ids, size_t count,
                             struct places *out)
{
    const json_t *nodes = json_object_get(in->given, "nodes");
    if (nodes != NULL && !json_is_null(nodes)) {
        struct case_list list;
        TRY(case_numbers(in, "nodes", &list));
        *out = (struct places){ list.count, list.value };
    } else {
        double most = 0;
        for (size_t i = 0; i < count; i++)
            most = fmax(most, ids[i]);
        most = people_in_name(in, most);
        *out =
            (struct places){ most > NETWORK_PEOPLE_MAX ? NETWORK_PEOPLE_MAX + 1 : (size_t)most,
                             NULL };
    }
    if (out->count > NETWORK_PEOPLE_MAX)
        return case_wrong(in, "nodes", "at most 2000 people, numbered from 1");
    return OK;
}

/* The two ends of an arc, and its weight; an arc without one counts one. */
struct arc_columns {
    size_t from, to, weight;
    bool weighted;
};

static enum status arc_columns(struct case_reading *in, struct arc_columns *out)
{
    const json_t *weight = json_object_get(in->given, "weight");
    if (!case_has_column(in, case_string_or(in, "from_column", "from"), &out->from) ||
        !case_has_column(in, case_string_or(in, "to_column", "to"), &out->to))
        out->from = 0, out->to = 1;
    if (in->sheet.columns < 2)
        return fail(in->err, BAD_INPUT, "%s: the table must have columns from and to",
                    in->name);
    out->weighted = json_is_string(weight);
    return out->weighted ? case_column(in, json_string_value(weight), &out->weight) : OK;
}

static enum status kept_rows(struct case_reading *in, bool *kept)
{
    const json_t *filter = json_object_get(in->given, "filter");
    for (size_t i = 0; i < in->sheet.rows; i++)
        kept[i] = true;
    return json_is_string(filter) ? case_filter(in, json_string_value(filter), kept) : OK;
}

static enum status network_of_table(struct case_reading *in, struct grid *out)
{
    struct arc_columns columns;
    struct places places;
    TRY(case_sheet_open(in));
    TRY(arc_columns(in, &columns));
    size_t rows = in->sheet.rows;
    bool *kept = NEW_ARRAY(in->mem, bool, rows);
    double *ids = NEW_ARRAY(in->mem, double, 2 * rows);
    TRY(kept_rows(in, kept));
    for (size_t i = 0; i < rows; i++) {
        ids[2 * i] = case_number(in, i, columns.from);
        ids[2 * i + 1] = case_number(in, i, columns.to);
    }
    TRY(places_of(in, ids, 2 * rows, &places));
    *out = grid_empty(in->mem, places.count, places.count);
    for (size_t i = 0; i < places.count * places.count; i++)
        out->cell[i] = 0;
    for (size_t i = 0; i < rows; i++) {
        size_t from = place_of(places, ids[2 * i]), to = place_of(places, ids[2 * i + 1]);
        double weight = columns.weighted ? case_number(in, i, columns.weight) : 1;
        if (kept[i] && from != CASE_NO_LABEL && to != CASE_NO_LABEL && from != to)
            grid_put(*out, from, to, weight);
    }
    return OK;
}

static enum status network_of_case(struct case_reading *in, struct grid *out)
{
    const json_t *adjacency = json_object_get(in->given, "adjacency");
    if (adjacency == NULL || json_is_null(adjacency))
        return network_of_table(in, out);
    TRY(case_matrix(in, "adjacency", out));
    if (out->people != out->items || out->people > NETWORK_PEOPLE_MAX)
        return case_wrong(in, "adjacency", "a square matrix of at most 2000 people");
    for (size_t i = 0; i < out->people; i++)
        grid_put(*out, i, i, 0);
    return OK;
}

static void put_reciprocity(json_t *stats, const struct flow *flow,
                            const struct flow_weights *weights)
{
    json_t *reciprocity = json_object();
    case_put_figure(reciprocity, "igraph_default", flow->reciprocity);
    case_put_figure(reciprocity, "sna_dyadic", flow->dyads_alike);
    case_put_figure(reciprocity, "weighted_min_over_sum", weights->reciprocity);
    case_put(stats, "reciprocity", reciprocity);
}

static void put_counts(json_t *stats, const struct flow *flow, struct grid ties)
{
    size_t triads[TRIADS];
    json_t *dyads = json_object(), *census = json_array();
    case_put(dyads, "mutual", json_integer((json_int_t)flow->mutual));
    case_put(dyads, "asymmetric", json_integer((json_int_t)flow->asymmetric));
    case_put(dyads, "null", json_integer((json_int_t)flow->empty));
    flow_triads(ties, triads);
    for (int k = 0; k < TRIADS; k++)
        json_array_append_new(census, json_integer((json_int_t)triads[k]));
    case_put(stats, "n", json_integer((json_int_t)flow->people));
    case_put(stats, "arcs", json_integer((json_int_t)flow->arcs));
    case_put(stats, "isolates", json_integer((json_int_t)flow->isolates));
    case_put(stats, "dyad_census", dyads);
    case_put(stats, "triad_census", census);
}

static void put_spread(struct case_reading *in, json_t *stats, const struct flow *flow,
                       const struct flow_weights *weights)
{
    json_t *centralisation = json_object(), *gini = json_object();
    case_put_figure(centralisation, "igraph_in", flow->in_centralisation);
    case_put_figure(centralisation, "igraph_out", flow->out_centralisation);
    case_put(stats, "freeman_centralization", centralisation);
    case_put_figure(gini, "indegree_biased", flow->in_gini);
    case_put_figure(gini, "indegree_unbiased", flow->in_gini_unbiased);
    case_put_figure(gini, "outdegree_biased", flow->out_gini);
    case_put_figure(gini, "outdegree_unbiased", flow->out_gini_unbiased);
    case_put_real(gini, "instrength_biased", flow_gini(in->mem, weights->in, flow->people));
    case_put_real(gini, "outstrength_biased", flow_gini(in->mem, weights->out, flow->people));
    case_put(stats, "gini", gini);
}

static void put_people(struct case_reading *in, json_t *stats, struct grid ties,
                       struct grid weights)
{
    size_t n = ties.people;
    double *between = NEW_ARRAY(in->mem, double, n);
    struct figure *constraint = NEW_ARRAY(in->mem, struct figure, n);
    flow_betweenness(in->mem, ties, between);
    case_put(stats, "betweenness_directed", case_reals_json(between, n));
    flow_constraint(in->mem, ties, CONTACTS, constraint);
    case_put(stats, "constraint_directed_binary", case_figures_json(constraint, n));
    flow_constraint(in->mem, weights, CONTACTS, constraint);
    case_put(stats, "constraint_directed_weighted", case_figures_json(constraint, n));
}

static enum status network(struct case_reading *in)
{
    struct grid weights;
    TRY(network_of_case(in, &weights));
    struct grid ties = flow_ties(in->mem, weights, DBL_TRUE_MIN); /* any weight above zero */
    struct flow flow = measure_flow(in->mem, ties);
    struct flow_weights valued = measure_flow_weights(in->mem, weights);
    json_t *stats = json_object();
    case_put(in->out, "stats", stats);
    put_counts(stats, &flow, ties);
    case_put_figure(stats, "density", flow.density);
    case_put_real(stats, "weight_sum", valued.sum);
    put_reciprocity(stats, &flow, &valued);
    case_put(stats, "indegree", case_reals_json(flow.in, flow.people));
    case_put(stats, "outdegree", case_reals_json(flow.out, flow.people));
    case_put(stats, "instrength", case_reals_json(valued.in, flow.people));
    case_put(stats, "outstrength", case_reals_json(valued.out, flow.people));
    put_spread(in, stats, &flow, &valued);
    put_people(in, stats, ties, weights);
    return OK;
}

const struct case_module case_network_modules[] = {
    { "network", network },
    { NULL, NULL },
};
