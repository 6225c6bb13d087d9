/* The stage: is what is stated what happens? */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "validate/page.h"
#include "validate/plot.h"
#include "validate/stage_play.h"

enum { ROUNDS = 6, MODELS = 3 };
enum { AS_SHIPPED, UNTEMPERED, NAIVE };

/* Tallies of one kind of world under one model: by round, world by world. */
struct cell {
    struct tally *by_round[ROUNDS];        /* worlds */
    struct tally *later;                   /* rounds 2 on */
    struct tally by_size[2][TEAM_MAX + 1]; /* first round, later ones */
};

struct plan {
    const char *name;
    enum truth truth;
    double silent;
    bool compared; /* also under the models that are known to be wrong */
};

static const struct plan plans[] = {
    { "exact", TRUTH_EXACT, 0, false },
    { "flat", TRUTH_FLAT, 0, false },
    { "wrong", TRUTH_WRONG, 0, true },
    { "wrong, 10 % silent", TRUTH_WRONG, .10, false },
    { "wrong, 25 % silent", TRUTH_WRONG, .25, false },
    { "no stages: all alike", TRUTH_LEVEL, 0, true },
    { "no stages: each its own", TRUTH_OWN, 0, true },
};
enum { PLANS = sizeof plans / sizeof plans[0], WRONG = 2, LEVEL = 5, OWN = 6 };

static const char *const model_names[MODELS] = { "as shipped", "every round in full", "naive" };

/* The naive reading: teams sit on the profiles, constructs are independent, every round counts
 * in full. */
static struct model variant(const struct model *shipped, int which)
{
    struct model model = *shipped;
    if (which != AS_SHIPPED)
        model.tempering = model.memory = 1;
    if (which == NAIVE) {
        model.flatness_mean = 1;
        model.flatness_sd = model.prototype_sd = model.halo_sd = model.leniency_sd = 0;
    }
    return model;
}

static struct cell cell_new(struct arena *mem, size_t worlds)
{
    struct cell cell = { .later = NEW_ARRAY(mem, struct tally, worlds) };
    for (int t = 0; t < ROUNDS; t++)
        cell.by_round[t] = NEW_ARRAY(mem, struct tally, worlds);
    return cell;
}

static void cell_add(struct cell *cell, size_t world, size_t seats,
                     const struct portrait *portraits, const struct played *played)
{
    for (int t = 0; t < ROUNDS; t++) {
        const struct portrait_stage *said = &portraits[t].stage;
        tally_add(&cell->by_round[t][world], said, played->stage[t]);
        tally_add(&cell->by_size[t > 0][seats], said, played->stage[t]);
        if (t > 0)
            tally_add(&cell->later[world], said, played->stage[t]);
    }
}

struct playing {
    struct page *page;
    struct model models[MODELS];
    struct stage_cache *caches[MODELS];
    struct cell cells[PLANS][MODELS];
};

static void play_world(struct playing *p, struct arena *scratch, int plan, size_t w,
                       struct chance *chance)
{
    struct page *page = p->page;
    struct world world =
        world_drawn(page->instrument, plans[plan].truth, plans[plan].silent, chance);
    for (size_t i = 0; i < page->extent->teams; i++) {
        struct arena_mark mark = arena_mark(scratch);
        struct played *played = NEW(scratch, struct played);
        struct world_team *team = NEW(scratch, struct world_team);
        size_t seats = 4 + (size_t)chance_below(chance, 5);
        world_team_drawn(&world, seats, chance, team);
        play_rounds(scratch, &world, team, page->model, ROUNDS, chance, played);
        for (int m = 0; m < (plans[plan].compared ? MODELS : 1); m++)
            cell_add(&p->cells[plan][m], w, seats,
                     play_portraits(scratch, p->caches[m], played, ROUNDS), played);
        arena_release(scratch, mark);
    }
}

static void play(struct playing *p)
{
    struct page *page = p->page;
    struct arena scratch = arena_with_limit((size_t)1 << 28);
    for (int m = 0; m < MODELS; m++) {
        p->models[m] = variant(page->model, m);
        p->caches[m] = stage_cache_new(page->mem, page->instrument, &p->models[m]);
    }
    for (int plan = 0; plan < PLANS; plan++) {
        struct chance chance = page_chance(page, 1 + (uint64_t)plans[plan].truth);
        for (int m = 0; m < MODELS; m++)
            p->cells[plan][m] = cell_new(page->mem, page->extent->worlds);
        for (size_t w = 0; w < page->extent->worlds; w++)
            play_world(p, &scratch, plan, w, &chance);
    }
    arena_free(&scratch);
}

static void say_row(struct page *page, const char *name, const char *when,
                    const struct tally *worlds)
{
    size_t count = page->extent->worlds;
    struct tally all = { 0 };
    for (size_t w = 0; w < count; w++)
        tally_join(&all, &worlds[w]);
    const char *right = page_measured(page, tally_measured(worlds, count, tally_right));
    const char *error = page_measured(page, tally_measured(worlds, count, tally_error));
    const char *covered = page_measured(page, tally_measured(worlds, count, tally_covered));
    const char *score = page_measured(page, tally_measured(worlds, count, tally_log_score));
    page_say(page, "| %s | %s | %.0f | %s | %s | %s | %s | %s | %.2f | %s | %s | %s |\n", name,
             when, all.rounds, right, page_share(page, tally_stated(&all)), error,
             page_share(page, tally_error_by_chance(&all)), covered, tally_set_size(&all),
             score, page_share(page, tally_brier(&all)), page_share(page, tally_none(&all)));
}

static void say_head(struct page *page)
{
    page_say(page, "| world | round | rounds | right | stated | calibration error | by chance "
                   "| 80 %% set holds it | its size | log score | Brier | no name |\n"
                   "|---|---|---|---|---|---|---|---|---|---|---|---|\n");
}

static void say_tables(struct playing *p)
{
    struct page *page = p->page;
    say_head(page);
    for (int plan = 0; plan < PLANS; plan++) {
        say_row(page, plans[plan].name, "1", p->cells[plan][0].by_round[0]);
        say_row(page, plans[plan].name, "2 to 6", p->cells[plan][0].later);
    }
    page_say(page, "\nRound by round, in the world *wrong*:\n\n");
    say_head(page);
    for (int t = 0; t < ROUNDS; t++)
        say_row(page, "wrong", arena_text(page->mem, "%d", t + 1),
                p->cells[WRONG][0].by_round[t]);
    page_say(page, "\nThe same answers under models known to be wrong. *Naive*: teams sit on "
                   "the profiles, constructs are independent, each round counts in full.\n\n");
    say_head(page);
    for (int m = 0; m < MODELS; m++) {
        say_row(page, model_names[m], "1", p->cells[WRONG][m].by_round[0]);
        say_row(page, model_names[m], "2 to 6", p->cells[WRONG][m].later);
    }
}

static void say_sizes(struct playing *p)
{
    struct page *page = p->page;
    page_say(page, "\nBy size of the team, in the world *wrong*:\n\n"
                   "| members | right, round 1 | calibration error | 80 %% set holds it | "
                   "right, later | calibration error | 80 %% set holds it |\n"
                   "|---|---|---|---|---|---|---|\n");
    for (size_t n = 4; n <= TEAM_MAX; n++) {
        page_say(page, "| %zu", n);
        for (int later = 0; later < 2; later++) {
            const struct tally *t = &p->cells[WRONG][0].by_size[later][n];
            page_say(page, " | %s | %s | %s", page_share(page, tally_right(t)),
                     page_share(page, tally_error(t)), page_share(page, tally_covered(t)));
        }
        page_say(page, " |\n");
    }
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* One campaign has one set of profiles: its own calibration error is not that of the mean. */
/* The page of one kind of rounds: how far one world is from its printed chances. */
static void say_spread(struct page *page, const char *name, const struct tally *worlds)
{
    size_t count = page->extent->worlds;
    double *errors = NEW_ARRAY(page->mem, double, count), chance = 0, rounds = 0;
    for (size_t w = 0; w < count; w++) {
        errors[w] = tally_error(&worlds[w]);
        chance += tally_error_by_chance(&worlds[w]) / (double)count;
        rounds += worlds[w].rounds / (double)count;
    }
    struct measured mean = measured_mean(errors, count);
    qsort(errors, count, sizeof *errors, ascending);
    page_say(page, "| %s | %.0f | %s | %s | %s | %s |\n", name, rounds,
             page_measured(page, mean), page_share(page, errors[count / 2]),
             page_share(page, errors[count * 19 / 20]), page_share(page, chance));
}

static void say_one_campaign(struct playing *p)
{
    struct page *page = p->page;
    size_t count = page->extent->worlds;
    struct tally *second = NEW_ARRAY(page->mem, struct tally, count);
    for (size_t w = 0; w < count; w++)
        for (int t = 1; t <= 2; t++)
            tally_join(&second[w], &p->cells[WRONG][0].by_round[t][w]);
    page_say(page,
             "\nThese are means over worlds. Each world has profiles of its own, and the "
             "rounds of a team are not apart from each other: within one world of %zu "
             "teams the calibration error is larger than chance, and larger for few "
             "rounds. A campaign of that size cannot tell .06 from .12.\n\n"
             "| rounds | of one world | mean | middle | nineteen in twenty under | by "
             "chance |\n|---|---|---|---|---|---|\n",
             page->extent->teams);
    say_spread(page, "1", p->cells[WRONG][0].by_round[0]);
    say_spread(page, "2 and 3", second);
    say_spread(page, "2 to 6", p->cells[WRONG][0].later);
}

static void say_bins(struct playing *p)
{
    struct page *page = p->page;
    page_say(page,
             "\nReliability, in the world *wrong*: of the rounds in which the likeliest "
             "stage was printed with such a chance, how often it was right.\n\n"
             "| printed | rounds (1) | stated | right | rounds (2 to 6) | stated | right |\n"
             "|---|---|---|---|---|---|---|\n");
    struct tally both[2] = { 0 };
    for (size_t w = 0; w < page->extent->worlds; w++) {
        tally_join(&both[0], &p->cells[WRONG][0].by_round[0][w]);
        tally_join(&both[1], &p->cells[WRONG][0].later[w]);
    }
    for (int b = 2; b < BINS; b++) {
        page_say(page, "| %d to %d", 10 * b, b == BINS - 1 ? 100 : 10 * b + 5);
        for (int later = 0; later < 2; later++) {
            double n = both[later].bin_rounds[b];
            if (n > 0)
                page_say(page, " | %.0f | %s | %s", n,
                         page_share(page, both[later].bin_stated[b] / n),
                         page_share(page, both[later].bin_right[b] / n));
            else
                page_say(page, " | 0 | | ");
        }
        page_say(page, " |\n");
    }
    page_picture(page, "validation-reliability",
                 "How often the likeliest stage is right, by the chance printed for it",
                 plot_reliability(page->mem, &both[0], &both[1]));
}

static void bar_error(struct page *page, const char *when, const struct tally *worlds,
                      double bar)
{
    struct measured error = tally_measured(worlds, page->extent->worlds, tally_error);
    page_bar(page, arena_text(page->mem, "calibration error of the stage, %s", when),
             arena_text(page->mem, "≤ %s", page_share(page, bar)), page_measured(page, error),
             error.value <= bar, "the model is surer, or less sure, than these teams allow");
}

static void bar_cover(struct page *page, const char *when, const struct tally *worlds)
{
    struct measured held = tally_measured(worlds, page->extent->worlds, tally_covered);
    page_bar(page, arena_text(page->mem, "80 %% sets hold the stage, %s", when), ".80 to .95",
             page_measured(page, held), held.value >= .80 && held.value <= .95,
             "sets are taken until the printed chances reach 80");
}

static void bar_none(struct page *page, const char *name, const struct cell *cell)
{
    struct measured first = tally_measured(cell->by_round[0], page->extent->worlds, tally_none);
    struct measured later = tally_measured(cell->later, page->extent->worlds, tally_none);
    page_bar(
        page, arena_text(page->mem, "no stage named where there is none, %s", name), "≥ .50",
        arena_text(page->mem, "%s (round 1), %s (later)", page_measured(page, first),
                   page_measured(page, later)),
        first.value >= .5 && later.value >= .5,
        "the model asks which stage, not whether there is one: a profile of a team’s "
        "own, as far from the ordinary as a flattened stage is, comes near one of the four "
        "by chance, and only a profile far from all is said to fit none. A fifth "
        "hypothesis, no stage, would need a share of such teams that nobody knows");
}

static void say_bars(struct playing *p)
{
    struct page *page = p->page;
    const struct cell *wrong = &p->cells[WRONG][0];
    for (int m = 0; m < MODELS; m++) {
        const struct tally *later = p->cells[WRONG][m].later;
        page->log_score[m] = tally_measured(later, page->extent->worlds, tally_log_score).value;
        page->error[m] = tally_measured(later, page->extent->worlds, tally_error).value;
    }
    bar_error(page, "round 1", wrong->by_round[0], .05);
    bar_error(page, "rounds 2 to 6", wrong->later, .06);
    for (int plan = WRONG + 1; plan < LEVEL; plan++) {
        const char *silent = plans[plan].silent > .2 ? "a quarter silent" : "a tenth silent";
        bar_error(page, arena_text(page->mem, "round 1, %s", silent),
                  p->cells[plan][0].by_round[0], .05);
        bar_error(page, arena_text(page->mem, "rounds 2 to 6, %s", silent),
                  p->cells[plan][0].later, .06);
    }
    bar_cover(page, "round 1", wrong->by_round[0]);
    bar_cover(page, "rounds 2 to 6", wrong->later);
    bar_none(page, "all teams alike", &p->cells[LEVEL][0]);
    bar_none(page, "each team its own profile", &p->cells[OWN][0]);
}

void part_stage(struct page *page)
{
    struct playing *p = NEW(page->mem, struct playing);
    p->page = page;
    play(p);
    page_say(page,
             "## Stage\n\n%zu worlds of %zu teams of 4 to 8, six rounds each. *Right*: "
             "the likeliest stage is the true one. *Stated*: the mean chance printed for "
             "it. *By chance*: the calibration error there would be if every printed "
             "chance were right. *No name*: undetermined, or none fits. In the worlds "
             "without stages nothing can be right.\n\n",
             page->extent->worlds, page->extent->teams);
    say_tables(p);
    say_sizes(p);
    say_one_campaign(p);
    say_bins(p);
    say_bars(p);
}
