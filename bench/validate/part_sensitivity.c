/* What the reading owes to choices: chances put in beforehand, where a mode is cut, from where
 * a link counts. And whether the chances of a mode hold. */
#include <math.h>
#include <stdlib.h>

#include "measure/sensitivity.h"
#include "validate/page.h"
#include "validate/stage_play.h"

enum { ROUNDS = 4 };

struct counts {
    double rounds, top, named_pairs, named, moved; /* of the elicited reading and another one */
};

struct sensitivity {
    struct page *page;
    struct model flat;
    struct stage_cache *cache, *flat_cache;
    struct tally *elicited[2], *under_flat[2], *mode; /* by world; first round, later ones */
    struct counts stage[2], cut[CUTS];
};

static int top_of(const double chances[MODES])
{
    int top = 0;
    for (int m = 1; m < MODES; m++)
        if (chances[m] > chances[top])
            top = m;
    return top;
}

static void count(struct counts *out, int top, bool named, double chance, int other_top,
                  bool other_named, double other_chance)
{
    out->rounds++;
    out->top += top != other_top;
    out->named_pairs += named && other_named;
    out->named += named && other_named && top != other_top;
    out->moved += fabs(chance - other_chance);
}

static void count_stage(struct sensitivity *s, size_t w, int later, int truth,
                        const struct portrait_stage *a, const struct portrait_stage *b)
{
    tally_add(&s->elicited[later][w], a, truth);
    tally_add(&s->under_flat[later][w], b, truth);
    if (a->gap == SHOWN && !a->only_set)
        count(&s->stage[later], a->top, a->call == STAGE_NAMED, a->percent[a->top] / 100.0,
              b->top, b->call == STAGE_NAMED, b->percent[a->top] / 100.0);
}

/* The mode that the team's levels are in; and its chances with the cuts moved. */
static void count_mode(struct sensitivity *s, size_t w, const struct portrait *portrait,
                       const double *level)
{
    const struct portrait_mode *mode = &portrait->mode;
    if (mode->gap != SHOWN)
        return;
    size_t both[2] = { portrait->plane.x_construct, portrait->plane.y_construct };
    bool aim = level[both[0]] > mode->cut_aim, warm = level[both[1]] > mode->cut_appreciation;
    double means[2] = { portrait->plane.region.x, portrait->plane.region.y };
    double by_cut[CUTS][MODES];
    tally_add_mode(&s->mode[w], mode,
                   aim ? (warm ? COOPERATION : COLLABORATION)
                       : (warm ? COORDINATION : NO_MODE));
    struct place place = measure_place(portrait->instrument, portrait->model, both, means,
                                       portrait->release.respondents);
    sensitivity_mode(place, mode->cut_aim, mode->cut_appreciation, by_cut);
    const double *as_is = by_cut[CUT_AS_IT_IS];
    int top = top_of(as_is);
    for (int cut = 0; cut < CUTS; cut++) {
        int other = top_of(by_cut[cut]);
        count(&s->cut[cut], top, as_is[top] >= .6, as_is[top], other, by_cut[cut][other] >= .6,
              by_cut[cut][top]);
    }
}

static void play_world(struct sensitivity *s, struct arena *scratch, size_t w,
                       struct chance *chance)
{
    struct page *page = s->page;
    struct world world = world_drawn(page->instrument, TRUTH_WRONG, .10, chance);
    for (size_t i = 0; i < page->extent->teams; i++) {
        struct arena_mark mark = arena_mark(scratch);
        struct played *played = NEW(scratch, struct played);
        struct world_team *team = NEW(scratch, struct world_team);
        world_team_drawn(&world, 4 + (size_t)chance_below(chance, 5), chance, team);
        play_rounds(scratch, &world, team, page->model, ROUNDS, chance, played);
        const struct portrait *a = play_portraits(scratch, s->cache, played, ROUNDS);
        const struct portrait *b = play_portraits(scratch, s->flat_cache, played, ROUNDS);
        for (int t = 0; t < ROUNDS; t++)
            count_stage(s, w, t > 0, played->stage[t], &a[t].stage, &b[t].stage);
        count_mode(s, w, &a[0], played->level[0]);
        arena_release(scratch, mark);
    }
}

static void say_stage(struct sensitivity *s)
{
    struct page *page = s->page;
    page_say(page, "\n## Choices\n\nThe stage under flat priors: every stage as likely at the "
                   "first round, and every way from one to another (world *wrong*, a tenth "
                   "silent; the generator's own chances are neither the model's nor flat).\n\n"
                   "| rounds | likeliest differs | another named | its chance moves by | "
                   "right, elicited | right, flat | error, elicited | error, flat |\n"
                   "|---|---|---|---|---|---|---|---|\n");
    for (int later = 0; later < 2; later++) {
        const struct counts *c = &s->stage[later];
        size_t worlds = page->extent->worlds;
        page_say(page, "| %s | %s | %s | %s", later ? "2 to 4" : "1",
                 page_share(page, c->top / c->rounds), page_share(page, c->named / c->rounds),
                 page_share(page, c->moved / c->rounds));
        const struct tally *both[2] = { s->elicited[later], s->under_flat[later] };
        for (int k = 0; k < 2; k++)
            page_say(page, " | %s",
                     page_measured(page, tally_measured(both[k], worlds, tally_right)));
        for (int k = 0; k < 2; k++)
            page_say(page, " | %s",
                     page_measured(page, tally_measured(both[k], worlds, tally_error)));
        page_say(page, " |\n");
    }
}

static void say_mode(struct sensitivity *s)
{
    struct page *page = s->page;
    size_t worlds = page->extent->worlds;
    page_say(page, "\nThe mode, at the first round, with both cuts moved by 8 points:\n\n"
                   "| cut | likeliest differs | another named | its chance moves by |\n"
                   "|---|---|---|---|\n");
    for (int cut = 0; cut < CUTS; cut += 2) {
        const struct counts *c = &s->cut[cut];
        page_say(page, "| %s | %s | %s | %s |\n", cut ? "8 higher" : "8 lower",
                 page_share(page, c->top / c->rounds), page_share(page, c->named / c->rounds),
                 page_share(page, c->moved / c->rounds));
    }
    struct tally all = { 0 };
    for (size_t w = 0; w < worlds; w++)
        tally_join(&all, &s->mode[w]);
    page_say(page,
             "\nGiven the cut, the likeliest mode is right in %s, states %s, calibration "
             "error %s, 80 %% sets hold it in %s: its chances are those of the error of "
             "measurement, to which item wording and unruly people add.\n",
             page_measured(page, tally_measured(s->mode, worlds, tally_right)),
             page_share(page, tally_stated(&all)),
             page_measured(page, tally_measured(s->mode, worlds, tally_error)),
             page_measured(page, tally_measured(s->mode, worlds, tally_covered)));
}

static int band(double density) { return density < 1 / 3.0 ? 0 : density < 2 / 3.0 ? 1 : 2; }

/* Round robins of five to eight on seven options, levels from 3.5 to 6. */
static void say_flows(struct page *page)
{
    struct chance chance = page_chance(page, 60);
    struct arena scratch = arena_with_limit((size_t)1 << 26);
    double differs[CUTS] = { 0 }, density[CUTS] = { 0 }, teams = (double)page->extent->trials;
    for (size_t i = 0; i < page->extent->trials; i++) {
        struct arena_mark mark = arena_mark(&scratch);
        size_t n = 5 + (size_t)chance_below(&chance, 4);
        struct grid ratings = grid_empty(&scratch, n, n);
        double level = 3.5 + 2.5 * chance_unit(&chance), partner[TEAM_MAX];
        for (size_t p = 0; p < n; p++)
            partner[p] = .65 * chance_normal(&chance);
        for (size_t a = 0; a < n; a++) {
            double actor = .8 * chance_normal(&chance);
            for (size_t p = 0; p < n; p++) {
                double felt = level + actor + partner[p] + chance_normal(&chance);
                if (a != p)
                    grid_put(ratings, a, p, fmin(fmax(floor(felt + .5), 1), 7));
            }
        }
        struct flow_by_cut flow = sensitivity_flow(&scratch, ratings, 5);
        for (int cut = 0; cut < CUTS; cut++) {
            density[cut] += flow.density[cut].value / teams;
            differs[cut] +=
                band(flow.density[cut].value) != band(flow.density[CUT_AS_IT_IS].value);
        }
        arena_release(&scratch, mark);
    }
    page_say(page,
             "\nLinks, counted from 5 of 7: one step lower the mean density goes from %s "
             "to %s and the band of three differs in %s of teams; one step higher it goes "
             "to %s, and differs in %s. A band is a word for one choice of cut, not a "
             "measurement.\n",
             page_share(page, density[CUT_AS_IT_IS]), page_share(page, density[CUT_LOWER]),
             page_share(page, differs[CUT_LOWER] / teams),
             page_share(page, density[CUT_HIGHER]),
             page_share(page, differs[CUT_HIGHER] / teams));
    arena_free(&scratch);
}

void part_sensitivity(struct page *page)
{
    struct sensitivity *s = NEW(page->mem, struct sensitivity);
    struct arena scratch = arena_with_limit((size_t)1 << 28);
    struct chance chance = page_chance(page, 61);
    s->page = page;
    s->flat = sensitivity_flat(page->model);
    s->cache = stage_cache_new(page->mem, page->instrument, page->model);
    s->flat_cache = stage_cache_new(page->mem, page->instrument, &s->flat);
    s->mode = NEW_ARRAY(page->mem, struct tally, page->extent->worlds);
    for (int later = 0; later < 2; later++) {
        s->elicited[later] = NEW_ARRAY(page->mem, struct tally, page->extent->worlds);
        s->under_flat[later] = NEW_ARRAY(page->mem, struct tally, page->extent->worlds);
    }
    for (size_t w = 0; w < page->extent->worlds; w++)
        play_world(s, &scratch, w, &chance);
    say_stage(s);
    say_mode(s);
    say_flows(page);
    arena_free(&scratch);
}
