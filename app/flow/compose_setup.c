/* Columns become horizons on a common scale, wishes become pairs and skills. */
#include "flow/compose_setup.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "compose/sizes.h"
#include "files/mdgp.h"
#include "files/who.h"
#include "words/notes.h"
#include "words/plain.h"

static enum status choose_sizes(struct arena *mem, const struct compose_request *request,
                                struct composition *out, struct err *err)
{
    struct problem *problem = &out->problem;
    size_t people = problem->people;
    uint32_t low = request->size_low, high = request->size_high;
    if (low == 0) {
        low = 4;
        high = 6;
        problem->teams = sizes_teams(people, low, high);
        if (problem->teams == 0) {
            low = 3;
            high = 8;
        }
    }
    problem->teams = sizes_teams(people, low, high);
    /* In a rotation as many full teams as there are, and the rest sit out in turn. */
    if (problem->teams == 0 && problem->rounds > 1 && people >= high) {
        problem->teams = people / high;
        problem->size = sizes_balanced(mem, problem->teams * high, problem->teams);
        return OK;
    }
    bool wider = low > 1 && sizes_teams(people, low - 1, low + 1) > 0;
    if (problem->teams == 0 && low == high && wider)
        return fail(err, BAD_INPUT,
                    "%s:1: %zu people do not divide into teams of %u; --size %u..%u would do",
                    out->roster.file, people, low, low - 1, low + 1);
    if (problem->teams == 0)
        return fail(err, BAD_INPUT, "%s:1: %zu people do not divide into teams of %u to %u",
                    out->roster.file, people, low, high);
    problem->size = sizes_balanced(mem, people, problem->teams);
    return OK;
}

/* Numbers that are not there take the mean: neither near nor far from anyone. */
static void fill_missing(float *value, size_t people)
{
    double sum = 0, count = 0;
    for (size_t i = 0; i < people; i++)
        if (!isnan(value[i])) {
            sum += value[i];
            count++;
        }
    for (size_t i = 0; i < people; i++)
        if (isnan(value[i]))
            value[i] = (float)(count > 0 ? sum / count : 0);
}

/* By range for Gower, by standard deviation otherwise; a column that never varies stays. */
static void rescale(float *value, size_t people, enum scale scale)
{
    double low = INFINITY, high = -INFINITY, mean = 0, squares = 0;
    for (size_t i = 0; i < people; i++) {
        low = fmin(low, value[i]);
        high = fmax(high, value[i]);
        mean += value[i] / (double)people;
    }
    for (size_t i = 0; i < people; i++)
        squares += (value[i] - mean) * (value[i] - mean) / (double)people;
    double unit = scale == SCALE_GOWER ? high - low : sqrt(squares);
    for (size_t i = 0; unit > 0 && i < people; i++)
        value[i] = (float)((value[i] - mean) / unit);
}

static enum status no_column(struct arena *mem, const struct roster *roster, const char *name,
                             struct err *err)
{
    enum { NEAREST = 3 };
    size_t near[NEAREST];
    const char **names = NEW_ARRAY(mem, const char *, roster->column_count + 1);
    struct text text = { .mem = mem };
    for (size_t c = 0; c < roster->column_count; c++)
        names[c] = roster->columns[c].name;
    size_t found = plain_nearest(mem, name, names, roster->column_count, near, NEAREST);
    for (size_t i = 0; i < found; i++)
        text_add_format(&text, i ? ", %.40s" : "%.40s", names[near[i]]);
    if (found)
        return fail(err, BAD_INPUT, "%s:1: no column %.60s; the nearest: %s", roster->file,
                    name, text_done(&text));
    return fail(err, BAD_INPUT, "%s:1: no column is named \"%.60s\"", roster->file, name);
}

static enum status add_horizon(struct arena *mem, const struct composition *out,
                               const struct mix *mix, struct horizon *horizon, size_t *column,
                               struct err *err)
{
    const struct roster *roster = &out->roster;
    int found = files_roster_column(roster, mix->column);
    if (found == ROSTER_NO_COLUMN)
        return no_column(mem, roster, mix->column, err);
    const struct roster_column *source = &roster->columns[found];
    if (mix->kind == ROSTER_NUMBER && source->kind == ROSTER_CATEGORY)
        return fail(err, BAD_INPUT,
                    "%s:1: \"%.60s\" holds words, it cannot be taken as numbers", roster->file,
                    mix->column);
    enum roster_kind kind = mix->kind == ROSTER_DETECTED ? source->kind : mix->kind;
    float *value = NEW_ARRAY(mem, float, roster->people);
    memcpy(value, source->value, roster->people * sizeof *value);
    if (kind == ROSTER_NUMBER) {
        fill_missing(value, roster->people);
        rescale(value, roster->people, out->scale);
    }
    for (size_t i = 0; kind == ROSTER_CATEGORY && i < roster->people; i++)
        if (isnan(value[i]))
            value[i] = -1; /* not there: a category of its own */
    *column = (size_t)found;
    *horizon = (struct horizon){
        .kind = kind == ROSTER_NUMBER ? HORIZON_NUMBER : HORIZON_CATEGORY,
        .weight = mix->shared ? -mix->weight : mix->weight,
        .value = value,
    };
    return OK;
}

/* How many of the names in these cells are people of the list: "Tom, Léo". */
static bool names_people(struct arena *mem, const struct roster *roster,
                         const struct roster_column *column)
{
    static const char between[] = ",;/|";
    struct who who = { .mem = mem, .roster = roster };
    size_t names = 0, people = 0;
    for (uint32_t l = 0; l < column->levels.count; l++)
        for (const char *at = column->levels.texts[l]; *at;) {
            size_t length = strcspn(at, between);
            const char *name = plain_name(mem, arena_copy(mem, at, length));
            uint32_t person;
            names += name[0] != '\0';
            people += name[0] != '\0' && files_who(&who, name, &person) != WHO_NOBODY;
            at += length + (at[length] != '\0');
        }
    return names > 0 && 2 * people >= names;
}

/* Mixing by default takes whoever shares a word apart: not what a column of wishes asks for.
 * And a column of which no two people share a word mixes nothing. */
static enum status check_default(struct arena *mem, const struct compose_request *request,
                                 const struct roster *roster, size_t c, struct err *err)
{
    enum { LOOKED_AT_MAX = 5000 };
    const struct roster_column *column = &roster->columns[c];
    if (column->kind != ROSTER_CATEGORY || roster->people > LOOKED_AT_MAX)
        return OK;
    struct arena_mark mark = arena_mark(mem);
    bool wishes = names_people(mem, roster, column);
    arena_release(mem, mark);
    if (wishes)
        return fail(
            err, BAD_INPUT,
            "%s:1:%zu: \"%.40s\" names people of the list, as a wish does, and would be "
            "mixed; say which columns to mix with --mix, and wishes with --together or "
            "--apart",
            roster->file, c + 2, column->name);
    if (column->levels.count == roster->people && roster->people > 1)
        notes_add(request->notes,
                  "%s: %.40s: nobody shares a word with anybody, so mixing it changes nothing",
                  roster->file, column->name);
    return OK;
}

static enum status add_horizons(struct arena *mem, const struct compose_request *request,
                                struct composition *out, struct err *err)
{
    const struct roster *roster = &out->roster;
    bool named = false; /* some column to mix */
    for (size_t m = 0; m < request->mix_count; m++)
        named |= !request->mix[m].shared;
    size_t room = request->mix_count + (named ? 0 : roster->column_count);
    if (room > COMPOSE_HORIZONS_MAX)
        return fail(err, BAD_INPUT,
                    "%s:1: %zu columns to mix, at most %d; name some with --mix", roster->file,
                    room, COMPOSE_HORIZONS_MAX);
    struct horizon *horizons = NEW_ARRAY(mem, struct horizon, room + 1);
    out->column = NEW_ARRAY(mem, size_t, room + 1);
    size_t count = 0;
    for (size_t m = 0; m < request->mix_count; m++, count++)
        TRY(add_horizon(mem, out, &request->mix[m], &horizons[count], &out->column[count],
                        err));
    for (size_t c = 0; !named && c < roster->column_count; c++) {
        bool used = false;
        for (size_t k = 0; k < count; k++)
            used |= out->column[k] == c;
        struct mix mix = { .column = roster->columns[c].name, .weight = 1 };
        if (used)
            continue;
        TRY(check_default(mem, request, roster, c, err));
        TRY(add_horizon(mem, out, &mix, &horizons[count], &out->column[count], err));
        count++;
    }
    if (count == 0 && out->rounds < 2)
        return fail(err, BAD_INPUT, "%s:1: only an id: nothing to mix", roster->file);
    double total = 0;
    for (size_t h = 0; h < count; h++)
        total += fabs(horizons[h].weight);
    for (size_t h = 0; out->scale == SCALE_GOWER && h < count; h++)
        horizons[h].weight /= total;
    out->problem.horizons = horizons;
    out->problem.horizon_count = count;
    return OK;
}

static bool is_no(const char *text)
{
    static const char *const no[] = { "", "0", "no", "non", "false", "faux", "n" };
    for (size_t k = 0; k < sizeof no / sizeof *no; k++)
        if (strcasecmp(text, no[k]) == 0)
            return true;
    return false;
}

static bool covers(const struct roster_column *column, const struct cover_wish *wish, size_t i)
{
    float value = column->value[i];
    if (column->kind == ROSTER_CATEGORY) {
        const char *text = column->levels.texts[(uint32_t)value];
        return wish->value ? strcmp(text, wish->value) == 0 : !wish->mask && !is_no(text);
    }
    if (isnan(value))
        return false;
    if (wish->mask)
        return value >= 0 && value < 4294967296.0 && ((uint32_t)value & wish->mask) != 0;
    char text[40];
    snprintf(text, sizeof text, "%g", (double)value);
    return wish->value ? strcmp(text, wish->value) == 0 : value != 0;
}

static enum status add_cover(struct arena *mem, const struct compose_request *request,
                             struct composition *out, struct err *err)
{
    if (request->cover_count == 0)
        return OK;
    uint8_t *skills = NEW_ARRAY(mem, uint8_t, out->roster.people);
    for (size_t k = 0; k < request->cover_count; k++) {
        int found = files_roster_column(&out->roster, request->cover[k].column);
        if (found == ROSTER_NO_COLUMN)
            return no_column(mem, &out->roster, request->cover[k].column, err);
        for (size_t i = 0; i < out->roster.people; i++)
            if (covers(&out->roster.columns[found], &request->cover[k], i))
                skills[i] |= (uint8_t)(1u << k);
        out->problem.skill_least[k] = request->cover[k].least;
    }
    out->problem.skills = skills;
    out->problem.skill_count = request->cover_count;
    out->cover = request->cover;
    return OK;
}

enum status compose_problem(struct arena *mem, const struct compose_request *request,
                            struct composition *out, struct err *err)
{
    static const enum distance distance[SCALE_COUNT] = { DISTANCE_ABSOLUTE, DISTANCE_SQUARED,
                                                         DISTANCE_EUCLID, DISTANCE_ABSOLUTE };
    struct problem *problem = &out->problem;
    problem->people = out->roster.people;
    problem->rounds = request->rounds;
    if (problem->rounds > 1 && problem->people > COMPOSE_MATRIX_PEOPLE_MAX)
        return fail(err, BAD_INPUT,
                    "%s:1: %zu people, and several rounds go up to %d; compose one, then the "
                    "next with --avoid",
                    out->roster.file, problem->people, COMPOSE_MATRIX_PEOPLE_MAX);
    problem->objective = request->objective;
    problem->distance = distance[request->scale];
    TRY(choose_sizes(mem, request, out, err));
    TRY(add_horizons(mem, request, out, err));
    TRY(add_cover(mem, request, out, err));
    problem->together = out->together.pairs;
    problem->together_count = out->together.count;
    problem->apart = out->apart.pairs;
    problem->apart_count = out->apart.count;
    problem->met = out->met.pairs;
    problem->met_count = out->met.count;
    struct err why;
    if (problem_accept(problem, &why) != OK)
        return fail(err, BAD_INPUT, "%s:1: %s", out->roster.file, why.text);
    return OK;
}

enum status compose_setup(struct arena *mem, const struct compose_request *request,
                          struct composition *out, struct err *err)
{
    if (request->mdgp) {
        TRY(files_mdgp(mem, request->mdgp, &out->problem, err));
        return problem_accept(&out->problem, err);
    }
    TRY(files_roster(mem, request->roster, request->notes, &out->roster, err));
    const struct roster *roster = &out->roster;
    out->together.notes = out->apart.notes = out->met.notes = request->notes;
    if (request->together)
        TRY(files_wishes(mem, request->together, WISH_TOGETHER, roster, &out->together, err));
    if (request->apart)
        TRY(files_wishes(mem, request->apart, WISH_APART, roster, &out->apart, err));
    if (request->avoid)
        TRY(files_wishes(mem, request->avoid, WISH_MET, roster, &out->met, err));
    return compose_problem(mem, request, out, err);
}
