/* Cases of concordance: rankings in a table or in the case itself. */
#include <string.h>

#include "measure/describe.h"
#include "measure/rank.h"
#include "measure/rank_null.h"
#include "json/case_parts.h"

static struct grid turned(struct arena *mem, struct grid g)
{
    struct grid out = grid_empty(mem, g.items, g.people);
    for (size_t i = 0; i < g.people; i++)
        for (size_t j = 0; j < g.items; j++)
            grid_put(out, j, i, grid_at(g, i, j));
    return out;
}

/* Exact, or from a large fixed sample, for as many raters as a team may have. */
static void put_exact(struct rank_shelf *shelf, json_t *out, struct grid whole,
                      const struct concordance *c)
{
    if (!figure_known(c->w) || whole.people > RANK_RATERS_MAX)
        return;
    struct rank_chance chance = rank_chance(shelf, whole, c->s.value);
    case_put_real(out, chance.exact ? "p_exact" : "p_sampled", chance.p);
}

static void put_concordance(struct case_reading *in, struct rank_shelf *shelf, json_t *out,
                            struct grid raters_by_objects)
{
    struct concordance c = measure_concordance(in->mem, raters_by_objects);
    case_put(out, "raters", json_integer((json_int_t)c.raters));
    case_put(out, "objects", json_integer((json_int_t)c.objects));
    case_put_figure(out, "w_uncorrected", c.w_uncorrected);
    case_put_figure(out, "w_tie_corrected", c.w);
    case_put_figure(out, "chisq_tie_corrected", c.chi2);
    case_put_real(out, "df", (double)c.objects - 1);
    case_put_figure(out, "p_tie_corrected", c.chi2_p);
    case_put_figure(out, "mean_spearman", c.mean_spearman);
    case_put(out, "rank_sums", case_reals_json(c.rank_sums, c.objects));
    case_put_real(out, "tie_term_sum", c.ties);
    if (c.raters == raters_by_objects.people)
        put_exact(shelf, out, raters_by_objects, &c);
}

/* One team a label: rows are raters, the columns of `items` what they rank. */
static enum status by_team(struct case_reading *in)
{
    size_t count, group, column[CASE_ITEMS_MAX];
    const char **items;
    TRY(case_sheet_open(in));
    TRY(case_texts(in, "items", &count, &items));
    TRY(case_column(in, case_string_or(in, "group", "team"), &group));
    if (count > CASE_ITEMS_MAX)
        return case_wrong(in, "items", "at most 200 columns");
    for (size_t j = 0; j < count; j++)
        TRY(case_column(in, items[j], &column[j]));
    struct case_labels labels = case_labels(in, group);
    struct case_rows rows = case_rows(in, &labels);
    struct rank_shelf *shelf = rank_shelf_new(in->mem);
    json_t *groups = json_array();
    case_put(in->out, "groups", groups);
    size_t partial = 0;
    for (size_t g = 0; g < labels.count; g++) {
        size_t first = rows.first[g], people = rows.first[g + 1] - first;
        struct grid ranks = grid_empty(in->mem, people, count);
        for (size_t i = 0; i < people; i++)
            for (size_t j = 0; j < count; j++)
                grid_put(ranks, i, j, case_number(in, rows.list[first + i], column[j]));
        json_t *one = json_object();
        case_put(one, "group", json_string(labels.label[g]));
        struct grid complete = describe_complete(in->mem, ranks);
        partial += ranks.people - complete.people;
        put_concordance(in, shelf, one, complete);
        json_array_append_new(groups, one);
    }
    if (partial)
        notes_add(in->tables->notes, "%s: %zu rows with an empty cell are left out", in->name,
                  partial);
    return OK;
}

/* All of the table, or its first `objects` columns when there are more. Rows with a gap go
 * before rows are picked, as R's na.omit does. */
static enum status whole_rows(struct case_reading *in, struct grid *out)
{
    size_t rows = in->sheet.rows, columns = in->sheet.columns;
    *out = grid_empty(in->mem, rows, columns);
    out->people = 0;
    for (size_t i = 0; i < rows; i++) {
        bool whole = true;
        for (size_t j = 0; j < columns; j++) {
            double value = case_number(in, i, j);
            grid_put(*out, out->people, j, value);
            whole = whole && !isnan(value);
        }
        out->people += whole;
    }
    if (out->people < rows)
        notes_add(in->tables->notes, "%s: %zu rows with an empty cell are left out", in->name,
                  rows - out->people);
    return OK;
}

static enum status picked_rows(struct case_reading *in, struct grid *g)
{
    const json_t *used = json_object_get(in->given, "rows_used");
    if (used == NULL || json_is_null(used))
        return OK;
    struct case_list rows;
    TRY(case_numbers(in, "rows_used", &rows));
    struct grid out = grid_empty(in->mem, rows.count, g->items);
    for (size_t i = 0; i < rows.count; i++) {
        if (!(rows.value[i] >= 1 && rows.value[i] <= (double)g->people))
            return case_wrong(in, "rows_used", "rows of the table, from 1");
        memcpy(&out.cell[i * g->items], &g->cell[((size_t)rows.value[i] - 1) * g->items],
               g->items * sizeof *g->cell);
    }
    *g = out;
    return OK;
}

static enum status from_table(struct case_reading *in)
{
    struct grid g;
    const char *raters_in;
    TRY(case_sheet_open(in));
    TRY(case_string(in, "raters_in", &raters_in));
    bool columns = strcmp(raters_in, "columns") == 0;
    if (!columns && strcmp(raters_in, "rows") != 0)
        return case_wrong(in, "raters_in", "\"rows\" or \"columns\"");
    TRY(whole_rows(in, &g));
    TRY(picked_rows(in, &g));
    put_concordance(in, rank_shelf_new(in->mem), in->out, columns ? turned(in->mem, g) : g);
    return OK;
}

static enum status from_case(struct case_reading *in)
{
    struct grid g;
    TRY(case_matrix(in, "ratings_objects_by_raters", &g));
    put_concordance(in, rank_shelf_new(in->mem), in->out, turned(in->mem, g));
    return OK;
}

const struct case_module case_rank_modules[] = {
    { "kendall_w", from_table },
    { "kendall_w_matrix", from_case },
    { "ranks", by_team },
    { NULL, NULL },
};
