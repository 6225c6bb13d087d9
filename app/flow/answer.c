/* One seat's side of an open round. Nothing here reads another seat's answers. */
#include "flow/answer.h"

#include <string.h>

#include "flow/round_within.h"
#include "store/marks.h"

struct sheet {
    struct arena *mem;
    struct team_id team;
    struct seat_id seat;
    const struct instrument *instrument;
    const struct answer_beginning *beginning;
    const struct answers *answers;
    int step;
    bool for_good, *closes_now;
    int64_t now;
    enum refusal *refusal;
};

/* The open round and this seat's part in it, while it takes answers. */
static enum status find_part(struct transaction *transaction, const struct sheet *sheet,
                             struct round *round, struct participant *part, struct err *err)
{
    TRY(round_find_open(sheet->mem, transaction, sheet->team, round, sheet->refusal, err));
    enum status status = store_participant_load(sheet->mem, transaction, sheet->team, round->id,
                                                sheet->seat, part, err);
    if (status == NOT_FOUND)
        return round_refuse(sheet->refusal, REFUSED_RIGHT, err);
    return status;
}

static enum status find_part_in_time(struct transaction *transaction, const struct sheet *sheet,
                                     struct round *round, struct participant *part,
                                     struct err *err)
{
    TRY(find_part(transaction, sheet, round, part, err));
    if (sheet->now >= round->closes_at)
        return round_refuse(sheet->refusal, REFUSED_ROUND_ENDED, err);
    return OK;
}

/* Members at the time; those that left keep their row for the journal's sake. */
static void keep_members(struct seats *seats, struct seat_id owner, struct seat *out)
{
    size_t count = 0;
    for (size_t i = 0; i < seats->count; i++) {
        if (seats->list[i].id.value == owner.value)
            *out = seats->list[i];
        if (seats->list[i].state != SEAT_LEFT)
            seats->list[count++] = seats->list[i];
    }
    seats->count = count;
}

static enum status find_remade(struct transaction *transaction, const struct sheet *sheet,
                               struct answer_sheet *out, struct err *err)
{
    struct marks marks;
    TRY(store_marks_load(sheet->mem, transaction, sheet->team, &marks, err));
    out->remade.list = NEW_ARRAY(sheet->mem, struct seat, out->colleagues.count);
    out->remade.count = 0;
    for (size_t i = 0; i < out->colleagues.count; i++)
        for (size_t m = 0; m < marks.count; m++)
            if (marks.list[m].kind == MARK_REMADE &&
                marks.list[m].seat.value == out->colleagues.list[i].id.value)
                out->remade.list[out->remade.count++] = out->colleagues.list[i];
    return OK;
}

static enum status load_within(struct transaction *transaction, const struct sheet *sheet,
                               struct answer_sheet *out, struct err *err)
{
    TRY(find_part(transaction, sheet, &out->round, &out->participant, err));
    TRY(store_team_load(sheet->mem, transaction, sheet->team, &out->team, err));
    TRY(store_seats_load(sheet->mem, transaction, sheet->team, &out->colleagues, err));
    keep_members(&out->colleagues, sheet->seat, &out->owner);
    if (out->colleagues.count > TEAM_MAX)
        return fail(err, BROKEN, "a team has more than %d seats", TEAM_MAX);
    TRY(find_remade(transaction, sheet, out, err));
    return store_answers_load(sheet->mem, transaction, sheet->team, out->round.id, sheet->seat,
                              &out->answers, err);
}

enum status flow_answer_load(struct db *db, struct arena *mem, struct team_id team,
                             struct seat_id seat, struct answer_sheet *out,
                             enum refusal *refusal, struct err *err)
{
    struct sheet sheet = { .mem = mem, .team = team, .seat = seat, .refusal = refusal };
    struct transaction *transaction;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = load_within(transaction, &sheet, out, err);
    db_abandon(transaction);
    return status;
}

enum status flow_answer_part(struct db *db, struct arena *mem, struct team_id team,
                             struct round_id round, struct seat_id seat,
                             struct participant *out, struct err *err)
{
    struct transaction *transaction;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_participant_load(mem, transaction, team, round, seat, out, err);
    db_abandon(transaction);
    return status;
}

static enum status begin_within(struct transaction *transaction, void *context, struct err *err)
{
    struct sheet *sheet = context;
    struct round round;
    struct participant part;
    TRY(find_part_in_time(transaction, sheet, &round, &part, err));
    /* A "no" said before the link was made again is not its new holder's to take back. */
    if (!part.remade || part.right_team != NO)
        part.right_team = sheet->beginning->right_team;
    if (part.step == 0) /* consent is given before answering, or not at all */
        part.consents = sheet->beginning->consents;
    return store_participant_save(transaction, &part, err);
}

enum status flow_answer_begin(struct db *db, struct arena *mem, struct team_id team,
                              struct seat_id seat, const struct answer_beginning *beginning,
                              int64_t now, enum refusal *refusal, struct err *err)
{
    struct sheet sheet = { .mem = mem,
                           .team = team,
                           .seat = seat,
                           .beginning = beginning,
                           .now = now,
                           .refusal = refusal };
    return db_within(db, team, begin_within, &sheet, err);
}

static bool has_key(const struct instrument *instrument, const struct answer *answer)
{
    if (answer->kind == ANSWER_GUESS)
        return strcmp(answer->question, "stage") == 0;
    for (size_t i = 0; answer->kind == ANSWER_RATING && i < instrument->question_count; i++)
        if (strcmp(answer->question, instrument->questions[i].key) == 0)
            return true;
    for (size_t i = 0; answer->kind == ANSWER_RANK && i < instrument->motive_count; i++)
        if (strcmp(answer->question, instrument->motives[i].key) == 0)
            return true;
    return false;
}

static enum status accept(const struct instrument *instrument, const struct answer *answer,
                          struct err *err)
{
    if (answer->kind == ANSWER_ITEM) {
        int item = instrument_item(instrument, answer->question);
        if (item == NO_INDEX)
            return fail(err, BAD_INPUT, "no question is called that");
        return answer->known ? instrument_accept(instrument, (size_t)item, answer->choice, err)
                             : OK;
    }
    if (!has_key(instrument, answer))
        return fail(err, BAD_INPUT, "no question is called that");
    if (!answer->known)
        return OK;
    if (answer->kind == ANSWER_RATING)
        return instrument_accept_rating(instrument, answer->choice, err);
    if (answer->kind == ANSWER_RANK)
        return instrument_accept_rank(instrument, answer->choice, err);
    int guess = (int)answer->choice;
    if (guess < 1 || guess > STAGES)
        return fail(err, BAD_INPUT, "the moment is one of four");
    return OK;
}

/* When everyone is done, the round waits half an hour after the last change. */
static enum status wait_if_all_done(struct transaction *transaction, const struct sheet *sheet,
                                    struct round *round, bool *for_good, struct err *err)
{
    struct participants all;
    bool done = true;
    *for_good = true;
    TRY(store_participants_load(sheet->mem, transaction, sheet->team, round->id, &all, err));
    for (size_t i = 0; i < all.count; i++) {
        done &= all.list[i].submitted != NOT_SUBMITTED;
        *for_good &= all.list[i].submitted == SUBMITTED_FOR_GOOD;
    }
    if (!done)
        return OK;
    int64_t quiet = sheet->now + ROUND_QUIET_SECONDS;
    round->closes_at = quiet < round->announced_at ? quiet : round->announced_at;
    return store_round_save(transaction, round, err);
}

static enum status save_within(struct transaction *transaction, void *context, struct err *err)
{
    struct sheet *sheet = context;
    struct round round;
    struct participant part;
    bool for_good = false;
    TRY(find_part_in_time(transaction, sheet, &round, &part, err));
    TRY(store_answers_save_within(transaction, sheet->team, round.id, sheet->seat,
                                  sheet->answers, sheet->now, err));
    if (sheet->step > part.step) {
        part.step = sheet->step;
        TRY(store_participant_save(transaction, &part, err));
    }
    if (part.submitted == NOT_SUBMITTED)
        return OK;
    TRY(store_round_load(sheet->mem, transaction, sheet->team, round.id, &round, err));
    return wait_if_all_done(transaction, sheet, &round, &for_good, err);
}

enum status flow_answer_save(struct db *db, struct arena *mem,
                             const struct instrument *instrument, struct team_id team,
                             struct seat_id seat, const struct answers *answers, int step,
                             int64_t now, enum refusal *refusal, struct err *err)
{
    for (size_t i = 0; i < answers->count; i++)
        TRY(accept(instrument, &answers->list[i], err));
    struct sheet sheet = { .mem = mem,
                           .team = team,
                           .seat = seat,
                           .answers = answers,
                           .step = step,
                           .now = now,
                           .refusal = refusal };
    return db_within(db, team, save_within, &sheet, err);
}

static enum status submit_within(struct transaction *transaction, void *context,
                                 struct err *err)
{
    struct sheet *sheet = context;
    struct round round;
    struct participant part;
    TRY(find_part_in_time(transaction, sheet, &round, &part, err));
    part.submitted = sheet->for_good ? SUBMITTED_FOR_GOOD : SUBMITTED;
    TRY(store_participant_save(transaction, &part, err));
    return wait_if_all_done(transaction, sheet, &round, sheet->closes_now, err);
}

enum status flow_answer_submit(struct db *db, struct arena *mem, struct team_id team,
                               struct seat_id seat, bool for_good, int64_t now,
                               bool *closes_now, enum refusal *refusal, struct err *err)
{
    struct sheet sheet = { .mem = mem,
                           .team = team,
                           .seat = seat,
                           .for_good = for_good,
                           .closes_now = closes_now,
                           .now = now,
                           .refusal = refusal };
    return db_within(db, team, submit_within, &sheet, err);
}
