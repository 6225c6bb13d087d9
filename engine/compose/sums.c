/* Seats in blocks, and one choice at a time. */
#include "compose/sums.h"

#include <math.h>

#include "compose/noise.h"

/* A rest is a difference of two sums of a team's numbers: half of sixteen bits for each. */
static const double room = 16000, room_of_product = 2e9;

/* Under so many steps a usual distance from the mean, rounding could be seen in the result. */
static const double steps_least = 32;

static bool is_of_sums(const struct problem *problem)
{
    bool is = problem->distance == DISTANCE_SQUARED && problem->people >= SUMS_WINDOW &&
              problem->horizon_count <= 2 * (size_t)SUMS_PAIRS_MAX && !problem->skills &&
              problem->objective != OBJECTIVE_WORST &&
              problem->together_count + problem->apart_count + problem->met_count == 0 &&
              problem->people == problem->teams * problem->size[0].low;
    for (size_t h = 0; h < problem->horizon_count; h++)
        is &= problem->horizons[h].kind == HORIZON_NUMBER;
    for (size_t t = 0; t < problem->teams; t++)
        is &= problem->size[t].low == problem->size[0].low &&
              problem->size[t].high == problem->size[0].low;
    return is;
}

/* Where a horizon lies, how far from there it reaches, and usually is: by square roots, which
 * one person far from everyone hardly moves. Weight included, but in the mean. */
struct spread_of_numbers {
    double mean, reach, usual;
};

static struct spread_of_numbers spread_of_horizon(const struct horizon *horizon, size_t people)
{
    double mean = 0, roots = 0, reach = 0, factor = sqrt(fabs(horizon->weight));
    for (size_t i = 0; i < people; i++)
        mean += horizon->value[i] / (double)people;
    for (size_t i = 0; i < people; i++) {
        double from_mean = fabs(horizon->value[i] - mean);
        reach = fmax(reach, from_mean);
        roots += sqrt(from_mean) / (double)people;
    }
    return (struct spread_of_numbers){ mean, factor * reach, factor * roots * roots };
}

/* Numbers as fine as the sums of a team and the products of two allow; 0 when too coarse. */
static double scale_for(const struct problem *problem)
{
    double reach = 1e-30, squares = 0, usual = 0, size = problem->size[0].low;
    for (size_t h = 0; h < problem->horizon_count; h++) {
        struct spread_of_numbers spread =
            spread_of_horizon(&problem->horizons[h], problem->people);
        reach = fmax(reach, spread.reach);
        squares += spread.reach * spread.reach;
        usual = fmax(usual, spread.usual);
    }
    double scale = fmin(room / (size * reach), sqrt(room_of_product / (4 * size * squares)));
    return scale * usual >= steps_least ? scale : 0;
}

static size_t blocks_of(const struct sums *s)
{
    return (s->people + SUMS_BLOCK - 1) / SUMS_BLOCK;
}

/* The two values of a pair at a seat; the two sums of the rest lie 2 * SUMS_BLOCK on. */
static int16_t *cell_at(const struct sums *s, size_t seat, size_t pair)
{
    return s->cell + (seat / SUMS_BLOCK * s->pairs + pair) * 4 * SUMS_BLOCK +
           seat % SUMS_BLOCK * 2;
}

enum { TO_REST = 2 * SUMS_BLOCK };

struct sums *sums_start(struct arena *mem, const struct problem *problem,
                        enum instruction_set set, struct chance *chance)
{
    double scale = is_of_sums(problem) ? scale_for(problem) : 0;
    if (!(scale > 0))
        return NULL;
    struct sums *s = NEW(mem, struct sums);
    *s = (struct sums){ .set = set,
                        .problem = problem,
                        .glue = glue_blocks(mem, problem),
                        .people = problem->people,
                        .size = problem->size[0].low,
                        .pairs = (problem->horizon_count + 1) / 2,
                        .scale = scale,
                        .person = NEW_ARRAY(mem, uint32_t, problem->people),
                        .filled = NEW_ARRAY(mem, uint32_t, problem->teams),
                        .noise = noise_table(mem, SUMS_WINDOW, chance).at };
    s->cell = lanes_alloc(mem, blocks_of(s) * s->pairs * 4 * SUMS_BLOCK, sizeof(int16_t));
    for (size_t h = 0; h < problem->horizon_count; h++)
        s->sign[h] = problem->horizons[h].weight < 0 ? -1 : 1;
    return s;
}

/* The rest of everyone's team: what is shared counts the other way. */
static void refresh(struct sums *s, size_t team)
{
    size_t first = team * s->size, past = first + s->size;
    for (size_t p = 0; p < s->pairs; p++) {
        int sum[2] = { 0 };
        const int *sign = s->sign + 2 * p;
        for (size_t x = first; x < past; x++) {
            const int16_t *cell = cell_at(s, x, p);
            sum[0] += cell[0];
            sum[1] += cell[1];
        }
        for (size_t x = first; x < past; x++) {
            int16_t *cell = cell_at(s, x, p);
            cell[TO_REST] = (int16_t)(sign[0] * (sum[0] - cell[0]));
            cell[TO_REST + 1] = (int16_t)(sign[1] * (sum[1] - cell[1]));
        }
    }
}

/* Twice the distances inside a team: everyone's square and everyone's product with the rest. */
static double twice_inside(const struct sums *s, size_t team)
{
    double sum = 0;
    for (size_t x = team * s->size; x < (team + 1) * s->size; x++)
        for (size_t h = 0; h < 2 * s->pairs; h++) {
            const int16_t *cell = cell_at(s, x, h / 2) + h % 2;
            double others = (double)s->size - 1, square = (double)cell[0] * cell[0];
            sum += 2 * (s->sign[h] * others * square - (double)cell[0] * cell[TO_REST]);
        }
    return sum;
}

static void place_person(struct sums *s, uint32_t person, size_t seat, const double *mean)
{
    const struct problem *problem = s->problem;
    s->person[seat] = person;
    for (size_t h = 0; h < problem->horizon_count; h++) {
        double factor = sqrt(fabs(problem->horizons[h].weight)) * s->scale;
        double value = (problem->horizons[h].value[person] - mean[h]) * factor;
        cell_at(s, seat, h / 2)[h % 2] = (int16_t)lrint(value);
    }
}

void sums_place(struct sums *s, const uint32_t *team)
{
    double mean[2 * SUMS_PAIRS_MAX];
    for (size_t h = 0; h < s->problem->horizon_count; h++)
        mean[h] = spread_of_horizon(&s->problem->horizons[h], s->people).mean;
    size_t teams = s->problem->teams;
    for (size_t t = 0; t < teams; t++)
        s->filled[t] = 0;
    for (uint32_t i = 0; i < s->people; i++)
        place_person(s, i, team[i] * s->size + s->filled[team[i]]++, mean);
    double twice = 0;
    for (size_t t = 0; t < teams; t++) {
        refresh(s, t);
        twice += twice_inside(s, t);
    }
    s->worth = twice / 2 / (s->scale * s->scale);
    s->turn = 0;
}

static void exchange(struct sums *s, size_t i, size_t j)
{
    double product = 0;
    for (size_t p = 0; p < s->pairs; p++) {
        int16_t *a = cell_at(s, i, p), *b = cell_at(s, j, p), kept[2] = { a[0], a[1] };
        product += (double)(a[0] - b[0]) * (a[TO_REST] - b[TO_REST]) +
                   (double)(a[1] - b[1]) * (a[TO_REST + 1] - b[TO_REST + 1]);
        memcpy(a, b, sizeof kept);
        memcpy(b, kept, sizeof kept);
    }
    uint32_t person = s->person[i];
    s->person[i] = s->person[j];
    s->person[j] = person;
    s->worth += 2 * product / (s->scale * s->scale);
    refresh(s, i / s->size);
    refresh(s, j / s->size);
}

/* A window at random that begins with a block; near the end, the last whole one. */
static size_t window_at_random(const struct sums *s, uint64_t bits)
{
    size_t last = s->people / SUMS_BLOCK - SUMS_WINDOW / SUMS_BLOCK;
    return noise_pick(bits, last + 1) * SUMS_BLOCK;
}

bool sums_move(struct sums *s, float temperature, struct chance *chance)
{
    uint32_t i = s->turn;
    s->turn = i + 1 < s->people ? i + 1 : 0;
    uint64_t bits = chance_bits(chance);
    size_t first = window_at_random(s, bits);
    int16_t asker[4 * SUMS_PAIRS_MAX];
    for (size_t p = 0; p < s->pairs; p++) {
        memcpy(asker + 4 * p, cell_at(s, i, p), 2 * sizeof *asker);
        memcpy(asker + 4 * p + 2, cell_at(s, i, p) + TO_REST, 2 * sizeof *asker);
    }
    double heat = temperature * s->scale * s->scale / 2;
    struct sums_scan scan = { .pairs = s->pairs,
                              .cell = cell_at(s, first, 0),
                              .asker = asker,
                              .noise = s->noise + (bits & (NOISE_COUNT - 1)),
                              .temperature = (float)heat };
    struct found found = sums_scan(s->set, &scan);
    float stay = (float)heat * s->noise[bits >> 14 & (NOISE_COUNT - 1)];
    size_t j = first + found.place;
    if (found.value <= stay || i / s->size == j / s->size)
        return false;
    exchange(s, i, j);
    return true;
}

void sums_teams(const struct sums *s, uint32_t *team)
{
    for (size_t x = 0; x < s->people; x++)
        team[s->person[x]] = (uint32_t)(x / s->size);
}
