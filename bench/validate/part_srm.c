/* The Social Relations Model: are known components found again, and do the intervals hold
 * them? */
#include <math.h>

#include "measure/srm_pool.h"
#include "validate/page.h"
#include "validate/plot.h"

enum { GROUPS = 3, SIZES = 5 };
static const size_t groups[GROUPS] = { 20, 50, 200 };

/* Of a total of 1: shares of actor, partner and relationship, generalised and dyadic
 * reciprocity as covariances. */
static const double truth[SRM_COMPONENTS] = { [ACTOR_VARIANCE] = .30,
                                              [PARTNER_VARIANCE] = .20,
                                              [RELATIONSHIP_VARIANCE] = .50,
                                              [ACTOR_PARTNER_COVARIANCE] = .05,
                                              [RELATIONSHIP_COVARIANCE] = .15 };
static const char *const names[SRM_COMPONENTS] = {
    [ACTOR_VARIANCE] = "actor variance",
    [PARTNER_VARIANCE] = "partner variance",
    [RELATIONSHIP_VARIANCE] = "relationship variance",
    [ACTOR_PARTNER_COVARIANCE] = "actor–partner covariance",
    [RELATIONSHIP_COVARIANCE] = "relationship covariance"
};

/* Pairs with these variances and covariance, as a sum of what they share and what each has. */
static void pair_drawn(struct chance *chance, double first, double second, double shared,
                       double *x, double *y)
{
    double z = chance_normal(chance), slope = shared / first;
    *x = sqrt(first) * z;
    *y = slope * *x + sqrt(second - slope * shared) * chance_normal(chance);
}

/* One round robin. steps: answered in whole steps of an SD over seven options, or 0. */
static struct grid ratings_drawn(struct arena *mem, size_t n, bool in_steps,
                                 struct chance *chance)
{
    double actor[TEAM_MAX], partner[TEAM_MAX];
    struct grid out = grid_empty(mem, n, n);
    double level = .5 * chance_normal(chance);
    for (size_t i = 0; i < n; i++)
        pair_drawn(chance, truth[ACTOR_VARIANCE], truth[PARTNER_VARIANCE],
                   truth[ACTOR_PARTNER_COVARIANCE], &actor[i], &partner[i]);
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            double there, back;
            pair_drawn(chance, truth[RELATIONSHIP_VARIANCE], truth[RELATIONSHIP_VARIANCE],
                       truth[RELATIONSHIP_COVARIANCE], &there, &back);
            grid_put(out, i, j, level + actor[i] + partner[j] + there);
            grid_put(out, j, i, level + actor[j] + partner[i] + back);
        }
    for (size_t k = 0; in_steps && k < n * n; k++)
        out.cell[k] = fmin(fmax(floor(out.cell[k] + 4.5), 1), 7);
    return out;
}

struct recovered {
    double count, sum[SRM_COMPONENTS], squares[SRM_COMPONENTS], within[SRM_COMPONENTS],
        lacking[SRM_COMPONENTS];
    double single, some_negative; /* teams alone */
    double single_squares[SRM_COMPONENTS], single_within[SRM_COMPONENTS],
        single_known[SRM_COMPONENTS];
};

static void add_single(const struct srm *team, struct recovered *out)
{
    bool negative = false;
    struct srm one = *team;
    const struct srm_pooled none = { 0 };
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        double off = one.estimate[k] - truth[k];
        enum srm_kind kind = k <= RELATIONSHIP_VARIANCE ? A_VARIANCE : A_COVARIANCE;
        struct srm_pooled alone =
            srm_pool(&one.people, &one.estimate[k], &one.squared_se[k], 1, kind);
        negative = negative || (kind == A_VARIANCE && one.estimate[k] < 0);
        out->single_squares[k] += off * off;
        if (figure_known(alone.low) && alone.df > none.df) {
            out->single_known[k]++;
            out->single_within[k] +=
                alone.low.value <= truth[k] && truth[k] <= alone.high.value;
        }
    }
    out->single++;
    out->some_negative += negative;
}

static void add_pooled(const struct srm_over_teams *over, struct recovered *out)
{
    out->count++;
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        const struct srm_pooled *c = &over->component[k];
        out->sum[k] += c->estimate;
        out->squares[k] += c->estimate * c->estimate;
        out->lacking[k] += !figure_known(c->low);
        out->within[k] +=
            figure_known(c->low) && c->low.value <= truth[k] && truth[k] <= c->high.value;
    }
}

static void play_cell(struct page *page, size_t n, size_t teams, bool in_steps,
                      struct chance *chance, struct recovered *out)
{
    struct arena scratch = arena_with_limit((size_t)1 << 28);
    for (size_t r = 0; r < page->extent->replications; r++) {
        struct arena_mark mark = arena_mark(&scratch);
        struct srm *all = NEW_ARRAY(&scratch, struct srm, teams);
        for (size_t g = 0; g < teams; g++) {
            all[g] = measure_srm(&scratch, ratings_drawn(&scratch, n, in_steps, chance));
            if (!in_steps && teams == groups[0])
                add_single(&all[g], out);
        }
        struct srm_over_teams over = measure_srm_over_teams(&scratch, all, teams);
        add_pooled(&over, out);
        arena_release(&scratch, mark);
    }
    arena_free(&scratch);
}

struct outcome {
    double cells, unbiased, covered, worst_bias, lowest, highest;
    struct recovered cell[SIZES][GROUPS];
};

static double bias_in_errors(const struct recovered *r, int k)
{
    double mean = r->sum[k] / r->count;
    double variance = (r->squares[k] - r->count * mean * mean) / (r->count - 1);
    return (mean - truth[k]) / sqrt(variance / r->count);
}

static void say_cell(struct page *page, size_t n, size_t teams, const struct recovered *r,
                     struct outcome *o)
{
    page_say(page, "| %zu | %zu", n, teams);
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        double bias = bias_in_errors(r, k), held = r->within[k] / r->count;
        o->cells++;
        o->unbiased += fabs(bias) < 2;
        o->covered += held >= .93 && held <= .97;
        o->worst_bias = fmax(o->worst_bias, fabs(bias));
        o->lowest = fmin(o->lowest, held);
        o->highest = fmax(o->highest, held);
        page_say(page, " | %s (%+.1f) | %s", page_share(page, r->sum[k] / r->count - truth[k]),
                 bias, page_share(page, held));
    }
    page_say(page, " |\n");
}

static void say_pooled(struct page *page, struct outcome *o)
{
    page_say(page,
             "\n## Social Relations Model\n\nActor .30, partner .20, relationship .50, "
             "covariances .05 and .15, normal; %zu replications of each line. Bias, in "
             "brackets in Monte Carlo errors, and coverage of the 95 %% interval (Lashley "
             "& Bond, Σ(n − 1) degrees of freedom); Monte Carlo error of a coverage of "
             ".95: %s.\n\n| n | teams",
             page->extent->replications,
             page_share(page, sqrt(.95 * .05 / (double)page->extent->replications)));
    for (int k = 0; k < SRM_COMPONENTS; k++)
        page_say(page, " | %s | held", names[k]);
    page_say(page, " |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    struct chance chance = page_chance(page, 40);
    for (size_t s = 0; s < SIZES; s++)
        for (size_t g = 0; g < GROUPS; g++) {
            play_cell(page, s + 4, groups[g], false, &chance, &o->cell[s][g]);
            say_cell(page, s + 4, groups[g], &o->cell[s][g], o);
        }
}

static void say_bars(struct page *page, const struct outcome *o)
{
    double by_chance = .9545 * o->cells, sd = sqrt(o->cells * .9545 * .0455);
    page_bar(page, "pooled SRM components: bias under 2 Monte Carlo errors",
             arena_text(page->mem, "%.0f of %.0f, as chance gives", floor(by_chance - 2 * sd),
                        o->cells),
             arena_text(page->mem, "%.0f of %.0f, the largest %.1f", o->unbiased, o->cells,
                        o->worst_bias),
             o->unbiased >= floor(by_chance - 2 * sd), "some component is biased");
    page_bar(page, "pooled SRM intervals, from 20 teams, 4 to 8 people", ".93 to .97, all",
             arena_text(page->mem, "%.0f of %.0f; %s to %s", o->covered, o->cells,
                        page_share(page, o->lowest), page_share(page, o->highest)),
             o->covered >= o->cells,
             "a coverage of .95 has a Monte Carlo error of its own; the smallest cell is 20 "
             "teams of four, whose errors are estimates too");
}

static void say_single(struct page *page, const struct outcome *o)
{
    page_say(page,
             "\nOne team alone: the error of its estimate (root mean square) is as large "
             "as what is measured, and its interval, where it exists, promises little.\n\n"
             "| n | actor: error | held | partner: error | held | relationship: error | "
             "held | some variance < 0 |\n|---|---|---|---|---|---|---|---|\n");
    for (size_t s = 0; s < SIZES; s++) {
        const struct recovered *r = &o->cell[s][0];
        page_say(page, "| %zu", s + 4);
        for (int k = 0; k <= RELATIONSHIP_VARIANCE; k++)
            page_say(page, " | %s | %s",
                     page_share(page, sqrt(r->single_squares[k] / r->single)),
                     page_share(page, r->single_within[k] / r->single_known[k]));
        page_say(page, " | %s |\n", page_share(page, r->some_negative / r->single));
    }
}

/* Steps of one SD, seven options: rounding adds about 1/12 to the relationship variance. */
static void say_steps(struct page *page)
{
    struct chance chance = page_chance(page, 41);
    page_say(page, "\nThe same ratings given on seven options (a step is one total SD), 200 "
                   "teams: rounding, which the model cannot tell from a relationship, adds "
                   "about 1/12 = .083 to its variance, and the ends of the scale take a little "
                   "from all.\n\n| n");
    for (int k = 0; k < SRM_COMPONENTS; k++)
        page_say(page, " | %s", names[k]);
    page_say(page, " |\n|---|---|---|---|---|---|\n");
    for (size_t n = 4; n <= TEAM_MAX; n += 2) {
        struct recovered r = { 0 };
        play_cell(page, n, 200, true, &chance, &r);
        page_say(page, "| %zu", n);
        for (int k = 0; k < SRM_COMPONENTS; k++)
            page_say(page, " | %s", page_share(page, r.sum[k] / r.count - truth[k]));
        page_say(page, " |\n");
    }
}

static void say_picture(struct page *page, const struct outcome *o)
{
    static const char *const titles[3] = { "actor", "partner", "relationship" };
    double sizes[SIZES], held[3][SIZES], error[3][SIZES];
    struct plot_series series[3];
    for (int k = 0; k < 3; k++) {
        for (size_t s = 0; s < SIZES; s++) {
            const struct recovered *r = &o->cell[s][0];
            sizes[s] = (double)(s + 4);
            held[k][s] = r->within[k] / r->count;
            error[k][s] = 1.96 * sqrt(held[k][s] * (1 - held[k][s]) / r->count);
        }
        series[k] = (struct plot_series){ titles[k], SIZES, sizes, held[k], error[k] };
    }
    const struct plot_frame frame = { .title = "Pooled 95 % intervals, 20 teams",
                                      .x_label = "members",
                                      .y_label = "share that hold the truth",
                                      .x_low = 4,
                                      .x_high = 8,
                                      .x_step = 1,
                                      .y_low = .88,
                                      .y_high = 1,
                                      .y_step = .02,
                                      .band_low = .93,
                                      .band_high = .97 };
    page_picture(page, "validation-srm",
                 "How often pooled intervals of 20 teams hold the truth",
                 plot_points(page->mem, &frame, series, 3));
}

void part_srm(struct page *page)
{
    struct outcome *o = NEW(page->mem, struct outcome);
    o->lowest = 1;
    say_pooled(page, o);
    say_bars(page, o);
    say_single(page, o);
    say_steps(page);
    say_picture(page, o);
}
