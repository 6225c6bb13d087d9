/* Prices of pairs, kept up to date exchange by exchange. */
#include "compose/rota.h"

#include <math.h>
#include <string.h>

#include "compose/distance.h"

/* No distance outweighs a wish, however often a wish is said; all in repeats. */
enum { FAR_MAX = 16, PAST_MAX = 16 };

/* What one repeat is worth in whole prices: a power of two that leaves room for the largest
 * team, all of whose members are as dear to one another as can be. */
static int32_t price_of_repeat(const struct problem *problem)
{
    enum { FINE = 1 << 15 };
    int64_t rounds = (int64_t)problem->rounds;
    int64_t most =
        rounds * problem_size_high(problem) * (FAR_MAX + PAST_MAX + ROTA_APART + rounds);
    int32_t repeat = FINE;
    while (repeat > 1 && repeat * most > ROTA_SUM_MAX)
        repeat /= 2;
    return repeat;
}

static void add_price(struct rota *rota, struct pair pair, int32_t more)
{
    rota->price[pair.a * rota->stride + pair.b] += more;
    rota->price[pair.b * rota->stride + pair.a] += more;
}

/* Nothing is mixed when all are equally far from one another. */
static void price_distances(struct arena *mem, struct rota *rota)
{
    const struct problem *problem = rota->problem;
    if (problem->horizon_count == 0 && !problem->given)
        return;
    struct arena_mark mark = arena_mark(mem);
    struct distances far = distances_build(mem, problem, 1 << 20);
    struct spread spread = spread_of(mem, &far);
    rota->mixes = spread.all > 1e-6 * (1 << 20);
    double scale = rota->mixes ? rota->repeat / (ROTA_DEVIATIONS * spread.all) : 0;
    double most = (double)FAR_MAX * rota->repeat;
    for (uint32_t a = 0; rota->mixes && a < rota->people; a++)
        for (uint32_t b = 0; b < a; b++) {
            double price = scale * far.at[a * far.stride + b];
            price = fmax(-most, fmin(most, price));
            add_price(rota, (struct pair){ a, b }, (int32_t)-lrint(price));
        }
    rota->spread = spread;
    rota->spread.all *= scale;
    rota->spread.alone *= scale;
    arena_release(mem, mark);
}

static void price_wishes(struct rota *rota)
{
    const struct problem *problem = rota->problem;
    int32_t repeat = rota->repeat;
    for (size_t w = 0; w < problem->apart_count; w++) {
        struct pair pair = problem->apart[w];
        if (rota->price[pair.a * rota->stride + pair.b] < ROTA_APART / 2 * repeat)
            add_price(rota, pair, ROTA_APART * repeat);
    }
    for (size_t w = 0; w < problem->met_count; w++) {
        struct pair pair = problem->met[w];
        if (rota->price[pair.a * rota->stride + pair.b] < PAST_MAX * repeat)
            add_price(rota, pair, repeat);
    }
}

struct rota *rota_start(struct arena *mem, const struct problem *problem)
{
    size_t people = problem->people, rounds = problem->rounds, stride = lanes_round(people);
    struct rota *rota = NEW(mem, struct rota);
    uint32_t *start = NEW_ARRAY(mem, uint32_t, problem->teams + 2);
    uint32_t *team_at = NEW_ARRAY(mem, uint32_t, people), at = 0;
    for (uint32_t t = 0; t < problem->teams; t++) {
        start[t] = at;
        for (uint32_t k = 0; k < problem->size[t].high; k++)
            team_at[at++] = t;
    }
    start[problem->teams] = at;
    start[problem->teams + 1] = (uint32_t)people;
    size_t seats = at;
    while (at < people)
        team_at[at++] = (uint32_t)problem->teams;
    *rota = (struct rota){
        .problem = problem,
        .people = people,
        .rounds = rounds,
        .teams = problem->teams,
        .seats = seats,
        .stride = stride,
        .repeat = price_of_repeat(problem),
        .start = start,
        .team_at = team_at,
        .person = NEW_ARRAY(mem, uint32_t, rounds * people),
        .place = NEW_ARRAY(mem, uint32_t, rounds * people),
        .price = lanes_alloc(mem, people * stride, sizeof(int32_t)),
        .filled = NEW_ARRAY(mem, uint32_t, problem->teams + 1),
        .sits = NEW_ARRAY(mem, uint32_t, people),
        .held = NEW_ARRAY(mem, uint32_t, rounds * problem->teams * problem->skill_count + 1),
        .glue = glue_blocks(mem, problem),
    };
    for (size_t k = 0; k < rounds * people; k++)
        rota->person[k] = rota->place[k] = UINT32_MAX;
    price_distances(mem, rota);
    price_wishes(rota);
    return rota;
}

static uint32_t *held_by(const struct rota *rota, size_t round, size_t team)
{
    return rota->held + (round * rota->teams + team) * rota->problem->skill_count;
}

static uint8_t skills_of(const struct rota *rota, uint32_t person)
{
    return rota->problem->skills ? rota->problem->skills[person] : 0;
}

/* One team of one round: its pairs meet, or have never met after all. */
static void meet(struct rota *rota, size_t round, size_t team, int sign)
{
    const uint32_t *person = rota->person + round * rota->people;
    for (uint32_t p = rota->start[team]; p < rota->start[team + 1]; p++)
        for (uint32_t q = rota->start[team]; q < p; q++) {
            struct pair pair = { person[p], person[q] };
            if (sign > 0)
                rota->cost += rota->price[pair.a * rota->stride + pair.b];
            add_price(rota, pair, sign * rota->repeat);
        }
}

static void hold(struct rota *rota, size_t round, size_t team)
{
    const struct problem *problem = rota->problem;
    const uint32_t *person = rota->person + round * rota->people;
    uint32_t *held = held_by(rota, round, team);
    for (size_t k = 0; k < problem->skill_count; k++) {
        held[k] = 0;
        for (uint32_t p = rota->start[team]; p < rota->start[team + 1]; p++)
            held[k] += skills_of(rota, person[p]) >> k & 1;
        if (held[k] < problem->skill_least[k])
            rota->cost +=
                (int64_t)ROTA_SKILL * rota->repeat * (problem->skill_least[k] - held[k]);
    }
}

void rota_place(struct rota *rota, const uint32_t *team)
{
    bool placed = rota->people > 0 && rota->person[0] != UINT32_MAX;
    for (size_t r = 0; placed && r < rota->rounds; r++)
        for (size_t t = 0; t < rota->teams; t++)
            meet(rota, r, t, -1);
    memset(rota->sits, 0, rota->people * sizeof *rota->sits);
    rota->cost = 0;
    for (size_t r = 0; r < rota->rounds; r++) {
        size_t first = r * rota->people;
        uint32_t *person = rota->person + first;
        memcpy(rota->filled, rota->start, (rota->teams + 1) * sizeof *rota->filled);
        for (uint32_t x = 0; x < rota->people; x++) {
            uint32_t place = rota->filled[team[first + x]]++;
            person[place] = x;
            rota->place[first + x] = place;
        }
        for (size_t p = rota->seats; p < rota->people; p++)
            rota->sits[person[p]]++;
        for (size_t t = 0; t < rota->teams; t++) {
            meet(rota, r, t, 1);
            hold(rota, r, t);
        }
    }
}

void rota_teams(const struct rota *rota, uint32_t *team)
{
    for (size_t r = 0; r < rota->rounds; r++)
        for (uint32_t x = 0; x < rota->people; x++)
            team[r * rota->people + x] = rota_team(rota, r, x);
}

/* What a team lacks more when someone leaves it for someone else. */
static int64_t skill_change(const struct rota *rota, size_t round, uint32_t team,
                            uint8_t leaves, uint8_t joins)
{
    const struct problem *problem = rota->problem;
    if (team == rota->teams)
        return 0;
    const uint32_t *held = held_by(rota, round, team);
    int change = 0;
    for (size_t k = 0; k < problem->skill_count; k++) {
        int more = (joins >> k & 1) - (leaves >> k & 1);
        if (more < 0)
            change += held[k] <= problem->skill_least[k];
        else if (more > 0)
            change -= held[k] < problem->skill_least[k];
    }
    return (int64_t)ROTA_SKILL * rota->repeat * change;
}

/* What the others of a team cost more when one of them is changed for someone else. */
static int64_t price_change(const struct rota *rota, const uint32_t *person, uint32_t team,
                            uint32_t leaves, uint32_t joins)
{
    if (team == rota->teams)
        return 0;
    const int32_t *old = rota->price + leaves * rota->stride;
    const int32_t *new = rota->price + joins * rota->stride;
    uint32_t first = rota->start[team], past = rota->start[team + 1];
    int64_t change = 0;
    for (uint32_t p = first; p < past; p++)
        change += new[person[p]] - old[person[p]];
    /* Their last meeting is taken back at one repeat less; and nobody meets themselves. */
    return change - new[leaves] + (int64_t)rota->repeat *(past - first - 1);
}

int64_t rota_change(const struct rota *rota, size_t round, uint32_t p, uint32_t q)
{
    const uint32_t *person = rota->person + round * rota->people;
    uint32_t i = person[p], j = person[q], a = rota->team_at[p], b = rota->team_at[q];
    int64_t change = price_change(rota, person, a, i, j) + price_change(rota, person, b, j, i);
    uint8_t of_i = skills_of(rota, i), of_j = skills_of(rota, j);
    if (of_i != of_j)
        change +=
            skill_change(rota, round, a, of_i, of_j) + skill_change(rota, round, b, of_j, of_i);
    return change;
}

static void replace(struct rota *rota, size_t round, uint32_t team, uint32_t leaves,
                    uint32_t joins)
{
    if (team == rota->teams) {
        rota->sits[leaves]--;
        rota->sits[joins]++;
        return;
    }
    const uint32_t *person = rota->person + round * rota->people;
    size_t stride = rota->stride;
    int32_t repeat = rota->repeat;
    for (uint32_t p = rota->start[team]; p < rota->start[team + 1]; p++) {
        uint32_t x = person[p];
        if (x == leaves)
            continue;
        rota->price[leaves * stride + x] -= repeat;
        rota->price[x * stride + leaves] -= repeat;
        rota->price[joins * stride + x] += repeat;
        rota->price[x * stride + joins] += repeat;
    }
    uint32_t *held = held_by(rota, round, team);
    for (size_t k = 0; k < rota->problem->skill_count; k++)
        held[k] += (skills_of(rota, joins) >> k & 1u) - (skills_of(rota, leaves) >> k & 1u);
}

void rota_lift(struct rota *rota, size_t round, int32_t sign)
{
    const uint32_t *person = rota->person + round * rota->people;
    for (size_t t = 0; t < rota->teams; t++)
        for (uint32_t p = rota->start[t]; p < rota->start[t + 1]; p++)
            for (uint32_t q = rota->start[t]; q < p; q++)
                add_price(rota, (struct pair){ person[p], person[q] }, sign * rota->repeat);
}

void rota_change_places(struct rota *rota, size_t round, uint32_t i, uint32_t j)
{
    uint32_t *person = rota->person + round * rota->people;
    uint32_t *place = rota->place + round * rota->people;
    uint32_t p = place[i], q = place[j];
    person[p] = j;
    person[q] = i;
    place[i] = q;
    place[j] = p;
}

void rota_exchange(struct rota *rota, size_t round, uint32_t p, uint32_t q, int64_t change)
{
    const uint32_t *person = rota->person + round * rota->people;
    uint32_t i = person[p], j = person[q];
    replace(rota, round, rota->team_at[p], i, j);
    replace(rota, round, rota->team_at[q], j, i);
    rota_change_places(rota, round, i, j);
    rota->cost += change;
}
