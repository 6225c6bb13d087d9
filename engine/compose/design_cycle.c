/* Base rounds that can be turned: found by annealing what two seats of a team differ by. */
#include "compose/design.h"

#include <math.h>
#include <string.h>

#include "base/chance.h"
#include "compose/noise.h"

/* Cycles of `length` seats, `bases` rounds to be turned, and a few seats that never turn. A
 * pair of seats has a kind: the two cycles, and how far apart the seats are on them. Turned
 * all the way, a kind used twice is a meeting repeated. */
struct cycle {
    size_t people, teams, bases;
    uint32_t length, cycles;
    const uint32_t *team_at; /* of each place in a round; `teams`: sits out */
    const uint32_t *start;   /* of each team's places */
    uint32_t *seat;          /* bases x people: who is at each place */
    const uint32_t *cycle;   /* of each person; those who never turn have one each */
    const uint32_t *at;      /* where on it */
    const uint32_t *kind;    /* people x people */
    uint32_t *used;          /* per kind */
    size_t never_turning;    /* the first kind of a seat that never turns */
    long repeats;
};

enum { KIND_FORBIDDEN = 0 };

/* Two seats half a cycle apart meet twice in a turn; two that never turn, at every step. */
static size_t find_kind(const struct cycle *cycle, uint32_t a, uint32_t b)
{
    uint32_t length = cycle->length, i = cycle->cycle[a], j = cycle->cycle[b];
    uint32_t apart = cycle->at[b] - cycle->at[a];
    if (i > j) {
        uint32_t kept = i;
        i = j;
        j = kept;
        apart = -apart;
    }
    if (j >= cycle->cycles)
        return i >= cycle->cycles
                   ? KIND_FORBIDDEN
                   : cycle->never_turning + (j - cycle->cycles) * cycle->cycles + i;
    apart += apart > length ? length : 0; /* under 0 wraps far above it */
    if (i == j && 2 * apart == length)
        return KIND_FORBIDDEN;
    if (i == j && 2 * apart > length)
        apart = length - apart;
    return 1 + ((size_t)j * (j + 1) / 2 + i) * length + apart;
}

static size_t kind_of(const struct cycle *cycle, uint32_t a, uint32_t b)
{
    return cycle->kind[a * cycle->people + b];
}

/* A place's pairs with the others of its team are counted, or not any more. */
static void add_pairs(struct cycle *cycle, const uint32_t *seat, uint32_t place)
{
    uint32_t team = cycle->team_at[place];
    for (uint32_t p = cycle->start[team]; p < cycle->start[team + 1]; p++) {
        size_t kind = p == place ? 0 : kind_of(cycle, seat[place], seat[p]);
        if (p != place)
            cycle->repeats += kind == KIND_FORBIDDEN ? 1 : cycle->used[kind]++;
    }
}

static void take_pairs(struct cycle *cycle, const uint32_t *seat, uint32_t place)
{
    uint32_t team = cycle->team_at[place];
    for (uint32_t p = cycle->start[team]; p < cycle->start[team + 1]; p++) {
        size_t kind = p == place ? 0 : kind_of(cycle, seat[place], seat[p]);
        if (p != place)
            cycle->repeats -= kind == KIND_FORBIDDEN ? 1 : --cycle->used[kind];
    }
}

static uint32_t draw(struct chance *chance, size_t bound)
{
    return noise_pick(chance_bits(chance), bound);
}

static void change_places(uint32_t *seat, size_t p, size_t q)
{
    uint32_t kept = seat[p];
    seat[p] = seat[q];
    seat[q] = kept;
}

/* Two people of one base round change places; the repeats follow. */
static void exchange(struct cycle *cycle, uint32_t *seat, uint32_t p, uint32_t q)
{
    take_pairs(cycle, seat, p);
    take_pairs(cycle, seat, q);
    change_places(seat, p, q);
    add_pairs(cycle, seat, p);
    add_pairs(cycle, seat, q);
}

/* Those who sit out take the last places and stay there, one of each cycle in turn, so that
 * all do equally often; the others are shuffled. */
static void seat_everyone(const struct cycle *cycle, size_t base, struct chance *chance)
{
    size_t people = cycle->people, seats = cycle->start[cycle->teams], sits = people - seats;
    size_t turning = (size_t)cycle->cycles * cycle->length;
    uint32_t *seat = cycle->seat + base * people;
    for (size_t k = 0; k < people; k++)
        seat[k] = (uint32_t)k;
    for (size_t k = 0; k < sits; k++) {
        size_t nth = (base * sits + k) % turning, at = 0;
        size_t who = nth % cycle->cycles * cycle->length + nth / cycle->cycles;
        while (seat[at] != who)
            at++;
        change_places(seat, at, seats + k);
    }
    for (size_t k = seats; k > 1; k--)
        change_places(seat, k - 1, draw(chance, k));
}

static void begin(struct cycle *cycle, struct chance *chance)
{
    size_t turning = (size_t)cycle->cycles * cycle->length;
    size_t kinds = cycle->never_turning + (cycle->people - turning) * cycle->cycles;
    memset(cycle->used, 0, kinds * sizeof *cycle->used);
    cycle->repeats = 0;
    for (size_t b = 0; b < cycle->bases; b++) {
        seat_everyone(cycle, b, chance);
        const uint32_t *seat = cycle->seat + b * cycle->people;
        for (uint32_t p = 0; p < cycle->start[cycle->teams]; p++)
            for (uint32_t q = cycle->start[cycle->team_at[p]]; q < p; q++) {
                size_t kind = kind_of(cycle, seat[p], seat[q]);
                cycle->repeats += kind == KIND_FORBIDDEN ? 1 : cycle->used[kind]++;
            }
    }
}

/* From hot to cold; both temperatures are in repeats. */
static void search_once(struct cycle *cycle, struct chance *chance)
{
    static const double hot = 1, cold = 0.15;
    enum { TURN = 64 };
    size_t seats = cycle->start[cycle->teams];
    double temperature = hot;
    begin(cycle, chance);
    for (size_t step = 0; step < DESIGN_TRIES && cycle->repeats > 0; step++) {
        if (step % TURN == 0)
            temperature = hot * pow(cold / hot, (double)step / DESIGN_TRIES);
        uint32_t *seat = cycle->seat + draw(chance, cycle->bases) * cycle->people;
        uint32_t p = draw(chance, seats), q = draw(chance, seats);
        if (cycle->team_at[p] == cycle->team_at[q])
            continue;
        long before = cycle->repeats;
        exchange(cycle, seat, p, q);
        long more = cycle->repeats - before;
        if (more > 0 && (double)more > -temperature * log(1 - chance_unit(chance)))
            exchange(cycle, seat, p, q);
    }
}

/* Each base round turned by one seat after another, until there are enough. */
static void turn(const struct cycle *cycle, struct design *design)
{
    uint32_t turning = cycle->cycles * cycle->length;
    for (size_t r = 0; r < design->rounds; r++) {
        const uint32_t *seat = cycle->seat + r % cycle->bases * cycle->people;
        uint32_t by = (uint32_t)(r / cycle->bases);
        for (size_t p = 0; p < cycle->people; p++) {
            uint32_t x = seat[p], first = x / cycle->length * cycle->length;
            if (x < turning)
                x = first + (x - first + by) % cycle->length;
            design->team[r * cycle->people + x] = cycle->team_at[p];
        }
    }
}

static bool sitting_out_is_fair(struct arena *mem, const struct design *design)
{
    struct arena_mark mark = arena_mark(mem);
    uint32_t *count = NEW_ARRAY(mem, uint32_t, design->people), low = UINT32_MAX, high = 0;
    for (size_t k = 0; k < design->rounds * design->people; k++)
        count[k % design->people] += design->team[k] == design->teams;
    for (size_t x = 0; x < design->people; x++) {
        low = count[x] < low ? count[x] : low;
        high = count[x] > high ? count[x] : high;
    }
    arena_release(mem, mark);
    return high - low <= 1;
}

/* The places of a round, team after team. */
static void lay_out(struct arena *mem, const struct design *design, struct cycle *cycle)
{
    uint32_t *start = NEW_ARRAY(mem, uint32_t, design->teams + 2), place = 0;
    uint32_t *team_at = NEW_ARRAY(mem, uint32_t, design->people);
    uint32_t *of = NEW_ARRAY(mem, uint32_t, design->people);
    uint32_t *at = NEW_ARRAY(mem, uint32_t, design->people);
    for (uint32_t t = 0; t <= design->teams; t++) {
        start[t] = place;
        uint32_t size =
            t < design->teams ? design->size[t].high : (uint32_t)design->people - place;
        for (uint32_t k = 0; k < size; k++)
            team_at[place++] = t;
    }
    start[design->teams + 1] = place;
    uint32_t turning = cycle->cycles * cycle->length;
    for (uint32_t x = 0; x < design->people; x++) {
        of[x] = x < turning ? x / cycle->length : cycle->cycles + x - turning;
        at[x] = x < turning ? x % cycle->length : 0;
    }
    cycle->start = start;
    cycle->team_at = team_at;
    cycle->cycle = of;
    cycle->at = at;
}

/* Base rounds on cycles of one length, as many as it takes for all rounds. */
static bool prepare(struct arena *mem, const struct design *design, size_t bases,
                    struct cycle *cycle)
{
    size_t length = (design->rounds + bases - 1) / bases, people = design->people;
    if (length < 2 || length > people)
        return false;
    size_t cycles = people / length, still = people - cycles * length;
    size_t turning_kinds = 1 + cycles * (cycles + 1) / 2 * length;
    *cycle = (struct cycle){ .people = people,
                             .teams = design->teams,
                             .bases = bases,
                             .length = (uint32_t)length,
                             .cycles = (uint32_t)cycles,
                             .seat = NEW_ARRAY(mem, uint32_t, bases * people),
                             .used = NEW_ARRAY(mem, uint32_t, turning_kinds + still * cycles),
                             .never_turning = turning_kinds };
    lay_out(mem, design, cycle);
    uint32_t *kind = NEW_ARRAY(mem, uint32_t, people * people);
    for (uint32_t a = 0; a < people; a++)
        for (uint32_t b = 0; b < people; b++)
            kind[a * people + b] = (uint32_t)(a == b ? KIND_FORBIDDEN : find_kind(cycle, a, b));
    cycle->kind = kind;
    return true;
}

/* More meetings than there are pairs are not even tried. */
static bool too_long(const struct design *design)
{
    size_t meetings = 0;
    for (size_t t = 0; t < design->teams; t++)
        meetings += (size_t)design->size[t].high * (design->size[t].high - 1);
    return meetings * design->rounds > design->people * (design->people - 1);
}

struct design_cycles {
    size_t count, next;
    struct cycle cycle[DESIGN_BASES_MAX];
};

struct design_cycles *design_cycles_start(struct arena *mem, const struct design *design)
{
    struct design_cycles *cycles = NEW(mem, struct design_cycles);
    if (design->people > DESIGN_CYCLE_PEOPLE_MAX)
        return NULL;
    for (size_t bases = 1; !too_long(design) && bases <= DESIGN_BASES_MAX; bases++)
        cycles->count += prepare(mem, design, bases, &cycles->cycle[cycles->count]);
    return cycles->count > 0 ? cycles : NULL;
}

void design_cycles_try(struct arena *mem, struct design_cycles *cycles, struct design *design,
                       struct chance *chance)
{
    struct cycle *cycle = &cycles->cycle[cycles->next++ % cycles->count];
    search_once(cycle, chance);
    size_t repeats = (size_t)cycle->repeats * cycle->length;
    if (repeats >= design->repeats)
        return;
    turn(cycle, design);
    design->repeats = sitting_out_is_fair(mem, design) ? repeats : DESIGN_NONE;
}
