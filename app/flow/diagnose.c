/* Nothing is written before every row has been read and found right. */
#include "flow/diagnose.h"

#include <stdint.h>

#include "content/content.h"
#include "flow/decisions.h"
#include "measure/sensitivity.h"
#include "release/release.h"

struct diagnosing {
    struct arena *mem;    /* the campaign, instrument and model */
    struct arena scratch; /* one team */
    const struct instrument *instrument;
    const struct model *model;
    struct stage_cache *cache, *flat_cache; /* NULL: no sensitivity asked, or no model */
    struct model flat;
    struct campaign *campaign;
    struct told_decision *decisions; /* by number of the team round; NULL: nobody asks */
};

/* The first round in which the team is not 3 to 8 people, or NULL. */
static const struct team_round *odd_round(const struct campaign *campaign, uint32_t team)
{
    const struct campaign_team *row = files_rows_at(&campaign->team_rows, team);
    for (uint32_t at = row->first_round; at != NO_NUMBER;) {
        const struct team_round *round = files_campaign_round_at(campaign, at);
        if (round->seat_count < TEAM_MIN || round->seat_count > TEAM_MAX)
            return round;
        at = round->next;
    }
    return NULL;
}

static enum status check_some_team(const struct campaign *campaign, struct err *err)
{
    for (uint32_t t = 0; t < campaign->teams.count; t++)
        if (!odd_round(campaign, t))
            return OK;
    const struct team_round *round = odd_round(campaign, 0);
    const struct seat *seat = files_campaign_seat_at(campaign, round->first_seat);
    return fail(err, BAD_INPUT,
                "%s:%u: no team of %d to %d people; team %.40s has %u in round %.40s",
                campaign->files.texts[seat->file], seat->line, TEAM_MIN, TEAM_MAX,
                campaign->teams.texts[round->team], round->seat_count,
                campaign->rounds.texts[round->round]);
}

static enum status diagnose_team(struct diagnosing *work, uint32_t team,
                                 const struct portrait_writer *writer, struct err *err)
{
    struct arena *mem = &work->scratch;
    const struct campaign *campaign = work->campaign;
    const struct campaign_team *row = files_rows_at(&campaign->team_rows, team);
    const struct team_round **rounds = files_campaign_rounds_of(mem, campaign, team);
    struct raw_round *raws = NEW_ARRAY(mem, struct raw_round, row->round_count);
    struct named_release *releases = NEW_ARRAY(mem, struct named_release, row->round_count);
    struct told_decision *decisions = NEW_ARRAY(mem, struct told_decision, row->round_count);
    for (size_t i = 0; i < row->round_count; i++) {
        if (work->decisions)
            decisions[i] = work->decisions[rounds[i]->number];
        raws[i] = files_campaign_raw_round(mem, campaign, rounds[i]);
        releases[i].round = campaign->rounds.texts[rounds[i]->round];
        release_round(mem, &raws[i], work->model, &releases[i].release);
    }
    struct diagnosed_team told = { .team = campaign->teams.texts[team],
                                   .round_count = row->round_count,
                                   .raws = raws,
                                   .decisions = decisions };
    told.portraits = portrait_series(mem, work->cache, work->instrument, work->model, told.team,
                                     releases, row->round_count);
    if (work->flat_cache)
        told.flat = portrait_series(mem, work->flat_cache, work->instrument, &work->flat,
                                    told.team, releases, row->round_count);
    return writer->team(writer->self, &told, err);
}

static enum status diagnose_teams(struct diagnosing *work,
                                  const struct diagnose_request *request,
                                  const struct portrait_writer *writer, struct err *err)
{
    const struct campaign *campaign = work->campaign;
    for (uint32_t t = 0; t < campaign->teams.count; t++) {
        if (odd_round(campaign, t))
            continue;
        struct arena_mark mark = arena_mark(&work->scratch);
        TRY(diagnose_team(work, t, writer, err));
        arena_release(&work->scratch, mark);
        if (request->progress)
            request->progress(request->progress_self, t + 1, campaign->teams.count);
    }
    for (uint32_t t = 0; t < campaign->teams.count; t++) {
        const struct team_round *odd = odd_round(campaign, t);
        if (!odd)
            continue;
        struct odd_team refused = { campaign->teams.texts[t],
                                    campaign->rounds.texts[odd->round], odd->seat_count };
        TRY(writer->refused(writer->self, &refused, err));
    }
    return OK;
}

static enum status check_maps(const struct instrument *instrument,
                              struct diagnose_request *request, struct err *err)
{
    const struct column_options *columns = &request->options.columns;
    for (size_t i = 0; i < columns->map_count; i++) {
        if (files_name_known(instrument, columns->maps[i].name))
            continue;
        request->bad_usage = true;
        return fail(err, BAD_INPUT,
                    "--map %.40s=%.40s: no table has a column %.40s; it is --map NAME=COLUMN, "
                    "NAME being team, round, member, actor, partner, an item or a question",
                    columns->maps[i].name, columns->maps[i].column, columns->maps[i].name);
    }
    return OK;
}

static struct diagnosed_campaign campaign_told(const struct diagnosing *work)
{
    const struct campaign *campaign = work->campaign;
    const char **teams = NEW_ARRAY(work->mem, const char *, campaign->teams.count);
    struct diagnosed_campaign told = { work->instrument, work->model, teams, 0 };
    for (uint32_t t = 0; t < campaign->teams.count; t++)
        if (!odd_round(campaign, t))
            teams[told.team_count++] = campaign->teams.texts[t];
    return told;
}

static struct told_decision *decisions_told(struct diagnosing *work)
{
    const struct campaign *campaign = work->campaign;
    bool *left_out = NEW_ARRAY(work->mem, bool, campaign->teams.count);
    for (uint32_t t = 0; t < campaign->teams.count; t++)
        left_out[t] = odd_round(campaign, t) != NULL;
    return flow_decisions(work->mem, &work->scratch, campaign, left_out);
}

static enum status diagnose(struct diagnosing *work, struct diagnose_request *request,
                            const struct portrait_writer *writer, struct err *err)
{
    const char *name = request->instrument ? request->instrument : content_default_instrument;
    TRY(content_instrument(work->mem, name, &work->instrument, err));
    const char *model = request->model ? request->model : work->instrument->model;
    if (model)
        TRY(content_model(work->mem, model, &work->model, err));
    TRY(check_maps(work->instrument, request, err));
    TRY(files_read(work->mem, work->instrument, request->sources, request->source_count,
                   &request->options, &work->campaign, err));
    TRY(check_some_team(work->campaign, err));
    work->cache = stage_cache_new(work->mem, work->instrument, work->model);
    if (request->unlocked && work->model) {
        work->flat = sensitivity_flat(work->model);
        work->flat_cache = stage_cache_new(work->mem, work->instrument, &work->flat);
    }
    struct diagnosed_campaign told = campaign_told(work);
    if (request->unlocked)
        work->decisions = decisions_told(work);
    TRY(writer->open(writer->self, &told, err));
    TRY(diagnose_teams(work, request, writer, err));
    return writer->close(writer->self, err);
}

enum status flow_diagnose(struct diagnose_request *request,
                          const struct portrait_writer *writer, struct err *err)
{
    struct arena mem = arena_with_limit(SIZE_MAX / 4);
    struct diagnosing work = { .mem = &mem, .scratch = arena_with_limit(SIZE_MAX / 4) };
    enum status status = diagnose(&work, request, writer, err);
    arena_free(&work.scratch);
    arena_free(&mem);
    return status;
}
