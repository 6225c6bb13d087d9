/* Rows of fixed size linked by number: a team finds its rounds, a round its seats and ratings,
 * without sorting. */
#include "files/campaign.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "files/order.h"

struct campaign *files_campaign_new(struct arena *mem, const struct instrument *instrument)
{
    struct campaign *campaign = NEW(mem, struct campaign);
    *campaign = (struct campaign){
        .mem = mem,
        .instrument = instrument,
        .teams.mem = mem,
        .rounds.mem = mem,
        .members.mem = mem,
        .files.mem = mem,
        .round_of_team.mem = mem,
        .seat_of_round.mem = mem,
        .ratings_seen.mem = mem,
        .team_rows = { .mem = mem, .size = sizeof(struct campaign_team) },
        .team_rounds = { .mem = mem, .size = sizeof(struct team_round) },
        .seats = { .mem = mem, .size = sizeof(struct seat) },
        .items = { .mem = mem, .size = instrument->item_count },
        .ranks = { .mem = mem, .size = instrument->motive_count },
        .ratings = { .mem = mem, .size = sizeof(struct rating) },
        .decisions = { .mem = mem, .size = sizeof(struct decision_row) },
    };
    return campaign;
}

struct team_round *files_campaign_round_at(const struct campaign *campaign, uint32_t team_round)
{
    return files_rows_at(&campaign->team_rounds, team_round);
}

struct seat *files_campaign_seat_at(const struct campaign *campaign, uint32_t seat)
{
    return files_rows_at(&campaign->seats, seat);
}

static struct campaign_team *team_at(struct campaign *campaign, uint32_t team)
{
    if (team < campaign->team_rows.count)
        return files_rows_at(&campaign->team_rows, team);
    struct campaign_team *made = files_rows_add(&campaign->team_rows);
    made->first_round = made->last_round = NO_NUMBER;
    return made;
}

uint32_t files_campaign_team_round(struct campaign *campaign, const char *team_name,
                                   const char *round_name)
{
    uint32_t team_number = files_names_add(&campaign->teams, team_name);
    uint32_t round = files_names_add(&campaign->rounds, round_name);
    struct campaign_team *team = team_at(campaign, team_number);
    uint32_t next = campaign->team_rounds.count;
    uint32_t known = files_pairs_add(&campaign->round_of_team, team_number, round, next);
    if (known != NO_NUMBER)
        return known;
    struct team_round *made = files_rows_add(&campaign->team_rounds);
    *made = (struct team_round){ .number = next,
                                 .team = team_number,
                                 .round = round,
                                 .next = NO_NUMBER,
                                 .first_seat = NO_NUMBER,
                                 .last_seat = NO_NUMBER,
                                 .first_rating = NO_NUMBER,
                                 .last_rating = NO_NUMBER,
                                 .decided = NAN };
    if (team->last_round == NO_NUMBER)
        team->first_round = next;
    else
        files_campaign_round_at(campaign, team->last_round)->next = next;
    team->last_round = next;
    team->round_count++;
    return next;
}

uint32_t files_campaign_seat(struct campaign *campaign, uint32_t team_round,
                             const char *member_name, uint32_t file, size_t line)
{
    uint32_t member = files_names_add(&campaign->members, member_name);
    uint32_t next = campaign->seats.count;
    uint32_t known = files_pairs_add(&campaign->seat_of_round, team_round, member, next);
    if (known != NO_NUMBER)
        return known;
    struct team_round *round = files_campaign_round_at(campaign, team_round);
    struct seat *made = files_rows_add(&campaign->seats);
    *made = (struct seat){ .team_round = team_round,
                           .member = member,
                           .next = NO_NUMBER,
                           .number = round->seat_count++,
                           .items = NO_NUMBER,
                           .ranks = NO_NUMBER,
                           .decision = NO_NUMBER,
                           .line = (uint32_t)line,
                           .file = (unsigned char)file };
    if (round->last_seat == NO_NUMBER)
        round->first_seat = next;
    else
        files_campaign_seat_at(campaign, round->last_seat)->next = next;
    round->last_seat = next;
    return next;
}

signed char *files_campaign_items(struct campaign *campaign, uint32_t seat)
{
    files_campaign_seat_at(campaign, seat)->items = campaign->items.count;
    signed char *cells = files_rows_add(&campaign->items);
    memset(cells, NO_CHOICE, campaign->instrument->item_count);
    return cells;
}

signed char *files_campaign_ranks(struct campaign *campaign, uint32_t seat)
{
    files_campaign_seat_at(campaign, seat)->ranks = campaign->ranks.count;
    return files_rows_add(&campaign->ranks);
}

/* A bit a colleague, where there are few; a look-up otherwise. It marks the pair too. */
static bool rated_before(struct campaign *campaign, uint32_t actor, uint32_t partner,
                         uint32_t rating)
{
    struct seat *seat = files_campaign_seat_at(campaign, actor);
    uint32_t number = files_campaign_seat_at(campaign, partner)->number;
    if (number >= 64)
        return files_pairs_add(&campaign->ratings_seen, actor, partner, rating) != NO_NUMBER;
    uint64_t bit = UINT64_C(1) << number;
    bool before = (seat->rated & bit) != 0;
    seat->rated |= bit;
    return before;
}

struct rating *files_campaign_rating(struct campaign *campaign, uint32_t actor,
                                     uint32_t partner)
{
    uint32_t next = campaign->ratings.count;
    if (rated_before(campaign, actor, partner, next))
        return NULL;
    struct seat *actor_seat = files_campaign_seat_at(campaign, actor);
    struct team_round *round = files_campaign_round_at(campaign, actor_seat->team_round);
    struct rating *made = files_rows_add(&campaign->ratings);
    *made = (struct rating){ .actor = actor_seat->number,
                             .partner = files_campaign_seat_at(campaign, partner)->number,
                             .next = NO_NUMBER };
    for (size_t q = 0; q < QUESTIONS_MAX; q++)
        made->values[q] = NAN;
    if (round->last_rating == NO_NUMBER)
        round->first_rating = next;
    else
        ((struct rating *)files_rows_at(&campaign->ratings, round->last_rating))->next = next;
    round->last_rating = next;
    return made;
}

/* ---- rounds in time ---- */

static const char *round_name(const struct campaign *campaign, const struct team_round *round)
{
    return campaign->rounds.texts[round->round];
}

/* Of one team: its rounds as they first appear. */
static size_t rounds_listed(const struct campaign *campaign, uint32_t team,
                            struct team_round **out)
{
    const struct campaign_team *row = files_rows_at(&campaign->team_rows, team);
    size_t count = 0;
    for (uint32_t at = row->first_round; at != NO_NUMBER; at = out[count++]->next)
        out[count] = files_campaign_round_at(campaign, at);
    return count;
}

/* Where the names of all rounds have no order in common, those of one team may have. */
static enum order_kind order_team(struct arena *mem, struct campaign *campaign, uint32_t team,
                                  const uint32_t *whole)
{
    const struct campaign_team *row = files_rows_at(&campaign->team_rows, team);
    size_t room = row->round_count;
    struct team_round **rounds = NEW_ARRAY(mem, struct team_round *, room);
    size_t count = rounds_listed(campaign, team, rounds);
    const char **names = NEW_ARRAY(mem, const char *, count);
    uint32_t *rank = NEW_ARRAY(mem, uint32_t, count);
    for (size_t r = 0; r < count; r++)
        names[r] = round_name(campaign, rounds[r]);
    enum order_kind kind = whole ? ORDER_KNOWN : files_order(mem, names, count, rank);
    for (size_t r = 0; r < count; r++)
        rounds[r]->place = whole                   ? whole[rounds[r]->round]
                           : kind == ORDER_UNKNOWN ? rounds[r]->round
                                                   : rank[r];
    return kind;
}

static int by_place(const void *a, const void *b)
{
    const struct team_round *x = *(const struct team_round *const *)a;
    const struct team_round *y = *(const struct team_round *const *)b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static enum status check_tied(struct arena *mem, const struct campaign *campaign, uint32_t team,
                              struct err *err)
{
    const struct campaign_team *row = files_rows_at(&campaign->team_rows, team);
    struct team_round **rounds = NEW_ARRAY(mem, struct team_round *, row->round_count);
    size_t count = rounds_listed(campaign, team, rounds);
    qsort(rounds, count, sizeof *rounds, by_place);
    for (size_t r = 1; r < count; r++) {
        if (rounds[r]->place != rounds[r - 1]->place)
            continue;
        const struct seat *seat = files_campaign_seat_at(campaign, rounds[r]->first_seat);
        return fail(err, BAD_INPUT,
                    "%s:%u: team %.40s: rounds \"%.40s\" and \"%.40s\" say the same; write "
                    "one way, or number them",
                    campaign->files.texts[seat->file], seat->line, campaign->teams.texts[team],
                    round_name(campaign, rounds[r - 1]), round_name(campaign, rounds[r]));
    }
    return OK;
}

static void tell_unknown(struct arena *mem, const struct campaign *campaign, uint32_t team,
                         size_t others, struct notes *notes)
{
    enum { NAMED = 4 };
    const struct campaign_team *row = files_rows_at(&campaign->team_rows, team);
    struct team_round **rounds = NEW_ARRAY(mem, struct team_round *, row->round_count);
    size_t count = rounds_listed(campaign, team, rounds);
    struct text names = { .mem = mem };
    for (size_t r = 0; r < count && r < NAMED; r++)
        text_add_format(&names, r ? ", %.40s" : "%.40s", round_name(campaign, rounds[r]));
    notes_add(notes,
              "team %.40s (and %zu more): what its rounds are called gives no order, so they "
              "stand as the rows do: %s; number them, or write dates as 2026-09-01",
              campaign->teams.texts[team], others, text_done(&names));
}

enum status files_campaign_order_rounds(struct campaign *campaign, struct notes *notes,
                                        struct err *err)
{
    struct arena *mem = campaign->mem;
    uint32_t *rank = NEW_ARRAY(mem, uint32_t, campaign->rounds.count + 1);
    uint32_t first = NO_NUMBER;
    size_t unknown = 0;
    enum order_kind kind =
        files_order(mem, campaign->rounds.texts, campaign->rounds.count, rank);
    for (uint32_t t = 0; t < campaign->teams.count; t++) {
        struct arena_mark mark = arena_mark(mem);
        if (order_team(mem, campaign, t, kind == ORDER_UNKNOWN ? NULL : rank) ==
            ORDER_UNKNOWN) {
            first = unknown++ == 0 ? t : first;
        }
        TRY(check_tied(mem, campaign, t, err));
        arena_release(mem, mark);
    }
    campaign->order_unknown = unknown > 0;
    if (unknown > 0)
        tell_unknown(mem, campaign, first, unknown - 1, notes);
    if (kind == ORDER_DAY_FIRST)
        notes_add(notes, "rounds are read as dates, the day first: day/month/year");
    if (kind == ORDER_MONTH_FIRST)
        notes_add(notes, "rounds are read as dates, the month first: month/day/year");
    return OK;
}

const struct team_round **files_campaign_rounds_of(struct arena *mem,
                                                   const struct campaign *campaign,
                                                   uint32_t team_number)
{
    const struct campaign_team *team = files_rows_at(&campaign->team_rows, team_number);
    const struct team_round **rounds =
        NEW_ARRAY(mem, const struct team_round *, team->round_count);
    size_t count = 0;
    for (uint32_t at = team->first_round; at != NO_NUMBER;) {
        const struct team_round *round = files_campaign_round_at(campaign, at);
        size_t place = count++;
        /* Rounds nearly always come in order: insertion from the end. */
        while (place > 0 && rounds[place - 1]->place > round->place) {
            rounds[place] = rounds[place - 1];
            place--;
        }
        rounds[place] = round;
        at = round->next;
    }
    return rounds;
}

static void place_seat(const struct campaign *campaign, const struct seat *seat, size_t row,
                       struct raw_round *raw)
{
    if (seat->items != NO_NUMBER) {
        const signed char *cells = files_rows_at(&campaign->items, seat->items);
        for (size_t i = 0; i < raw->items.items; i++)
            if (cells[i] != NO_CHOICE)
                grid_put(raw->items, row, i, campaign->instrument->low + cells[i]);
    }
    if (seat->ranks != NO_NUMBER) {
        const signed char *cells = files_rows_at(&campaign->ranks, seat->ranks);
        for (size_t i = 0; i < raw->ranks.items; i++)
            if (cells[i] != 0)
                grid_put(raw->ranks, row, i, cells[i] / 2.0);
    }
}

static void place_ratings(const struct campaign *campaign, const struct team_round *round,
                          const size_t row_of[TEAM_MAX], struct raw_round *raw)
{
    for (uint32_t at = round->first_rating; at != NO_NUMBER;) {
        const struct rating *rating = files_rows_at(&campaign->ratings, at);
        for (size_t q = 0; q < campaign->instrument->question_count; q++)
            grid_put(raw->ratings[q], row_of[rating->actor], row_of[rating->partner],
                     rating->values[q]);
        at = rating->next;
    }
}

struct raw_round files_campaign_raw_round(struct arena *mem, const struct campaign *campaign,
                                          const struct team_round *round)
{
    const struct instrument *instrument = campaign->instrument;
    assert(round->seat_count >= TEAM_MIN && round->seat_count <= TEAM_MAX);
    const struct seat *seats[TEAM_MAX];
    size_t row_of[TEAM_MAX], silent = 0;
    struct raw_round raw = { .instrument = instrument,
                             .seats = round->seat_count,
                             .items_asked = round->items_asked,
                             .ratings_asked = round->ratings_asked,
                             .ranks_asked = round->ranks_asked };
    uint32_t at = round->first_seat;
    for (size_t i = 0; i < raw.seats; i++) {
        seats[i] = files_campaign_seat_at(campaign, at);
        raw.respondents += seats[i]->answered;
        raw.consents += seats[i]->consents;
        at = seats[i]->next;
    }
    raw.items = grid_empty(mem, raw.respondents, instrument->item_count);
    raw.ranks = grid_empty(mem, raw.respondents, instrument->motive_count);
    for (size_t q = 0; q < instrument->question_count; q++)
        raw.ratings[q] = grid_empty(mem, raw.seats, raw.seats);
    size_t answered = 0;
    for (size_t i = 0; i < raw.seats; i++) {
        row_of[i] = seats[i]->answered ? answered++ : raw.respondents + silent++;
        if (seats[i]->answered)
            place_seat(campaign, seats[i], row_of[i], &raw);
    }
    place_ratings(campaign, round, row_of, &raw);
    return raw;
}

/* One value of every seat, or NULL when none gave it. */
static const double *decision_values(struct arena *mem, const struct campaign *campaign,
                                     const struct team_round *round, enum decision_value value)
{
    double *out = NEW_ARRAY(mem, double, round->seat_count);
    bool some = false;
    uint32_t at = round->first_seat;
    for (size_t i = 0; i < round->seat_count; i++) {
        const struct seat *seat = files_campaign_seat_at(campaign, at);
        const struct decision_row *row = NULL;
        if (seat->decision != NO_NUMBER)
            row = files_rows_at(&campaign->decisions, seat->decision);
        out[i] = row ? row->values[value] : NAN;
        some |= !isnan(out[i]);
        at = seat->next;
    }
    return some ? out : NULL;
}

bool files_campaign_decision(struct arena *mem, const struct campaign *campaign,
                             const struct team_round *round, struct decision *out)
{
    *out = (struct decision){
        .people = round->seat_count,
        .before = decision_values(mem, campaign, round, DECISION_BEFORE),
        .said = decision_values(mem, campaign, round, DECISION_SAID),
        .after = decision_values(mem, campaign, round, DECISION_AFTER),
        .guess = decision_values(mem, campaign, round, DECISION_GUESS),
        .satisfaction = decision_values(mem, campaign, round, DECISION_SATISFACTION),
        .decided = round->decided,
        .satisfaction_top = SATISFACTION_TOP,
    };
    return out->before || out->said || out->after || out->guess || out->satisfaction;
}
