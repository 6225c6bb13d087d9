/* One pass over the rows: a reading, what was stated of it, and the levels it rests on. */
#include "flow/calibrate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "content/content.h"
#include "files/sheet.h"
#include "measure/stage.h"

struct calibrating {
    struct arena *mem;
    struct sheet sheet;
    const struct instrument *instrument;
    const struct model *model;
    int team, reading, respondents, stated[STAGES], level[CONSTRUCTS_MAX];
    bool has_stated, has_levels;
    struct stage_pair *pairs;
    size_t pair_count;
    struct refit_round *rounds;
};

static enum status find_columns(struct calibrating *c, struct err *err)
{
    const struct sheet *sheet = &c->sheet;
    size_t stated = 0, levels = 0;
    c->team = files_sheet_column(sheet, "team");
    c->reading = files_sheet_column(sheet, "reading");
    c->respondents = files_sheet_column(sheet, "respondents");
    for (int s = 0; s < STAGES; s++) {
        c->stated[s] = files_sheet_column(sheet, arena_text(c->mem, "stage_%d", s + 1));
        stated += c->stated[s] != NO_SHEET_COLUMN;
    }
    for (size_t k = 0; k < c->instrument->construct_count; k++) {
        const char *key = c->instrument->constructs[k].key;
        c->level[k] = files_sheet_column(sheet, arena_text(c->mem, "%s_mean", key));
        levels += c->level[k] != NO_SHEET_COLUMN;
    }
    c->has_stated = stated == STAGES;
    c->has_levels = levels > 0 && c->respondents != NO_SHEET_COLUMN;
    if (c->team == NO_SHEET_COLUMN || c->reading == NO_SHEET_COLUMN)
        return fail(err, BAD_INPUT,
                    "%s:1: no column %s; a row has team, reading, and stage_1 to stage_4 or "
                    "respondents and KEY_mean",
                    sheet->name, c->team == NO_SHEET_COLUMN ? "team" : "reading");
    if (!c->has_stated && !c->has_levels)
        return fail(err, BAD_INPUT,
                    "%s:1: nothing to set readings beside: neither stage_1 to stage_4, nor "
                    "respondents with columns such as %s_mean",
                    sheet->name, c->instrument->constructs[0].key);
    return OK;
}

static const char *cell_at(const struct calibrating *c, size_t row, int column)
{
    return c->sheet.cells[row * c->sheet.columns + (size_t)column];
}

/* A number from low to high; NAN for an empty cell. */
static enum status number_at(const struct calibrating *c, size_t row, int column, double low,
                             double high, double *out, struct err *err)
{
    const char *text = cell_at(c, row, column);
    *out = NAN;
    if (text[0] == '\0' || strcmp(text, "NA") == 0)
        return OK;
    if (number_read(text, NUMBER_EXPONENT, low, high, out))
        return OK;
    return fail(err, BAD_INPUT, "%s:%zu:%d: %.40s in column %.40s; from %g to %g, or empty",
                c->sheet.name, files_sheet_line(&c->sheet, row), column + 1, text,
                c->sheet.heads[column], low, high);
}

static enum status read_reading(const struct calibrating *c, size_t row, int *out,
                                struct err *err)
{
    double reading;
    TRY(number_at(c, row, c->reading, 1, STAGES, &reading, err));
    if (!isnan(reading) && reading != floor(reading))
        return fail(err, BAD_INPUT, "%s:%zu:%d: a reading is a stage, 1 to %d", c->sheet.name,
                    files_sheet_line(&c->sheet, row), c->reading + 1, STAGES);
    *out = isnan(reading) ? NO_READING : (int)reading - 1;
    return OK;
}

/* Shares of 1, or of 100; nothing when any is empty. Rounding to 5 is allowed for. */
static enum status read_stated(const struct calibrating *c, size_t row, double *chance,
                               bool *known, struct err *err)
{
    double sum = 0;
    *known = true;
    for (int s = 0; s < STAGES; s++) {
        TRY(number_at(c, row, c->stated[s], 0, 100, &chance[s], err));
        *known = *known && !isnan(chance[s]);
        sum += chance[s];
    }
    double whole = sum > 50 ? 100 : 1;
    if (*known && fabs(sum / whole - 1) > .03)
        return fail(err, BAD_INPUT,
                    "%s:%zu: stage_1 to stage_4 add up to %g; chances add up to 1, or to 100",
                    c->sheet.name, files_sheet_line(&c->sheet, row), sum);
    for (int s = 0; s < STAGES; s++)
        chance[s] /= sum;
    return OK;
}

static enum status read_levels(const struct calibrating *c, size_t row, struct refit_round *out,
                               struct err *err)
{
    double *means = NEW_ARRAY(c->mem, double, c->instrument->construct_count), r = NAN;
    bool some = false;
    for (size_t k = 0; k < c->instrument->construct_count; k++) {
        means[k] = NAN;
        if (c->has_levels && c->level[k] != NO_SHEET_COLUMN)
            TRY(number_at(c, row, c->level[k], 0, 100, &means[k], err));
        some = some || !isnan(means[k]);
    }
    if (some)
        TRY(number_at(c, row, c->respondents, 1, TEAM_MAX, &r, err));
    if (some && isnan(r))
        return fail(err, BAD_INPUT, "%s:%zu: levels without respondents; how many answered?",
                    c->sheet.name, files_sheet_line(&c->sheet, row));
    out->means = means;
    out->respondents = some ? (size_t)r : 0; /* 0: this round says nothing */
    return OK;
}

/* What the model makes of the levels: the same chain as a portrait's. */
static void believe(const struct calibrating *c, const struct refit_round *round, size_t *read,
                    double belief[STAGES])
{
    unsigned shown = 0;
    double means[CONSTRUCTS_MAX];
    for (size_t k = 0; k < c->instrument->construct_count; k++)
        shown |= isnan(round->means[k]) ? 0 : 1u << k;
    shown &= measure_stage_profiled(c->instrument, c->model);
    if (round->respondents == 0 || shown == 0) {
        measure_stage_step(c->model, NULL, *read > 0, belief);
        return;
    }
    struct arena_mark mark = arena_mark(c->mem);
    const struct stage_emission *emission =
        measure_stage_emission(c->mem, c->instrument, c->model, round->respondents, shown);
    struct stage_reading reading;
    for (size_t i = 0; i < emission->count; i++)
        means[i] = round->means[emission->constructs[i]];
    measure_stage_read(emission, means, &reading);
    measure_stage_step(c->model, &reading, (*read)++ > 0, belief);
    arena_release(c->mem, mark);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Teams are numbered as they come; one that comes back would count as two. */
static enum status number_teams(struct calibrating *c, struct err *err)
{
    const char **names = NEW_ARRAY(c->mem, const char *, c->sheet.rows);
    size_t count = 0;
    for (size_t row = 0; row < c->sheet.rows; row++) {
        const char *name = cell_at(c, row, c->team);
        if (count == 0 || strcmp(name, names[count - 1]) != 0)
            names[count++] = name;
        c->rounds[row].team = count;
    }
    qsort(names, count, sizeof *names, by_name);
    for (size_t i = 1; i < count; i++)
        if (strcmp(names[i], names[i - 1]) == 0)
            return fail(err, BAD_INPUT,
                        "%s: team %.40s stands in two places; rows of one team stand together, "
                        "oldest first",
                        c->sheet.name, names[i]);
    return OK;
}

static enum status read_rows(struct calibrating *c, struct calibrated *out, struct err *err)
{
    double belief[STAGES] = { 0 };
    size_t read = 0;
    for (size_t row = 0; row < c->sheet.rows; row++) {
        struct refit_round *round = &c->rounds[row];
        struct stage_pair pair = { .reading = NO_READING };
        bool known = true;
        if (row == 0 || round->team != c->rounds[row - 1].team)
            memset(belief, 0, sizeof belief), read = 0;
        TRY(read_reading(c, row, &round->reading, err));
        TRY(read_levels(c, row, round, err));
        if (c->has_stated) {
            TRY(read_stated(c, row, pair.chance, &known, err));
        } else {
            believe(c, round, &read, belief);
            known = round->respondents > 0;
            memcpy(pair.chance, belief, sizeof belief);
        }
        pair.reading = round->reading;
        out->read += round->reading != NO_READING;
        if (known && pair.reading != NO_READING)
            c->pairs[c->pair_count++] = pair;
        if (round->respondents == 0) /* its levels are not known: it can only tie two rounds */
            round->respondents = TEAM_MIN;
    }
    return OK;
}

enum status flow_calibrate(struct arena *mem, const struct calibrate_request *request,
                           struct calibrated *out, struct err *err)
{
    struct calibrating c = { .mem = mem };
    const char *name = request->instrument ? request->instrument : content_default_instrument;
    *out = (struct calibrated){ 0 };
    TRY(content_instrument(mem, name, &c.instrument, err));
    if (!c.instrument->model && !request->model)
        return fail(err, BAD_INPUT,
                    "%s has no model of stages to calibrate; name one with --model", name);
    TRY(content_model(mem, request->model ? request->model : c.instrument->model, &c.model,
                      err));
    TRY(files_sheet(mem, request->file, &c.sheet, err));
    TRY(find_columns(&c, err));
    c.pairs = NEW_ARRAY(mem, struct stage_pair, c.sheet.rows);
    c.rounds = NEW_ARRAY(mem, struct refit_round, c.sheet.rows);
    TRY(number_teams(&c, err));
    TRY(read_rows(&c, out, err));
    out->instrument = c.instrument;
    out->model = c.model;
    out->rounds = c.sheet.rows;
    out->levels = c.has_levels;
    out->calibration = measure_calibration(mem, c.pairs, c.pair_count);
    if (c.has_levels)
        out->refit = measure_refit(mem, c.instrument, c.model, c.rounds, c.sheet.rows);
    return OK;
}

const char *flow_model_text(struct arena *mem, const struct model *model)
{
    return content_model_text(mem, model);
}
