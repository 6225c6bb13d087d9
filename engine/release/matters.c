/* What matters to us: rankings compared two by two. Ranks are made anew over the motives
 * that both people ranked, so that a blank says nothing. */
#include <math.h>

#include "measure/describe.h"
#include "release/words.h"

static const double *row(const struct raw_round *raw, size_t person)
{
    return raw->ranks.cell + person * raw->ranks.items;
}

/* Spearman's correlation of two people; lacking when either ties everything or they share
 * fewer than three motives. */
static struct figure spearman(struct arena *mem, const double *a, const double *b, size_t n)
{
    double x[MOTIVES_MAX], y[MOTIVES_MAX], ranks_x[MOTIVES_MAX], ranks_y[MOTIVES_MAX];
    size_t shared = 0;
    for (size_t i = 0; i < n; i++) {
        if (isnan(a[i]) || isnan(b[i]))
            continue;
        x[shared] = a[i];
        y[shared++] = b[i];
    }
    if (shared < 3)
        return figure_lacks(LACKS_ITEMS);
    describe_midranks(mem, x, shared, ranks_x);
    describe_midranks(mem, y, shared, ranks_y);
    return describe_correlation(ranks_x, ranks_y, shared);
}

static bool counts(const struct raw_round *raw, size_t person)
{
    size_t ranked = 0, n = raw->instrument->motive_count;
    for (size_t i = 0; i < n; i++)
        ranked += isnan(row(raw, person)[i]) ? 0 : 1;
    return ranked >= 3 && 2 * ranked >= n;
}

/* Adds one person's mean ranks over the motives they ranked. */
static void add_ranks(struct arena *mem, const double *given, size_t n, double *sums,
                      double *times)
{
    double ranked[MOTIVES_MAX], ranks[MOTIVES_MAX];
    size_t kept[MOTIVES_MAX], count = 0;
    for (size_t i = 0; i < n; i++) {
        if (isnan(given[i]))
            continue;
        kept[count] = i;
        ranked[count++] = given[i];
    }
    describe_midranks(mem, ranked, count, ranks);
    for (size_t i = 0; i < count; i++) {
        sums[kept[i]] += ranks[i];
        times[kept[i]]++;
    }
}

/* The two motives with the best mean rank; equal ones in the order of the questionnaire. */
static void best_two(struct arena *mem, const struct raw_round *raw, const size_t *people,
                     size_t count, struct released_matters *out)
{
    size_t n = raw->instrument->motive_count, best[2] = { 0, 0 };
    double sums[MOTIVES_MAX] = { 0 }, times[MOTIVES_MAX] = { 0 };
    for (size_t p = 0; p < count; p++)
        add_ranks(mem, row(raw, people[p]), n, sums, times);
    for (int place = 0; place < 2; place++) {
        double lowest = INFINITY;
        for (size_t i = 0; i < n; i++) {
            bool taken = place == 1 && i == best[0];
            if (taken || times[i] == 0 || sums[i] / times[i] >= lowest - tie)
                continue;
            lowest = sums[i] / times[i];
            best[place] = i;
        }
    }
    out->top[0] = best[0] < best[1] ? best[0] : best[1];
    out->top[1] = best[0] < best[1] ? best[1] : best[0];
}

/* Mean over the pairs that have a correlation; NAN when none has. */
static double mean_spearman(struct arena *mem, const struct raw_round *raw,
                            const size_t *people, size_t count)
{
    double sum = 0, pairs = 0;
    for (size_t a = 0; a < count; a++)
        for (size_t b = a + 1; b < count; b++) {
            struct figure alike = spearman(mem, row(raw, people[a]), row(raw, people[b]),
                                           raw->instrument->motive_count);
            if (!figure_known(alike))
                continue;
            sum += alike.value;
            pairs++;
        }
    return pairs > 0 ? sum / pairs : NAN;
}

struct released_matters release_matters(struct arena *mem, const struct raw_round *raw)
{
    struct released_matters out = { .gap = GAP_TOO_FEW, .top_gap = GAP_TOO_FEW };
    struct arena_mark mark = arena_mark(mem);
    size_t people[TEAM_MAX], count = 0;
    for (size_t person = 0; person < raw->respondents; person++)
        if (counts(raw, person))
            people[count++] = person;
    double mean = count < R_WORDS ? NAN : mean_spearman(mem, raw, people, count);
    if (!isnan(mean)) {
        out.gap = SHOWN;
        out.word = mean >= 1.0 / 3 - tie ? MATTERS_CLOSE
                   : mean < -tie         ? MATTERS_DIFFERENT
                                         : MATTERS_MIXED;
    }
    if (out.gap == SHOWN && raw->respondents >= R_ITEMS) {
        out.top_gap = SHOWN;
        best_two(mem, raw, people, count, &out);
    }
    arena_release(mem, mark);
    return out;
}
