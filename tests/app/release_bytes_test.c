/* What leaves says no more than the release says.
 *
 * Two teams whose answers to one construct differ, but which the rules of docs/privacy.md
 * tell the same things (rounded mean, word of agreement, means of items from six answers),
 * must leave the same bytes. Every set of answers where there are at most 100,000, else
 * 100,000 drawn ones, go through the door; what leaves is made from the release, so the first
 * team told each thing and one in 20 are also written as JSON, one in 500 as a page with its
 * pictures. The same search with a stage read off means that were not rounded must find teams
 * that the bytes tell apart: it would have seen a leak. */
#include "engine/fixture.h"

#include <stdlib.h>

#include "measure/construct.h"
#include "page/portraits.h"
#include "json/portrait_json.h"

#include "check.h"

enum { SETS_MAX = 100000, HALVES = 15, EACH_JSON = 20, EACH_PAGE = 500 };

/* The construct searched: two items, the second reversed, one axis of the plane. */
enum { APPRECIATION = 1, FIRST = 3, SECOND = 4 };

static struct arena mem;
static const struct model *model;

static int open_arena(void **state)
{
    (void)state;
    mem = arena_with_limit(1u << 30);
    model = fixture_model(&mem, 30);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(&mem);
    return 0;
}

static const char *json_of(struct arena *scratch, const struct portrait *portrait)
{
    json_t *tree = json_portrait(portrait);
    char *written = json_dumps(tree, JSON_PORTRAIT_FLAGS);
    const char *bytes = arena_copy(scratch, written, strlen(written));
    free(written);
    json_decref(tree);
    return bytes;
}

/* The page of the team, with every picture. */
static const char *page_of(struct arena *scratch, const struct portrait *portrait)
{
    static const char *const teams[] = { "team" };
    struct text text = { .mem = scratch };
    struct arena own = arena_with_limit(1 << 24);
    struct html out = html_to_text(&text);
    struct portraits_page page = { .lang = FR, .teams = teams, .team_count = 1 };
    page_portrait(&out, &own, &page, portrait, 1);
    arena_free(&own);
    return text_done(&text);
}

static bool same_release(const struct release *a, const struct release *b)
{
    bool same = a->released == b->released && a->stage_set == b->stage_set &&
                a->stage_set_gap == b->stage_set_gap && a->all_consented == b->all_consented;
    for (size_t c = 0; c < a->instrument->construct_count; c++) {
        const struct released_construct *x = &a->constructs[c], *y = &b->constructs[c];
        same = same && x->gap == y->gap && x->mean == y->mean &&
               x->agreement_gap == y->agreement_gap && x->agreement == y->agreement;
    }
    for (size_t i = 0; i < a->instrument->item_count; i++)
        same = same && a->items[i].gap == b->items[i].gap &&
               a->items[i].half_points == b->items[i].half_points;
    return same;
}

/* What the rules say of these answers, worked out here in whole numbers. */
static size_t said(const int (*pairs)[2], size_t n, int options)
{
    long sum = 0, sums[2] = { 0 }, squares[2] = { 0 };
    for (size_t p = 0; p < n; p++) {
        sum += pairs[p][0] - 1 + options - pairs[p][1];
        for (int i = 0; i < 2; i++) {
            sums[i] += pairs[p][i];
            squares[i] += pairs[p][i] * pairs[p][i];
        }
    }
    long people = (long)n, whole = 2 * (options - 1) * people;
    size_t mean = (size_t)((200 * sum + 5 * whole) / (10 * whole));
    /* Sum of the two variances times n (n-1), against .3 and 1 times twice sEU. */
    long spread = people * (squares[0] + squares[1]) - sums[0] * sums[0] - sums[1] * sums[1];
    long random = 2 * (options * options - 1) * people * (people - 1);
    size_t word = n < 5 ? 0 : 120 * spread <= 3 * random ? 1 : 12 * spread <= random ? 2 : 3;
    size_t halves[2] = { 0 };
    for (int i = 0; i < 2 && n >= 6; i++)
        halves[i] = (size_t)((4 * sums[i] + people) / (2 * people));
    return ((mean * 4 + word) * HALVES + halves[0]) * HALVES + halves[1];
}
enum { SAID_MAX = 21 * 4 * HALVES * HALVES };

/* The first team told something, and what left of it. */
struct told {
    const struct release *release;
    const char *json, *page;
};

/* A round whose other answers never change, and the search through one construct. */
struct search {
    struct raw_round raw;
    int options;
    bool leak; /* stage and mode read from means that were not rounded */
    struct stage_cache *cache;
    struct told told[SAID_MAX];
    size_t teams, things, written, apart; /* searched, told, written out; found to differ */
};

/* How many different things left. */
static size_t different(const struct search *search)
{
    size_t count = 0;
    for (size_t i = 0; i < SAID_MAX; i++) {
        const char *json = search->told[i].json;
        bool before = !json;
        for (size_t j = 0; j < i && !before; j++)
            before = search->told[j].json && strcmp(json, search->told[j].json) == 0;
        count += !before;
    }
    return count;
}

static void put_pairs(struct search *search, const int (*pairs)[2])
{
    for (size_t p = 0; p < search->raw.respondents; p++) {
        grid_put(search->raw.items, p, FIRST, pairs[p][0]);
        grid_put(search->raw.items, p, SECOND, pairs[p][1]);
    }
}

/* Keeps what left of the first team told so; counts the others that differ from it. */
static void compare(struct search *search, struct told *told, const struct release *release,
                    const struct portrait *portrait, struct arena *scratch)
{
    bool first = !told->release;
    if (first) {
        struct release *kept = NEW(&mem, struct release);
        *kept = *release;
        *told = (struct told){ kept, json_of(&mem, portrait), page_of(&mem, portrait) };
        search->things++;
        return;
    }
    bool apart = !same_release(told->release, release);
    if (search->teams % EACH_JSON == 0) {
        search->written++;
        apart = apart || strcmp(told->json, json_of(scratch, portrait)) != 0;
    }
    if (search->teams % EACH_PAGE == 0)
        apart = apart || strcmp(told->page, page_of(scratch, portrait)) != 0;
    search->apart += apart;
}

static void look_at(struct search *search, const int (*pairs)[2])
{
    struct arena scratch = arena_with_limit(1 << 24);
    put_pairs(search, pairs);
    struct named_release named = { .round = "2026-04" };
    release_round(&scratch, &search->raw, model, &named.release);
    struct release released = named.release;
    if (search->leak) {
        struct construct_level levels[CONSTRUCTS_MAX];
        measure_constructs(search->raw.instrument, search->raw.items, levels);
        named.release.constructs[APPRECIATION].mean = (int)lround(levels[APPRECIATION].mean);
    }
    struct portrait *portrait = portrait_series(&scratch, search->cache, search->raw.instrument,
                                                model, "team", &named, 1);
    portrait->release = released;
    size_t key = said(pairs, search->raw.respondents, search->options);
    search->teams++;
    compare(search, &search->told[key], &released, portrait, &scratch);
    arena_free(&scratch);
}

/* Every set of n pairs of answers: pairs in rising order of their number. */
static void look_at_all(struct search *search)
{
    size_t n = search->raw.respondents;
    int options = search->options, kinds = options * options, at[TEAM_MAX] = { 0 };
    for (;;) {
        int pairs[TEAM_MAX][2];
        for (size_t p = 0; p < n; p++) {
            pairs[p][0] = 1 + at[p] / options;
            pairs[p][1] = 1 + at[p] % options;
        }
        look_at(search, pairs);
        size_t p = n;
        while (p > 0 && at[p - 1] == kinds - 1)
            p--;
        if (p == 0)
            return;
        int next = at[p - 1] + 1;
        for (size_t i = p - 1; i < n; i++)
            at[i] = next;
    }
}

static void look_at_some(struct search *search, struct chance *chance)
{
    uint64_t options = (uint64_t)search->options;
    for (int draw = 0; draw < SETS_MAX; draw++) {
        int pairs[TEAM_MAX][2];
        for (size_t p = 0; p < TEAM_MAX; p++)
            for (int i = 0; i < 2; i++)
                pairs[p][i] = 1 + (int)chance_below(chance, options);
        look_at(search, pairs);
    }
}

/* C(kinds + n - 1, n), the number of sets. */
static double sets(size_t n, int options)
{
    double count = 1;
    for (size_t i = 0; i < n; i++)
        count *= (options * options + (double)i) / ((double)i + 1);
    return count;
}

static struct search searched(size_t n, int options, size_t consents, bool leak)
{
    struct chance chance = chance_from_seed(1000 * n + (uint64_t)options);
    const struct instrument *instrument = fixture_instrument(&mem, 30, 1, options);
    struct search search = { .raw = fixture_round(&mem, instrument, n, n),
                             .options = options,
                             .leak = leak,
                             .cache = stage_cache_new(&mem, instrument, model) };
    search.raw.consents = consents;
    fixture_answer(&search.raw, &chance, .6, 0);
    if (sets(n, options) <= SETS_MAX)
        look_at_all(&search);
    else
        look_at_some(&search, &chance);
    return search;
}

static void teams_told_the_same_leave_the_same_bytes(void **state)
{
    (void)state;
    for (size_t n = 4; n <= 8; n++)
        for (int options = 5; options <= 7; options += 2) {
            struct search search = searched(n, options, n, false);
            print_message("# %zu people, %d options: %zu teams told %zu things\n", n, options,
                          search.teams, search.things);
            assert_true(search.teams > 20000 && search.things >= 15);
            assert_int_equal(search.apart, 0);
        }
}

static void three_people_are_told_one_of_few_sets_or_nothing(void **state)
{
    (void)state;
    for (int options = 5; options <= 7; options += 2) {
        struct search agreed = searched(3, options, 3, false);
        size_t sets_told = different(&agreed);
        print_message("# 3 people who agreed, %d options: %zu teams told %zu sets of stages\n",
                      options, agreed.teams, sets_told);
        assert_int_equal(agreed.apart, 0);
        assert_true(sets_told >= 2 && sets_told <= 15);
        struct search refused = searched(3, options, 2, false);
        assert_int_equal(refused.apart, 0);
        assert_int_equal(different(&refused), 1);
    }
}

static void means_that_are_not_rounded_would_be_seen(void **state)
{
    (void)state;
    for (int options = 5; options <= 7; options += 2) {
        struct search search = searched(4, options, 4, true);
        print_message("# 4 people, %d options, stage from raw means: %zu of %zu teams apart\n",
                      options, search.apart, search.written);
        assert_true(search.apart > search.written / 10);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(teams_told_the_same_leave_the_same_bytes),
        cmocka_unit_test(three_people_are_told_one_of_few_sets_or_nothing),
        cmocka_unit_test(means_that_are_not_rounded_would_be_seen),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
