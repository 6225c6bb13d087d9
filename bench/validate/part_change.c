/* Change: how often a team in which nothing changed seems to have changed. */
#include <math.h>

#include "measure/trend.h"
#include "validate/page.h"
#include "validate/stage_play.h"

enum { ROUNDS = 8 };

/* Counts, of teams that stay where they are [0] and of those that move [1]. */
struct changes {
    double pairs, named_pairs; /* of rounds one after the other; of those, both named */
    double top, named, moved;  /* the likeliest differs; the named does; a plane's path */
    double alarms;             /* named differs, of all pairs */
};

struct trends {
    double series[ROUNDS + 1], found[ROUNDS + 1]; /* by number of rounds */
};

static void count_pair(const struct portrait *now, const struct portrait *then,
                       struct changes *out)
{
    if (now->stage.gap != SHOWN || then->stage.gap != SHOWN)
        return;
    bool both = now->stage.call == STAGE_NAMED && then->stage.call == STAGE_NAMED;
    out->pairs++;
    out->named_pairs += both;
    out->top += now->stage.top != then->stage.top;
    out->named += both && now->stage.top != then->stage.top;
}

/* A test of trend on each published construct, over the first 5, 6, 7, 8 rounds. */
static void count_trends(struct arena *mem, const struct played *played,
                         const struct instrument *instrument, struct trends *out)
{
    double t[ROUNDS], y[ROUNDS];
    for (size_t c = 0; c < instrument->construct_count; c++) {
        bool shown = true;
        for (int i = 0; i < ROUNDS; i++) {
            const struct released_construct *one = &played->releases[i].release.constructs[c];
            shown = shown && one->gap == SHOWN;
            t[i] = i;
            y[i] = one->mean;
        }
        for (size_t rounds = 5; shown && rounds <= ROUNDS; rounds++) {
            struct trend trend = measure_trend(mem, t, y, rounds);
            out->series[rounds]++;
            out->found[rounds] += figure_known(trend.exact_p) && trend.exact_p.value <= .05;
        }
    }
}

static void play(struct page *page, enum truth truth, struct changes changes[2],
                 struct trends *trends)
{
    struct arena scratch = arena_with_limit((size_t)1 << 28);
    struct chance chance = page_chance(page, truth == TRUTH_STILL ? 30 : 31);
    struct stage_cache *cache = stage_cache_new(page->mem, page->instrument, page->model);
    struct world world = { 0 };
    for (size_t i = 0; i < page->extent->trials; i++) {
        struct arena_mark mark = arena_mark(&scratch);
        struct world_team *team = NEW(&scratch, struct world_team);
        struct played *played = NEW(&scratch, struct played);
        if (i % 40 == 0)
            world = world_drawn(page->instrument, truth, .10, &chance);
        world_team_drawn(&world, 4 + (size_t)chance_below(&chance, 5), &chance, team);
        play_rounds(&scratch, &world, team, page->model, ROUNDS, &chance, played);
        struct portrait *portraits = play_portraits(&scratch, cache, played, ROUNDS);
        for (int t = 1; t < ROUNDS; t++) {
            struct changes *into = &changes[played->stage[t] != played->stage[t - 1]];
            count_pair(&portraits[t], &portraits[t - 1], into);
        }
        const struct portrait *last = &portraits[ROUNDS - 1];
        changes[0].moved += last->plane.moved || last->exigence_benevolence.moved;
        count_trends(&scratch, played, page->instrument, trends);
        arena_release(&scratch, mark);
    }
    arena_free(&scratch);
}

static void say_pairs(struct page *page, const char *name, const struct changes *c)
{
    page_say(page, "| %s | %.0f | %s | %s |\n", name, c->pairs,
             page_measured(page, measured_share(c->top, c->pairs)),
             page_measured(page, measured_share(c->named, c->pairs)));
}

static void say_trends(struct page *page, const struct trends *still)
{
    double worst = 0;
    page_say(page, "\nA trend (Kendall, exact, p ≤ .05) on a published construct of teams in "
                   "which nothing changes. Four rounds cannot reach it. Lasting habits make no "
                   "trend; ties of levels published to 5 points make it rarer.\n\n"
                   "| rounds | series | found |\n|---|---|---|\n");
    for (size_t rounds = 5; rounds <= ROUNDS; rounds++) {
        struct measured found = measured_share(still->found[rounds], still->series[rounds]);
        worst = fmax(worst, found.value);
        page_say(page, "| %zu | %.0f | %s |\n", rounds, still->series[rounds],
                 page_measured(page, found));
    }
    page_bar(page, "false trends of one construct (p ≤ .05), 5 to 8 rounds", "≤ .05",
             page_share(page, worst), worst <= .05,
             "the rounds of a team are not apart from each other");
}

void part_change(struct page *page)
{
    struct changes still[2] = { 0 }, moving[2] = { 0 };
    struct trends trends = { 0 }, unused = { 0 };
    play(page, TRUTH_STILL, still, &trends);
    play(page, TRUTH_WRONG, moving, &unused);
    page_say(page,
             "\n## Change\n\n%zu teams over eight rounds, a tenth of the members silent "
             "each round. Of two rounds one after the other, how often the likeliest "
             "stage differs, and how often another one is *named* than was named "
             "before:\n\n| | pairs of rounds | likeliest differs | another named |\n"
             "|---|---|---|---|\n",
             page->extent->trials);
    say_pairs(page, "teams that never change stage", &still[0]);
    say_pairs(page, "teams that do, between rounds without a change", &moving[0]);
    say_pairs(page, "teams that do, at a change", &moving[1]);
    double teams = (double)page->extent->trials;
    struct measured paths = measured_share(still[0].moved, teams);
    page_say(
        page,
        "\nAt the eighth round a path is drawn on one of the two planes for %s of the teams "
        "that never change stage, and for %s of those that do. What is drawn exceeds the "
        "detectable change of one construct; four levels are each set beside seven earlier "
        "ones.\n",
        page_measured(page, paths),
        page_measured(page, measured_share(moving[0].moved, teams)));
    struct measured alarm = measured_share(still[0].named, still[0].pairs);
    page_bar(page, "false alarms of a change of stage (another one named), each round", "≤ .10",
             page_measured(page, alarm), alarm.value <= .10, "stages are named too soon");
    say_trends(page, &trends);
}
