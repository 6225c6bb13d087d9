/* The null of S, rater by rater: which rank sums are possible and with what chance, the order
 * of the objects forgotten. Ranks are doubled throughout, so that tied ones are whole. */
#include "measure/rank_null.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/chance.h"
#include "measure/describe.h"

/* One rater's doubled ranks, rising. */
struct pattern {
    size_t objects;
    int *rank;
};

/* --- next order of a list, in place; false after the last ------------------------------- */

static void reverse(int *list, size_t first, size_t end)
{
    for (; first + 1 < end; first++, end--) {
        int held = list[first];
        list[first] = list[end - 1];
        list[end - 1] = held;
    }
}

static bool next_order(int *list, size_t n)
{
    size_t i = n - 1;
    while (i > 0 && list[i - 1] >= list[i])
        i--;
    if (i == 0)
        return false;
    size_t j = n - 1;
    while (list[j] <= list[i - 1])
        j--;
    int held = list[i - 1];
    list[i - 1] = list[j];
    list[j] = held;
    reverse(list, i, n);
    return true;
}

static double orders_of(struct pattern pattern)
{
    double orders = 1;
    size_t run = 0;
    for (size_t i = 0; i < pattern.objects; i++) {
        run = i > 0 && pattern.rank[i] == pattern.rank[i - 1] ? run + 1 : 1;
        orders *= (double)(i + 1) / (double)run;
    }
    return orders;
}

/* --- a table of rank sums and their chances --------------------------------------------- */

struct sums {
    int16_t at[RANK_OBJECTS_MAX]; /* rising; 0 beyond the objects */
    double chance;                /* 0: empty place */
};

struct sums_table {
    size_t room, count; /* room is a power of two */
    struct sums *place;
};

static size_t hash_of(const struct sums *sums)
{
    uint64_t hash = 0x9E3779B97F4A7C15u;
    for (int i = 0; i < RANK_OBJECTS_MAX; i++)
        hash = (hash ^ (uint64_t)sums->at[i]) * 0x100000001B3u;
    return (size_t)(hash ^ hash >> 29);
}

static struct sums_table table_with_room(struct arena *mem, size_t room)
{
    return (struct sums_table){ room, 0, NEW_ARRAY(mem, struct sums, room) };
}

static void table_put(struct sums_table *table, const struct sums *sums)
{
    size_t at = hash_of(sums) & (table->room - 1);
    while (table->place[at].chance > 0 &&
           memcmp(table->place[at].at, sums->at, sizeof sums->at) != 0)
        at = (at + 1) & (table->room - 1);
    if (!(table->place[at].chance > 0)) {
        memcpy(table->place[at].at, sums->at, sizeof sums->at);
        table->count++;
    }
    table->place[at].chance += sums->chance;
}

static void table_add(struct arena *mem, struct sums_table *table, const struct sums *sums)
{
    if (table->count * 2 >= table->room) {
        struct sums_table wider = table_with_room(mem, table->room * 4);
        for (size_t i = 0; i < table->room; i++)
            if (table->place[i].chance > 0)
                table_put(&wider, &table->place[i]);
        *table = wider;
    }
    table_put(table, sums);
}

static void sort_sums(int16_t *at, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        int16_t held = at[i];
        size_t k = i;
        for (; k > 0 && at[k - 1] > held; k--)
            at[k] = at[k - 1];
        at[k] = held;
    }
}

/* --- exact ------------------------------------------------------------------------------- */

static struct sums_table add_rater(struct arena *mem, const struct sums_table *from,
                                   struct pattern pattern)
{
    enum { ROOM = 1024 };
    struct sums_table to = table_with_room(mem, ROOM);
    int order[RANK_OBJECTS_MAX];
    double each = 1 / orders_of(pattern);
    for (size_t i = 0; i < from->room; i++) {
        if (!(from->place[i].chance > 0))
            continue;
        memcpy(order, pattern.rank, pattern.objects * sizeof *order);
        do {
            struct sums sums = from->place[i];
            for (size_t j = 0; j < pattern.objects; j++)
                sums.at[j] = (int16_t)(sums.at[j] + order[j]);
            sort_sums(sums.at, pattern.objects);
            sums.chance *= each;
            table_add(mem, &to, &sums);
        } while (next_order(order, pattern.objects));
    }
    return to;
}

/* Chances of 4 S, which is sum (2 R_j)^2 less a constant. */
struct tally {
    size_t length;
    double *chance;
};

static void add_last_rater(const struct sums_table *from, struct pattern pattern, double mean,
                           struct tally *tally)
{
    int order[RANK_OBJECTS_MAX];
    double each = 1 / orders_of(pattern);
    double constant = (double)pattern.objects * mean * mean;
    for (size_t i = 0; i < from->room; i++) {
        if (!(from->place[i].chance > 0))
            continue;
        memcpy(order, pattern.rank, pattern.objects * sizeof *order);
        do {
            long squares = 0;
            for (size_t j = 0; j < pattern.objects; j++) {
                long sum = from->place[i].at[j] + order[j];
                squares += sum * sum;
            }
            size_t at = (size_t)((double)squares - constant + 0.5);
            tally->chance[at] += from->place[i].chance * each;
        } while (next_order(order, pattern.objects));
    }
}

/* A rater multiplies the different rank sums by more than this while they are many (5 to 100
 * seen for seven objects): what the next one will cost is known before work is wasted on it. */
static const double growth = 3;

static bool count_all(struct arena *mem, const struct pattern *patterns, size_t raters,
                      double mean, struct tally *tally)
{
    enum { ROOM = 16 };
    struct sums_table table = table_with_room(mem, ROOM);
    struct sums first = { { 0 }, 1 };
    for (size_t j = 0; j < patterns[0].objects; j++)
        first.at[j] = (int16_t)patterns[0].rank[j];
    table_put(&table, &first);
    double work = 0;
    for (size_t i = 1; i < raters; i++) {
        double sums = (double)table.count;
        work += sums * orders_of(patterns[i]);
        double ahead = i + 1 < raters ? growth * sums * orders_of(patterns[i + 1]) : 0;
        if (work + ahead > RANK_WORK_MAX)
            return false;
        if (i + 1 < raters)
            table = add_rater(mem, &table, patterns[i]);
        else
            add_last_rater(&table, patterns[i], mean, tally);
    }
    return true;
}

/* --- sampled ----------------------------------------------------------------------------- */

static void shuffle(struct chance *chance, int *list, size_t n)
{
    for (size_t i = n; i > 1; i--) {
        size_t j = (size_t)chance_below(chance, i);
        int held = list[i - 1];
        list[i - 1] = list[j];
        list[j] = held;
    }
}

static double one_draw(struct chance *chance, const struct pattern *patterns, size_t raters,
                       int *order, long *sum)
{
    size_t objects = patterns[0].objects;
    double squares = 0;
    memset(sum, 0, objects * sizeof *sum);
    for (size_t i = 0; i < raters; i++) {
        memcpy(order, patterns[i].rank, objects * sizeof *order);
        shuffle(chance, order, objects);
        for (size_t j = 0; j < objects; j++)
            sum[j] += order[j];
    }
    for (size_t j = 0; j < objects; j++)
        squares += (double)(sum[j] * sum[j]);
    return squares;
}

static struct rank_null drawn(struct arena *mem, struct arena *scratch,
                              const struct pattern *patterns, size_t raters, double mean)
{
    size_t objects = patterns[0].objects;
    struct rank_null null = { false, RANK_DRAWS, RANK_DRAWS, NEW_ARRAY(mem, double, RANK_DRAWS),
                              NEW_ARRAY(mem, double, RANK_DRAWS) };
    struct chance chance = chance_from_seed(raters * 1000003 + objects);
    int *order = NEW_ARRAY(scratch, int, objects);
    long *sum = NEW_ARRAY(scratch, long, objects);
    for (size_t i = 0; i < RANK_DRAWS; i++)
        null.value[i] =
            one_draw(&chance, patterns, raters, order, sum) - (double)objects * mean * mean;
    describe_sort(null.value, RANK_DRAWS);
    for (size_t i = 0; i < RANK_DRAWS; i++)
        null.above[i] = (double)(RANK_DRAWS - i) / RANK_DRAWS;
    return null;
}

/* --- the shelf --------------------------------------------------------------------------- */

struct rank_shelf {
    struct arena *mem;
    struct kept *first;
    size_t bytes; /* of the nulls kept */
};

struct kept {
    struct kept *next;
    size_t raters, objects;
    const int *ranks; /* raters x objects, each rater's rising, raters sorted */
    struct rank_null null;
};

struct rank_shelf *rank_shelf_new(struct arena *mem)
{
    struct rank_shelf *shelf = NEW(mem, struct rank_shelf);
    shelf->mem = mem;
    return shelf;
}

static int by_rank(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

static int by_pattern(const void *a, const void *b)
{
    const struct pattern *x = a, *y = b;
    for (size_t j = 0; j < x->objects; j++)
        if (x->rank[j] != y->rank[j])
            return x->rank[j] - y->rank[j];
    return 0;
}

/* Each rater's doubled ranks, and the raters themselves, put in order: the key of the shelf. */
static struct pattern *patterns_of(struct arena *mem, struct grid g)
{
    struct pattern *patterns = NEW_ARRAY(mem, struct pattern, g.people);
    double *rank = NEW_ARRAY(mem, double, g.items);
    for (size_t i = 0; i < g.people; i++) {
        patterns[i] = (struct pattern){ g.items, NEW_ARRAY(mem, int, g.items) };
        describe_midranks(mem, &g.cell[i * g.items], g.items, rank);
        for (size_t j = 0; j < g.items; j++)
            patterns[i].rank[j] = (int)(2 * rank[j]);
        qsort(patterns[i].rank, g.items, sizeof(int), by_rank);
    }
    qsort(patterns, g.people, sizeof *patterns, by_pattern);
    return patterns;
}

static int *flattened(struct arena *mem, const struct pattern *patterns, size_t raters)
{
    size_t objects = patterns[0].objects;
    int *ranks = NEW_ARRAY(mem, int, raters *objects);
    for (size_t i = 0; i < raters; i++)
        memcpy(&ranks[i * objects], patterns[i].rank, objects * sizeof *ranks);
    return ranks;
}

/* Only values that can happen, with the chance from each on. */
static void keep_tail(struct arena *mem, const struct tally *tally, struct rank_null *null)
{
    for (size_t i = 0; i < tally->length; i++)
        null->length += tally->chance[i] > 0;
    null->value = NEW_ARRAY(mem, double, null->length);
    null->above = NEW_ARRAY(mem, double, null->length);
    size_t at = null->length;
    double above = 0;
    for (size_t i = tally->length; i-- > 0;) {
        if (!(tally->chance[i] > 0))
            continue;
        above += tally->chance[i];
        null->value[--at] = (double)i;
        null->above[at] = fmin(1, above);
    }
}

static struct rank_null made(struct arena *mem, struct arena *scratch,
                             const struct pattern *patterns, size_t raters)
{
    enum { TALLY_MAX = 4000000 };
    size_t objects = patterns[0].objects;
    double p = (double)objects, m = (double)raters, mean = m * (p + 1);
    double largest = m * m * (p * p * p - p) / 3 + 2; /* of 4 S, and room for rounding */
    if (objects > RANK_OBJECTS_MAX || largest > TALLY_MAX)
        return drawn(mem, scratch, patterns, raters, mean);
    struct tally tally = { (size_t)largest, NEW_ARRAY(scratch, double, (size_t)largest) };
    if (!count_all(scratch, patterns, raters, mean, &tally))
        return drawn(mem, scratch, patterns, raters, mean);
    struct rank_null null = { .exact = true };
    keep_tail(mem, &tally, &null);
    return null;
}

double rank_null_p(const struct rank_null *null, double s)
{
    const double last_digits = 1e-6; /* 4 S is whole */
    size_t low = 0, high = null->length;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (null->value[middle] < 4 * s - last_digits)
            low = middle + 1;
        else
            high = middle;
    }
    double above = low < null->length ? null->above[low] : 0;
    double draws = (double)null->draws;
    return null->draws == 0 ? above : (above * draws + 1) / (draws + 1);
}

/* What is asked of the shelf: who ranks, the key, and what stands there; scratch to work in. */
struct asked {
    struct arena scratch;
    size_t raters, objects;
    struct pattern *patterns;
    const int *ranks;
    const struct kept *kept; /* NULL: not on the shelf */
};

static struct asked ask(const struct rank_shelf *shelf, struct grid g)
{
    assert(g.people >= 2 && g.people <= RANK_RATERS_MAX && g.items >= 2);
    enum { SCRATCH_BYTES = 1 << 30 }; /* far above what RANK_WORK_MAX lets grow */
    struct asked asked = {
        arena_with_limit(SCRATCH_BYTES), g.people, g.items, NULL, NULL, shelf->first
    };
    asked.patterns = patterns_of(&asked.scratch, g);
    asked.ranks = flattened(&asked.scratch, asked.patterns, g.people);
    size_t bytes = g.people * g.items * sizeof *asked.ranks;
    while (asked.kept != NULL &&
           (asked.kept->raters != g.people || asked.kept->objects != g.items ||
            memcmp(asked.kept->ranks, asked.ranks, bytes) != 0))
        asked.kept = asked.kept->next;
    return asked;
}

static const struct kept *keep(struct rank_shelf *shelf, struct asked *asked)
{
    struct kept *kept = NEW(shelf->mem, struct kept);
    *kept = (struct kept){ shelf->first, asked->raters, asked->objects,
                           flattened(shelf->mem, asked->patterns, asked->raters),
                           made(shelf->mem, &asked->scratch, asked->patterns, asked->raters) };
    shelf->first = kept;
    shelf->bytes += 2 * kept->null.length * sizeof *kept->null.value;
    return kept;
}

const struct rank_null *rank_null(struct rank_shelf *shelf, struct grid g)
{
    struct asked asked = ask(shelf, g);
    const struct kept *kept = asked.kept ? asked.kept : keep(shelf, &asked);
    arena_free(&asked.scratch);
    return &kept->null;
}

struct rank_chance rank_chance(struct rank_shelf *shelf, struct grid g, double s)
{
    struct asked asked = ask(shelf, g);
    struct rank_null once;
    const struct rank_null *null = &once;
    if (asked.kept)
        null = &asked.kept->null;
    else if (shelf->bytes < RANK_SHELF_BYTES)
        null = &keep(shelf, &asked)->null;
    else
        once = made(&asked.scratch, &asked.scratch, asked.patterns, asked.raters);
    struct rank_chance out = { null->exact, rank_null_p(null, s) };
    arena_free(&asked.scratch);
    return out;
}
