/* Decisions: how often a group that pretended nothing is told that it did. */
#include <math.h>
#include <stdlib.h>

#include "measure/decision.h"
#include "measure/facade.h"
#include "validate/decisions.h"
#include "validate/page.h"

static const char *const names[GROUPS] = {
    [AGREED] = "agreed from the start",      [PERSUADED] = "truly persuaded",
    [MAJORITY] = "two camps, said openly",   [POLITE] = "politeness, by a third of the way",
    [ABILENE] = "all say what nobody wants", [PUSHED] = "the reluctant swallow it"
};

enum { SIZES = TEAM_MAX + 1 };

static struct measured shown(struct page *page, enum group group, size_t people,
                             struct chance *chance)
{
    double hits = 0, count = (double)page->extent->trials;
    for (size_t i = 0; i < page->extent->trials; i++) {
        struct pretended d;
        decision_drawn(group, people, -3, 3, chance, &d);
        struct facade facade = measure_facade((struct positions){
            .seats = people, .before = d.before, .after = d.after, .said = d.said });
        hits += facade.lack == LACKS_NOTHING && facade.show;
    }
    return measured_share(hits, count);
}

static void say_facade(struct page *page)
{
    struct chance chance = page_chance(page, 50);
    double worst = 0;
    page_say(page,
             "\n## Façade\n\nThe signal of one decision (`engine/measure/facade.h`; it is "
             "silent below five people). The first four kinds of group pretend nothing: "
             "what is shown there is a false alarm.\n\n| group | 5 people | 6 | 7 | 8 |\n"
             "|---|---|---|---|---|\n");
    for (int g = 0; g < GROUPS; g++) {
        page_say(page, "| %s", names[g]);
        for (size_t n = FACADE_SHOWN_FROM; n <= TEAM_MAX; n++) {
            struct measured share = shown(page, (enum group)g, n, &chance);
            worst = g < GROUPS_TRUE ? fmax(worst, share.value) : worst;
            page_say(page, " | %s", page_measured(page, share));
        }
        page_say(page, " |\n");
    }
    page_bar(page, "false alarms of the façade signal, the worst kind of group and size",
             "≤ .10", page_share(page, worst), worst <= .10, "noise in three answers a person");
}

/* One platform's decisions: one in seven pretended. */
enum { PLATFORM = 200 };
struct odds {
    double truths, false_alarms, pretences, found, stated, collapse_wrong, collapse_pairs;
};

static enum group some_group(bool pretended, struct chance *chance)
{
    return pretended
               ? (enum group)(GROUPS_TRUE + (int)chance_below(chance, GROUPS - GROUPS_TRUE))
               : (enum group)chance_below(chance, GROUPS_TRUE);
}

/* Does public agreement alone tell? Pairs of one group that pretended and one that did not in
 * which the one that did not has drawn together more. */
static void compare_collapse(const struct false_consensus *f, const bool *pretended,
                             struct odds *out)
{
    for (size_t i = 0; i < PLATFORM; i++)
        for (size_t j = 0; pretended[i] && j < PLATFORM; j++) {
            struct figure a = f[i].public_collapse, b = f[j].public_collapse;
            if (pretended[j] || !figure_known(a) || !figure_known(b))
                continue;
            out->collapse_pairs++;
            out->collapse_wrong += a.value < b.value ? 1 : a.value > b.value ? 0 : .5;
        }
}

static void play_platform(struct arena *mem, size_t people, struct chance *chance,
                          struct odds *out)
{
    struct false_consensus *f = NEW_ARRAY(mem, struct false_consensus, PLATFORM);
    struct figure *index = NEW_ARRAY(mem, struct figure, PLATFORM);
    struct figure *odds = NEW_ARRAY(mem, struct figure, PLATFORM);
    bool pretended[PLATFORM];
    for (size_t i = 0; i < PLATFORM; i++) {
        struct pretended d;
        pretended[i] = chance_unit(chance) < .15;
        decision_drawn(some_group(pretended[i], chance), people, 0, 10, chance, &d);
        f[i] = measure_false_consensus(mem, &(struct decision){ .people = people,
                                                                .before = d.before,
                                                                .said = d.said,
                                                                .after = d.after,
                                                                .guess = d.guess,
                                                                .satisfaction = d.satisfaction,
                                                                .decided = d.decided,
                                                                .satisfaction_top = 10 });
    }
    false_consensus_odds(f, PLATFORM, .15, index, odds);
    for (size_t i = 0; i < PLATFORM; i++) {
        bool flagged = figure_known(odds[i]) && odds[i].value >= .5;
        out->truths += !pretended[i];
        out->false_alarms += !pretended[i] && flagged;
        out->pretences += pretended[i];
        out->found += pretended[i] && flagged;
        out->stated += odds[i].value;
    }
    compare_collapse(f, pretended, out);
}

static void say_odds(struct page *page)
{
    struct chance chance = page_chance(page, 51);
    struct arena scratch = arena_with_limit((size_t)1 << 28);
    double worst = 0;
    page_say(page,
             "\nThe index of false consensus over the %d decisions of one platform, of "
             "which 15 %% pretend (the last two kinds of group), on a scale of 0 to 10; "
             "flagged from a stated chance of .5. *Public alone*: how often the group "
             "that pretended has drawn together more in public than one that did not; .50 "
             "is no sign at all.\n\n| people | false alarms | found | chance stated, mean | "
             "public alone |\n|---|---|---|---|---|\n",
             PLATFORM);
    for (size_t n = TEAM_MIN; n <= TEAM_MAX; n++) {
        struct odds odds = { 0 };
        for (size_t i = 0; i < 1 + page->extent->trials / 100; i++) {
            struct arena_mark mark = arena_mark(&scratch);
            play_platform(&scratch, n, &chance, &odds);
            arena_release(&scratch, mark);
        }
        struct measured alarms = measured_share(odds.false_alarms, odds.truths);
        worst = fmax(worst, alarms.value);
        page_say(page, "| %zu | %s | %s | %s | %s |\n", n, page_measured(page, alarms),
                 page_measured(page, measured_share(odds.found, odds.pretences)),
                 page_share(page, odds.stated / (odds.truths + odds.pretences)),
                 page_share(page, odds.collapse_wrong / odds.collapse_pairs));
    }
    page_bar(page, "false alarms of the index of false consensus, the worst size", "≤ .10",
             page_share(page, worst), worst <= .10, "the three signs overlap");
    arena_free(&scratch);
}

void part_decision(struct page *page)
{
    say_facade(page);
    say_odds(page);
}
