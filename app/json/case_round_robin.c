/* From rows of a table to squares of ratings. */
#include "json/case_round_robin.h"

#include <stdlib.h>
#include <string.h>

struct table {
    struct case_reading *in;
    size_t actor, partner, variable[CASE_VARIABLES_MAX], variables;
};

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names of a column in these rows, sorted, each once. */
static size_t names_of(const struct table *table, const size_t *rows, size_t count,
                       size_t column, const char **out)
{
    size_t kept = 0, names = 0;
    for (size_t i = 0; i < count; i++) {
        const char *text = case_text(table->in, rows[i], column);
        if (!case_is_gap(text))
            out[kept++] = text;
    }
    qsort(out, kept, sizeof *out, by_text);
    for (size_t i = 0; i < kept; i++)
        if (i == 0 || strcmp(out[i], out[names - 1]) != 0)
            out[names++] = out[i];
    return names;
}

static size_t place_of(const struct round_robin *team, const char *name)
{
    const char **found = bsearch(&name, team->member, team->people, sizeof name, by_text);
    return found == NULL ? CASE_NO_LABEL : (size_t)(found - team->member);
}

/* Those who are both actors and partners somewhere. */
static void members_of(const struct table *table, const size_t *rows, size_t count,
                       struct round_robin *team)
{
    struct arena *mem = table->in->mem;
    const char **partner = NEW_ARRAY(mem, const char *, count);
    team->member = NEW_ARRAY(mem, const char *, count);
    team->people = names_of(table, rows, count, table->actor, team->member);
    size_t partners = names_of(table, rows, count, table->partner, partner), kept = 0;
    for (size_t i = 0; i < team->people; i++)
        if (bsearch(&team->member[i], partner, partners, sizeof *partner, by_text) != NULL)
            team->member[kept++] = team->member[i];
    team->people = kept;
}

static void fill(const struct table *table, const size_t *rows, size_t count,
                 struct round_robin *team)
{
    for (size_t v = 0; v < table->variables; v++)
        team->ratings[v] = grid_empty(table->in->mem, team->people, team->people);
    for (size_t i = 0; i < count; i++) {
        size_t a = place_of(team, case_text(table->in, rows[i], table->actor));
        size_t p = place_of(team, case_text(table->in, rows[i], table->partner));
        for (size_t v = 0; v < table->variables; v++)
            if (a != CASE_NO_LABEL && p != CASE_NO_LABEL && a != p)
                grid_put(team->ratings[v], a, p,
                         case_number(table->in, rows[i], table->variable[v]));
    }
}

static bool says_nothing(struct grid g, size_t person)
{
    bool gave = false, received = false;
    for (size_t j = 0; j < g.people; j++) {
        gave = gave || !isnan(grid_at(g, person, j));
        received = received || !isnan(grid_at(g, j, person));
    }
    return !gave || !received;
}

static struct grid without(struct arena *mem, struct grid g, const bool *gone, size_t left)
{
    struct grid out = grid_empty(mem, left, left);
    size_t row = 0;
    for (size_t i = 0; i < g.people; i++) {
        size_t column = 0;
        for (size_t j = 0; j < g.people && !gone[i]; j++)
            if (!gone[j])
                grid_put(out, row, column++, grid_at(g, i, j));
        row += !gone[i];
    }
    return out;
}

/* One pass; true when somebody went. */
static bool take_out(const struct table *table, struct round_robin *team)
{
    bool *gone = NEW_ARRAY(table->in->mem, bool, team->people);
    size_t left = 0;
    for (size_t i = 0; i < team->people; i++) {
        for (size_t v = 0; v < table->variables; v++)
            gone[i] = gone[i] || says_nothing(team->ratings[v], i);
        if (!gone[i])
            team->member[left++] = team->member[i];
    }
    if (left == team->people)
        return false;
    for (size_t v = 0; v < table->variables; v++)
        team->ratings[v] = without(table->in->mem, team->ratings[v], gone, left);
    team->people = left;
    return left > 0;
}

static enum status table_of(struct case_reading *in, const char *const *variables, size_t count,
                            struct table *out)
{
    TRY(case_sheet_open(in));
    *out = (struct table){ .in = in, .variables = count };
    TRY(case_column(in, case_string_or(in, "actor_column", "actor"), &out->actor));
    TRY(case_column(in, case_string_or(in, "partner_column", "partner"), &out->partner));
    for (size_t v = 0; v < count; v++)
        TRY(case_column(in, variables[v], &out->variable[v]));
    return OK;
}

/* All rows are one team when there is no column for it. */
static struct case_labels teams_of(struct case_reading *in)
{
    size_t column;
    if (case_has_column(in, case_string_or(in, "group_column", "group"), &column))
        return case_labels(in, column);
    struct case_labels one = { 1, NEW_ARRAY(in->mem, const char *, 1),
                               NEW_ARRAY(in->mem, size_t, in->sheet.rows) };
    one.label[0] = "1";
    return one;
}

enum status case_round_robins(struct case_reading *in, const char *const *variables,
                              size_t count, struct round_robins *out)
{
    struct table table;
    TRY(table_of(in, variables, count, &table));
    struct case_labels labels = teams_of(in);
    *out = (struct round_robins){ 0, NEW_ARRAY(in->mem, struct round_robin, labels.count) };
    struct case_rows rows = case_rows(in, &labels);
    for (size_t g = 0; g < labels.count; g++) {
        struct round_robin *team = &out->team[out->count];
        const size_t *here = &rows.list[rows.first[g]];
        size_t rows_here = rows.first[g + 1] - rows.first[g];
        team->label = labels.label[g];
        members_of(&table, here, rows_here, team);
        if (team->people > CASE_TEAM_MAX)
            return fail(in->err, BAD_INPUT, "%s: team %.60s has %zu people; %d at most",
                        in->name, team->label, team->people, CASE_TEAM_MAX);
        fill(&table, here, rows_here, team);
        while (take_out(&table, team))
            continue;
        out->count += team->people >= SRM_PEOPLE_MIN;
    }
    return OK;
}
