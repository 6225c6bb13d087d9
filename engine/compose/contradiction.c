/* Chains, blocks, cliques, skills and packing, cheapest first. */
#include "compose/contradiction.h"

#include <string.h>

#include "compose/glue.h"

enum { NO_WISH = UINT32_MAX };

/* The wishes of each person: together as a graph to walk. */
struct graph {
    size_t people;
    uint32_t *start, *other, *wish;
};

static struct graph graph_of(struct arena *mem, const struct pair *pairs, size_t count,
                             size_t people)
{
    struct graph graph = { .people = people,
                           .start = NEW_ARRAY(mem, uint32_t, people + 2),
                           .other = NEW_ARRAY(mem, uint32_t, 2 * count),
                           .wish = NEW_ARRAY(mem, uint32_t, 2 * count) };
    for (size_t w = 0; w < count; w++) {
        graph.start[pairs[w].a + 2]++;
        graph.start[pairs[w].b + 2]++;
    }
    for (size_t i = 2; i < people + 2; i++)
        graph.start[i] += graph.start[i - 1];
    for (uint32_t w = 0; w < count; w++) {
        uint32_t a = graph.start[pairs[w].a + 1]++, b = graph.start[pairs[w].b + 1]++;
        graph.other[a] = pairs[w].b;
        graph.other[b] = pairs[w].a;
        graph.wish[a] = graph.wish[b] = w;
    }
    return graph;
}

/* A walk from one person, nearest first. */
struct walk {
    size_t count;
    uint32_t *order; /* people, in the order they were reached */
    uint32_t *by;    /* per person: the wish they were reached by, NO_WISH: not reached */
    uint32_t *from;  /* per person: who was there before */
};

static struct walk walk_ready(struct arena *mem, size_t people)
{
    struct walk walk = { .order = NEW_ARRAY(mem, uint32_t, people),
                         .by = NEW_ARRAY(mem, uint32_t, people),
                         .from = NEW_ARRAY(mem, uint32_t, people) };
    memset(walk.by, 0xff, people * sizeof *walk.by);
    return walk;
}

/* Until `goal` is reached, or so many people; only what was reached is cleared first. */
static void walk_from(struct walk *walk, const struct graph *graph, uint32_t first,
                      uint32_t goal, size_t enough)
{
    for (size_t k = 0; k < walk->count; k++)
        walk->by[walk->order[k]] = NO_WISH;
    walk->count = 0;
    walk->order[walk->count++] = first;
    walk->by[first] = 0;
    walk->from[first] = first;
    for (size_t k = 0; k < walk->count; k++) {
        uint32_t i = walk->order[k];
        for (uint32_t e = graph->start[i]; e < graph->start[i + 1]; e++) {
            uint32_t next = graph->other[e];
            if (walk->by[next] != NO_WISH)
                continue;
            walk->by[next] = graph->wish[e];
            walk->from[next] = i;
            walk->order[walk->count++] = next;
            if (next == goal || walk->count == enough)
                return;
        }
    }
}

static struct contradiction shortest_chain(struct arena *mem, const struct problem *problem,
                                           const struct graph *graph, const struct glue *glue)
{
    struct contradiction found = { 0 };
    struct walk walk = walk_ready(mem, problem->people);
    for (size_t w = 0; w < problem->apart_count; w++) {
        struct pair pair = problem->apart[w];
        int32_t block = glue_block(glue, pair.a);
        if (block == GLUE_ALONE || block != glue_block(glue, pair.b))
            continue;
        walk_from(&walk, graph, pair.a, pair.b, problem->people + 1);
        size_t length = 0;
        for (uint32_t i = pair.b; i != pair.a; i = walk.from[i])
            length++;
        if (found.kind != CONTRADICTION_NONE && length >= found.together_count)
            continue;
        size_t *together = NEW_ARRAY(mem, size_t, length), *apart = NEW(mem, size_t);
        size_t k = length;
        for (uint32_t i = pair.b; i != pair.a; i = walk.from[i])
            together[--k] = walk.by[i];
        *apart = w;
        found = (struct contradiction){ .kind = CONTRADICTION_APART_TOGETHER,
                                        .together_count = length,
                                        .together = together,
                                        .apart_count = 1,
                                        .apart = apart };
    }
    return found;
}

static struct contradiction too_many(struct arena *mem, const struct problem *problem,
                                     const struct graph *graph, const struct glue *glue)
{
    size_t high = problem_size_high(problem);
    for (size_t b = 0; b < glue->blocks; b++) {
        size_t size = glue->start[b + 1] - glue->start[b];
        if (size <= high)
            continue;
        /* One wish for each person beyond the first is enough to make it one too many. */
        struct walk walk = walk_ready(mem, problem->people);
        walk_from(&walk, graph, glue->person[glue->start[b]], NO_WISH, high + 1);
        size_t *together = NEW_ARRAY(mem, size_t, high);
        for (size_t k = 0; k < high; k++)
            together[k] = walk.by[walk.order[k + 1]];
        return (struct contradiction){ .kind = CONTRADICTION_TOO_MANY,
                                       .together_count = high,
                                       .together = together,
                                       .supply = size,
                                       .needed = high };
    }
    return (struct contradiction){ 0 };
}

static uint32_t wish_between(const struct graph *graph, uint32_t a, uint32_t b)
{
    for (uint32_t e = graph->start[a]; e < graph->start[a + 1]; e++)
        if (graph->other[e] == b)
            return graph->wish[e];
    return NO_WISH;
}

/* People all apart from one another, grown greedily from each person: a clique that exists
 * is a contradiction; one that greed misses is left to the search. */
static struct contradiction clique(struct arena *mem, const struct problem *problem)
{
    size_t teams = problem->teams;
    if (problem->apart_count < (teams + 1) * teams / 2)
        return (struct contradiction){ 0 };
    struct graph graph = graph_of(mem, problem->apart, problem->apart_count, problem->people);
    uint32_t *kept = NEW_ARRAY(mem, uint32_t, teams + 1);
    for (uint32_t first = 0; first < problem->people; first++) {
        size_t count = 0;
        kept[count++] = first;
        for (uint32_t e = graph.start[first]; e < graph.start[first + 1]; e++) {
            size_t k = 0;
            while (k < count && wish_between(&graph, graph.other[e], kept[k]) != NO_WISH)
                k++;
            if (k == count && count <= teams)
                kept[count++] = graph.other[e];
        }
        if (count <= teams)
            continue;
        size_t *apart = NEW_ARRAY(mem, size_t, count * (count - 1) / 2), at = 0;
        for (size_t i = 1; i < count; i++)
            for (size_t j = 0; j < i; j++)
                apart[at++] = wish_between(&graph, kept[i], kept[j]);
        return (struct contradiction){ .kind = CONTRADICTION_CLIQUE,
                                       .apart_count = at,
                                       .apart = apart,
                                       .supply = count,
                                       .needed = teams };
    }
    return (struct contradiction){ 0 };
}

static struct contradiction skills(const struct problem *problem)
{
    for (size_t k = 0; problem->skills && k < problem->skill_count; k++) {
        size_t supply = 0, needed = problem->skill_least[k] * problem->teams;
        for (size_t i = 0; i < problem->people; i++)
            supply += problem->skills[i] >> k & 1;
        if (supply < needed)
            return (struct contradiction){
                .kind = CONTRADICTION_SKILL, .skill = k, .supply = supply, .needed = needed
            };
    }
    return (struct contradiction){ 0 };
}

/* Blocks of two and more into the teams, largest first. Teams with equal room are alike, so
 * only the first of them is tried. */
struct packing {
    const uint32_t *block;
    size_t blocks, teams;
    uint32_t *room;
    size_t steps; /* left before giving up */
};

static bool packs(struct packing *packing, size_t at)
{
    if (at == packing->blocks || packing->steps == 0)
        return true;
    packing->steps--;
    uint32_t tried = 0;
    for (size_t t = 0; t < packing->teams; t++) {
        uint32_t room = packing->room[t];
        if (room < packing->block[at] || (tried >> (room % 32) & 1))
            continue;
        tried |= 1u << (room % 32);
        packing->room[t] -= packing->block[at];
        bool fits = packs(packing, at + 1);
        packing->room[t] = room;
        if (fits)
            return true;
    }
    return false;
}

/* Whether these wishes leave no way to pack; false too when it is not known. */
static bool cannot_pack(struct arena *mem, const struct problem *problem)
{
    enum { BLOCKS_MAX = 200, ROOM_MAX = 32, STEPS = 100000 };
    struct arena_mark mark = arena_mark(mem);
    struct glue glue = glue_blocks(mem, problem);
    size_t high = problem_size_high(problem), at = 0;
    if (glue.blocks == 0 || glue.blocks > BLOCKS_MAX || high >= ROOM_MAX)
        return false;
    uint32_t *block = NEW_ARRAY(mem, uint32_t, glue.blocks);
    uint32_t *room = NEW_ARRAY(mem, uint32_t, problem->teams);
    for (size_t size = high; size > 1; size--)
        for (size_t b = 0; b < glue.blocks; b++)
            if (glue.start[b + 1] - glue.start[b] == size)
                block[at++] = (uint32_t)size;
    for (size_t t = 0; t < problem->teams; t++)
        room[t] = problem->size[t].high;
    struct packing packing = { block, at, problem->teams, room, STEPS };
    bool fits = packs(&packing, 0);
    arena_release(mem, mark);
    return !fits;
}

/* Wishes are left out one by one while the rest still contradict: what stays is a set of
 * which every wish is needed. */
static struct contradiction packing(struct arena *mem, const struct problem *problem)
{
    if (!cannot_pack(mem, problem))
        return (struct contradiction){ 0 };
    size_t count = problem->together_count;
    struct pair *kept = NEW_ARRAY(mem, struct pair, count);
    size_t *together = NEW_ARRAY(mem, size_t, count);
    for (size_t w = 0; w < count; w++) {
        kept[w] = problem->together[w];
        together[w] = w;
    }
    struct problem less = *problem;
    less.together = kept;
    for (size_t w = count; w-- > 0;) {
        struct pair out = kept[w];
        memmove(kept + w, kept + w + 1, (count - w - 1) * sizeof *kept);
        less.together_count = count - 1;
        if (cannot_pack(mem, &less)) {
            memmove(together + w, together + w + 1, (count - w - 1) * sizeof *together);
            count--;
            continue;
        }
        memmove(kept + w + 1, kept + w, (count - w - 1) * sizeof *kept);
        kept[w] = out;
    }
    return (struct contradiction){ .kind = CONTRADICTION_PACKING,
                                   .together_count = count,
                                   .together = together };
}

struct contradiction contradiction_find(struct arena *mem, const struct problem *problem)
{
    struct contradiction found = skills(problem);
    if (found.kind != CONTRADICTION_NONE)
        return found;
    struct glue glue = glue_blocks(mem, problem);
    if (glue.blocks > 0) {
        struct graph graph =
            graph_of(mem, problem->together, problem->together_count, problem->people);
        found = shortest_chain(mem, problem, &graph, &glue);
        if (found.kind == CONTRADICTION_NONE)
            found = too_many(mem, problem, &graph, &glue);
        if (found.kind == CONTRADICTION_NONE)
            found = packing(mem, problem);
    }
    return found.kind == CONTRADICTION_NONE ? clique(mem, problem) : found;
}
