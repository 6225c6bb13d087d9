/* The search on those who are free to move: locked teams and their people are taken out of
 * the problem, so that no search can touch them. */
#include <math.h>
#include <string.h>

#include "compose/sizes.h"
#include "flow/compose_setup.h"
#include "flow/composer_within.h"

static const double seconds_first = 0.5, seconds_most = 4;

/* Doubled while nothing better is found: a longer course finds what a shorter one cannot. */
double flow_composer_seconds(const struct composer *composer)
{
    double tries = composer->turn.number ? (double)composer->turn.tries : 0;
    return fmin(seconds_most, seconds_first * pow(2, fmin(tries, 10)));
}

/* Who and which teams are free; `at` leads from a person to their place among the free. */
struct freedom {
    size_t people, teams;
    uint32_t *person, *team, *at;
};

static struct freedom free_of(struct arena *mem, const struct composer *composer)
{
    const struct composition *whole = &composer->composition;
    size_t people = whole->problem.people, teams = whole->problem.teams;
    struct freedom free = {
        .person = NEW_ARRAY(mem, uint32_t, people),
        .team = NEW_ARRAY(mem, uint32_t, teams),
        .at = NEW_ARRAY(mem, uint32_t, people),
    };
    bool placed = composer->turn.number > 0;
    for (uint32_t t = 0; t < teams; t++)
        if (!placed || !composer->locked[t])
            free.team[free.teams++] = t;
    for (uint32_t i = 0; i < people; i++) {
        bool locked = placed && composer->locked[whole->round[0].team[i]];
        free.at[i] = locked ? NO_NUMBER : (uint32_t)free.people;
        if (!locked)
            free.person[free.people++] = i;
    }
    return free;
}

/* Wishes between two who are both free; `number` tells which of the whole each one is. */
static struct wishes free_wishes(struct arena *mem, const struct wishes *all,
                                 const struct freedom *free)
{
    struct wishes out = { .file = "" };
    if (all->count == 0)
        return out;
    out.pairs = NEW_ARRAY(mem, struct pair, all->count);
    out.lines = NEW_ARRAY(mem, size_t, all->count);
    for (size_t w = 0; w < all->count; w++) {
        struct pair pair = { free->at[all->pairs[w].a], free->at[all->pairs[w].b] };
        if (pair.a == NO_NUMBER || pair.b == NO_NUMBER)
            continue;
        out.pairs[out.count] = pair;
        out.lines[out.count++] = w;
    }
    return out;
}

static const struct horizon *free_horizons(struct arena *mem, const struct problem *whole,
                                           const struct freedom *free)
{
    struct horizon *horizons = NEW_ARRAY(mem, struct horizon, whole->horizon_count);
    for (size_t h = 0; h < whole->horizon_count; h++) {
        float *value = NEW_ARRAY(mem, float, free->people);
        for (size_t i = 0; i < free->people; i++)
            value[i] = whole->horizons[h].value[free->person[i]];
        horizons[h] = whole->horizons[h];
        horizons[h].value = value;
    }
    return horizons;
}

static struct composition free_part(struct arena *mem, const struct composition *whole,
                                    const struct freedom *free)
{
    struct composition part = { .rounds = whole->rounds };
    part.together = free_wishes(mem, &whole->together, free);
    part.apart = free_wishes(mem, &whole->apart, free);
    part.met = free_wishes(mem, &whole->met, free);
    part.problem = whole->problem;
    struct problem *problem = &part.problem;
    problem->people = free->people;
    problem->teams = free->teams;
    if (whole->rounds < 2) /* in a rotation everyone is free, and some may sit out */
        problem->size = sizes_balanced(mem, free->people, free->teams);
    problem->horizons = free_horizons(mem, &whole->problem, free);
    problem->together = part.together.pairs;
    problem->together_count = part.together.count;
    problem->apart = part.apart.pairs;
    problem->apart_count = part.apart.count;
    problem->met = part.met.pairs;
    problem->met_count = part.met.count;
    if (whole->problem.skills) {
        uint8_t *skills = NEW_ARRAY(mem, uint8_t, free->people);
        for (size_t i = 0; i < free->people; i++)
            skills[i] = whole->problem.skills[free->person[i]];
        problem->skills = skills;
    }
    return part;
}

/* Numbers of the part's wishes become those of the whole, for the page to name. */
static void tell_contradiction(struct composer *composer, const struct composition *part,
                               struct contradiction found)
{
    size_t *together = (size_t *)found.together, *apart = (size_t *)found.apart;
    for (size_t w = 0; w < found.together_count; w++)
        together[w] = part->together.lines[together[w]];
    for (size_t w = 0; w < found.apart_count; w++)
        apart[w] = part->apart.lines[apart[w]];
    composer->contradiction = found;
    composer->fault = (struct composer_fault){ .kind = COMPOSER_CONTRADICTION };
}

static bool can_be_searched(struct arena *mem, struct composer *composer,
                            const struct freedom *free, struct composition *part)
{
    if (composer->draft.made > 0) {
        composer->fault = (struct composer_fault){ .kind = COMPOSER_MADE };
        return false;
    }
    if (free->teams < 2 || free->people < free->teams) {
        composer->fault = (struct composer_fault){ .kind = COMPOSER_ALL_LOCKED };
        return false;
    }
    *part = free_part(mem, &composer->composition, free);
    struct contradiction found = contradiction_find(mem, &part->problem);
    if (found.kind == CONTRADICTION_NONE)
        return true;
    tell_contradiction(composer, part, found);
    return false;
}

static size_t met_again(const struct composition *composition)
{
    size_t again = composition->rounds > 1 ? composition->meetings.repeats : 0;
    for (size_t r = 0; r < composition->rounds; r++)
        again += composition->round[r].worth.met_again;
    return again;
}

static size_t hard_unmet(const struct composition *composition)
{
    size_t unmet = 0;
    for (size_t r = 0; r < composition->rounds; r++) {
        const struct worth *worth = &composition->round[r].worth;
        unmet += worth->together_unmet + worth->apart_unmet + worth->skill_lack;
    }
    return unmet;
}

/* Wishes first, then those who meet again, then the mixing. */
static bool is_better(const struct composition *a, const struct composition *b)
{
    size_t a_unmet = hard_unmet(a), b_unmet = hard_unmet(b);
    if (a_unmet != b_unmet)
        return a_unmet < b_unmet;
    if (met_again(a) != met_again(b))
        return met_again(a) < met_again(b);
    return a->objective > b->objective + 1e-9 * fabs(b->objective);
}

/* The composition with the free people where the part puts them. Beyond its teams they sit
 * out. */
static struct composition with_part(struct arena *mem, const struct composer *composer,
                                    const struct freedom *free, const uint32_t *seat)
{
    struct composition out = composer->composition;
    const struct composed_round *before = out.round;
    out.round = NEW_ARRAY(mem, struct composed_round, out.rounds);
    for (size_t r = 0; r < out.rounds; r++, seat += free->people) {
        uint32_t *team = NEW_ARRAY(mem, uint32_t, out.problem.people);
        if (before)
            memcpy(team, before[r].team, out.problem.people * sizeof *team);
        for (size_t i = 0; i < free->people; i++)
            team[free->person[i]] =
                seat[i] < free->teams ? free->team[seat[i]] : (uint32_t)out.problem.teams;
        out.round[r].team = team;
    }
    composer_explain(mem, &out);
    return out;
}

static const char *no_locks(struct arena *mem, size_t teams)
{
    return composer_numbers_format(mem, NEW_ARRAY(mem, uint32_t, teams), teams);
}

/* What was found, as a turn. */
static struct draft_turn turn_of(struct arena *mem, const struct composer *composer, bool again,
                                 const struct composition *part,
                                 const struct composition *found)
{
    bool first = composer->turn.number == 0;
    return (struct draft_turn){
        .number = composer->turn.number + (first || again),
        .kind = TURN_SEARCH,
        .seats = composer_seats_format(mem, found),
        .locks = first ? no_locks(mem, found->problem.teams) : composer->turn.locks,
        .seed = (int64_t)part->seed,
        .steps = (int64_t)part->steps,
        .stop_step = (int64_t)part->stop_step,
        .tries = 1,
    };
}

/* Those kept together have no place in the sizes: the search finds what the quick look before
 * it could not. */
static enum status tell_no_packing(struct composer *composer, enum status status)
{
    if (status != BAD_INPUT)
        return status;
    composer->contradiction = (struct contradiction){ .kind = CONTRADICTION_PACKING };
    composer->fault = (struct composer_fault){ .kind = COMPOSER_CONTRADICTION };
    return OK;
}

enum status flow_composer_search(struct db *db, struct arena *mem, struct composer *composer,
                                 struct composer_search *search, int64_t now, struct err *err)
{
    struct composition part;
    struct freedom free = free_of(mem, composer);
    bool placed = composer->turn.number > 0;
    /* What was placed by hand is never written over: it can be had back. */
    bool again = search->again || (placed && composer->turn.kind == TURN_HAND);
    const struct compose_request request = {
        .seconds = search->seconds,
        .steps = search->steps,
        .seed = (uint64_t)(composer->turn.seed + composer->turn.tries),
        .threads = 1,
    };
    search->better = false;
    if (!can_be_searched(mem, composer, &free, &part))
        return OK;
    uint32_t *seat = NEW_ARRAY(mem, uint32_t, part.rounds * free.people);
    enum status status = compose_search(mem, &request, &part, seat, err);
    if (status != OK)
        return tell_no_packing(composer, status);
    for (size_t r = 0; r < part.rounds; r++)
        compose_number_teams(mem, &part.problem, seat + r * free.people);
    struct composition found = with_part(mem, composer, &free, seat);
    struct draft_turn turn = turn_of(mem, composer, again, &part, &found);
    search->better = !placed || again || is_better(&found, &composer->composition);
    if (!search->better) {
        turn = composer->turn;
        turn.tries++;
    }
    TRY(composer_keep(db, composer, &turn, now, err));
    composer->can_undo = composer->can_undo || (placed && again);
    composer->turn = turn;
    return composer_place(mem, composer, err);
}
