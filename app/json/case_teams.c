/* What needs many teams at once: people dealt at random, consensus over rounds, horizons. */
#include <string.h>

#include "measure/ei.h"
#include "measure/emergence.h"
#include "measure/resampling.h"
#include "json/case_parts.h"

static enum status column_or(struct case_reading *in, const char *key, const char *usual,
                             size_t *out)
{
    return case_column(in, case_string_or(in, key, usual), out);
}

/* --- random group resampling ------------------------------------------------------------- */

struct dealing {
    struct case_labels teams;
    struct grid answers;
    size_t *team;
    double draws, seed;
};

static enum status read_dealing(struct case_reading *in, struct dealing *out)
{
    enum { DRAWS_MAX = 10000000 };
    size_t count, group, column[CASE_ITEMS_MAX], kept = 0;
    const char **items;
    TRY(case_sheet_open(in));
    TRY(case_texts(in, "items", &count, &items));
    TRY(column_or(in, "group", "group", &group));
    TRY(case_real(in, "draws", &out->draws));
    TRY(case_real(in, "seed", &out->seed));
    if (count == 0 || count > CASE_ITEMS_MAX)
        return case_wrong(in, "items", "1 to 200 columns");
    if (!(out->draws >= 1 && out->draws <= DRAWS_MAX) || floor(out->draws) != out->draws)
        return case_wrong(in, "draws", "a whole number from 1 to 10000000");
    if (!(out->seed >= 0 && out->seed < 9e15) || floor(out->seed) != out->seed)
        return case_wrong(in, "seed", "a whole number from 0");
    for (size_t j = 0; j < count; j++)
        TRY(case_column(in, items[j], &column[j]));
    out->teams = case_labels(in, group);
    out->answers = grid_empty(in->mem, in->sheet.rows, count);
    out->team = NEW_ARRAY(in->mem, size_t, in->sheet.rows);
    for (size_t i = 0; i < in->sheet.rows; i++) {
        if (out->teams.of_row[i] == CASE_NO_LABEL)
            continue;
        for (size_t j = 0; j < count; j++)
            grid_put(out->answers, kept, j, case_number(in, i, column[j]));
        out->team[kept++] = out->teams.of_row[i];
    }
    out->answers.people = kept;
    return OK;
}

/* In a hundred parts, so that whoever watches sees it move. */
static void deal(const struct case_reading *in, struct resampling *resampling, size_t draws)
{
    const struct case_tables *tables = in->tables;
    size_t part = draws / 100 + 1;
    for (size_t done = 0; done < draws; done += part) {
        resampling_step(resampling, draws - done < part ? draws - done : part);
        if (tables->tell)
            tables->tell(tables->self, done, draws);
    }
}

static enum status group_resampling(struct case_reading *in)
{
    struct dealing d;
    TRY(read_dealing(in, &d));
    struct resampling *resampling =
        resampling_start(in->mem, d.answers, d.team, d.teams.count, (uint64_t)d.seed);
    deal(in, resampling, (size_t)d.draws);
    struct resampled found = resampling_best(in->mem, resampling);
    json_t *ids = json_array(), *groups = json_object();
    case_put(in->out, "teams", json_integer((json_int_t)found.teams));
    case_put(in->out, "people", json_integer((json_int_t)found.people));
    case_put(in->out, "draws", json_integer((json_int_t)found.draws));
    case_put_figure(in->out, "variance", found.variance);
    case_put_figure(in->out, "expected", found.expected);
    case_put_figure(in->out, "drawn_mean", found.drawn);
    case_put_figure(in->out, "drawn_sd", found.drawn_sd);
    case_put_figure(in->out, "z", found.z);
    case_put_figure(in->out, "p", found.p);
    for (size_t t = 0; t < d.teams.count; t++)
        json_array_append_new(ids, json_string(d.teams.label[t]));
    case_put(groups, "id", ids);
    case_put(groups, "variance", case_figures_json(found.team_variance, d.teams.count));
    case_put(groups, "p", case_figures_json(found.team_p, d.teams.count));
    case_put(in->out, "groups", groups);
    return OK;
}

/* --- consensus over rounds --------------------------------------------------------------- */

/* People are told apart within their team: person 1 of team A is not person 1 of team B. */
static enum status read_rounds(struct case_reading *in, struct emergence_rows *out)
{
    size_t group, person, time, value, rows;
    TRY(case_sheet_open(in));
    TRY(column_or(in, "group", "group", &group));
    TRY(column_or(in, "person", "person", &person));
    TRY(column_or(in, "time", "time", &time));
    TRY(column_or(in, "variable", "y", &value));
    rows = in->sheet.rows;
    struct case_labels teams = case_labels(in, group), people = case_labels(in, person);
    size_t *team = NEW_ARRAY(in->mem, size_t, rows), *who = NEW_ARRAY(in->mem, size_t, rows);
    double *t = NEW_ARRAY(in->mem, double, rows), *y = NEW_ARRAY(in->mem, double, rows);
    size_t count = 0;
    for (size_t i = 0; i < rows; i++) {
        if (teams.of_row[i] == CASE_NO_LABEL || people.of_row[i] == CASE_NO_LABEL)
            continue;
        team[count] = teams.of_row[i];
        who[count] = team[count] * people.count + people.of_row[i];
        t[count] = case_number(in, i, time);
        y[count++] = case_number(in, i, value);
    }
    *out = (struct emergence_rows){ count, team, who, teams.count, teams.count * people.count,
                                    t,     y };
    return OK;
}

static void put_within(struct case_reading *in, struct emergence_rows rows)
{
    json_t *within = json_array();
    double last = -INFINITY;
    case_put(in->out, "within", within);
    for (;;) { /* times in order */
        double next = INFINITY;
        for (size_t i = 0; i < rows.count; i++)
            if (rows.time[i] > last)
                next = fmin(next, rows.time[i]);
        if (isinf(next))
            return;
        struct within found = measure_within(in->mem, rows, next);
        json_t *one = json_object();
        case_put_real(one, "time", next);
        case_put(one, "teams", json_integer((json_int_t)found.teams));
        case_put_figure(one, "variance", found.variance);
        json_array_append_new(within, one);
        last = next;
    }
}

static enum status consensus(struct case_reading *in)
{
    struct emergence_rows rows;
    TRY(read_rounds(in, &rows));
    struct emergence e = measure_emergence(in->mem, rows);
    case_put(in->out, "rows", json_integer((json_int_t)e.rows));
    case_put(in->out, "teams", json_integer((json_int_t)e.teams));
    case_put(in->out, "people", json_integer((json_int_t)e.people));
    case_put_figure(in->out, "level", e.level);
    case_put_figure(in->out, "slope", e.slope);
    case_put_figure(in->out, "delta", e.delta);
    case_put_figure(in->out, "sigma", e.sd);
    case_put_figure(in->out, "team_level_variance", e.team_level);
    case_put_figure(in->out, "team_slope_variance", e.team_slope);
    case_put_figure(in->out, "team_covariance", e.team_both);
    case_put_figure(in->out, "person_variance", e.person);
    case_put_figure(in->out, "logLik_homoscedastic", e.log_likelihood_steady);
    case_put_figure(in->out, "logLik_varExp", e.log_likelihood);
    case_put_figure(in->out, "lr", e.ratio);
    case_put_figure(in->out, "p", e.p);
    put_within(in, rows);
    return OK;
}

/* --- links across horizons --------------------------------------------------------------- */

struct links {
    size_t group, from, to, weight, from_horizon, to_horizon;
    bool weighted;
    double cut;
};

static enum status link_columns(struct case_reading *in, struct links *out)
{
    const char **horizons;
    size_t count;
    const json_t *weight = json_object_get(in->given, "weight");
    TRY(case_sheet_open(in));
    TRY(column_or(in, "group", "group", &out->group));
    TRY(column_or(in, "from_column", "from", &out->from));
    TRY(column_or(in, "to_column", "to", &out->to));
    TRY(case_texts(in, "horizon", &count, &horizons));
    if (count != 2)
        return case_wrong(in, "horizon", "two columns: the giver's and the receiver's");
    TRY(case_column(in, horizons[0], &out->from_horizon));
    TRY(case_column(in, horizons[1], &out->to_horizon));
    out->weighted = json_is_string(weight);
    if (out->weighted)
        TRY(case_column(in, json_string_value(weight), &out->weight));
    out->cut = 0;
    return json_object_get(in->given, "cut") ? case_real(in, "cut", &out->cut) : OK;
}

enum { EI_TEAM_MAX = 500 };

/* The people of one team as they are met, and what is known of each. */
struct met {
    size_t count;
    const char **name, **horizon;
};

static size_t place_met(struct met *met, const char *name)
{
    for (size_t i = 0; i < met->count; i++)
        if (strcmp(met->name[i], name) == 0)
            return i;
    met->name[met->count] = name;
    met->horizon[met->count] = "";
    return met->count++;
}

static enum status meet(struct case_reading *in, struct met *met, size_t row, size_t who,
                        size_t horizon, size_t *place)
{
    const char *name = case_text(in, row, who), *told = case_text(in, row, horizon);
    *place = place_met(met, name);
    if (met->count > EI_TEAM_MAX)
        return fail(in->err, BAD_INPUT, "%s: a team of more than %d people", in->name,
                    EI_TEAM_MAX);
    const char **known = &met->horizon[*place];
    if (case_is_gap(told))
        return OK;
    if ((*known)[0] != '\0' && strcmp(*known, told) != 0)
        return fail(in->err, BAD_INPUT,
                    "%s: %.40s has two horizons, %.40s and %.40s; a person has one in a team",
                    in->name, name, *known, told);
    *known = told;
    return OK;
}

/* Horizons by number: the first person who has it. */
static const int *numbered(struct arena *mem, const struct met *met)
{
    int *out = NEW_ARRAY(mem, int, met->count);
    for (size_t i = 0; i < met->count; i++) {
        out[i] = NO_HORIZON;
        for (size_t k = 0; k <= i && out[i] == NO_HORIZON && met->horizon[i][0] != '\0'; k++)
            out[i] = strcmp(met->horizon[k], met->horizon[i]) == 0 ? (int)k : NO_HORIZON;
    }
    return out;
}

static enum status read_team(struct case_reading *in, const struct links *links,
                             const size_t *rows, size_t count, struct ei_team *out)
{
    struct met met = { 0, NEW_ARRAY(in->mem, const char *, 2 * count + 2),
                       NEW_ARRAY(in->mem, const char *, 2 * count + 2) };
    size_t *from = NEW_ARRAY(in->mem, size_t, count), *to = NEW_ARRAY(in->mem, size_t, count);
    for (size_t i = 0; i < count; i++) {
        TRY(meet(in, &met, rows[i], links->from, links->from_horizon, &from[i]));
        TRY(meet(in, &met, rows[i], links->to, links->to_horizon, &to[i]));
    }
    *out =
        (struct ei_team){ grid_empty(in->mem, met.count, met.count), numbered(in->mem, &met) };
    for (size_t i = 0; i < count; i++) {
        double weight = links->weighted ? case_number(in, rows[i], links->weight) : 1;
        if (isnan(weight) || from[i] == to[i])
            continue;
        bool tie = links->cut > 0 ? weight >= links->cut : weight > 0;
        grid_put(out->ties, from[i], to[i], tie);
    }
    return OK;
}

static enum status ei(struct case_reading *in)
{
    struct links links;
    TRY(link_columns(in, &links));
    struct case_labels labels = case_labels(in, links.group);
    struct case_rows rows = case_rows(in, &labels);
    struct ei_team *teams = NEW_ARRAY(in->mem, struct ei_team, labels.count);
    for (size_t g = 0; g < labels.count; g++)
        TRY(read_team(in, &links, &rows.list[rows.first[g]], rows.first[g + 1] - rows.first[g],
                      &teams[g]));
    struct ei found = measure_ei(in->mem, teams, labels.count);
    bool enough = found.teams >= EI_TEAMS_MIN;
    case_put(in->out, "teams", json_integer((json_int_t)found.teams));
    case_put(in->out, "external",
             enough ? json_integer((json_int_t)found.external) : json_null());
    case_put(in->out, "internal",
             enough ? json_integer((json_int_t)found.internal) : json_null());
    case_put_figure(in->out, "ei", found.index);
    case_put_figure(in->out, "expected", found.expected);
    case_put_figure(in->out, "sd", found.sd);
    case_put_figure(in->out, "z", found.z);
    case_put_figure(in->out, "p_crossing", found.p_crossing);
    case_put_figure(in->out, "p_inside", found.p_inside);
    case_put(in->out, "exact", json_boolean(found.exact));
    return OK;
}

const struct case_module case_team_modules[] = {
    { "group_resampling", group_resampling },
    { "consensus_emergence", consensus },
    { "ei_index", ei },
    { NULL, NULL },
};
