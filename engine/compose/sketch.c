/* Rows of sixteen-bit sums, and one choice at a time. */
#include "compose/sketch.h"

#include <math.h>

#include "compose/noise.h"
#include "compose/sketch_scan.h"

/* Noise is held times 2^11 and the temperature times 2^4: their product's high half is the
 * noise itself. The tail above 16 does not fit, one draw in nine million. */
enum { NOISE_BITS = 11, HEAT_BITS = 4 };

/* Teams are counted as at least so large, so that the hottest temperature fits. */
enum { SIZE_LEAST = 16 };

/* Rows a power of two apart would share a few places of the cache. */
static size_t stride_for(size_t people)
{
    enum { PAGE = 2048 };
    size_t stride = (people + SKETCH_LANES - 1) / SKETCH_LANES * SKETCH_LANES;
    return stride % PAGE == 0 ? stride + SKETCH_LANES : stride;
}

static bool distances_alone(const struct problem *problem)
{
    return problem->together_count + problem->apart_count + problem->met_count == 0 &&
           !problem->skills;
}

static void fill_distances(struct sketch *sketch, const struct distances *distances)
{
    size_t n = sketch->people;
    double sum = 0, low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double distance = distances->at[i * distances->stride + j];
            sum += distance;
            low = i == j ? low : fmin(low, distance);
            high = i == j ? high : fmax(high, distance);
        }
    double mean = sum / ((double)n * (double)(n - 1));
    double reach = fmax(fmax(high - mean, mean - low), 1e-3);
    double size = fmax((double)sketch->seats.room, SIZE_LEAST);
    sketch->scale = (INT16_MAX - size) / (size * reach);
    sketch->pair = (int)lrint(mean * sketch->scale);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double from_mean = distances->at[i * distances->stride + j] - mean;
            sketch->distance[i * sketch->stride + j] =
                (int16_t)(i == j ? 0 : lrint(from_mean * sketch->scale));
        }
}

static int16_t *noise_of(struct arena *mem, size_t window, struct chance *chance)
{
    struct noise noise = noise_table(mem, window, chance);
    int16_t *at = NEW_ARRAY(mem, int16_t, NOISE_COUNT + window);
    for (size_t k = 0; k < NOISE_COUNT + window; k++)
        at[k] = (int16_t)lrint(fmin(noise.at[k] * (1 << NOISE_BITS), INT16_MAX));
    return at;
}

struct sketch *sketch_start(struct arena *mem, const struct problem *problem,
                            const struct distances *distances, enum instruction_set set,
                            struct chance *chance)
{
    if (!distances_alone(problem))
        return NULL;
    struct sketch *s = NEW(mem, struct sketch);
    size_t people = problem->people, teams = problem->teams, stride = stride_for(people);
    size_t columns = (teams + SKETCH_TABLE) / SKETCH_TABLE * SKETCH_TABLE;
    *s = (struct sketch){
        .set = set,
        .people = people,
        .stride = stride,
        .teams = teams,
        .bounds = problem->size,
        .distance = lanes_alloc(mem, people * stride, sizeof(int16_t)),
        .row = lanes_alloc(mem, teams * stride, sizeof(int16_t)),
        .own = lanes_alloc(mem, stride, sizeof(int16_t)),
        .column = lanes_alloc(mem, columns, sizeof(int16_t)),
        .noise = noise_of(mem, stride > teams ? stride : teams, chance),
        .team = lanes_alloc(mem, stride, sizeof(uint16_t)),
        .seats = seats_empty(mem, problem),
    };
    for (size_t x = people; x < stride; x++) {
        s->team[x] = (uint16_t)teams;
        s->own[x] = INT16_MAX;
    }
    s->column[teams] = INT16_MIN;
    for (size_t t = 0; t < teams; t++)
        s->sizes_move |= problem->size[t].low < problem->size[t].high;
    fill_distances(s, distances);
    return s;
}

static void refresh_own(struct sketch *s, size_t team)
{
    const int16_t *row = s->row + team * s->stride;
    const uint32_t *member = seats_of(&s->seats, team);
    for (size_t k = 0; k < s->seats.size[team]; k++)
        s->own[member[k]] = row[member[k]];
}

void sketch_place(struct sketch *s, const uint32_t *team)
{
    memset(s->seats.size, 0, s->teams * sizeof *s->seats.size);
    memset(s->row, 0, s->teams * s->stride * sizeof *s->row);
    for (uint32_t x = 0; x < s->people; x++) {
        size_t t = team[x];
        s->team[x] = (uint16_t)t;
        seats_add(&s->seats, x, t);
        int16_t *row = s->row + t * s->stride;
        const int16_t *distance = s->distance + x * s->stride;
        for (size_t y = 0; y < s->stride; y++)
            row[y] = (int16_t)(row[y] + distance[y]);
    }
    for (size_t t = 0; t < s->teams; t++)
        refresh_own(s, t);
    s->turn = 0;
}

static void exchange(struct sketch *s, uint32_t i, uint32_t j)
{
    size_t a = s->team[i], b = s->team[j];
    sketch_exchange_rows(s->set, s->row + a * s->stride, s->row + b * s->stride,
                         s->distance + i * s->stride, s->distance + j * s->stride, s->stride);
    s->team[i] = (uint16_t)b;
    s->team[j] = (uint16_t)a;
    seats_exchange(&s->seats, i, a, j, b);
    refresh_own(s, a);
    refresh_own(s, b);
}

/* Into another team, nobody in exchange. */
static void carry(struct sketch *s, uint32_t i, uint32_t to)
{
    size_t a = s->team[i];
    int16_t *from = s->row + a * s->stride, *into = s->row + to * s->stride;
    const int16_t *distance = s->distance + i * s->stride;
    for (size_t x = 0; x < s->stride; x++) {
        from[x] = (int16_t)(from[x] - distance[x]);
        into[x] = (int16_t)(into[x] + distance[x]);
    }
    seats_leave(&s->seats, i, a);
    seats_add(&s->seats, i, to);
    s->team[i] = (uint16_t)to;
    refresh_own(s, a);
    refresh_own(s, to);
}

static int heated(int16_t noise, int16_t heat) { return (heat * noise + (1 << 14)) >> 15; }

/* The best team with room for one more, or `teams`. The floor is what else there is. The mean
 * was taken away once a pair, and the pairs change with the sizes. */
static size_t best_carry(const struct sketch *s, size_t a, const int16_t *noise, int16_t heat,
                         int base, int floor)
{
    size_t best = s->teams;
    if (s->seats.size[a] <= s->bounds[a].low)
        return best;
    int pairs_here = (int)s->seats.size[a] - 1;
    for (size_t t = 0; t < s->teams; t++) {
        if (t == a || s->seats.size[t] >= s->bounds[t].high)
            continue;
        int value = s->column[t] - base + s->pair * ((int)s->seats.size[t] - pairs_here) +
                    heated(noise[t], heat);
        best = value > floor ? t : best;
        floor = value > floor ? value : floor;
    }
    return best;
}

static void set_heat(struct sketch *s, float temperature)
{
    if (temperature == s->temperature)
        return;
    s->temperature = temperature;
    s->heat = (int16_t)fmin(temperature * s->scale * (1 << HEAT_BITS), INT16_MAX);
}

bool sketch_move(struct sketch *s, float temperature, struct chance *chance)
{
    uint32_t i = s->turn;
    s->turn = i + 1 < s->people ? i + 1 : 0;
    uint64_t bits = chance_bits(chance);
    const int16_t *noise = s->noise + (bits & (NOISE_COUNT - 1));
    size_t a = s->team[i];
    set_heat(s, temperature);
    int16_t heat = s->heat;
    for (size_t t = 0; t < s->teams; t++)
        s->column[t] = s->row[t * s->stride + i];
    int16_t base = s->column[a];
    s->column[a] = INT16_MIN; /* team-mates: nothing would change */
    struct sketch_scan scan = {
        .stride = s->stride,
        .tables = (s->teams + SKETCH_TABLE) / SKETCH_TABLE,
        .row = s->row + a * s->stride,
        .own = s->own,
        .distance = s->distance + i * s->stride,
        .noise = noise,
        .column = s->column,
        .team = s->team,
        .base = base,
        .temperature = heat,
    };
    struct sketch_found found = sketch_scan(s->set, &scan);
    int stay = heated(s->noise[bits >> 32 & (NOISE_COUNT - 1)], heat);
    int floor = found.value > stay ? found.value : stay;
    if (s->sizes_move) {
        const int16_t *other = s->noise + (bits >> 48 & (NOISE_COUNT - 1));
        size_t to = best_carry(s, a, other, heat, base, floor);
        if (to < s->teams) {
            carry(s, i, (uint32_t)to);
            return true;
        }
    }
    if (found.value <= stay || s->team[found.place] == a)
        return false;
    exchange(s, i, (uint32_t)found.place);
    return true;
}

uint64_t sketch_climb(struct sketch *s, struct chance *chance)
{
    /* Every gain is at least one, so this ends. */
    uint64_t scans = 0;
    for (size_t still = 0; still < s->people; scans++)
        still = sketch_move(s, 0, chance) ? 0 : still + 1;
    return scans;
}

void sketch_teams(const struct sketch *sketch, uint32_t *team)
{
    for (size_t x = 0; x < sketch->people; x++)
        team[x] = sketch->team[x];
}
