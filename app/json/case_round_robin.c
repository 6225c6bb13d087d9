/* From rows of a table to squares of ratings. */
#include "json/case_round_robin.h"

#include <stdlib.h>
#include <string.h>

struct table {
    struct case_reading *in;
    size_t actor, partner, variable[CASE_VARIABLES_MAX], variables;
    enum members members;
    const char **names; /* room for those of every row */
    struct left_out {
        size_t own, unknown, people, teams;
    } * left;
};

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names of these rows' columns, sorted, each once. Rows of one actor usually follow one
 * another: a name that is the row before's is not looked at again. */
static size_t names_of(const struct table *table, const size_t *rows, size_t count,
                       const size_t *columns, size_t column_count, const char **out)
{
    size_t kept = 0, names = 0;
    for (size_t c = 0; c < column_count; c++)
        for (size_t i = 0; i < count; i++) {
            const char *text = case_text(table->in, rows[i], columns[c]);
            if (!case_is_gap(text) && (kept == 0 || strcmp(text, out[kept - 1]) != 0))
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

/* Nobody who rated no one can be among those who both gave and received. */
static void members_of(const struct table *table, const size_t *rows, size_t count,
                       struct round_robin *team)
{
    const size_t columns[] = { table->actor, table->partner };
    size_t used = table->members == EVERYBODY_NAMED ? 2 : 1;
    team->people = names_of(table, rows, count, columns, used, table->names);
    team->member = NEW_ARRAY(table->in->mem, const char *, team->people);
    memcpy(team->member, table->names, team->people * sizeof *team->member);
}

static enum status rated_twice(const struct table *table, const struct round_robin *team,
                               size_t row, size_t first)
{
    const struct case_reading *in = table->in;
    const char *data = case_string_or(in, "data", in->name);
    bool own = strcmp(data, in->name) == 0; /* of a case, the table is another file */
    return fail(in->err, BAD_INPUT,
                "%.200s%s%.200s:%zu: team %.60s: %.60s has already rated %.60s, on line %zu; "
                "one row for each pair is wanted",
                own ? "" : in->name, own ? "" : ": ", data, case_line(in, row), team->label,
                case_text(table->in, row, table->actor),
                case_text(table->in, row, table->partner), case_line(in, first));
}

/* What people said of themselves is left out. */
static enum status fill(const struct table *table, const size_t *rows, size_t count,
                        struct round_robin *team)
{
    struct arena *mem = table->in->mem;
    size_t n = team->people, a = 0;
    const char *last = "";
    for (size_t v = 0; v < table->variables; v++)
        team->ratings[v] = grid_empty(mem, n, n);
    struct arena_mark mark = arena_mark(mem);
    size_t *row_of = NEW_ARRAY(mem, size_t, n * n);
    for (size_t i = 0; i < count; i++) {
        const char *actor = case_text(table->in, rows[i], table->actor);
        if (i == 0 || strcmp(actor, last) != 0)
            a = place_of(team, actor);
        last = actor;
        size_t p = place_of(team, case_text(table->in, rows[i], table->partner));
        table->left->own += a == p && a != CASE_NO_LABEL;
        table->left->unknown += a == CASE_NO_LABEL || p == CASE_NO_LABEL;
        if (a == CASE_NO_LABEL || p == CASE_NO_LABEL || a == p)
            continue;
        if (row_of[a * n + p] > 0)
            return rated_twice(table, team, rows[i], row_of[a * n + p] - 1);
        row_of[a * n + p] = rows[i] + 1;
        for (size_t v = 0; v < table->variables; v++)
            grid_put(team->ratings[v], a, p,
                     case_number(table->in, rows[i], table->variable[v]));
    }
    arena_release(mem, mark);
    return OK;
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
    table->left->people += team->people - left;
    if (left == team->people)
        return false;
    for (size_t v = 0; v < table->variables; v++)
        team->ratings[v] = without(table->in->mem, team->ratings[v], gone, left);
    team->people = left;
    return left > 0;
}

static enum status table_of(struct case_reading *in, const char *const *variables, size_t count,
                            enum members members, struct table *out)
{
    TRY(case_sheet_open(in));
    *out = (struct table){ .in = in, .variables = count, .members = members };
    out->names = NEW_ARRAY(in->mem, const char *, 2 * in->sheet.rows);
    TRY(case_column(in, case_string_or(in, "actor_column", "actor"), &out->actor));
    TRY(case_column(in, case_string_or(in, "partner_column", "partner"), &out->partner));
    for (size_t v = 0; v < count; v++)
        TRY(case_column(in, variables[v], &out->variable[v]));
    return OK;
}

/* All rows are one team when there is no column for it. */
static enum status teams_of(struct case_reading *in, struct case_labels *out)
{
    size_t column;
    const char *named = case_string_or(in, "group_column", NULL);
    bool is = case_has_column(in, named ? named : "group", &column);
    if (named && !is)
        TRY(case_column(in, named, &column));
    if (is) {
        *out = case_labels(in, column);
        return OK;
    }
    struct case_labels one = { 1, NEW_ARRAY(in->mem, const char *, 1),
                               NEW_ARRAY(in->mem, size_t, in->sheet.rows) };
    one.label[0] = "1";
    *out = one;
    return OK;
}

static void tell_left_out(const struct case_reading *in, const struct left_out *left)
{
    struct notes *notes = in->tables->notes;
    if (left->own)
        notes_add(notes, "%s: %zu rows of someone with themselves are left out", in->name,
                  left->own);
    if (left->unknown)
        notes_add(notes,
                  "%s: %zu rows about someone who rated nobody, or nobody named, are left out",
                  in->name, left->unknown);
    if (left->people)
        notes_add(notes, "%s: %zu people who gave or received no rating are left out", in->name,
                  left->people);
    if (left->teams)
        notes_add(notes, "%s: %zu teams of fewer than %d people are left out", in->name,
                  left->teams, SRM_PEOPLE_MIN);
}

enum status case_round_robins(struct case_reading *in, const char *const *variables,
                              size_t count, enum members members, struct round_robins *out)
{
    struct table table;
    struct left_out left = { 0 };
    TRY(table_of(in, variables, count, members, &table));
    table.left = &left;
    struct case_labels labels;
    TRY(teams_of(in, &labels));
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
        TRY(fill(&table, here, rows_here, team));
        while (members == GAVE_AND_RECEIVED && take_out(&table, team))
            continue;
        out->count += team->people >= SRM_PEOPLE_MIN;
        left.teams += team->people < SRM_PEOPLE_MIN;
    }
    tell_left_out(in, &left);
    return OK;
}
