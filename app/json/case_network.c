/* Cases of networks: arcs in a table, or an adjacency matrix in the case itself. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "measure/flow.h"
#include "words/plain.h"
#include "json/case_parts.h"

enum { NETWORK_PEOPLE_MAX = 2000 };

/* Who takes part, each with a row of the network. Names are texts. In a case whose ids are
 * whole numbers people are numbered from 1 to the largest, as the programs it stands beside
 * number them; `named` says that they are not. */
struct people {
    size_t count;
    const char **name; /* sorted; NULL: person k is number k + 1 */
    size_t *row;       /* of each name */
};

struct named {
    const char *text;
    double number;
    size_t row;
};

static int by_name(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    if (x->number < y->number || x->number > y->number)
        return x->number < y->number ? -1 : 1;
    if (isnan(x->number) != isnan(y->number))
        return isnan(x->number) ? 1 : -1;
    return strcmp(x->text, y->text);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(((const struct named *)a)->text, ((const struct named *)b)->text);
}

static size_t place_of(const struct people *people, const char *id)
{
    size_t low = 0, high = people->count;
    if (people->name == NULL) {
        double number;
        bool is = number_read(id, NUMBER_PLAIN, 1, (double)people->count, &number);
        return is ? (size_t)number - 1 : CASE_NO_LABEL;
    }
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(people->name[middle], id);
        if (order == 0)
            return people->row[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return CASE_NO_LABEL;
}

static double id_number(const char *text)
{
    enum { DIGITS_MAX = 15 };
    double number = NAN;
    bool is = strlen(text) <= DIGITS_MAX &&
              number_read(text, NUMBER_PLAIN, -HUGE_VAL, HUGE_VAL, &number);
    return is ? number : NAN;
}

/* The columns from and to, in the order of rows. */
struct arc_columns {
    size_t from, to, weight;
    bool weighted;
};

/* Each id once; rows in the order of their numbers, then of their letters: never of the file.
 * `given` stand in the order given. */
static void people_of(struct case_reading *in, struct named *ids, size_t count, bool given,
                      struct people *out)
{
    size_t kept = 0;
    qsort(ids, count, sizeof *ids, by_text);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || strcmp(ids[i].text, ids[kept - 1].text) != 0)
            ids[kept++] = ids[i];
    struct named *sorted = NEW_ARRAY(in->mem, struct named, kept + 1);
    memcpy(sorted, ids, kept * sizeof *ids);
    if (!given)
        qsort(sorted, kept, sizeof *sorted, by_name);
    for (size_t i = 0; i < kept && !given; i++)
        sorted[i].row = i;
    qsort(sorted, kept, sizeof *sorted, by_text);
    *out = (struct people){ kept, NEW_ARRAY(in->mem, const char *, kept + 1),
                            NEW_ARRAY(in->mem, size_t, kept + 1) };
    for (size_t i = 0; i < kept; i++) {
        out->name[i] = sorted[i].text;
        out->row[i] = sorted[i].row;
    }
}

static enum status people_given(struct case_reading *in, struct people *out)
{
    const json_t *nodes = json_object_get(in->given, "nodes");
    size_t count = json_is_array(nodes) ? json_array_size(nodes) : 1;
    struct named *ids = NEW_ARRAY(in->mem, struct named, count + 1);
    for (size_t i = 0; i < count; i++) {
        const json_t *one = json_is_array(nodes) ? json_array_get(nodes, i) : nodes;
        if (!json_is_string(one) && !json_is_integer(one))
            return case_wrong(in, "nodes", "a list of names or whole numbers");
        ids[i].text = json_is_string(one)
                          ? plain_name(in->mem, json_string_value(one))
                          : arena_text(in->mem, "%lld", (long long)json_integer_value(one));
        ids[i].row = i;
    }
    people_of(in, ids, count, true, out);
    if (out->count != count)
        return case_wrong(in, "nodes", "a list of names, each once");
    return OK;
}

/* Of every row, whatever the condition: who gives nothing of one kind is still there. */
static enum status people_found(struct case_reading *in, const struct arc_columns *columns,
                                struct people *out)
{
    size_t rows = in->sheet.rows, count = 0;
    struct named *ids = NEW_ARRAY(in->mem, struct named, 2 * rows + 1);
    double most = 0;
    bool numbered = !case_asked(in, "named");
    for (size_t i = 0; i < 2 * rows; i++) {
        const char *id = case_text(in, i / 2, i % 2 ? columns->to : columns->from);
        if (case_is_gap(id))
            continue;
        ids[count] = (struct named){ .text = id, .number = id_number(id) };
        double number = ids[count++].number;
        numbered = numbered && number >= 1 && number == floor(number);
        most = fmax(most, number);
    }
    if (!numbered)
        people_of(in, ids, count, false, out);
    else
        *out = (struct people){ .count = most > NETWORK_PEOPLE_MAX ? NETWORK_PEOPLE_MAX + 1
                                                                   : (size_t)most };
    return OK;
}

static enum status people_in(struct case_reading *in, const struct arc_columns *columns,
                             struct people *out)
{
    const json_t *nodes = json_object_get(in->given, "nodes");
    TRY(nodes ? people_given(in, out) : people_found(in, columns, out));
    if (out->count > NETWORK_PEOPLE_MAX)
        return fail(in->err, BAD_INPUT, "%s: a network has at most %d people", in->name,
                    NETWORK_PEOPLE_MAX);
    return OK;
}

/* One that was named must be there; else a pair of headings that mean it; in a case, the first
 * two. */
static enum status arc_ends(struct case_reading *in, struct arc_columns *out)
{
    static const char *const usual[][2] = { { "from", "to" },
                                            { "de", "vers" },
                                            { "source", "target" } };
    const char *from = case_string_or(in, "from_column", NULL);
    const char *to = case_string_or(in, "to_column", NULL);
    if (from && to) {
        TRY(case_column(in, from, &out->from));
        return case_column(in, to, &out->to);
    }
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (case_has_column(in, from ? from : usual[i][0], &out->from) &&
            case_has_column(in, to ? to : usual[i][1], &out->to))
            return OK;
    if (from)
        TRY(case_column(in, from, &out->from));
    if (to)
        TRY(case_column(in, to, &out->to));
    if (case_asked(in, "named"))
        return case_column(in, from ? "to" : "from", &out->from);
    out->from = 0;
    out->to = 1;
    return OK;
}

static enum status arc_columns(struct case_reading *in, struct arc_columns *out)
{
    const json_t *weight = json_object_get(in->given, "weight");
    if (in->sheet.columns < 2)
        return fail(in->err, BAD_INPUT, "%s: the table must have columns from and to",
                    in->name);
    TRY(arc_ends(in, out));
    if (out->from == out->to)
        return fail(in->err, BAD_INPUT, "%s: from and to are two columns", in->name);
    out->weighted = json_is_string(weight);
    return out->weighted ? case_column(in, json_string_value(weight), &out->weight) : OK;
}

/* What was not put into the network. */
struct left_out {
    size_t own, empty, strangers, again;
};

static void tell_left_out(const struct case_reading *in, const struct left_out *out)
{
    struct notes *notes = in->tables->notes;
    if (out->own)
        notes_add(notes, "%s: %zu rows of someone with themselves are left out", in->name,
                  out->own);
    if (out->empty)
        notes_add(notes, "%s: %zu rows with an empty cell are left out", in->name, out->empty);
    if (out->strangers)
        notes_add(notes, "%s: %zu rows with someone who is not in --nodes are left out",
                  in->name, out->strangers);
    if (out->again)
        notes_add(notes, "%s: %zu rows say again that someone is tied to someone", in->name,
                  out->again);
}

static enum status put_arc(struct case_reading *in, const struct arc_columns *columns,
                           const struct people *people, size_t *seen, size_t i, struct grid out,
                           struct left_out *left)
{
    const char *giver = case_text(in, i, columns->from), *taker = case_text(in, i, columns->to);
    size_t from = place_of(people, giver), to = place_of(people, taker);
    double weight = columns->weighted ? case_number(in, i, columns->weight) : 1;
    bool empty = case_is_gap(giver) || case_is_gap(taker) || isnan(weight);
    bool stranger = from == CASE_NO_LABEL || to == CASE_NO_LABEL;
    left->empty += empty;
    left->strangers += !empty && stranger;
    left->own += !empty && !stranger && from == to;
    if (empty || stranger || from == to)
        return OK;
    size_t *first = &seen[from * people->count + to];
    if (*first && columns->weighted)
        return fail(
            in->err, BAD_INPUT,
            "%s:%zu: from %.40s to %.40s is there already, on line %zu; one row for each "
            "pair is wanted, or choose rows with --where",
            case_string_or(in, "data", in->name), case_line(in, i), giver, taker,
            case_line(in, *first - 1));
    left->again += *first > 0;
    *first = i + 1;
    grid_put(out, from, to, weight);
    return OK;
}

static enum status network_of_table(struct case_reading *in, struct grid *out)
{
    struct arc_columns columns = { 0 };
    struct people people;
    struct left_out left = { 0 };
    TRY(case_sheet_whole(in));
    TRY(arc_columns(in, &columns));
    TRY(people_in(in, &columns, &people));
    TRY(case_sheet_keep(in));
    size_t n = people.count;
    *out = grid_empty(in->mem, n, n);
    for (size_t i = 0; i < n * n; i++)
        out->cell[i] = 0;
    size_t *seen = NEW_ARRAY(in->mem, size_t, n * n + 1);
    for (size_t i = 0; i < in->sheet.rows; i++)
        TRY(put_arc(in, &columns, &people, seen, i, *out, &left));
    tell_left_out(in, &left);
    if (people.name == NULL)
        return OK;
    const char **in_order = NEW_ARRAY(in->mem, const char *, n + 1);
    for (size_t i = 0; i < n; i++)
        in_order[people.row[i]] = people.name[i];
    json_t *names = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(names, json_string(in_order[i]));
    case_put(in->out, "people", names);
    return OK;
}

static enum status network_of_case(struct case_reading *in, struct grid *out)
{
    const json_t *adjacency = json_object_get(in->given, "adjacency");
    if (adjacency == NULL)
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
