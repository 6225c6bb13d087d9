/* From rows of files to rounds that may be stored. */
#include "flow/take_in_read.h"

#include "files/read.h"
#include "flow/diagnose.h"
#include "release/counts.h"
#include "release/release.h"

enum { TEAM_NAME_MAX = 80, PERSON_NAME_MAX = 60 };

static size_t characters(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += ((unsigned char)*text & 0xc0) != 0x80;
    return count;
}

static const char *place_of(struct arena *mem, const struct campaign *campaign,
                            const struct team_round *round)
{
    const struct seat *seat = files_campaign_seat_at(campaign, round->first_seat);
    return arena_text(mem, "%s:%u", campaign->files.texts[seat->file], seat->line);
}

/* People in the order of the rows: those who answered first. */
static void name_people(const struct campaign *campaign, const struct team_round *round,
                        struct incoming_round *out)
{
    size_t row = 0;
    for (int wanted = 1; wanted >= 0; wanted--)
        for (uint32_t at = round->first_seat; at != NO_NUMBER;) {
            const struct seat *seat = files_campaign_seat_at(campaign, at);
            if (seat->answered == (bool)wanted) {
                out->people[row] = campaign->members.texts[seat->member];
                out->consents[row++] = seat->consents;
            }
            at = seat->next;
        }
}

static enum status check_names(const struct incoming_round *round, const char *team,
                               struct err *err)
{
    if (characters(team) > TEAM_NAME_MAX)
        return fail(err, BAD_INPUT, "%s: a team's name has at most %d characters", round->place,
                    TEAM_NAME_MAX);
    for (size_t i = 0; i < round->raw.seats; i++)
        if (characters(round->people[i]) > PERSON_NAME_MAX)
            return fail(err, BAD_INPUT, "%s: a member's name has at most %d characters",
                        round->place, PERSON_NAME_MAX);
    return OK;
}

static enum status read_round(struct arena *mem, const struct campaign *campaign,
                              const struct team_round *from, const char *team,
                              struct incoming_round *out, struct err *err)
{
    out->name = campaign->rounds.texts[from->round];
    out->place = place_of(mem, campaign, from);
    if (from->seat_count < TEAM_MIN || from->seat_count > TEAM_MAX)
        return fail(err, BAD_INPUT,
                    "%s: a team has %d to %d people; team %.40s has %u in round %.40s",
                    out->place, TEAM_MIN, TEAM_MAX, team, from->seat_count, out->name);
    out->raw = files_campaign_raw_round(mem, campaign, from);
    name_people(campaign, from, out);
    return check_names(out, team, err);
}

static size_t counting(const struct raw_round *raw)
{
    size_t r = 0;
    for (size_t person = 0; person < raw->respondents; person++)
        r += release_form_counts(raw, person);
    return r;
}

static bool makes_portrait(const struct raw_round *raw)
{
    size_t r = counting(raw);
    return r >= R_RELEASE && 3 * r >= 2 * raw->seats;
}

static enum status read_team(struct arena *mem, const struct campaign *campaign, uint32_t team,
                             struct incoming *in, struct err *err)
{
    const struct campaign_team *row = files_rows_at(&campaign->team_rows, team);
    const struct team_round **rounds = files_campaign_rounds_of(mem, campaign, team);
    struct incoming_team *out = &in->list[in->count];
    *out = (struct incoming_team){ .name = campaign->teams.texts[team],
                                   .rounds = NEW_ARRAY(mem, struct incoming_round,
                                                       row->round_count) };
    for (size_t i = 0; i < row->round_count; i++) {
        struct incoming_round *round = &out->rounds[out->count];
        TRY(read_round(mem, campaign, rounds[i], out->name, round, err));
        if (makes_portrait(&round->raw))
            out->count++;
        else
            in->left_out[in->left_out_count++] =
                (struct left_out){ out->name, round->name, counting(&round->raw),
                                   round->raw.seats };
    }
    in->count += out->count > 0;
    return OK;
}

/* What a store holds stays in that order for ever. */
static enum status check_order(const struct campaign *campaign, struct err *err)
{
    if (!campaign->order_unknown)
        return OK;
    const struct seat *seat = files_campaign_seat_at(campaign, 0);
    return fail(
        err, BAD_INPUT,
        "%s: the names of the rounds do not say which came first; number them, or write "
        "dates as 2026-09-01",
        campaign->files.texts[seat->file]);
}

enum status flow_take_in_read(struct arena *mem, const struct instrument *instrument,
                              struct diagnose_request *request, struct incoming *out,
                              struct err *err)
{
    struct campaign *campaign;
    TRY(files_read(mem, instrument, request->sources, request->source_count, &request->options,
                   &campaign, err));
    TRY(check_order(campaign, err));
    *out = (struct incoming){
        .list = NEW_ARRAY(mem, struct incoming_team, campaign->teams.count),
        .left_out = NEW_ARRAY(mem, struct left_out, campaign->team_rounds.count),
    };
    for (uint32_t t = 0; t < campaign->teams.count; t++)
        TRY(read_team(mem, campaign, t, out, err));
    if (out->count)
        return OK;
    return fail(err, BAD_INPUT,
                "%s: no round makes a portrait: that takes %d answers and two thirds of the "
                "people",
                place_of(mem, campaign, files_campaign_round_at(campaign, 0)), R_RELEASE);
}
