/* Cases of agreement: one item, several, and the exact null. */
#include <string.h>

#include "measure/agree.h"
#include "measure/agree_null.h"
#include "measure/describe.h"
#include "measure/icc.h"
#include "json/case_parts.h"

/* People by items, with the team of each. */
struct answers {
    struct grid grid;
    size_t *team;
    struct case_labels teams;
    struct answer_scale scale;
};

static enum status scale_of(struct case_reading *in, struct answer_scale *out)
{
    double options;
    struct case_list range;
    TRY(case_real(in, "options", &options));
    TRY(case_numbers(in, "scale_range", &range));
    if (range.count != 2 || !(range.value[0] < range.value[1]))
        return case_wrong(in, "scale_range", "the two ends of the scale, lower first");
    if (!(options >= 2 && options <= 1000))
        return case_wrong(in, "options", "2 or more");
    *out = (struct answer_scale){ (int)options, range.value[0], range.value[1] };
    return OK;
}

static bool listwise(const struct case_reading *in)
{
    const json_t *value = json_object_get(in->given, "listwise");
    return value == NULL || json_is_null(value) || json_is_true(value);
}

/* Rows of people who belong to a team; with listwise, only those who answered all. */
static enum status rows_of(struct case_reading *in, const char *const *items, size_t count,
                           struct answers *out)
{
    const char *group;
    size_t group_column, column[CASE_ITEMS_MAX];
    TRY(case_sheet_open(in));
    TRY(case_string(in, "group", &group));
    TRY(case_column(in, group, &group_column));
    if (count == 0 || count > CASE_ITEMS_MAX)
        return case_wrong(in, "items", "1 to 200 columns");
    for (size_t j = 0; j < count; j++)
        TRY(case_column(in, items[j], &column[j]));
    out->teams = case_labels(in, group_column);
    out->grid = grid_empty(in->mem, in->sheet.rows, count);
    out->team = NEW_ARRAY(in->mem, size_t, in->sheet.rows);
    size_t kept = 0, teamless = 0, partial = 0;
    bool whole_only = listwise(in);
    for (size_t i = 0; i < in->sheet.rows; i++) {
        size_t gaps = 0;
        for (size_t j = 0; j < count; j++) {
            double answer = case_number(in, i, column[j]);
            grid_put(out->grid, kept, j, answer);
            gaps += isnan(answer) ? 1 : 0;
        }
        bool no_team = out->teams.of_row[i] == CASE_NO_LABEL;
        bool no_answer = gaps == count || (whole_only && gaps > 0);
        teamless += no_team;
        partial += !no_team && no_answer;
        if (no_team || no_answer)
            continue;
        out->team[kept++] = out->teams.of_row[i];
    }
    out->grid.people = kept;
    if (teamless)
        notes_add(in->tables->notes, "%s: %zu rows without a team are left out", in->name,
                  teamless);
    if (partial)
        notes_add(in->tables->notes, "%s: %zu rows with an empty cell are left out", in->name,
                  partial);
    return OK;
}

static enum status answers_of(struct case_reading *in, const char *const *items, size_t count,
                              struct answers *out)
{
    TRY(rows_of(in, items, count, out));
    return scale_of(in, &out->scale);
}

static struct grid team_grid(struct arena *mem, const struct answers *answers, size_t team)
{
    struct grid out = grid_empty(mem, answers->grid.people, answers->grid.items);
    out.people = 0;
    for (size_t i = 0; i < answers->grid.people; i++) {
        if (answers->team[i] != team)
            continue;
        memcpy(&out.cell[out.people * out.items], &answers->grid.cell[i * out.items],
               out.items * sizeof *out.cell);
        out.people++;
    }
    return out;
}

/* Item by item, each with the people who answered it; averaged over items that say anything. */
static struct agreement by_item(struct arena *mem, struct grid g, struct answer_scale scale)
{
    struct agreement out = measure_agreement(mem, grid_empty(mem, 0, g.items), scale);
    double variance = 0, ad_mean = 0, ad_median = 0, awg = 0, items = 0, with_awg = 0;
    for (size_t j = 0; j < g.items; j++) {
        struct grid one = grid_empty(mem, g.people, 1);
        for (size_t i = 0; i < g.people; i++)
            one.cell[i] = grid_at(g, i, j);
        struct agreement a = measure_agreement(mem, describe_complete(mem, one), scale);
        if (!figure_known(a.variance))
            continue;
        items++;
        variance += a.variance.value;
        ad_mean += a.ad_mean.value;
        ad_median += a.ad_median.value;
        awg += figure_known(a.awg) ? a.awg.value : 0;
        with_awg += figure_known(a.awg);
    }
    out.people = g.people;
    if (!(items > 0))
        return out;
    double options = scale.options, uniform = (options * options - 1) / 12;
    double q = fmin(variance / items, uniform) / uniform;
    out.variance = figure_of(variance / items);
    out.rwg = figure_of(items * (1 - q) / (items * (1 - q) + q));
    out.rwg_linear = figure_of(1 - variance / items / uniform);
    out.ad_mean = figure_of(ad_mean / items);
    out.ad_median = figure_of(ad_median / items);
    out.awg = with_awg > 0 ? figure_of(awg / with_awg) : figure_lacks(LACKS_RANGE);
    return out;
}

static json_t *put_list(json_t *object, const char *key)
{
    json_t *list = json_array();
    case_put(object, key, list);
    return list;
}

static void append(json_t *list, struct figure figure)
{
    json_array_append_new(list, case_figure_json(figure));
}

/* Means over the teams where a figure is known. */
struct over_teams {
    size_t count;
    double *rwg, linear;
};

static void put_means(struct case_reading *in, struct over_teams *over, bool single)
{
    double n = (double)over->count;
    struct figure none = figure_lacks(LACKS_PEOPLE);
    bool any = over->count > 0;
    struct figure mean = any ? figure_of(describe_mean(over->rwg, over->count)) : none;
    struct figure median =
        any ? figure_of(describe_median(in->mem, over->rwg, over->count)) : none;
    case_put_figure(in->out, single ? "mean_rwg" : "mean_rwgj", mean);
    case_put_figure(in->out, single ? "median_rwg" : "median_rwgj", median);
    if (!single)
        case_put_figure(in->out, "mean_rwgj_lindell", any ? figure_of(over->linear / n) : none);
}

/* Exact p of each team under three nulls; the null of a team size is made once. */
enum { PRINTED_NULLS = 3 };
static const enum answer_null printed_null[PRINTED_NULLS] = { NULL_UNIFORM, NULL_SLIGHT_SKEW,
                                                              NULL_MODERATE_SKEW };
static const char *const printed_null_keys[PRINTED_NULLS] = { "p_uniform", "p_slight_skew",
                                                              "p_moderate_skew" };

struct nulls {
    struct agreement_null made[PRINTED_NULLS][NULL_PEOPLE_MAX + 1]; /* length 0: not yet */
};

/* With gaps each item has people of its own, and there is no one null. */
static struct figure exact_p(struct arena *mem, struct nulls *nulls, int k,
                             const struct agreement *a, bool gaps, struct answer_scale scale)
{
    double whole = scale.high - scale.low + 1;
    if (!figure_known(a->variance) || whole != scale.options || gaps ||
        !agreement_null_fits(scale.options, a->people, a->items))
        return figure_lacks(figure_known(a->variance) ? LACKS_RANGE : LACKS_PEOPLE);
    struct agreement_null *null = &nulls->made[k][a->people];
    if (null->length == 0) {
        double chance[NULL_OPTIONS_MAX];
        answer_null_chances(printed_null[k], scale.options, chance);
        *null = agreement_null(mem, chance, scale.options, a->people, a->items);
    }
    return figure_of(agreement_null_p(null, a->variance.value));
}

static void put_groups(struct case_reading *in, const struct answers *answers, bool single)
{
    static const char *const keys[2][8] = {
        { "n", "mean", "var", "rwgj", "rwgj_lindell", "awg_mean", "ad_mean", "ad_median" },
        { "n", "mean", "var", "rwg", "rwg_lindell", "awg", "ad_mean", "ad_median" },
    };
    json_t *groups = json_object(), *id = put_list(groups, "id"), *list[8];
    for (int k = 0; k < 8; k++)
        list[k] = put_list(groups, keys[single][k]);
    json_t *p[PRINTED_NULLS];
    for (int k = 0; k < PRINTED_NULLS; k++)
        p[k] = put_list(groups, printed_null_keys[k]);
    struct nulls *nulls = NEW(in->mem, struct nulls);
    struct arena kept =
        arena_with_limit((size_t)1 << 28); /* nulls outlive the mark of a team */
    struct over_teams over = { 0, NEW_ARRAY(in->mem, double, answers->teams.count), 0 };
    size_t teams = 0;
    for (size_t g = 0; g < answers->teams.count; g++) {
        struct arena_mark mark = arena_mark(in->mem);
        struct grid grid = team_grid(in->mem, answers, g);
        struct agreement a = listwise(in) ? measure_agreement(in->mem, grid, answers->scale)
                                          : by_item(in->mem, grid, answers->scale);
        if (grid.people > 0) {
            bool gaps = describe_complete(in->mem, grid).people < grid.people;
            teams++;
            json_array_append_new(id, json_string(answers->teams.label[g]));
            const struct figure figures[] = { figure_of((double)a.people),
                                              figure_of(a.mean),
                                              a.variance,
                                              a.rwg,
                                              a.rwg_linear,
                                              a.awg,
                                              a.ad_mean,
                                              a.ad_median };
            for (int k = 0; k < 8; k++)
                append(list[k], figures[k]);
            for (int k = 0; k < PRINTED_NULLS; k++)
                append(p[k], exact_p(&kept, nulls, k, &a, gaps, answers->scale));
        }
        arena_release(in->mem, mark);
        if (!figure_known(a.rwg))
            continue;
        over.rwg[over.count++] = a.rwg.value;
        over.linear += a.rwg_linear.value;
    }
    arena_free(&kept);
    case_put(in->out, "n_groups", json_integer((json_int_t)teams));
    case_put(in->out, "n_obs", json_integer((json_int_t)answers->grid.people));
    put_means(in, &over, single);
    case_put(in->out, "groups", groups);
}

static struct icc icc_of_means(struct case_reading *in, const struct answers *answers)
{
    struct grid g = answers->grid;
    double *scale = NEW_ARRAY(in->mem, double, g.people);
    for (size_t i = 0; i < g.people; i++) {
        double sum = 0, n = 0;
        for (size_t j = 0; j < g.items; j++)
            if (!isnan(grid_at(g, i, j)))
                sum += grid_at(g, i, j), n++;
        scale[i] = n > 0 ? sum / n : NAN;
    }
    return measure_icc(in->mem, scale, answers->team, g.people, answers->teams.count);
}

static enum status single_item(struct case_reading *in)
{
    const char *variable;
    struct answers answers;
    TRY(case_string(in, "variable", &variable));
    TRY(answers_of(in, &variable, 1, &answers));
    put_groups(in, &answers, true);
    struct icc icc = icc_of_means(in, &answers);
    json_t *anova = json_object();
    case_put_real(anova, "ms_between", icc.between);
    case_put_real(anova, "ms_within", icc.within);
    case_put_real(anova, "df_between", icc.df_between);
    case_put_real(anova, "df_within", icc.df_within);
    case_put_figure(anova, "F", icc.f);
    case_put_figure(anova, "p", icc.p);
    case_put(in->out, "anova", anova);
    case_put_figure(in->out, "icc1", icc.one);
    case_put_figure(in->out, "icc2", icc.two);
    return OK;
}

static enum status multi_item(struct case_reading *in)
{
    size_t count;
    const char **items;
    struct answers answers;
    TRY(case_texts(in, "items", &count, &items));
    TRY(answers_of(in, items, count, &answers));
    put_groups(in, &answers, false);
    struct icc icc = icc_of_means(in, &answers);
    case_put_figure(in->out, "icc1_scale", icc.one);
    case_put_figure(in->out, "icc2_scale", icc.two);
    return OK;
}

/* ICC of the mean of some items, with what the reference cases leave out. */
static enum status icc_module(struct case_reading *in)
{
    size_t count;
    const char **items;
    struct answers answers;
    TRY(case_texts(in, "items", &count, &items));
    TRY(rows_of(in, items, count, &answers));
    struct icc icc = icc_of_means(in, &answers);
    case_put(in->out, "n_groups", json_integer((json_int_t)icc.teams));
    case_put(in->out, "n_obs", json_integer((json_int_t)icc.people));
    case_put_real(in->out, "ms_between", icc.between);
    case_put_real(in->out, "ms_within", icc.within);
    case_put_figure(in->out, "F", icc.f);
    case_put_figure(in->out, "p", icc.p);
    case_put_real(in->out, "mean_size", icc.mean_size);
    case_put_real(in->out, "n0", icc.adjusted_size);
    const char *const keys[] = { "icc1", "icc1_low95", "icc1_high95", "icc1_n0",
                                 "icc2", "icc2_low95", "icc2_high95" };
    const struct figure figures[] = { icc.one, icc.one_low, icc.one_high, icc.one_adjusted,
                                      icc.two, icc.two_low, icc.two_high };
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        case_put_figure(in->out, keys[k], figures[k]);
    return OK;
}

/* --- the exact null ---------------------------------------------------------------------- */

static bool null_named(const char *name, enum answer_null *out)
{
    static const char *const names[ANSWER_NULLS] = {
        [NULL_UNIFORM] = "uniform",
        [NULL_SLIGHT_SKEW] = "slight_skew",
        [NULL_MODERATE_SKEW] = "moderate_skew",
        [NULL_HEAVY_SKEW] = "heavy_skew",
        [NULL_TRIANGULAR] = "triangular",
        [NULL_NORMAL] = "normal",
    };
    const char *after = strchr(name, '_');
    const char *shape = name[0] == 'A' && after != NULL ? after + 1 : name;
    for (int k = 0; k < ANSWER_NULLS; k++)
        if (strcmp(shape, names[k]) == 0) {
            *out = (enum answer_null)k;
            return true;
        }
    return false;
}

struct null_row {
    enum answer_null shape;
    double options, people, items;
};

static bool row_is_sound(const struct null_row *row)
{
    return row->options >= 2 && row->options <= NULL_OPTIONS_MAX && row->people >= 2 &&
           row->people <= NULL_PEOPLE_MAX && row->items >= 1 && row->items <= CASE_ITEMS_MAX &&
           agreement_null_fits((int)row->options, (size_t)row->people, (size_t)row->items);
}

static void append_null(struct arena *mem, const struct null_row *row, json_t *const list[5])
{
    double chance[NULL_OPTIONS_MAX];
    struct arena_mark mark = arena_mark(mem);
    answer_null_chances(row->shape, (int)row->options, chance);
    struct agreement_null null =
        agreement_null(mem, chance, (int)row->options, (size_t)row->people, (size_t)row->items);
    append(list[0], figure_of(null.variance));
    append(list[1], figure_of(agreement_null_p(&null, 0)));
    append(list[2], agreement_null_critical(&null, 0.05));
    append(list[3], figure_of(agreement_null_reaches(&null, 0.70)));
    append(list[4], figure_of(agreement_null_mean_rwg(&null)));
    arena_release(mem, mark);
}

static enum status null_exact(struct case_reading *in)
{
    static const char *const keys[5] = { "null_variance", "p_unanimous", "crit_rwg_05",
                                         "p_rwg_ge_70", "mean_rwg_under_null" };
    const json_t *whole = in->given;
    in->given = json_object_get(whole, "table");
    if (!json_is_object(in->given))
        return case_wrong(in, "table", "an object of lists");
    size_t count;
    const char **name;
    struct case_list options, people, items;
    TRY(case_texts(in, "null", &count, &name));
    TRY(case_numbers(in, "A", &options));
    TRY(case_numbers(in, "n", &people));
    TRY(case_numbers(in, "J", &items));
    if (options.count != count || people.count != count || items.count != count)
        return case_wrong(in, "table", "lists of one length");
    json_t *table = json_object(), *list[5];
    case_put(in->out, "table", table);
    for (int k = 0; k < 5; k++)
        list[k] = put_list(table, keys[k]);
    for (size_t i = 0; i < count; i++) {
        struct null_row row = { NULL_UNIFORM, options.value[i], people.value[i],
                                items.value[i] };
        if (!null_named(name[i], &row.shape))
            return case_wrong(in, "null", "the name of a null distribution we have");
        if (row_is_sound(&row))
            append_null(in->mem, &row, list);
        else
            for (int k = 0; k < 5; k++)
                append(list[k], figure_lacks(LACKS_RANGE));
    }
    in->given = whole;
    return OK;
}

const struct case_module case_agree_modules[] = {
    { "agreement_single_item", single_item },
    { "agreement_multi_item", multi_item },
    { "agreement_null_exact", null_exact },
    { "icc", icc_module },
    { NULL, NULL },
};
