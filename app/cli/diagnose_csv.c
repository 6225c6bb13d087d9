/* One row per team and round; an empty cell is withheld. Released figures only, but unlocked:
 * then a column says so and raw figures follow it. */
#include "cli/diagnose_writers.h"

#include <string.h>

#include "json/portrait_json.h"
#include "json/unlocked_json.h"

/* One team's working room: some kilobytes are used. */
enum { SCRATCH_BYTES = 64 * 1024 * 1024 };

struct csv_page {
    const struct diagnose_page *page;
    const struct instrument *instrument;
    struct unlocked *unlocked; /* NULL: released figures only */
};

/* RFC 4180: quoted where it must be. A cell that a spreadsheet would run as a formula gets an
 * apostrophe in front: team names come from anybody. */
static void put_text(FILE *stream, const char *text)
{
    bool formula = text[0] && strchr("=+-@\t\r", text[0]);
    if (!formula && !strpbrk(text, ",;\"\n\r")) {
        fputs(text, stream);
        return;
    }
    fputs(formula ? "\"'" : "\"", stream);
    for (const char *c = text; *c; c++) {
        if (*c == '"')
            fputc('"', stream);
        fputc(*c, stream);
    }
    fputc('"', stream);
}

static void put_key(FILE *stream, bool shown, const char *key)
{
    fputc(',', stream);
    if (shown)
        fputs(key, stream);
}

static void put_number(FILE *stream, bool shown, double value)
{
    fputc(',', stream);
    if (shown)
        fprintf(stream, "%.17g", value);
}

static void head_modes_and_stages(FILE *stream)
{
    for (int m = 0; m < MODES; m++)
        fprintf(stream, ",mode_%s", json_mode((enum mode)m));
    fputs(",mode_call", stream);
    for (int s = 1; s <= STAGES; s++)
        fprintf(stream, ",stage_%d", s);
    fputs(",stage_set80,stage_call", stream);
}

static void head_unlocked(struct csv_page *csv, const struct diagnosed_campaign *campaign)
{
    struct arena scratch = arena_with_limit(SCRATCH_BYTES);
    struct text heads = { .mem = &scratch };
    csv->unlocked = json_unlocked_new(csv->page->mem, campaign->instrument, campaign->model);
    json_unlocked_heads(csv->unlocked, &scratch, &heads);
    fprintf(csv->page->stream, ",unlocked%s", text_done(&heads));
    arena_free(&scratch);
}

static void put_unlocked(const struct csv_page *csv, const struct diagnosed_team *team,
                         size_t at)
{
    struct arena scratch = arena_with_limit(SCRATCH_BYTES);
    struct text cells = { .mem = &scratch };
    struct unlocked_round in = { team->raws, at, &team->decisions[at] };
    json_unlocked_cells(csv->unlocked, &scratch, &in, &cells);
    fprintf(csv->page->stream, ",unlocked%s", text_done(&cells));
    arena_free(&scratch);
}

static enum status csv_open(void *self, const struct diagnosed_campaign *campaign,
                            struct err *err)
{
    struct csv_page *csv = self;
    FILE *stream = csv->page->stream;
    const struct instrument *instrument = campaign->instrument;
    csv->instrument = instrument;
    fputs("team,round,invited,respondents", stream);
    for (size_t c = 0; c < instrument->construct_count; c++)
        fprintf(stream, ",%s_mean,%s_agreement", instrument->constructs[c].key,
                instrument->constructs[c].key);
    head_modes_and_stages(stream);
    for (size_t q = 0; q < instrument->question_count; q++)
        fprintf(stream, ",%s_density,%s_reciprocity", instrument->questions[q].flow,
                instrument->questions[q].flow);
    fputs(",matters,motive_1,motive_2", stream);
    for (size_t i = 0; i < instrument->item_count; i++)
        fprintf(stream, ",%s_mean", instrument->items[i].key);
    fputs(",refused", stream);
    if (csv->page->unlocked)
        head_unlocked(csv, campaign);
    return fputs("\n", stream) < 0 ? fail(err, BROKEN, "the CSV cannot be written") : OK;
}

static void put_constructs(const struct csv_page *csv, const struct portrait *portrait)
{
    for (size_t c = 0; c < csv->instrument->construct_count; c++) {
        const struct released_construct *one = &portrait->release.constructs[c];
        bool shown = portrait->constructs_gap == SHOWN && one->gap == SHOWN;
        put_number(csv->page->stream, shown, one->mean);
        put_key(csv->page->stream, shown && one->agreement_gap == SHOWN,
                json_agreement(one->agreement));
    }
}

static void put_mode_and_stage(FILE *stream, const struct portrait *portrait)
{
    const struct portrait_mode *mode = &portrait->mode;
    const struct portrait_stage *stage = &portrait->stage;
    for (int m = 0; m < MODES; m++)
        put_number(stream, mode->gap == SHOWN, mode->percent[m] / 100.0);
    put_key(stream, mode->gap == SHOWN,
            mode->call == MODE_NAMED ? json_mode(mode->top) : "undetermined");
    for (int s = 0; s < STAGES; s++)
        put_number(stream, stage->gap == SHOWN && !stage->only_set, stage->percent[s] / 100.0);
    const char *space = ",";
    for (int s = 0; s < STAGES; s++)
        if (stage->gap == SHOWN && stage->in_set80[s]) {
            fprintf(stream, "%s%d", space, s + 1);
            space = " ";
        }
    if (*space == ',')
        fputc(',', stream);
    put_key(stream, stage->gap == SHOWN && !stage->only_set, json_stage_call(stage));
}

static void put_flows_and_matters(const struct csv_page *csv, const struct portrait *portrait)
{
    FILE *stream = csv->page->stream;
    for (size_t q = 0; q < csv->instrument->question_count; q++) {
        const struct released_flow *flow = &portrait->release.flows[q];
        bool shown = portrait->flows_gap == SHOWN && flow->gap == SHOWN;
        put_key(stream, shown, json_density(flow->density));
        put_key(stream, shown, json_reciprocity(flow->reciprocity));
    }
    const struct released_matters *matters = &portrait->release.matters;
    bool shown = portrait->matters_gap == SHOWN && matters->gap == SHOWN;
    put_key(stream, shown, json_matters(matters->word));
    for (size_t i = 0; i < 2; i++) {
        bool top = shown && matters->top_gap == SHOWN;
        put_key(stream, top, top ? csv->instrument->motives[matters->top[i]].key : "");
    }
}

static void put_items(const struct csv_page *csv, const struct portrait *portrait)
{
    for (size_t i = 0; i < csv->instrument->item_count; i++) {
        const struct released_item *item = &portrait->release.items[i];
        put_number(csv->page->stream, portrait->items_gap == SHOWN && item->gap == SHOWN,
                   item->half_points / 2.0);
    }
}

static enum status csv_team(void *self, const struct diagnosed_team *team, struct err *err)
{
    struct csv_page *csv = self;
    FILE *stream = csv->page->stream;
    for (size_t i = 0; i < team->round_count; i++) {
        const struct portrait *portrait = &team->portraits[i];
        put_text(stream, team->team);
        fputc(',', stream);
        put_text(stream, portrait->round);
        fprintf(stream, ",%zu,%zu", portrait->release.seats, portrait->release.respondents);
        put_constructs(csv, portrait);
        put_mode_and_stage(stream, portrait);
        put_flows_and_matters(csv, portrait);
        put_items(csv, portrait);
        fputs(",", stream);
        if (csv->unlocked)
            put_unlocked(csv, team, i);
        fputs("\n", stream);
    }
    return ferror(stream) ? fail(err, BROKEN, "the CSV cannot be written to its end") : OK;
}

/* A refused team has a row of its own, empty but for the reason. */
static enum status csv_refused(void *self, const struct odd_team *team, struct err *err)
{
    struct csv_page *csv = self;
    FILE *stream = csv->page->stream;
    const struct instrument *instrument = csv->instrument;
    put_text(stream, team->team);
    fputc(',', stream);
    put_text(stream, team->round);
    fprintf(stream, ",%zu,", team->members);
    size_t empty = 2 * instrument->construct_count + MODES + 1 + STAGES + 2 +
                   2 * instrument->question_count + 3 + instrument->item_count;
    for (size_t i = 0; i < empty; i++)
        fputc(',', stream);
    fprintf(stream, ",%s",
            team->members < TEAM_MIN ? "fewer_than_3_members" : "more_than_8_members");
    for (size_t i = 0; csv->unlocked && i <= json_unlocked_count(csv->unlocked); i++)
        fputs(i == 0 ? ",unlocked" : ",", stream);
    fputs("\n", stream);
    return ferror(stream) ? fail(err, BROKEN, "the CSV cannot be written to its end") : OK;
}

static enum status csv_close(void *self, struct err *err)
{
    struct csv_page *csv = self;
    return ferror(csv->page->stream) ? fail(err, BROKEN, "the CSV cannot be written to its end")
                                     : OK;
}

struct portrait_writer diagnose_csv(const struct diagnose_page *page)
{
    struct csv_page *csv = NEW(page->mem, struct csv_page);
    csv->page = page;
    return (struct portrait_writer){ csv, csv_open, csv_team, csv_refused, csv_close };
}
