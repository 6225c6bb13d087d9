/* Slots, teams and penalties of a crowd, and one choice at a time. */
#include "compose/crowd.h"

#include <assert.h>
#include <math.h>

#include "compose/distance.h"
#include "compose/scan.h"

/* Far under any worth: marks an exchange that cannot be made. */
static const float never = 1e30f;

/* Slots asked at a time: enough teams for a choice, few enough to stay close to the processor
 * (64 to 256 measured alike). */
enum { WINDOW_SLOTS = 128 };

static void add_rival(struct rivals *rivals, uint32_t *filled, struct pair pair, float penalty)
{
    uint32_t at = rivals->start[pair.a] + filled[pair.a]++;
    rivals->person[at] = pair.b;
    rivals->penalty[at] = penalty;
    at = rivals->start[pair.b] + filled[pair.b]++;
    rivals->person[at] = pair.a;
    rivals->penalty[at] = penalty;
}

static struct rivals rivals_of(struct arena *mem, const struct problem *problem, float penalty)
{
    size_t count = problem->apart_count + problem->met_count;
    if (count == 0)
        return (struct rivals){ 0 };
    struct rivals rivals = {
        .start = NEW_ARRAY(mem, uint32_t, problem->people + 1),
        .person = NEW_ARRAY(mem, uint32_t, 2 * count),
        .penalty = NEW_ARRAY(mem, float, 2 * count),
    };
    uint32_t *filled = NEW_ARRAY(mem, uint32_t, problem->people);
    for (size_t w = 0; w < count; w++) {
        struct pair pair = w < problem->apart_count ? problem->apart[w]
                                                    : problem->met[w - problem->apart_count];
        rivals.start[pair.a + 1]++;
        rivals.start[pair.b + 1]++;
    }
    for (size_t i = 0; i < problem->people; i++)
        rivals.start[i + 1] += rivals.start[i];
    for (size_t w = 0; w < problem->apart_count; w++)
        add_rival(&rivals, filled, problem->apart[w], APART_TIMES * penalty);
    for (size_t w = 0; w < problem->met_count; w++)
        add_rival(&rivals, filled, problem->met[w], penalty / 4);
    return rivals;
}

/* Numbers before categories, so that the inner loop asks each horizon's kind but once. */
static void order_horizons(struct arena *mem, struct crowd *crowd)
{
    const struct problem *problem = crowd->problem;
    crowd->squares = problem->distance == DISTANCE_SQUARED;
    for (int kind = HORIZON_NUMBER; kind <= HORIZON_CATEGORY; kind++)
        for (size_t h = 0; h < problem->horizon_count; h++) {
            if ((int)problem->horizons[h].kind != kind)
                continue;
            crowd->weight[crowd->horizons] = (float)problem->horizons[h].weight;
            crowd->value[crowd->horizons++] = lanes_alloc(mem, crowd->stride, sizeof(float));
            crowd->numbers += kind == HORIZON_NUMBER;
        }
    crowd->squares &= crowd->numbers == crowd->horizons && !crowd->counts;
}

struct crowd *crowd_start(struct arena *mem, const struct problem *problem, const float *counts,
                          enum instruction_set set, struct chance *chance)
{
    struct crowd *crowd = NEW(mem, struct crowd);
    size_t people = problem->people, high = problem_size_high(problem);
    size_t window = WINDOW_SLOTS > 2 * high ? WINDOW_SLOTS : 2 * high;
    *crowd = (struct crowd){ .set = set,
                             .problem = problem,
                             .people = people,
                             .teams = problem->teams,
                             .counts = counts };
    crowd->window = window < people ? window : people;
    /* A stretch read in whole lanes may pass the last slot by one stretch of lanes. */
    crowd->stride = lanes_round(people) + LANES;
    order_horizons(mem, crowd);
    double reach = distance_reach(problem);
    crowd->penalty = (float)(reach * (double)high);
    crowd->rivals = rivals_of(mem, problem, crowd->penalty);
    if (crowd->rivals.start)
        crowd->conflict = lanes_alloc(mem, crowd->stride, sizeof(float));
    crowd->start = NEW_ARRAY(mem, uint32_t, problem->teams + 1);
    crowd->person = NEW_ARRAY(mem, uint32_t, people);
    crowd->slot = NEW_ARRAY(mem, uint32_t, people);
    crowd->team = NEW_ARRAY(mem, uint32_t, people);
    for (size_t h = 0; crowd->squares && h < crowd->horizons; h++)
        crowd->rest[h] = lanes_alloc(mem, crowd->stride, sizeof(float));
    bool one_size = true;
    for (size_t t = 0; t < problem->teams; t++)
        one_size &= problem->size[t].low == problem->size[0].high &&
                    problem->size[t].high == problem->size[0].high;
    if (crowd->squares && !one_size)
        crowd->norm = lanes_alloc(mem, crowd->stride, sizeof(float));
    if (!crowd->squares)
        crowd->own = lanes_alloc(mem, crowd->stride, sizeof(float));
    crowd->asked = lanes_alloc(mem, lanes_round(window) + LANES, sizeof(float));
    crowd->others = lanes_alloc(mem, lanes_round(window) + LANES, sizeof(float));
    crowd->cover = cover_start(mem, problem, crowd->stride);
    crowd->glue = glue_blocks(mem, problem);
    crowd->noise = noise_table(mem, lanes_round(window) + LANES, chance);
    return crowd;
}

static double counts_of(const struct crowd *crowd, size_t team)
{
    return crowd->counts ? crowd->counts[team] : 1;
}

static float conflict_of(const struct crowd *crowd, uint32_t person, size_t team)
{
    float sum = 0;
    for (uint32_t k = crowd->rivals.start[person]; k < crowd->rivals.start[person + 1]; k++)
        if (crowd->team[crowd->slot[crowd->rivals.person[k]]] == team)
            sum += crowd->rivals.penalty[k];
    return sum;
}

static float distance_of(const struct crowd *crowd, size_t i, size_t j)
{
    return (float)distance_between(crowd->problem, crowd->person[i], crowd->person[j]);
}

static float norm_of(const struct crowd *crowd, size_t slot)
{
    float sum = 0;
    for (size_t h = 0; h < crowd->horizons; h++)
        sum += crowd->weight[h] * crowd->value[h][slot] * crowd->value[h][slot];
    return sum;
}

/* Everything that the slots of a team keep about one another. */
static void refresh(struct crowd *crowd, size_t team)
{
    uint32_t first = crowd->start[team], past = crowd->start[team + 1];
    for (size_t h = 0; crowd->squares && h < crowd->horizons; h++) {
        float sum = 0;
        for (uint32_t x = first; x < past; x++)
            sum += crowd->value[h][x];
        for (uint32_t x = first; x < past; x++)
            crowd->rest[h][x] = sum - crowd->value[h][x];
    }
    for (uint32_t x = first; crowd->norm && x < past; x++)
        crowd->norm[x] = norm_of(crowd, x);
    if (!crowd->squares) {
        memset(crowd->own + first, 0, (past - first) * sizeof *crowd->own);
        for (uint32_t x = first; x < past; x++)
            for (uint32_t y = first; y < x; y++) {
                float distance = distance_of(crowd, x, y);
                crowd->own[x] += distance;
                crowd->own[y] += distance;
            }
    }
    for (uint32_t x = first; crowd->conflict && x < past; x++)
        crowd->conflict[x] = conflict_of(crowd, crowd->person[x], team);
    if (crowd->cover) {
        uint32_t slots[COMPOSE_TEAM_SIZE_MAX];
        for (uint32_t x = first; x < past; x++)
            slots[x - first] = x;
        cover_refresh(crowd->cover, team, slots, past - first);
    }
}

static double rivalry(const struct rivals *rivals, uint32_t a, uint32_t b)
{
    double penalty = 0;
    for (uint32_t k = rivals->start[a]; k < rivals->start[a + 1]; k++)
        if (rivals->person[k] == b)
            penalty += rivals->penalty[k];
    return penalty;
}

double crowd_team_worth(const struct crowd *crowd, size_t team, const uint32_t *person,
                        size_t count)
{
    double inside = 0, penalties = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++)
            inside += distance_between(crowd->problem, person[i], person[j]);
        if (!crowd->conflict)
            continue;
        for (size_t j = 0; j < i; j++)
            penalties += rivalry(&crowd->rivals, person[i], person[j]);
    }
    const struct problem *problem = crowd->problem;
    for (size_t k = 0; crowd->cover && k < problem->skill_count; k++) {
        size_t held = 0;
        for (size_t i = 0; i < count; i++)
            held += problem->skills[person[i]] >> k & 1;
        if (held < problem->skill_least[k])
            penalties += crowd->penalty * (double)(problem->skill_least[k] - held);
    }
    return counts_of(crowd, team) * inside - penalties;
}

static void fill_slots(struct crowd *crowd, const uint32_t *team)
{
    memset(crowd->start, 0, (crowd->teams + 1) * sizeof *crowd->start);
    for (size_t i = 0; i < crowd->people; i++)
        crowd->start[team[i] + 1]++;
    for (size_t t = 0; t < crowd->teams; t++)
        crowd->start[t + 1] += crowd->start[t];
    /* Each start is moved along as its team fills, then set back. */
    for (uint32_t i = 0; i < crowd->people; i++) {
        uint32_t x = crowd->start[team[i]]++;
        crowd->person[x] = i;
        crowd->slot[i] = x;
        crowd->team[x] = team[i];
    }
    for (size_t t = crowd->teams; t > 0; t--)
        crowd->start[t] = crowd->start[t - 1];
    crowd->start[0] = 0;
}

void crowd_place(struct crowd *crowd, const uint32_t *team)
{
    fill_slots(crowd, team);
    size_t at = 0;
    for (int kind = HORIZON_NUMBER; kind <= HORIZON_CATEGORY; kind++)
        for (size_t h = 0; h < crowd->problem->horizon_count; h++) {
            const struct horizon *horizon = &crowd->problem->horizons[h];
            if ((int)horizon->kind != kind)
                continue;
            for (size_t x = 0; x < crowd->people; x++)
                crowd->value[at][x] = horizon->value[crowd->person[x]];
            at++;
        }
    if (crowd->cover) {
        cover_place(crowd->cover, crowd->problem, crowd->person);
        cover_count(crowd->cover, crowd->team, crowd->teams);
    }
    crowd->worth = 0;
    for (size_t t = 0; t < crowd->teams; t++) {
        refresh(crowd, t);
        crowd->worth += crowd_team_worth(crowd, t, crowd->person + crowd->start[t],
                                         crowd->start[t + 1] - crowd->start[t]);
    }
}

void crowd_exchange(struct crowd *crowd, uint32_t i, uint32_t j, double gain)
{
    for (size_t h = 0; h < crowd->horizons; h++) {
        float kept = crowd->value[h][i];
        crowd->value[h][i] = crowd->value[h][j];
        crowd->value[h][j] = kept;
    }
    uint32_t person = crowd->person[i];
    crowd->person[i] = crowd->person[j];
    crowd->person[j] = person;
    crowd->slot[crowd->person[i]] = i;
    crowd->slot[crowd->person[j]] = j;
    size_t a = crowd->team[i], b = crowd->team[j];
    if (crowd->cover) {
        uint8_t *class_at = crowd->cover->class_at, kept = class_at[i];
        cover_replace(crowd->cover, a, kept, class_at[j]);
        cover_replace(crowd->cover, b, class_at[j], kept);
        class_at[i] = class_at[j];
        class_at[j] = kept;
    }
    refresh(crowd, a);
    refresh(crowd, b);
    crowd->worth += gain;
}

/* What the rivals of the two teams take away or give back. */
static void weigh_rivals(struct crowd *crowd, const struct stretch *stretch)
{
    float leaves = crowd->conflict[stretch->asker];
    const struct rivals *rivals = &crowd->rivals;
    size_t past = stretch->first + stretch->count;
    for (size_t x = stretch->first; x < past; x++)
        crowd->asked[x - stretch->first] += leaves + crowd->conflict[x];
    for (size_t m = 0; m < stretch->members_count; m++) {
        uint32_t person = crowd->person[stretch->members_first + m];
        bool asks = stretch->members_first + m == stretch->asker;
        for (uint32_t k = rivals->start[person]; k < rivals->start[person + 1]; k++) {
            uint32_t x = crowd->slot[rivals->person[k]], team = crowd->team[x];
            float penalty = rivals->penalty[k];
            if (!asks && x >= stretch->first && x < past)
                crowd->asked[x - stretch->first] -= penalty; /* the rival comes to us */
            if (!asks)
                continue;
            uint32_t from = crowd->start[team] > stretch->first ? crowd->start[team]
                                                                : (uint32_t)stretch->first;
            uint32_t end =
                crowd->start[team + 1] < past ? crowd->start[team + 1] : (uint32_t)past;
            for (uint32_t y = from; y < end; y++)
                crowd->asked[y - stretch->first] -= y == x ? 0 : penalty; /* we go to it */
        }
    }
}

static void weigh_cover(struct crowd *crowd, const struct stretch *stretch)
{
    const struct cover *cover = crowd->cover;
    size_t class = cover->class_at[stretch->asker];
    float lost[1 << COMPOSE_SKILLS_MAX];
    for (size_t c = 0; c < cover->classes; c++)
        lost[c] = (float)cover_change(cover, crowd->team[stretch->asker], class, c);
    const float *change = cover->change + class * cover->stride + stretch->first;
    const uint8_t *class_at = cover->class_at + stretch->first;
    for (size_t k = 0; k < stretch->count; k++)
        crowd->asked[k] -= crowd->penalty * (change[k] + lost[class_at[k]]);
}

/* Team-mates, people who only move with others, and the slots past the stretch. */
static void rule_out(struct crowd *crowd, const struct stretch *stretch)
{
    size_t past = stretch->first + stretch->count;
    for (size_t m = 0; m < stretch->members_count; m++) {
        size_t x = stretch->members_first + m;
        if (x >= stretch->first && x < past)
            crowd->asked[x - stretch->first] = -never;
    }
    for (size_t x = stretch->first; crowd->glue.blocks > 0 && x < past; x++)
        if (glue_block(&crowd->glue, crowd->person[x]) != GLUE_ALONE)
            crowd->asked[x - stretch->first] = -never;
    for (size_t k = stretch->count; k < lanes_round(stretch->count); k++)
        crowd->asked[k] = -never;
}

static struct stretch stretch_for(const struct crowd *crowd, uint32_t slot, uint64_t bits)
{
    size_t team = crowd->team[slot];
    size_t first = crowd->start[noise_pick(bits, crowd->teams)];
    /* Near the end the stretch begins earlier, with the team it falls in. */
    if (first + crowd->window > crowd->people)
        first = crowd->start[crowd->team[crowd->people - crowd->window]];
    size_t past = first + crowd->window;
    if (past < crowd->people && past > crowd->start[crowd->team[past]])
        past = crowd->start[crowd->team[past]]; /* whole teams only */
    past = past < crowd->people ? past : crowd->people;
    return (struct stretch){ .first = first,
                             .count = past - first,
                             .asker = slot,
                             .members_first = crowd->start[team],
                             .members_count = crowd->start[team + 1] - crowd->start[team] };
}

bool crowd_move(struct crowd *crowd, uint32_t slot, float temperature, struct chance *chance)
{
    int32_t block = glue_block(&crowd->glue, crowd->person[slot]);
    if (block != GLUE_ALONE)
        return crowd_move_block(crowd, (size_t)block, temperature, chance);
    uint64_t bits = chance_bits(chance);
    struct stretch stretch = stretch_for(crowd, slot, bits);
    const float *noise = noise_read(&crowd->noise, bits);
    crowd_ask(crowd, &stretch);
    if (crowd->conflict)
        weigh_rivals(crowd, &stretch);
    if (crowd->cover)
        weigh_cover(crowd, &stretch);
    rule_out(crowd, &stretch);
    size_t count = lanes_round(stretch.count);
    struct found found = scan_values(crowd->set, crowd->asked, noise, count, temperature);
    /* Staying is one more choice; the last number of the table's window is its noise. */
    float stay = temperature * noise[count] + 1e-7f * crowd->penalty;
    if (found.value <= stay)
        return false;
    uint32_t other = (uint32_t)(stretch.first + found.place);
    crowd_exchange(crowd, slot, other, crowd->asked[found.place]);
    return true;
}

double crowd_spread(const struct problem *problem, struct chance *chance)
{
    enum { PAIRS = 4096 };
    double sum = 0, squares = 0;
    for (int k = 0; k < PAIRS; k++) {
        size_t a = noise_pick(chance_bits(chance), problem->people);
        size_t b = noise_pick(chance_bits(chance), problem->people);
        double distance = distance_between(problem, a, b);
        sum += distance / PAIRS;
        squares += distance * distance / PAIRS;
    }
    return sqrt(fmax(0, squares - sum * sum));
}
