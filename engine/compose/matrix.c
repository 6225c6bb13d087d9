/* Rows of sums, and one choice at a time. */
#include "compose/matrix.h"

#include <assert.h>
#include <math.h>

#include "compose/scan.h"

/* Far under any worth: marks an exchange that cannot be made. */
static const float never = 1e30f;

struct matrix *matrix_start(struct arena *mem, const struct problem *problem,
                            const struct distances *distances, double penalty,
                            enum instruction_set set, struct chance *chance)
{
    struct matrix *m = NEW(mem, struct matrix);
    size_t people = problem->people, stride = distances->stride, teams = problem->teams;
    *m = (struct matrix){
        .set = set,
        .people = people,
        .stride = stride,
        .teams = teams,
        .distance = distances->at,
        .bounds = problem->size,
        .penalty = penalty,
        .row = lanes_alloc(mem, teams * stride, sizeof(float)),
        .own = lanes_alloc(mem, stride, sizeof(float)),
        .values = lanes_alloc(mem, stride, sizeof(float)),
        .team = lanes_alloc(mem, stride, sizeof(int32_t)),
        .column = NEW_ARRAY(mem, float, teams + 1),
        .seats = seats_empty(mem, problem),
        .inside = NEW_ARRAY(mem, double, teams),
        .cover = cover_start(mem, problem, stride),
        .glue = glue_blocks(mem, problem),
        .noise = noise_table(mem, stride > teams ? stride : teams, chance),
    };
    m->column[teams] = -never;
    for (size_t x = people; x < stride; x++) {
        m->team[x] = (int32_t)teams;
        m->own[x] = never;
        m->values[x] = -never;
    }
    for (size_t t = 0; t < teams; t++)
        m->sizes_move |= problem->size[t].low < problem->size[t].high;
    return m;
}

static double weight_of(const struct matrix *m, size_t team)
{
    return m->weight ? m->weight[team] : 1;
}

/* The sums that the members of a team read about themselves. */
static void refresh_own(struct matrix *m, size_t team)
{
    const float *row = m->row + team * m->stride;
    const uint32_t *member = seats_of(&m->seats, team);
    double twice = 0;
    for (size_t k = 0; k < m->seats.size[team]; k++) {
        uint32_t x = member[k];
        twice += row[x];
        m->own[x] = glue_block(&m->glue, x) == GLUE_ALONE ? row[x] : never;
    }
    m->worth += weight_of(m, team) * (twice / 2 - m->inside[team]);
    m->inside[team] = twice / 2;
    if (m->cover)
        cover_refresh(m->cover, team, member, m->seats.size[team]);
}

void matrix_place(struct matrix *m, const uint32_t *team)
{
    memset(m->seats.size, 0, m->teams * sizeof *m->seats.size);
    memset(m->row, 0, m->teams * m->stride * sizeof *m->row);
    for (uint32_t x = 0; x < m->people; x++) {
        size_t t = team[x];
        m->team[x] = (int32_t)t;
        seats_add(&m->seats, x, t);
        assert(m->seats.size[t] <= m->seats.room);
        float *row = m->row + t * m->stride;
        const float *distance = m->distance + x * m->stride;
        for (size_t y = 0; y < m->stride; y++)
            row[y] += distance[y];
    }
    memset(m->inside, 0, m->teams * sizeof *m->inside);
    m->worth = 0;
    if (m->cover) {
        cover_count(m->cover, team, m->teams);
        m->worth -= m->penalty * m->cover->lack;
    }
    for (size_t t = 0; t < m->teams; t++)
        refresh_own(m, t);
}

static void replace_skills(struct matrix *m, size_t team, uint32_t leaves, uint32_t joins)
{
    double before = m->cover->lack;
    cover_replace(m->cover, team, m->cover->class_at[leaves], m->cover->class_at[joins]);
    m->worth -= m->penalty * (m->cover->lack - before);
}

void matrix_exchange(struct matrix *m, uint32_t i, uint32_t j)
{
    size_t a = (size_t)m->team[i], b = (size_t)m->team[j];
    if (m->cover) {
        replace_skills(m, a, i, j);
        replace_skills(m, b, j, i);
    }
    scan_exchange_rows(m->set, m->row + a * m->stride, m->row + b * m->stride,
                       m->distance + i * m->stride, m->distance + j * m->stride, m->stride);
    m->team[i] = (int32_t)b;
    m->team[j] = (int32_t)a;
    seats_exchange(&m->seats, i, a, j, b);
    refresh_own(m, a);
    refresh_own(m, b);
}

/* Into another team, nobody in exchange. The zero padding stands for the nobody. */
void matrix_carry(struct matrix *m, uint32_t i, uint32_t to)
{
    size_t a = (size_t)m->team[i], b = to;
    assert(!m->cover && a != b && m->seats.size[b] < m->seats.room);
    float *from = m->row + a * m->stride, *into = m->row + b * m->stride;
    const float *distance = m->distance + i * m->stride;
    for (size_t x = 0; x < m->stride; x++) {
        from[x] -= distance[x];
        into[x] += distance[x];
    }
    seats_leave(&m->seats, i, a);
    seats_add(&m->seats, i, b);
    m->team[i] = (int32_t)b;
    refresh_own(m, a);
    refresh_own(m, b);
}

/* Exchanges when teams weigh differently or have skills to keep: several terms each. */
static void fill_values(struct matrix *m, uint32_t i)
{
    size_t a = (size_t)m->team[i];
    const float *row = m->row + a * m->stride, *distance = m->distance + i * m->stride;
    float own = row[i], here = (float)weight_of(m, a);
    for (size_t x = 0; x < m->people; x++) {
        size_t b = (size_t)m->team[x];
        float there = m->weight ? m->weight[b] : 1;
        m->values[x] = there * (m->column[b] - m->own[x] - distance[x]) +
                       here * (row[x] - own - distance[x]);
    }
    if (!m->cover)
        return;
    const struct cover *cover = m->cover;
    size_t class = cover->class_at[i];
    float lost[1 << COMPOSE_SKILLS_MAX], penalty = (float)m->penalty;
    for (size_t c = 0; c < cover->classes; c++)
        lost[c] = (float)cover_change(cover, a, class, c);
    const float *change = cover->change + class * cover->stride;
    for (size_t x = 0; x < m->people; x++)
        m->values[x] -= penalty * (change[x] + lost[cover->class_at[x]]);
    /* With a team-mate nothing changes: the two replacements cancel, which the sum above,
     * taken one by one, cannot see. */
    const uint32_t *member = seats_of(&m->seats, a);
    for (size_t k = 0; k < m->seats.size[a]; k++)
        m->values[member[k]] = member[k] == i ? 0 : -never;
}

static struct found best_exchange(struct matrix *m, uint32_t i, const float *noise,
                                  float temperature)
{
    size_t a = (size_t)m->team[i];
    for (size_t t = 0; t < m->teams; t++)
        m->column[t] = m->row[t * m->stride + i];
    if (m->cover || m->weight) {
        fill_values(m, i);
        return scan_values(m->set, m->values, noise, m->stride, temperature);
    }
    struct scan scan = {
        .stride = m->stride,
        .row = m->row + a * m->stride,
        .own = m->own,
        .distance = m->distance + i * m->stride,
        .noise = noise,
        .column = m->column,
        .team = m->team,
        .base = m->column[a],
        .temperature = temperature,
    };
    return scan_exchanges(m->set, &scan);
}

/* The best team with room for one more, or `teams`. The floor is the best exchange. */
static size_t best_carry(const struct matrix *m, uint32_t i, const float *noise,
                         float temperature, float floor)
{
    size_t a = (size_t)m->team[i], best = m->teams;
    if (!m->sizes_move || m->cover || m->weight || m->seats.size[a] <= m->bounds[a].low)
        return best;
    for (size_t t = 0; t < m->teams; t++) {
        float value = m->column[t] - m->column[a] + temperature * noise[t];
        if (t != a && m->seats.size[t] < m->bounds[t].high && value > floor) {
            floor = value;
            best = t;
        }
    }
    return best;
}

bool matrix_move(struct matrix *m, uint32_t i, float temperature, struct chance *chance)
{
    int32_t block = glue_block(&m->glue, i);
    if (block != GLUE_ALONE)
        return matrix_move_block(m, (size_t)block, temperature, chance);
    const float *noise = noise_read(&m->noise, chance_bits(chance));
    struct found found = best_exchange(m, i, noise, temperature);
    if (m->sizes_move) {
        noise = noise_read(&m->noise, chance_bits(chance));
        size_t to = best_carry(m, i, noise, temperature, found.value);
        if (to < m->teams) {
            matrix_carry(m, i, (uint32_t)to);
            return true;
        }
    }
    if (m->team[found.place] == m->team[i])
        return false;
    matrix_exchange(m, i, (uint32_t)found.place);
    return true;
}

uint64_t matrix_climb(struct matrix *m, struct chance *chance)
{
    uint64_t scans = 0;
    /* Every gain is at least one whole number, so this ends; weights make them fractions,
     * and the turns are counted as a guard. */
    enum { TURNS_MAX = 200 };
    bool gained = true;
    for (int turn = 0; gained && turn < TURNS_MAX; turn++) {
        gained = false;
        for (uint32_t i = 0; i < m->people; i++, scans++) {
            double before = m->worth;
            if (matrix_move(m, i, 0, chance))
                gained |= m->worth > before;
        }
    }
    return scans;
}
