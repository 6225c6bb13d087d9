/* Schedules from algebra, the longest kinds first. */
#include "compose/design.h"

#include <string.h>

#include "compose/field.h"

void design_number_teams(struct arena *mem, const struct design *design, uint32_t *team)
{
    struct arena_mark mark = arena_mark(mem);
    size_t teams = design->teams;
    uint32_t *count = NEW_ARRAY(mem, uint32_t, teams + 1);
    uint32_t *number = NEW_ARRAY(mem, uint32_t, teams + 1);
    for (size_t x = 0; x < design->people; x++)
        count[team[x]]++;
    uint32_t next = 0;
    for (size_t pass = 0; pass < 2; pass++)
        for (size_t t = 0; t < teams; t++)
            if ((count[t] == design->size[0].high) == (pass == 0))
                number[t] = next++;
    number[teams] = (uint32_t)teams;
    for (size_t x = 0; x < design->people; x++)
        team[x] = number[team[x]];
    arena_release(mem, mark);
}

static bool sizes_are_equal(const struct design *design)
{
    return design->size[0].high == design->size[design->teams - 1].high;
}

static size_t seats_of(const struct design *design)
{
    size_t seats = 0;
    for (size_t t = 0; t < design->teams; t++)
        seats += design->size[t].high;
    return seats;
}

static size_t fewer(size_t a, size_t b) { return a < b ? a : b; }

size_t design_pairs(struct design *design)
{
    size_t people = design->people, teams = design->teams, circle = people - 1 + people % 2;
    if (design->size[0].high != 2 || !sizes_are_equal(design) || people / 2 != teams)
        return 0;
    size_t rounds = fewer(circle, design->rounds);
    for (size_t r = 0; r < rounds; r++) {
        uint32_t *team = design->team + r * people;
        size_t first = people % 2 ? 0 : 1; /* of the teams across the circle */
        for (size_t k = 1; k <= circle / 2; k++)
            team[(r + k) % circle] = team[(r + circle - k) % circle] =
                (uint32_t)(k - 1 + first);
        team[r] = first ? 0 : (uint32_t)teams;
        if (first)
            team[people - 1] = 0;
    }
    return rounds;
}

/* One team of a line x + a v: the point of it whose place `pivot` is 0, that place left out. */
static uint32_t line_through(const struct field *field, uint32_t point, uint32_t direction,
                             uint32_t pivot_unit, const uint32_t *minus)
{
    uint32_t q = field->order, times = minus[point / pivot_unit % q], line = 0, unit = 1;
    for (uint32_t place = 1; point / place > 0 || direction / place > 0; place *= q) {
        if (place == pivot_unit)
            continue;
        uint32_t moved = field_product(field, times, direction / place % q);
        line += unit * field_sum(field, point / place % q, moved);
        unit *= q;
    }
    return line;
}

size_t design_space(struct arena *mem, struct design *design)
{
    uint32_t q = design->size[0].high, people = q;
    while (people < design->people && people <= design->people / q)
        people *= q;
    struct field field;
    if (!sizes_are_equal(design) || people != design->people || people == q ||
        design->teams != people / q || !field_of(mem, q, &field))
        return 0;
    uint32_t *minus = NEW_ARRAY(mem, uint32_t, q);
    for (uint32_t a = 0; a < q; a++)
        for (uint32_t b = 0; b < q; b++)
            if (field_sum(&field, a, b) == 0)
                minus[a] = b;
    size_t rounds = 0;
    /* A direction has 1 at its highest place: q^k numbers of each length k. */
    for (uint32_t unit = 1; unit < people; unit *= q)
        for (uint32_t low = 0; low < unit && rounds < design->rounds; low++, rounds++)
            for (uint32_t x = 0; x < people; x++)
                design->team[rounds * people + x] =
                    line_through(&field, x, unit + low, unit, minus);
    return rounds;
}

/* A ring of several fields: an element is one element of each, in mixed digits. */
struct ring {
    uint32_t order;
    size_t fields;
    struct field field[8];
};

static bool ring_of(struct arena *mem, uint32_t order, uint32_t size, struct ring *ring)
{
    *ring = (struct ring){ .order = order };
    for (uint32_t p = 2, left = order; left > 1; p++) {
        uint32_t power = 1;
        for (; left % p == 0; left /= p)
            power *= p;
        if (power == 1)
            continue;
        /* Two columns then differ by something that divides, in every field. */
        if (power < size || !field_of(mem, power, &ring->field[ring->fields++]))
            return false;
    }
    return order > 1;
}

/* m c + b, where c counts the same in every field. */
static uint32_t ring_line(const struct ring *ring, uint32_t m, uint32_t c, uint32_t b)
{
    uint32_t value = 0, unit = 1;
    for (size_t k = 0; k < ring->fields; k++) {
        const struct field *field = &ring->field[k];
        uint32_t q = field->order;
        uint32_t moved = field_product(field, m / unit % q, c);
        value += unit * field_sum(field, moved, b / unit % q);
        unit *= q;
    }
    return value;
}

size_t design_lines(struct arena *mem, struct design *design)
{
    uint32_t teams = (uint32_t)design->teams, size = design->size[0].high;
    struct ring ring;
    bool whole = design->people == (size_t)teams * size;
    if (design->people != seats_of(design) || !ring_of(mem, teams, size, &ring))
        return 0;
    size_t rounds = fewer(teams, design->rounds);
    for (uint32_t m = 0; m < rounds; m++) {
        uint32_t *team = design->team + m * design->people;
        for (uint32_t point = 0; point < teams * size; point++) {
            uint32_t c = point / teams, b = point % teams;
            size_t person = (size_t)c * teams + ring_line(&ring, m, c, b);
            if (person < design->people)
                team[person] = b;
        }
        design_number_teams(mem, design, team);
    }
    if (whole && teams % size == 0 && rounds < design->rounds) {
        for (uint32_t x = 0; x < design->people; x++)
            design->team[rounds * design->people + x] = x / size;
        rounds++;
    }
    return rounds;
}

/* The team of each seat in two base rounds, on six cycles of five seats and two seats that
 * never turn. */
static const char golfers[2][33] = {
    "01230443512426757650753321604617",
    "01231045243264355162671470577360",
};

size_t design_golfers(struct design *design)
{
    enum { PEOPLE = 32, TEAMS = 8, ROUNDS = 10, CYCLE = 5, TURNING = 30 };
    if (design->people != PEOPLE || design->teams != TEAMS || design->size[0].high != 4)
        return 0;
    size_t rounds = fewer(ROUNDS, design->rounds);
    for (size_t r = 0; r < rounds; r++)
        for (size_t x = 0; x < PEOPLE; x++) {
            size_t first = x / CYCLE * CYCLE, by = x < TURNING ? r / 2 : 0;
            size_t seat = x < TURNING ? first + (x - first + CYCLE - by) % CYCLE : x;
            design->team[r * PEOPLE + x] = (uint32_t)(golfers[r % 2][seat] - '0');
        }
    return rounds;
}

bool design_find(struct arena *mem, struct design *design)
{
    return design_pairs(design) == design->rounds ||
           design_space(mem, design) == design->rounds ||
           design_lines(mem, design) == design->rounds ||
           design_golfers(design) == design->rounds;
}
