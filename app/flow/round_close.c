/* The end of a round: raw answers become a release, once, and nothing after. */
#include <stdlib.h>
#include <string.h>

#include "flow/round_within.h"
#include "release/counts.h"
#include "release/received.h"
#include "store/answers.h"
#include "store/marks.h"
#include "store/releases.h"
#include "store/teams.h"
#include "words/day.h"
#include "json/release_json.h"

enum { DAY_SECONDS = 86400 };

struct closing {
    struct arena *mem;
    struct team_id team;
    const struct round_rules *rules;
    int64_t now;
    struct round *out;
    enum refusal *refusal;
    bool by_clock;
};

/* Seats in the order in which raw_round wants them: those whose form counts first. */
struct seating {
    struct seat_id seat[TEAM_MAX];
    size_t seats, respondents, consents;
    bool out[TEAM_MAX]; /* its link was made again, or a coach sits there: nothing of it counts
                         */
    bool wrong_team;
};

static bool counts(const struct instrument *instrument, const struct answers *answers,
                   struct seat_id seat)
{
    size_t known = 0;
    for (size_t i = 0; i < answers->count; i++) {
        const struct answer *answer = &answers->list[i];
        known += answer->seat.value == seat.value && answer->known &&
                 answer->kind == ANSWER_ITEM &&
                 instrument_item(instrument, answer->question) != NO_INDEX;
    }
    return known >= release_form_needs(instrument);
}

/* A seat that is left out stays a seat: the two thirds are of all. */
static struct seating seat_them(const struct instrument *instrument,
                                const struct participants *participants,
                                const struct answers *answers)
{
    struct seating s = { 0 };
    for (int wanted = 1; wanted >= 0; wanted--)
        for (size_t i = 0; i < participants->count; i++) {
            const struct participant *part = &participants->list[i];
            bool in = !part->remade && counts(instrument, answers, part->seat);
            if (in != (bool)wanted)
                continue;
            s.out[s.seats] = part->remade;
            s.seat[s.seats++] = part->seat;
            s.respondents += in;
        }
    for (size_t i = 0; i < participants->count; i++) {
        s.consents += participants->list[i].consents == YES && !participants->list[i].remade;
        s.wrong_team |= participants->list[i].right_team == NO;
    }
    return s;
}

static size_t place_of(const struct seating *s, struct seat_id seat)
{
    size_t i = 0;
    while (i < s->seats && s->seat[i].value != seat.value)
        i++;
    return i;
}

static size_t question_of(const struct instrument *instrument, const char *key)
{
    size_t i = 0;
    while (i < instrument->question_count && strcmp(instrument->questions[i].key, key) != 0)
        i++;
    return i;
}

static size_t motive_of(const struct instrument *instrument, const char *key)
{
    size_t i = 0;
    while (i < instrument->motive_count && strcmp(instrument->motives[i].key, key) != 0)
        i++;
    return i;
}

/* An answer to a question that this version of the instrument lacks is left out. */
static void lay_down(struct raw_round *raw, int *guesses, const struct seating *s,
                     const struct answer *answer)
{
    size_t place = place_of(s, answer->seat);
    if (!answer->known || place >= s->respondents)
        return;
    if (answer->kind == ANSWER_ITEM) {
        int item = instrument_item(raw->instrument, answer->question);
        if (item != NO_INDEX)
            grid_put(raw->items, place, (size_t)item, answer->choice);
    } else if (answer->kind == ANSWER_RATING) {
        size_t question = question_of(raw->instrument, answer->question);
        size_t about = place_of(s, answer->about);
        if (question < raw->instrument->question_count && about < s->seats && !s->out[about])
            grid_put(raw->ratings[question], place, about, answer->choice);
    } else if (answer->kind == ANSWER_RANK) {
        size_t motive = motive_of(raw->instrument, answer->question);
        if (motive < raw->instrument->motive_count)
            grid_put(raw->ranks, place, motive, answer->choice);
    } else {
        guesses[place] = (int)answer->choice;
    }
}

static struct raw_round raw_of(struct arena *mem, const struct instrument *instrument,
                               const struct round *round, const struct seating *s,
                               const struct answers *answers)
{
    int *guesses = NEW_ARRAY(mem, int, TEAM_MAX);
    struct raw_round raw = {
        .instrument = instrument,
        .seats = s->seats,
        .respondents = s->respondents,
        .items_asked = true,
        .ratings_asked = round->ratings,
        .ranks_asked = round->ranks,
        .items = grid_empty(mem, s->respondents, instrument->item_count),
        .ranks = grid_empty(mem, s->respondents, instrument->motive_count),
        .guesses = guesses,
        .consents = s->consents,
    };
    for (size_t q = 0; q < instrument->question_count; q++)
        raw.ratings[q] = grid_empty(mem, s->seats, s->seats);
    for (size_t i = 0; i < answers->count; i++)
        lay_down(&raw, guesses, s, &answers->list[i]);
    return raw;
}

static enum status keep_received(struct transaction *transaction, const struct round *round,
                                 const struct raw_round *raw, const struct seating *s,
                                 struct err *err)
{
    for (size_t seat = 0; round->ratings && seat < s->seats; seat++) {
        struct received words[QUESTIONS_MAX];
        release_received(raw, seat, words);
        for (size_t q = 0; q < raw->instrument->question_count; q++)
            if (words[q].gap == SHOWN)
                TRY(store_received_save(
                    transaction, round->team, round->id,
                    &(struct stored_received){ .seat = s->seat[seat],
                                               .question = raw->instrument->questions[q].key,
                                               .word = words[q].word },
                    err));
    }
    return OK;
}

/* A seat is named on the first page until a portrait has counted it as any other. */
static enum status forget_marks(struct transaction *transaction, const struct closing *c,
                                const struct seating *s, struct err *err)
{
    for (size_t i = 0; i < s->seats; i++)
        if (!s->out[i])
            TRY(store_mark_remove(transaction, c->team, s->seat[i], MARK_REMADE, err));
    return OK;
}

static enum status publish(struct transaction *transaction, const struct closing *c,
                           struct round *round, const struct seating *s,
                           const struct answers *answers, struct err *err)
{
    struct release *release = NEW(c->mem, struct release);
    struct team team;
    struct raw_round raw = raw_of(c->mem, c->rules->instrument, round, s, answers);
    release_round(c->mem, &raw, c->rules->model, release);
    TRY(store_release_save(
        transaction,
        &(struct stored_release){ .team = c->team,
                                  .round = round->id,
                                  .released_at = c->now,
                                  .seats = (int)release->seats,
                                  .respondents = (int)release->respondents,
                                  .json = json_release_freeze(c->mem, release),
                                  .model = c->rules->model ? c->rules->model->key : NULL,
                                  .model_version =
                                      c->rules->model ? c->rules->model->version : NULL },
        err));
    TRY(keep_received(transaction, round, &raw, s, err));
    TRY(store_team_load(c->mem, transaction, c->team, &team, err));
    round->state = ROUND_RELEASED;
    round->ended_at = c->now;
    round->told_count = (int)s->respondents;
    round->told_at = c->now;
    if (!team.coach.value)
        round->blocks_open = BLOCKS_ALL;
    TRY(forget_marks(transaction, c, s, err));
    TRY(store_round_save(transaction, round, err));
    return round_tell(transaction, c->team, c->now, "round.closed", err);
}

/* By the clock, a round that cannot be released gets a week more, one that is held waits as
 * long as it is; past its 60 days it is cancelled. */
static enum status put_off(struct transaction *transaction, const struct closing *c,
                           struct round *round, int64_t later, struct err *err)
{
    if (later > day_end(round->opened_at, ROUND_DAYS_MAX))
        return round_cancel(transaction, round, c->now, "round.cancelled", err);
    bool moved = later > round->announced_at;
    round->closes_at = later;
    round->announced_at = moved ? later : round->announced_at;
    TRY(store_round_save(transaction, round, err));
    return moved ? round_tell(transaction, c->team, c->now, "round.extended", err) : OK;
}

static enum status close_within(struct transaction *transaction, void *context, struct err *err)
{
    struct closing *c = context;
    struct round *round = c->out;
    struct participants participants;
    struct answers answers;
    TRY(round_find_open(c->mem, transaction, c->team, round, c->refusal, err));
    if (c->by_clock && c->now < round->closes_at)
        return OK; /* put off by someone since the clock looked */
    TRY(store_participants_load(c->mem, transaction, c->team, round->id, &participants, err));
    TRY(store_answers_load_round(c->mem, transaction, c->team, round->id, &answers, err));
    if (participants.count > TEAM_MAX)
        return fail(err, BROKEN, "a round has more than %d seats", TEAM_MAX);
    struct seating s = seat_them(c->rules->instrument, &participants, &answers);
    bool enough = s.respondents >= R_RELEASE && 3 * s.respondents >= 2 * s.seats;
    bool held = c->now < round->held_until;
    if (enough && !s.wrong_team && !held)
        return publish(transaction, c, round, &s, &answers, err);
    if (c->by_clock)
        return put_off(transaction, c, round,
                       held ? round->held_until : day_end(c->now, ROUND_EXTENSION_DAYS), err);
    if (held)
        return round_refuse(c->refusal, REFUSED_HELD, err);
    return round_refuse(c->refusal, enough ? REFUSED_WRONG_TEAM : REFUSED_TOO_FEW, err);
}

enum status round_close_within(struct arena *mem, struct transaction *transaction,
                               struct team_id team, const struct round_rules *rules,
                               int64_t now, struct round *out, enum refusal *refusal,
                               struct err *err)
{
    struct closing closing = { mem, team, rules, now, out, refusal, false };
    return close_within(transaction, &closing, err);
}

enum status flow_round_close(struct db *db, struct arena *mem, struct team_id team,
                             const struct round_rules *rules, int64_t now, struct round *out,
                             enum refusal *refusal, struct err *err)
{
    struct closing closing = { mem, team, rules, now, out, refusal, false };
    return db_within(db, team, close_within, &closing, err);
}

enum status flow_round_clock(struct db *db, struct arena *mem, const struct round_rules *rules,
                             int64_t now, struct err *err)
{
    struct transaction *transaction;
    struct rounds due;
    TRY(round_count_daily(db, mem, rules->instrument, now, err));
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_rounds_due(mem, transaction, now, &due, err);
    db_abandon(transaction);
    for (size_t i = 0; status == OK && i < due.count; i++) {
        struct round round;
        enum refusal refusal = NOT_REFUSED;
        struct closing closing = { mem, due.list[i].team, rules, now, &round, &refusal, true };
        status = db_within(db, due.list[i].team, close_within, &closing, err);
        if (status == REFUSED || status == CONFLICT)
            status = OK; /* someone ended it meanwhile */
    }
    return status;
}
