/* What can still be worked out from what is published: the tables of docs/privacy.md, which
 * must hold the very lines computed here.
 *
 * One construct of two items, n people, answers independent, uniform or polite. Two sets of
 * answers are told apart by a rounded mean, a word, item means; a set that shares its figures
 * with no other is deducible. Sets are counted by sums and sums of squares, which is all that
 * the figures depend on. */
#include "engine/fixture.h"

#include "check.h"

enum { KEYS = 21 * 4 * 15 * 15 };

/* n people's sums of both items (turned, from 0) and their common sum of squares, as one
 * index that adds up when people do. */
struct world {
    size_t n;
    int options;
    size_t sums, squares;
    double *counts[TEAM_MAX + 1];  /* sets of k pairs with these sums */
    double *weights[TEAM_MAX + 1]; /* their chance, people in order */
    const double *chances;         /* of each option */
};

static size_t place(const struct world *world, size_t x, size_t y, size_t squares)
{
    return (x * world->sums + y) * world->squares + squares;
}

/* One past the highest place that k people reach. */
static size_t reach(const struct world *world, size_t k)
{
    size_t top = k * (size_t)(world->options - 1);
    return place(world, top, top,
                 2 * k * (size_t)((world->options - 1) * (world->options - 1))) +
           1;
}

static struct world world_of(struct arena *mem, size_t n, int options, const double *chances)
{
    size_t top = (size_t)options - 1;
    struct world world = { .n = n,
                           .options = options,
                           .sums = n * top + 1,
                           .squares = 2 * n * top * top + 1,
                           .chances = chances };
    for (size_t k = 0; k <= n; k++) {
        world.counts[k] = NEW_ARRAY(mem, double, reach(&world, n));
        world.weights[k] = NEW_ARRAY(mem, double, reach(&world, n));
    }
    world.counts[0][0] = world.weights[0][0] = 1;
    for (size_t x = 0; x <= top; x++)
        for (size_t y = 0; y <= top; y++) {
            size_t step = place(&world, x, y, x * x + y * y);
            for (size_t k = 1; k <= n; k++)
                for (size_t at = 0; at < reach(&world, k - 1); at++)
                    world.counts[k][at + step] += world.counts[k - 1][at];
        }
    for (size_t k = 1; k <= n; k++)
        for (size_t x = 0; x <= top; x++)
            for (size_t y = 0; y <= top; y++) {
                size_t step = place(&world, x, y, x * x + y * y);
                for (size_t at = 0; at < reach(&world, k - 1); at++)
                    world.weights[k][at + step] +=
                        chances[x] * chances[y] * world.weights[k - 1][at];
            }
    return world;
}

/* Which figures an onlooker has. */
enum figures { MEAN, MEAN_AND_WORD, MEAN_WORD_AND_ITEMS };

static size_t key_of(const struct world *world, size_t at, enum figures figures)
{
    long n = (long)world->n, top = world->options - 1;
    long squares = (long)(at % world->squares);
    long y = (long)(at / world->squares % world->sums);
    long x = (long)(at / world->squares / world->sums);
    size_t key = (size_t)((200 * (x + y) + 10 * top * n) / (20 * top * n));
    if (figures == MEAN)
        return key;
    long spread = n * squares - x * x - y * y;
    long random = 2 * (world->options * world->options - 1) * n * (n - 1);
    key = key * 4 + (120 * spread <= 3 * random ? 0 : 12 * spread <= random ? 1 : 2);
    if (figures == MEAN_AND_WORD)
        return key;
    /* Item means are published as asked, and the second item is reversed. */
    key = key * 15 + (size_t)((4 * x + n) / (2 * n));
    return key * 15 + (size_t)((4 * (top * n - y) + n) / (2 * n));
}

struct classes {
    double count[KEYS], weight[KEYS];
    double alike[KEYS]; /* sets where all the others gave one and the same answer to an item */
    bool named[KEYS];   /* in every set they did: a colleague's answer is known */
};

/* Classes of the sets of k people; `own` is the place of someone who knows theirs. */
static void classify(const struct world *world, size_t k, size_t own, enum figures figures,
                     struct classes *out)
{
    memset(out, 0, sizeof *out);
    for (size_t at = 0; at < reach(world, k); at++) {
        if (world->counts[k][at] == 0)
            continue;
        size_t key = key_of(world, at + own, figures);
        out->count[key] += world->counts[k][at];
        out->weight[key] += world->weights[k][at];
    }
}

/* Adds, for each rising list of k answers to one item, the set where all gave `same` to the
 * other item. */
static void add_alike(const struct world *world, size_t k, size_t own, size_t same, bool first,
                      enum figures figures, struct classes *out)
{
    size_t top = (size_t)world->options - 1, list[TEAM_MAX] = { 0 };
    for (;;) {
        size_t sum = 0, squares = k * same * same;
        for (size_t i = 0; i < k; i++) {
            sum += list[i];
            squares += list[i] * list[i];
        }
        size_t at =
            first ? place(world, k * same, sum, squares) : place(world, sum, k * same, squares);
        out->alike[key_of(world, at + own, figures)]++;
        size_t i = k;
        while (i > 0 && list[i - 1] == top)
            i--;
        if (i == 0)
            return;
        size_t next = list[i - 1] + 1;
        for (size_t j = i - 1; j < k; j++)
            list[j] = next;
    }
}

static void mark_named(const struct world *world, size_t k, size_t own, enum figures figures,
                       struct classes *out)
{
    for (size_t same = 0; same < (size_t)world->options; same++)
        for (int first = 0; first < 2; first++) {
            memset(out->alike, 0, sizeof out->alike);
            add_alike(world, k, own, same, first == 0, figures, out);
            for (size_t key = 0; key < KEYS; key++)
                out->named[key] = out->named[key] ||
                                  (out->count[key] > 0 && out->alike[key] == out->count[key]);
        }
}

struct shares {
    double outsider, insider, named;
};

static struct shares shares_of(const struct world *world, enum figures figures)
{
    static struct classes classes;
    struct shares shares = { 0, 0, 0 };
    classify(world, world->n, 0, figures, &classes);
    for (size_t key = 0; key < KEYS; key++)
        if (classes.count[key] == 1)
            shares.outsider += classes.weight[key];
    for (size_t x = 0; x < (size_t)world->options; x++)
        for (size_t y = 0; y < (size_t)world->options; y++) {
            size_t own = place(world, x, y, x * x + y * y);
            classify(world, world->n - 1, own, figures, &classes);
            mark_named(world, world->n - 1, own, figures, &classes);
            for (size_t key = 0; key < KEYS; key++) {
                double share = world->chances[x] * world->chances[y] * classes.weight[key];
                shares.insider += classes.count[key] == 1 ? share : 0;
                shares.named += classes.named[key] ? share : 0;
            }
        }
    return shares;
}

static char page[60000];

static int open_page(void **state)
{
    (void)state;
    FILE *file = fopen("docs/privacy.md", "r");
    if (!file)
        return -1;
    size_t size = fread(page, 1, sizeof page - 1, file);
    page[size] = '\0';
    return fclose(file);
}

static void the_page_holds(const char *line)
{
    print_message("# %s\n", line);
    if (!strstr(page, line))
        fail_msg("docs/privacy.md lacks: %s", line);
}

/* Rounds in 100,000. */
static const char *share_text(struct arena *mem, double share)
{
    double rounds = 100000 * share;
    return share == 0       ? "0"
           : rounds < .05   ? "< 0.1"
           : rounds < 99.95 ? arena_text(mem, "%.1f", rounds)
                            : arena_text(mem, "%.0f", rounds);
}

static const double uniform5[] = { .2, .2, .2, .2, .2 };
static const double polite5[] = { .05, .15, .20, .35, .25 };
static const double uniform7[] = { 1. / 7, 1. / 7, 1. / 7, 1. / 7, 1. / 7, 1. / 7, 1. / 7 };
static const double polite7[] = { .02, .04, .08, .16, .25, .27, .18 };

static void line_of(size_t n, int options, const char *answers, const double *chances)
{
    struct arena mem = arena_with_limit(1u << 30);
    struct world world = world_of(&mem, n, options, chances);
    struct shares mean = shares_of(&world, MEAN), word = shares_of(&world, MEAN_AND_WORD);
    struct shares all = n < 5 ? mean : n < 6 ? word : shares_of(&world, MEAN_WORD_AND_ITEMS);
    assert_true(mean.outsider <= word.outsider && word.insider <= all.insider + (n < 5));
    the_page_holds(arena_text(&mem, "| %zu | %d | %s | %s | %s | %s | %s | %s | %s | %s |", n,
                              options, answers, share_text(&mem, mean.outsider),
                              share_text(&mem, mean.insider), share_text(&mem, word.outsider),
                              share_text(&mem, word.insider),
                              n < 4 ? "–" : share_text(&mem, all.outsider),
                              n < 4 ? "–" : share_text(&mem, all.insider),
                              n < 4 ? "–" : share_text(&mem, all.named)));
    arena_free(&mem);
}

static void one_construct_leaves_the_share_of_the_page(void **state)
{
    (void)state;
    for (size_t n = 3; n <= 8; n++) {
        line_of(n, 5, "even", uniform5);
        line_of(n, 5, "polite", polite5);
        line_of(n, 7, "even", uniform7);
        line_of(n, 7, "polite", polite7);
    }
}

/* Three people, five options: every ordered set of answers, one by one. */
static void counting_by_sums_agrees_with_listing_every_team(void **state)
{
    (void)state;
    static double teams[KEYS], own_teams[25][KEYS];
    struct arena mem = arena_with_limit(1u << 28);
    struct world world = world_of(&mem, 3, 5, uniform5);
    double fixed = 0, fixed_own = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t a = 0; a < 25; a++)
            for (size_t b = 0; b < 25; b++)
                for (size_t c = 0; c < 25; c++) {
                    size_t at = 0, list[3] = { a, b, c };
                    for (int i = 0; i < 3; i++) {
                        size_t x = list[i] / 5, y = list[i] % 5;
                        at += place(&world, x, y, x * x + y * y);
                    }
                    size_t key = key_of(&world, at, MEAN_AND_WORD);
                    if (pass == 0) {
                        teams[key] += a <= b && b <= c;
                        own_teams[a][key] += b <= c;
                        continue;
                    }
                    fixed += teams[key] == 1;
                    fixed_own += own_teams[a][key] == 1;
                }
    struct shares shares = shares_of(&world, MEAN_AND_WORD);
    CHECK_NEAR(shares.outsider, fixed / 15625, 1e-12);
    CHECK_NEAR(shares.insider, fixed_own / 15625, 1e-12);
    arena_free(&mem);
}

/* All teams of five as who has a tie to whom: 2^20, by arcs (giver, receiver). */
enum { FLOW_KEYS = 16 * 21 * 11 };
struct flows_of_five {
    size_t told[FLOW_KEYS];     /* networks for these rows and these figures */
    size_t held[FLOW_KEYS][20]; /* of which this many hold each arc */
    double weight[FLOW_KEYS];
};
static struct flows_of_five five;

static size_t arc(size_t from, size_t to) { return from * 4 + (to > from ? to - 1 : to); }

/* What is told of a network: two words, or the two numbers behind them. */
static size_t told_of(uint32_t network, bool numbers)
{
    size_t arcs = 0, mutual = 0;
    for (size_t a = 0; a < 5; a++)
        for (size_t b = 0; b < 5; b++) {
            if (a == b || !(network >> arc(a, b) & 1))
                continue;
            arcs++;
            mutual += a < b && (network >> arc(b, a) & 1);
        }
    size_t one_way = arcs - 2 * mutual;
    size_t band = 3 * arcs < 20 ? 0 : 3 * arcs < 40 ? 1 : 2;
    return numbers ? arcs * 11 + mutual : 2 * band + (mutual > 0 && 2 * mutual >= one_way);
}

/* The share of teams where one more tie, or its absence, between two named people is certain
 * to the first `rows` members put together. */
static double certain_share(size_t rows, double tie_chance, bool numbers)
{
    memset(&five, 0, sizeof five);
    uint32_t known = (1u << 4 * rows) - 1;
    size_t kinds = numbers ? 21 * 11 : 6;
    for (uint32_t network = 0; network < 1u << 20; network++) {
        size_t key = (network & known) * kinds + told_of(network, numbers), arcs = 0;
        for (size_t i = 0; i < 20; i++) {
            five.held[key][i] += network >> i & 1;
            arcs += network >> i & 1;
        }
        five.told[key]++;
        five.weight[key] +=
            pow(tie_chance, (double)arcs) * pow(1 - tie_chance, 20 - (double)arcs);
    }
    double share = 0;
    for (size_t key = 0; key < (known + 1) * kinds; key++) {
        bool certain = false;
        for (size_t i = 4 * rows; i < 20 && five.told[key]; i++)
            certain = certain || five.held[key][i] == 0 || five.held[key][i] == five.told[key];
        share += certain ? five.weight[key] : 0;
    }
    return share;
}

static void two_words_of_a_flow_leave_the_share_of_the_page(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 16);
    const double chances[] = { .2, .5, .6, .8 };
    for (size_t i = 0; i < 4; i++)
        the_page_holds(arena_text(&mem, "| %.1f | %s | %s | %s |", chances[i],
                                  share_text(&mem, certain_share(1, chances[i], false)),
                                  share_text(&mem, certain_share(2, chances[i], false)),
                                  share_text(&mem, certain_share(1, chances[i], true))));
    arena_free(&mem);
}

/* How many of the 7 ratings each rater may have given, for each word and number of raters. */
static void a_received_word_leaves_every_rating_possible(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 16);
    for (int raters = 5; raters <= 7; raters++) {
        int left[3] = { 0 };
        for (int word = 0; word < 3; word++)
            for (int rating = 0; rating <= 6; rating++) {
                bool possible = false;
                for (int others = 0; others <= 6 * (raters - 1); others++) {
                    int thirds = 3 * (rating + others), width = 6 * raters;
                    int said = thirds >= 2 * width ? 2 : thirds >= width ? 1 : 0;
                    possible = possible || said == word;
                }
                left[word] += possible;
            }
        the_page_holds(
            arena_text(&mem, "| %d | %d | %d | %d |", raters, left[0], left[1], left[2]));
    }
    arena_free(&mem);
}

/* How many of the 13 half-points the mean of one item may be at, on average, for someone who
 * reads the construct's mean to 5 points, and perhaps the other item's mean too. */
static double halves_left(size_t n, const double *chances, bool other_item)
{
    enum { SUMS = 6 * TEAM_MAX + 1, OPTIONS = 7, HALVES = 15 };
    static bool possible[21 * HALVES][HALVES];
    double sum[SUMS] = { 1 }, left = 0;
    size_t top = 6 * n;
    for (size_t k = 0; k < n; k++)
        for (size_t s = SUMS; s-- > 0;) {
            double chance = 0;
            for (size_t option = 0; option < OPTIONS && option <= s; option++)
                chance += chances[option] * sum[s - option];
            sum[s] = chance;
        }
    memset(possible, 0, sizeof possible);
    for (int pass = 0; pass < 2; pass++)
        for (size_t x = 0; x <= top; x++)
            for (size_t y = 0; y <= top; y++) {
                size_t mean = (200 * (x + y) + 10 * top) / (20 * top);
                size_t key = mean * HALVES + (other_item ? (4 * x + n) / (2 * n) : 0);
                if (pass == 0) {
                    possible[key][(4 * y + n) / (2 * n)] = true;
                    continue;
                }
                size_t count = 0;
                for (size_t half = 0; half < HALVES; half++)
                    count += possible[key][half];
                left += sum[x] * sum[y] * (double)count;
            }
    return left;
}

/* Why no item is shown beside the only one of its construct that is kept back. */
static void an_item_kept_back_alone_would_follow_from_the_other(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 16);
    for (size_t n = 6; n <= TEAM_MAX; n++) {
        assert_true(halves_left(n, polite7, true) < halves_left(n, polite7, false) / 2);
        the_page_holds(
            arena_text(&mem, "| %zu | %.1f | %.1f | %.1f | %.1f |", n,
                       halves_left(n, uniform7, true), halves_left(n, uniform7, false),
                       halves_left(n, polite7, true), halves_left(n, polite7, false)));
    }
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counting_by_sums_agrees_with_listing_every_team),
        cmocka_unit_test(one_construct_leaves_the_share_of_the_page),
        cmocka_unit_test(an_item_kept_back_alone_would_follow_from_the_other),
        cmocka_unit_test(two_words_of_a_flow_leave_the_share_of_the_page),
        cmocka_unit_test(a_received_word_leaves_every_rating_possible),
    };
    return cmocka_run_group_tests(tests, open_page, NULL);
}
