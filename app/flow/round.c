/* Opening, extending, cancelling. What ends in a release is in round_close.c. */
#include "flow/round.h"

#include "flow/ending.h"
#include "flow/round_within.h"
#include "store/answers.h"
#include "store/happenings.h"
#include "store/marks.h"
#include "store/seats.h"
#include "words/day.h"

enum { DAY_SECONDS = 86400 };

enum status round_refuse(enum refusal *refusal, enum refusal why, struct err *err)
{
    static const char *const sentence[] = {
        [REFUSED_ROUND_OPEN] = "a round is open already: close or cancel it first",
        [REFUSED_TOO_SOON] = "rounds are at least 21 days apart",
        [REFUSED_TEAM_SIZE] = "a team has 3 to 8 members",
        [REFUSED_ROUND_ENDED] = "no round is open",
        [REFUSED_TOO_FEW] = "a release needs 3 answers and two thirds of the seats",
        [REFUSED_WRONG_TEAM] = "a member said that this is not their team",
        [REFUSED_NOT_RELEASED] = "the round has not been released",
        [REFUSED_DATE] = "a round closes in the future, at most 60 days after it opens",
        [REFUSED_HELD] =
            "a link was pressed after it had served elsewhere: closing waits 48 hours",
        [REFUSED_COACH] = "a coach's browser answers nothing",
        [REFUSED_RIGHT] = "only another member may do that",
        [REFUSED_FULL] = "a team has 8 members at most",
        [REFUSED_NAME] = "a name of its own is needed, of 1 to 60 characters",
        [REFUSED_RENAMING] = "names stand still while a round is open",
        [REFUSED_LONG] = "a craft has 80 characters at most, a horizon 120, an aim 200",
        [REFUSED_OTHER_ROUND] = "this form is of a round that has ended",
        [REFUSED_OTHER_SEAT] = "this form is of another seat",
        [REFUSED_OLDER_PAGE] = "these answers were changed by another page since",
        [REFUSED_ARCHIVED] = "this team is in the archive: nothing changes in it",
        [REFUSED_DELETING] = "this team is going to be deleted: nothing begins in it",
        [REFUSED_TEAM_NAME] = "that is not the name of the team",
    };
    *refusal = why;
    return fail(err, REFUSED, "%s", sentence[why]);
}

enum status round_tell(struct transaction *transaction, struct team_id team, int64_t now,
                       const char *kind, struct err *err)
{
    return store_happening_save(transaction, team,
                                &(struct happening){ .at = now, .kind = kind }, err);
}

enum status round_find_open(struct arena *mem, struct transaction *transaction,
                            struct team_id team, struct round *out, enum refusal *refusal,
                            struct err *err)
{
    enum status status = store_round_find_open(mem, transaction, team, out, err);
    return status == NOT_FOUND ? round_refuse(refusal, REFUSED_ROUND_ENDED, err) : status;
}

static bool date_fits(int64_t opened_at, int64_t now, int64_t closes_at)
{
    return closes_at > now && closes_at <= day_end(opened_at, ROUND_DAYS_MAX);
}

/* How many rounds were released before this one, and when the last was. */
static void read_history(const struct rounds *rounds, int *released, int64_t *last)
{
    for (size_t i = 0; i < rounds->count; i++)
        if (rounds->list[i].state == ROUND_RELEASED) {
            ++*released;
            *last = rounds->list[i].ended_at;
        }
}

static enum status ask_everyone(struct transaction *transaction, const struct seats *seats,
                                const struct round *round, struct err *err)
{
    for (size_t i = 0; i < seats->count; i++)
        if (seats->list[i].state != SEAT_LEFT)
            TRY(store_participant_save(transaction,
                                       &(struct participant){ .team = round->team,
                                                              .round = round->id,
                                                              .seat = seats->list[i].id,
                                                              .right_team = NOT_ASKED,
                                                              .consents = NOT_ASKED },
                                       err));
    return OK;
}

static size_t members_of(const struct seats *seats)
{
    size_t count = 0;
    for (size_t i = 0; i < seats->count; i++)
        count += seats->list[i].state != SEAT_LEFT;
    return count;
}

enum status flow_round_open_within(struct arena *mem, struct transaction *transaction,
                                   struct team_id team, const struct instrument *instrument,
                                   int64_t now, int64_t closes_at, enum refusal *refusal,
                                   struct err *err)
{
    struct rounds rounds;
    struct seats seats;
    int released = 0;
    int64_t last = 0;
    TRY(store_rounds_load(mem, transaction, team, &rounds, err));
    TRY(store_seats_load(mem, transaction, team, &seats, err));
    read_history(&rounds, &released, &last);
    size_t members = members_of(&seats);
    if (rounds.count && rounds.list[rounds.count - 1].state == ROUND_OPEN)
        return round_refuse(refusal, REFUSED_ROUND_OPEN, err);
    if (released && now - last < (int64_t)ROUND_DAYS_APART * DAY_SECONDS)
        return round_refuse(refusal, REFUSED_TOO_SOON, err);
    if (members < TEAM_MIN || members > TEAM_MAX)
        return round_refuse(refusal, REFUSED_TEAM_SIZE, err);
    if (!date_fits(now, now, closes_at))
        return round_refuse(refusal, REFUSED_DATE, err);
    bool colleagues = members >= R_WORDS;
    struct round round = {
        .team = team,
        .id = { store_new_id() },
        .number = rounds.count ? rounds.list[rounds.count - 1].number + 1 : 1,
        .instrument = instrument->key,
        .version = instrument->version,
        .state = ROUND_OPEN,
        .opened_at = now,
        .closes_at = closes_at,
        .announced_at = closes_at,
        .told_at = now,
        .ratings = colleagues && released % RATINGS_EVERY == 0,
        .ranks = colleagues,
    };
    TRY(store_marks_remove(transaction, team, MARK_PRESSED, err));
    TRY(store_round_save(transaction, &round, err));
    TRY(ask_everyone(transaction, &seats, &round, err));
    return round_tell(transaction, team, now, "round.opened", err);
}

struct wish {
    struct arena *mem;
    struct team_id team;
    struct round_id round;
    const struct instrument *instrument;
    int64_t now, closes_at;
    int blocks;
    enum refusal *refusal;
};

static enum status open_within(struct transaction *transaction, void *context, struct err *err)
{
    struct wish *w = context;
    TRY(flow_ending_awake(w->mem, transaction, w->team, w->refusal, err));
    return flow_round_open_within(w->mem, transaction, w->team, w->instrument, w->now,
                                  w->closes_at, w->refusal, err);
}

enum status flow_round_open(struct db *db, struct arena *mem, struct team_id team,
                            const struct instrument *instrument, int64_t now, int64_t closes_at,
                            enum refusal *refusal, struct err *err)
{
    struct wish wish = { .mem = mem,
                         .team = team,
                         .instrument = instrument,
                         .now = now,
                         .closes_at = closes_at,
                         .refusal = refusal };
    return db_within(db, team, open_within, &wish, err);
}

static enum status extend_within(struct transaction *transaction, void *context,
                                 struct err *err)
{
    struct wish *w = context;
    struct round round;
    TRY(round_find_open(w->mem, transaction, w->team, &round, w->refusal, err));
    if (w->closes_at <= round.announced_at || !date_fits(round.opened_at, w->now, w->closes_at))
        return round_refuse(w->refusal, REFUSED_DATE, err);
    round.closes_at = round.announced_at = w->closes_at;
    TRY(store_round_save(transaction, &round, err));
    return round_tell(transaction, w->team, w->now, "round.extended", err);
}

enum status flow_round_extend(struct db *db, struct arena *mem, struct team_id team,
                              int64_t now, int64_t closes_at, enum refusal *refusal,
                              struct err *err)
{
    struct wish wish = {
        .mem = mem, .team = team, .now = now, .closes_at = closes_at, .refusal = refusal
    };
    return db_within(db, team, extend_within, &wish, err);
}

enum status round_cancel(struct transaction *transaction, struct round *round, int64_t now,
                         const char *kind, struct err *err)
{
    TRY(store_answers_remove_round(transaction, round->team, round->id, err));
    round->state = ROUND_CANCELLED;
    round->ended_at = now;
    TRY(store_round_save(transaction, round, err));
    return round_tell(transaction, round->team, now, kind, err);
}

static enum status cancel_within(struct transaction *transaction, void *context,
                                 struct err *err)
{
    struct wish *w = context;
    struct round round;
    TRY(round_find_open(w->mem, transaction, w->team, &round, w->refusal, err));
    return round_cancel(transaction, &round, w->now, "round.cancelled", err);
}

enum status flow_round_cancel(struct db *db, struct arena *mem, struct team_id team,
                              int64_t now, enum refusal *refusal, struct err *err)
{
    struct wish wish = { .mem = mem, .team = team, .now = now, .refusal = refusal };
    return db_within(db, team, cancel_within, &wish, err);
}

static enum status show_within(struct transaction *transaction, void *context, struct err *err)
{
    struct wish *w = context;
    struct round round;
    TRY(store_round_load(w->mem, transaction, w->team, w->round, &round, err));
    if (round.state != ROUND_RELEASED)
        return fail(err, REFUSED, "the round has not been released");
    if (w->blocks <= round.blocks_open)
        return OK; /* what has been open stays open */
    round.blocks_open = w->blocks;
    return store_round_save(transaction, &round, err);
}

enum status flow_round_show(struct db *db, struct arena *mem, struct team_id team,
                            struct round_id round, int blocks, struct err *err)
{
    struct wish wish = { .mem = mem, .team = team, .round = round, .blocks = blocks };
    return db_within(db, team, show_within, &wish, err);
}
