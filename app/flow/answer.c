/* One seat's side of an open round. Nothing here reads another seat's answers. */
#include "flow/answer.h"

#include <string.h>

#include "flow/group.h"
#include "flow/round_within.h"
#include "release/counts.h"
#include "store/marks.h"

struct sheet {
    struct arena *mem;
    struct team_id team;
    struct seat_id seat;
    const struct answer_beginning *beginning;
    const struct answer_save *save;
    const struct answer_form *form; /* NULL: none was filled */
    bool for_good, *closes_now;
    int64_t now;
    enum refusal *refusal;
};

/* A form left open while the device changed hands, or from one round to the next. */
static enum status check_form(const struct sheet *sheet, const struct round *round,
                              struct err *err)
{
    const struct answer_form *form = sheet->form;
    if (form && form->seat.value && form->seat.value != sheet->seat.value)
        return round_refuse(sheet->refusal, REFUSED_OTHER_SEAT, err);
    if (form && form->round.value && form->round.value != round->id.value)
        return round_refuse(sheet->refusal, REFUSED_OTHER_ROUND, err);
    return OK;
}

/* The open round and this seat's part in it, while it takes answers. */
static enum status find_part(struct transaction *transaction, const struct sheet *sheet,
                             struct round *round, struct participant *part, struct err *err)
{
    TRY(round_find_open(sheet->mem, transaction, sheet->team, round, sheet->refusal, err));
    TRY(check_form(sheet, round, err));
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
    flow_tell_apart(sheet->mem, &out->colleagues);
    if (out->colleagues.count > TEAM_MAX)
        return fail(err, BROKEN, "a team has more than %d seats", TEAM_MAX);
    TRY(find_remade(transaction, sheet, out, err));
    TRY(store_answer_pages_load(sheet->mem, transaction, sheet->team, out->round.id,
                                sheet->seat, &out->pages, err));
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
                           .form = &beginning->form,
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

/* When everyone is done, the round waits half an hour after the last answer, so that answers
 * stay changeable; said for good or not. */
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
    int64_t last = *for_good && round->answered_at ? round->answered_at : sheet->now;
    if (last < round->opened_at) /* a clock that was ahead then may have been put right */
        last = round->opened_at;
    int64_t quiet = last + ROUND_QUIET_SECONDS;
    *for_good &= done && quiet <= sheet->now;
    if (!done || *for_good)
        return OK;
    round->closes_at = quiet < round->announced_at ? quiet : round->announced_at;
    return store_round_save(transaction, round, err);
}

static bool differs(const struct answer *stored, const struct answer *sent)
{
    return stored->kind == sent->kind && stored->about.value == sent->about.value &&
           strcmp(stored->question, sent->question) == 0 &&
           (stored->known != sent->known || (sent->known && stored->choice != sent->choice));
}

/* Every answer sent is new, or is what is stored already. */
static enum status adds_only(struct transaction *transaction, const struct sheet *sheet,
                             struct round_id round, struct err *err)
{
    struct answers stored;
    const struct answers *sent = sheet->save->answers;
    TRY(store_answers_load(sheet->mem, transaction, sheet->team, round, sheet->seat, &stored,
                           err));
    for (size_t i = 0; i < stored.count; i++)
        for (size_t j = 0; j < sent->count; j++)
            if (differs(&stored.list[i], &sent->list[j]))
                return round_refuse(sheet->refusal, REFUSED_OLDER_PAGE, err);
    return OK;
}

static enum status check_page(struct transaction *transaction, const struct sheet *sheet,
                              struct round_id round, struct err *err)
{
    const struct answer_step step = { sheet->team, round, sheet->seat, sheet->save->step };
    bool latest = false;
    if (!sheet->form)
        return OK;
    if (sheet->form->page)
        TRY(store_answer_page_turn(transaction, &step, sheet->form->from, sheet->form->page,
                                   &latest, err));
    return latest ? OK : adds_only(transaction, sheet, round, err);
}

static enum status save_within(struct transaction *transaction, void *context, struct err *err)
{
    struct sheet *sheet = context;
    const struct answer_save *save = sheet->save;
    struct round round;
    struct participant part;
    bool for_good = false;
    TRY(find_part_in_time(transaction, sheet, &round, &part, err));
    TRY(check_page(transaction, sheet, round.id, err));
    TRY(store_answers_save_within(transaction, sheet->team, round.id, sheet->seat,
                                  save->answers, sheet->now, err));
    if (save->step > part.step) {
        part.step = save->step;
        TRY(store_participant_save(transaction, &part, err));
    }
    TRY(round_count_third(sheet->mem, transaction, save->instrument, &round, sheet->now, err));
    if (part.submitted == NOT_SUBMITTED)
        return OK;
    TRY(store_round_load(sheet->mem, transaction, sheet->team, round.id, &round, err));
    return wait_if_all_done(transaction, sheet, &round, &for_good, err);
}

enum status flow_answer_save(struct db *db, struct arena *mem, const struct answer_save *save,
                             enum refusal *refusal, struct err *err)
{
    for (size_t i = 0; i < save->answers->count; i++)
        TRY(accept(save->instrument, &save->answers->list[i], err));
    struct sheet sheet = { .mem = mem,
                           .team = save->team,
                           .seat = save->seat,
                           .save = save,
                           .form = save->form,
                           .now = save->now,
                           .refusal = refusal };
    return db_within(db, save->team, save_within, &sheet, err);
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

enum status flow_answer_submit(struct db *db, struct arena *mem,
                               const struct answer_submit *submit, bool *closes_now,
                               enum refusal *refusal, struct err *err)
{
    struct sheet sheet = { .mem = mem,
                           .team = submit->team,
                           .seat = submit->seat,
                           .form = submit->form,
                           .for_good = submit->for_good,
                           .closes_now = closes_now,
                           .now = submit->now,
                           .refusal = refusal };
    return db_within(db, submit->team, submit_within, &sheet, err);
}

struct answer_progress flow_answer_progress(const struct instrument *instrument,
                                            const struct answer_sheet *sheet)
{
    struct answer_progress out = { .asked = instrument->item_count,
                                   .needed = release_form_needs(instrument) };
    for (size_t i = 0; i < sheet->answers.count; i++) {
        const struct answer *answer = &sheet->answers.list[i];
        out.answered += answer->kind == ANSWER_ITEM && answer->known &&
                        instrument_item(instrument, answer->question) != NO_INDEX;
    }
    return out;
}
