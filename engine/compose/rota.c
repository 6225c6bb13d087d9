/* Prices of pairs, kept up to date exchange by exchange. */
#include "compose/rota.h"

#include <math.h>
#include <string.h>

#include "compose/distance.h"

/* No distance outweighs a wish; and no price leaves 32 bits, however often a wish is said. */
enum { FAR_MAX = 16 * ROTA_REPEAT, PAST_MAX = 64, APART_MAX = 8 };

/* How many whole numbers one unit of distance is worth; 0 when nothing is mixed. All pairs
 * of a few hundred people are looked at; of more, a sample. */
static double scale_of(const struct problem *problem)
{
    enum { ALL_PEOPLE_MAX = 400, SAMPLE = 100000 };
    struct chance chance = chance_from_seed(1);
    double sum = 0, squares = 0, count = 0;
    size_t n = problem->people;
    if (n < 2 || (problem->horizon_count == 0 && !problem->given))
        return 0;
    size_t tries = n <= ALL_PEOPLE_MAX ? n * n : SAMPLE;
    for (size_t k = 0; k < tries; k++) {
        size_t a = n <= ALL_PEOPLE_MAX ? k / n : chance_below(&chance, n);
        size_t b = n <= ALL_PEOPLE_MAX ? k % n : chance_below(&chance, n);
        if (a == b)
            continue;
        double distance = distance_between(problem, a, b);
        sum += distance;
        squares += distance * distance;
        count++;
    }
    double mean = sum / count, variance = squares / count - mean * mean;
    return variance > 1e-12 * squares / count ? ROTA_DEVIATION / sqrt(variance) : 0;
}

static void add_price(struct rota *rota, struct pair pair, int32_t more)
{
    rota->price[pair.a * rota->people + pair.b] += more;
    rota->price[pair.b * rota->people + pair.a] += more;
}

static void price_first_meetings(struct rota *rota)
{
    const struct problem *problem = rota->problem;
    double scale = scale_of(problem);
    rota->mixes = scale > 0;
    for (uint32_t a = 0; rota->mixes && a < rota->people; a++)
        for (uint32_t b = 0; b < a; b++) {
            double far = fmin(scale * distance_between(problem, a, b), FAR_MAX);
            add_price(rota, (struct pair){ a, b }, (int32_t)-lrint(fmax(far, -FAR_MAX)));
        }
    for (size_t w = 0; w < problem->met_count; w++) {
        struct pair pair = problem->met[w];
        if (rota->price[pair.a * rota->people + pair.b] < PAST_MAX * ROTA_REPEAT)
            add_price(rota, pair, ROTA_REPEAT);
    }
    for (size_t w = 0; w < problem->apart_count; w++) {
        struct pair pair = problem->apart[w];
        if (rota->price[pair.a * rota->people + pair.b] < APART_MAX * ROTA_APART)
            add_price(rota, pair, ROTA_APART);
    }
}

struct rota *rota_start(struct arena *mem, const struct problem *problem)
{
    size_t people = problem->people, rounds = problem->rounds;
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
        .start = start,
        .team_at = team_at,
        .person = NEW_ARRAY(mem, uint32_t, rounds * people),
        .place = NEW_ARRAY(mem, uint32_t, rounds * people),
        .price = NEW_ARRAY(mem, int32_t, people * people),
        .filled = NEW_ARRAY(mem, uint32_t, problem->teams + 1),
        .sits = NEW_ARRAY(mem, uint32_t, people),
        .held = NEW_ARRAY(mem, uint32_t, rounds * problem->teams * problem->skill_count + 1),
        .glue = glue_blocks(mem, problem),
    };
    for (size_t k = 0; k < rounds * people; k++)
        rota->person[k] = rota->place[k] = UINT32_MAX;
    price_first_meetings(rota);
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
                rota->cost += rota->price[pair.a * rota->people + pair.b];
            add_price(rota, pair, sign * ROTA_REPEAT);
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
            rota->cost += (int64_t)ROTA_SKILL * (problem->skill_least[k] - held[k]);
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
    return (int64_t)ROTA_SKILL * change;
}

/* What the others of a team cost more when one of them is changed for someone else. */
static int64_t price_change(const struct rota *rota, const uint32_t *person, uint32_t team,
                            uint32_t leaves, uint32_t joins)
{
    if (team == rota->teams)
        return 0;
    const int32_t *old = rota->price + leaves * rota->people;
    const int32_t *new = rota->price + joins * rota->people;
    uint32_t first = rota->start[team], past = rota->start[team + 1];
    int64_t change = 0;
    for (uint32_t p = first; p < past; p++)
        change += new[person[p]] - old[person[p]];
    /* Their last meeting is taken back at one repeat less; and nobody meets themselves. */
    return change - new[leaves] + (int64_t)ROTA_REPEAT *(past - first - 1);
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
    size_t people = rota->people;
    for (uint32_t p = rota->start[team]; p < rota->start[team + 1]; p++) {
        uint32_t x = person[p];
        if (x == leaves)
            continue;
        rota->price[leaves * people + x] -= ROTA_REPEAT;
        rota->price[x * people + leaves] -= ROTA_REPEAT;
        rota->price[joins * people + x] += ROTA_REPEAT;
        rota->price[x * people + joins] += ROTA_REPEAT;
    }
    uint32_t *held = held_by(rota, round, team);
    for (size_t k = 0; k < rota->problem->skill_count; k++)
        held[k] += (skills_of(rota, joins) >> k & 1u) - (skills_of(rota, leaves) >> k & 1u);
}

void rota_exchange(struct rota *rota, size_t round, uint32_t p, uint32_t q, int64_t change)
{
    uint32_t *person = rota->person + round * rota->people;
    uint32_t *place = rota->place + round * rota->people;
    uint32_t i = person[p], j = person[q];
    replace(rota, round, rota->team_at[p], i, j);
    replace(rota, round, rota->team_at[q], j, i);
    person[p] = j;
    person[q] = i;
    place[i] = q;
    place[j] = p;
    rota->cost += change;
}
