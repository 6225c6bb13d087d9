/* One member answers the same option everywhere: how far does the printed stage move? */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "validate/page.h"
#include "validate/plot.h"
#include "validate/stage_play.h"

enum { OPTIONS = 3, SIZES = TEAM_MAX + 1 };
static const double options[OPTIONS] = { 1, 4, 7 };

/* The largest change of a printed chance. */
static double moved(const struct portrait_stage *a, const struct portrait_stage *b)
{
    double most = 0;
    for (int s = 0; s < STAGES; s++)
        most = fmax(most, abs(a->percent[s] - b->percent[s]) / 100.0);
    return most;
}

struct careless {
    struct page *page;
    struct stage_cache *cache;
    struct arena scratch;
    double *moves[SIZES]; /* by members, each option after the other */
    size_t count[SIZES];
    double replaced[SIZES], replacements[SIZES]; /* by another person who takes care */
};

static struct portrait_stage stage_of(struct careless *work, const struct raw_round *raw)
{
    struct named_release release = { .round = "round" };
    release_round(&work->scratch, raw, work->page->model, &release.release);
    return portrait_series(&work->scratch, work->cache, raw->instrument, work->page->model,
                           "team", &release, 1)
        ->stage;
}

/* The same seat taken by somebody else who takes care: what one person weighs anyway. */
static void replace(struct careless *work, size_t seats, const struct world *world,
                    const struct world_team *team, const struct world_round *round,
                    const struct portrait_stage *before, struct chance *chance)
{
    struct world_team other = *team;
    struct raw_round raw = round->raw;
    struct grid items = grid_empty(&work->scratch, seats, world->instrument->item_count);
    memcpy(items.cell, raw.items.cell, seats * items.items * sizeof *items.cell);
    raw.items = items;
    world_person_drawn(world, 0, chance, &other);
    world_person_answers(world, &other, round->level, 0, chance, &raw);
    struct portrait_stage after = stage_of(work, &raw);
    if (before->gap != SHOWN || after.gap != SHOWN)
        return;
    work->replaced[seats] += moved(before, &after);
    work->replacements[seats]++;
}

static void play_team(struct careless *work, const struct world *world, size_t seats,
                      struct chance *chance)
{
    struct arena *mem = &work->scratch;
    struct arena_mark mark = arena_mark(mem);
    struct world_team *team = NEW(mem, struct world_team);
    struct world_round round;
    world_team_drawn(world, seats, chance, team);
    world_round_drawn(mem, world, true, chance, team, &round);
    struct portrait_stage honest = stage_of(work, &round.raw);
    replace(work, seats, world, team, &round, &honest, chance);
    for (int o = 0; o < OPTIONS; o++) {
        world_answers_alike(world, &round.raw, 0, options[o]);
        struct portrait_stage careless = stage_of(work, &round.raw);
        if (honest.gap == SHOWN && careless.gap == SHOWN)
            work->moves[seats][work->count[seats]++] = moved(&honest, &careless);
    }
    arena_release(mem, mark);
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double over(const double *moves, size_t count)
{
    size_t hits = 0;
    for (size_t i = 0; i < count; i++)
        hits += moves[i] >= .25 - 1e-9;
    return (double)hits / (double)count;
}

static void say(struct careless *work)
{
    struct page *page = work->page;
    double means[4], shares[4], sizes[4], all = 0, many = 0;
    page_say(page,
             "\n## One careless member\n\nOne member's answers are replaced by the same "
             "option on every question (1, 4 or 7). *Moved*: the largest change of a "
             "printed chance of a stage. *Another person*: the same, when somebody "
             "else who takes care sits there instead.\n\n| members | moved, mean | middle "
             "| nine in ten under | moved by .25 or more | another person, mean |\n"
             "|---|---|---|---|---|---|\n");
    for (size_t n = 4; n <= TEAM_MAX; n++) {
        double *moves = work->moves[n];
        size_t count = work->count[n];
        struct measured mean = measured_mean(moves, count);
        qsort(moves, count, sizeof *moves, ascending);
        double share = over(moves, count);
        page_say(page, "| %zu | %s | %s | %s | %s | %s |\n", n, page_measured(page, mean),
                 page_share(page, moves[count / 2]), page_share(page, moves[count * 9 / 10]),
                 page_measured(page, measured_share(share * (double)count, (double)count)),
                 page_share(page, work->replaced[n] / work->replacements[n]));
        if (n < 5)
            continue;
        sizes[n - 5] = (double)n;
        means[n - 5] = mean.value;
        shares[n - 5] = share;
        all += (double)count;
        many += share * (double)count;
    }
    double worst = fmax(fmax(means[0], means[1]), fmax(means[2], means[3]));
    page_bar(page, "one careless member moves a stage, mean, 5 members and more", "< .25",
             page_share(page, worst), worst < .25, "one of few people weighs much");
    page_bar(page, "the same, in nineteen teams of twenty (share moved by .25 or more)",
             "≤ .05", page_measured(page, measured_share(many, all)), many / all <= .05,
             "one of five people moves a level by up to 20 points on a construct whose items "
             "all run one way. Another person in that seat moves a stage too, see below. To "
             "drop such answers would tell the team, by the number of answers, that somebody "
             "gave them; so they stay");
    const struct plot_series series[] = { { "mean", 4, sizes, means, NULL },
                                          { "share ≥ .25", 4, sizes, shares, NULL } };
    const struct plot_frame frame = { .title = "One careless member",
                                      .x_label = "members",
                                      .y_label = "change of a printed chance; share",
                                      .x_low = 5,
                                      .x_high = 8,
                                      .x_step = 1,
                                      .y_low = 0,
                                      .y_high = .5,
                                      .y_step = .1,
                                      .band_low = 0,
                                      .band_high = .25 };
    page_picture(page, "validation-careless", "How far one careless member moves a stage",
                 plot_points(page->mem, &frame, series, 2));
}

void part_careless(struct page *page)
{
    struct careless *work = NEW(page->mem, struct careless);
    struct chance chance = page_chance(page, 20);
    work->page = page;
    work->cache = stage_cache_new(page->mem, page->instrument, page->model);
    work->scratch = arena_with_limit((size_t)1 << 28);
    for (size_t n = 4; n <= TEAM_MAX; n++) {
        work->moves[n] = NEW_ARRAY(page->mem, double, page->extent->trials *OPTIONS);
        struct world world = { 0 };
        for (size_t i = 0; i < page->extent->trials; i++) {
            if (i % 40 == 0) /* a new world now and then: profiles are one source of doubt */
                world = world_drawn(page->instrument, TRUTH_WRONG, 0, &chance);
            play_team(work, &world, n, &chance);
        }
    }
    say(work);
    arena_free(&work->scratch);
}
