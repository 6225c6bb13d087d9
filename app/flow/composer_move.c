/* Changes by hand: what one would cost, told before it is made, and how to go back. */
#include <math.h>
#include <string.h>

#include "compose/distance.h"
#include "flow/composer_within.h"

/* A pair's mean distance: what is left to compare where no ceiling is known. */
static double mean_of_pairs(const struct composition *composition)
{
    double sum = 0, pairs = 0;
    for (size_t r = 0; r < composition->rounds; r++) {
        const struct worth *worth = &composition->round[r].worth;
        for (size_t t = 0; t < composition->problem.teams; t++) {
            sum += worth->inside[t];
            pairs += (double)worth->size[t] * (worth->size[t] - 1.0) / 2;
        }
    }
    return pairs > 0 ? sum / pairs : 0;
}

size_t flow_composer_unmet(const struct composition *composition)
{
    size_t unmet = 0;
    for (size_t r = 0; r < composition->rounds; r++) {
        const struct worth *worth = &composition->round[r].worth;
        unmet += worth->together_unmet + worth->apart_unmet + worth->skill_lack;
        unmet += worth->met_again;
    }
    return unmet;
}

struct composer_worth flow_composer_worth(const struct composition *composition)
{
    bool bounded = !isnan(composition->gap);
    return (struct composer_worth){
        .objective = composition->objective,
        .share = bounded ? 1 - composition->gap : mean_of_pairs(composition),
        .unmet = flow_composer_unmet(composition),
        .repeats = composition->rounds > 1 ? composition->meetings.repeats : 0,
    };
}

static struct composer_fault check_move(const struct composer *composer,
                                        struct composer_move move)
{
    struct composer_fault fault = { .kind = COMPOSER_FINE };
    const struct composition *now = &composer->composition;
    const struct composed_round *round = &now->round[move.round];
    bool seated = round->team[move.person] < now->problem.teams &&
                  (move.other == NOBODY || round->team[move.other] < now->problem.teams);
    if (composer->draft.made > 0)
        fault.kind = COMPOSER_MADE;
    else if (!seated)
        fault.kind = COMPOSER_NO_MOVE;
    else if (now->rounds > 1 && move.other == NOBODY)
        fault.kind = COMPOSER_ONLY_EXCHANGE;
    else if (move.other == NOBODY && round->worth.size[round->team[move.person]] == 1)
        fault.kind = COMPOSER_LAST_ONE;
    return fault;
}

void flow_composer_cost(struct arena *mem, const struct composer *composer,
                        struct composer_move move, struct composer_cost *out,
                        struct composer_fault *fault)
{
    const struct composition *now = &composer->composition;
    size_t people = now->problem.people;
    *fault = check_move(composer, move);
    *out = (struct composer_cost){ .changed = *now };
    const struct composed_round *round = &now->round[move.round];
    uint32_t *team = NEW_ARRAY(mem, uint32_t, people);
    memcpy(team, round->team, people * sizeof *team);
    out->from = team[move.person];
    out->to = move.other == NOBODY ? move.team : team[move.other];
    if (fault->kind != COMPOSER_FINE)
        return;
    team[move.person] = out->to;
    if (move.other != NOBODY)
        team[move.other] = out->from;
    out->changed.round = NEW_ARRAY(mem, struct composed_round, now->rounds);
    for (size_t r = 0; r < now->rounds; r++)
        out->changed.round[r].team = r == move.round ? team : now->round[r].team;
    composer_explain(mem, &out->changed);
    out->before = flow_composer_worth(now);
    out->after = flow_composer_worth(&out->changed);
}

enum status flow_composer_move(struct db *db, struct arena *mem, struct composer *composer,
                               struct composer_move move, int64_t now, struct err *err)
{
    struct composer_cost cost;
    flow_composer_cost(mem, composer, move, &cost, &composer->fault);
    if (composer->fault.kind != COMPOSER_FINE || cost.from == cost.to)
        return OK;
    struct draft_turn turn = composer->turn;
    turn.number++;
    turn.kind = TURN_HAND;
    turn.seats = composer_seats_format(mem, &cost.changed);
    TRY(composer_keep(db, composer, &turn, now, err));
    composer->turn = turn;
    composer->can_undo = true;
    return composer_place(mem, composer, err);
}

enum status flow_composer_undo(struct db *db, struct composer *composer, int64_t now,
                               struct err *err)
{
    if (composer->draft.made > 0)
        composer->fault = (struct composer_fault){ .kind = COMPOSER_MADE };
    if (!composer->can_undo || composer->fault.kind != COMPOSER_FINE)
        return OK;
    composer->draft.turn--;
    return composer_keep(db, composer, NULL, now, err);
}

enum status flow_composer_lock(struct db *db, struct arena *mem, struct composer *composer,
                               uint32_t team, bool locked, int64_t now, struct err *err)
{
    size_t teams = composer->composition.problem.teams;
    struct draft_turn turn = composer->turn;
    if (composer->composition.rounds > 1) {
        composer->fault = (struct composer_fault){ .kind = COMPOSER_NO_LOCKS };
        return OK;
    }
    uint32_t *locks = NEW_ARRAY(mem, uint32_t, teams);
    for (size_t t = 0; t < teams; t++)
        locks[t] = t == team ? locked : composer->locked[t];
    turn.locks = composer_numbers_format(mem, locks, teams);
    turn.tries = 1; /* another problem: searches are short again */
    TRY(composer_keep(db, composer, &turn, now, err));
    composer->turn = turn;
    composer->locked[team] = locked;
    return OK;
}
