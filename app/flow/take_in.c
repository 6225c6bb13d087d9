/* A past round is opened, answered and closed in the moment it is taken in, so that its release
 * is made where every other is. */
#include "flow/take_in.h"

#include <math.h>
#include <string.h>

#include "flow/group.h"
#include "flow/link.h"
#include "flow/round_within.h"
#include "store/answers.h"
#include "store/coaches.h"
#include "store/happenings.h"
#include "store/releases.h"

enum { DAY_SECONDS = 86400, PAST_MAX = 512 };

struct taking {
    struct arena *mem;
    const struct round_rules *rules;
    const struct incoming *incoming;
    const struct take_in *wish;
    int64_t now;
    struct taken_teams *out;
    struct coach_id coach;
};

/* The people of past rounds of one team, each once. */
struct past {
    const char *names[PAST_MAX];
    struct seat_id seats[PAST_MAX];
    size_t count;
};

static enum status save_seat(struct transaction *transaction, const struct taking *t,
                             struct team_id team, const char *name, size_t position,
                             enum seat_state state, struct seat *out, struct err *err)
{
    *out = (struct seat){ .team = team,
                          .id = { store_new_id() },
                          .position = (int)position,
                          .name = name,
                          .initials = flow_initials(t->mem, name),
                          .craft = "",
                          .horizon = "",
                          .works_best = "",
                          .state = state,
                          .lang = t->wish->lang };
    return store_seat_save(transaction, out, err);
}

static enum status find_past(struct transaction *transaction, const struct taking *t,
                             struct team_id team, struct past *past, const char *name,
                             struct seat_id *out, struct err *err)
{
    struct seat seat;
    for (size_t i = 0; i < past->count; i++)
        if (strcmp(past->names[i], name) == 0) {
            *out = past->seats[i];
            return OK;
        }
    if (past->count == PAST_MAX)
        return fail(err, BAD_INPUT, "a team has had more than %d people", PAST_MAX);
    TRY(save_seat(transaction, t, team, name, past->count, SEAT_LEFT, &seat, err));
    past->names[past->count] = name;
    past->seats[past->count++] = *out = seat.id;
    return OK;
}

static void add(struct answers *answers, enum answer_kind kind, const char *question,
                struct seat_id about, double choice)
{
    if (!isnan(choice))
        answers->list[answers->count++] = (struct answer){
            .kind = kind, .question = question, .about = about, .known = true, .choice = choice
        };
}

static struct answers answers_of(struct arena *mem, const struct raw_round *raw, size_t row,
                                 const struct seat_id seats[])
{
    const struct instrument *instrument = raw->instrument;
    size_t room = instrument->item_count + instrument->motive_count +
                  instrument->question_count * raw->seats;
    struct answers answers = { NEW_ARRAY(mem, struct answer, room), 0 };
    struct seat_id nobody = { 0 };
    for (size_t i = 0; i < instrument->item_count; i++)
        add(&answers, ANSWER_ITEM, instrument->items[i].key, nobody,
            grid_at(raw->items, row, i));
    for (size_t i = 0; i < instrument->motive_count; i++)
        add(&answers, ANSWER_RANK, instrument->motives[i].key, nobody,
            grid_at(raw->ranks, row, i));
    for (size_t q = 0; q < instrument->question_count; q++)
        for (size_t other = 0; other < raw->seats; other++)
            if (other != row)
                add(&answers, ANSWER_RATING, instrument->questions[q].key, seats[other],
                    grid_at(raw->ratings[q], row, other));
    return answers;
}

static enum status fill_round(struct transaction *transaction, const struct taking *t,
                              const struct round *round, const struct incoming_round *from,
                              const struct seat_id seats[], struct err *err)
{
    for (size_t i = 0; i < from->raw.seats; i++)
        TRY(store_participant_save(
            transaction,
            &(struct participant){ .team = round->team,
                                   .round = round->id,
                                   .seat = seats[i],
                                   .right_team = NOT_ASKED,
                                   .consents = from->consents[i] ? YES : NOT_ASKED },
            err));
    for (size_t i = 0; i < from->raw.respondents; i++) {
        struct answers answers = answers_of(t->mem, &from->raw, i, seats);
        TRY(store_answers_save_within(transaction, round->team, round->id, seats[i], &answers,
                                      t->now, err));
    }
    return OK;
}

/* Received words would reach whoever opens a place that has the name of another. */
static enum status close_round(struct transaction *transaction, const struct taking *t,
                               struct team_id team, const struct incoming_round *from,
                               const struct seat_id seats[], struct err *err)
{
    struct round closed;
    enum refusal refusal = NOT_REFUSED;
    TRY(round_close_within(t->mem, transaction, team, t->rules, t->now, &closed, &refusal,
                           err));
    for (size_t i = 0; i < from->raw.seats; i++)
        TRY(store_received_remove(transaction, team, seats[i], err));
    closed.blocks_open = BLOCKS_ALL;
    return store_round_save(transaction, &closed, err);
}

static enum status take_round(struct transaction *transaction, const struct taking *t,
                              struct team_id team, struct past *past, size_t number,
                              const struct incoming_round *from, struct err *err)
{
    struct seat_id seats[TEAM_MAX];
    const struct instrument *instrument = t->rules->instrument;
    const struct round round = {
        .team = team,
        .id = { store_new_id() },
        .number = (int)number + 1,
        .instrument = instrument->key,
        .version = instrument->version,
        .state = ROUND_OPEN,
        .opened_at = t->now,
        .closes_at = t->now + DAY_SECONDS,
        .announced_at = t->now + DAY_SECONDS,
        .told_at = t->now,
        .ratings = from->raw.ratings_asked,
        .ranks = from->raw.ranks_asked,
    };
    for (size_t i = 0; i < from->raw.seats; i++)
        TRY(find_past(transaction, t, team, past, from->people[i], &seats[i], err));
    TRY(store_round_save(transaction, &round, err));
    TRY(fill_round(transaction, t, &round, from, seats, err));
    return close_round(transaction, t, team, from, seats, err);
}

static enum status take_people(struct transaction *transaction, const struct taking *t,
                               const struct incoming_round *last, size_t position,
                               struct taken_team *out, struct err *err)
{
    for (size_t i = 0; i < last->raw.seats; i++) {
        struct seat seat;
        struct issued_link link;
        TRY(save_seat(transaction, t, out->team, last->people[i], position + i, SEAT_INVITED,
                      &seat, err));
        TRY(flow_link_issue(t->mem, transaction, &seat, LINK_SEAT, t->now, 0, &link, err));
        out->links[out->link_count++] = (struct new_link){ seat.id, link.name, link.text };
    }
    return OK;
}

static enum status take_team(struct transaction *transaction, const struct taking *t,
                             const struct incoming_team *from, struct taken_team *out,
                             struct err *err)
{
    struct past *past = NEW(t->mem, struct past);
    *out = (struct taken_team){ .name = from->name,
                                .team = { store_new_id() },
                                .rounds = from->count };
    TRY(store_team_save(transaction,
                        &(struct team){ .id = out->team,
                                        .name = from->name,
                                        .aim = "",
                                        .lang = t->wish->lang,
                                        .coach = t->coach,
                                        .created_at = t->now },
                        err));
    TRY(store_happening_save(transaction, out->team,
                             &(struct happening){ .at = t->now, .kind = "team.taken_in" },
                             err));
    for (size_t i = 0; i < from->count; i++)
        TRY(take_round(transaction, t, out->team, past, i, &from->rounds[i], err));
    return take_people(transaction, t, &from->rounds[from->count - 1], past->count, out, err);
}

/* The same files taken in twice are nearly always a mistake. */
static enum status check_new(struct transaction *transaction, const struct taking *t,
                             struct err *err)
{
    struct teams teams;
    TRY(store_teams_load_all(t->mem, transaction, &teams, err));
    for (size_t i = 0; i < teams.count; i++)
        for (size_t j = 0; j < t->incoming->count; j++)
            if (!teams.list[i].invented &&
                strcmp(teams.list[i].name, t->incoming->list[j].name) == 0)
                return fail(err, CONFLICT,
                            "a team is called %.80s here already; give the one in the files "
                            "another name",
                            teams.list[i].name);
    return OK;
}

static enum status find_coach(struct transaction *transaction, struct taking *t,
                              struct err *err)
{
    struct coach coach;
    if (!t->wish->coach)
        return OK;
    enum status status = store_coach_find(t->mem, transaction, t->wish->coach, &coach, err);
    if (status == NOT_FOUND)
        return fail(err, NOT_FOUND, "no coach has the address %.200s", t->wish->coach);
    TRY(status);
    t->coach = coach.id;
    return OK;
}

static enum status take_within(struct transaction *transaction, void *context, struct err *err)
{
    struct taking *t = context;
    TRY(find_coach(transaction, t, err));
    TRY(check_new(transaction, t, err));
    for (size_t i = 0; i < t->incoming->count; i++)
        TRY(take_team(transaction, t, &t->incoming->list[i], &t->out->list[i], err));
    return OK;
}

enum status flow_take_in(struct db *db, struct arena *mem, const struct round_rules *rules,
                         const struct incoming *incoming, const struct take_in *wish,
                         int64_t now, struct taken_teams *out, struct err *err)
{
    *out = (struct taken_teams){ NEW_ARRAY(mem, struct taken_team, incoming->count),
                                 incoming->count };
    struct taking taking = { mem, rules, incoming, wish, now, out, { 0 } };
    return db_within(db, NO_TEAM, take_within, &taking, err);
}
