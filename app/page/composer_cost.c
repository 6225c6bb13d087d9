/* What a move would cost, and why, team by team and wish by wish. */
#include <math.h>
#include <stdio.h>

#include "page/composer_within.h"

/* Both teams, every horizon, wishes and sizes; beyond, nobody would read. */
enum { LINES_MAX = 24 };

struct costing {
    const struct showing *showing;
    const struct composer_cost *cost;
    struct move_cost_view *view;
};

static const char *say(const struct costing *costing, enum word id, const char *a,
                       const char *b, const char *c, const char *d)
{
    return words_fill(costing->showing->mem, costing->showing->lang, id,
                      (const char *const[]){ a, b, c, d }, 4);
}

static const char *number(const struct costing *costing, double value, int decimals)
{
    return words_number(costing->showing->mem, costing->showing->lang, value, decimals);
}

static void tell(struct costing *costing, enum cost_sign sign, const char *text)
{
    if (costing->view->line_count < LINES_MAX)
        costing->view->lines[costing->view->line_count++] = (struct cost_line){ sign, text };
}

static const struct composition *now_of(const struct costing *costing)
{
    return &costing->showing->composer->composition;
}

/* The round that is looked at, as it is and as it would be. */
static const struct composed_round *round_now(const struct costing *costing)
{
    return &now_of(costing)->round[costing->showing->gaze->round];
}

static const struct composed_round *round_then(const struct costing *costing)
{
    return &costing->cost->changed.round[costing->showing->gaze->round];
}

/* A horizon of one of the two teams: kinds counted where they change, else more or less. */
static void tell_horizon(struct costing *costing, size_t team, size_t h)
{
    const struct composition *now = now_of(costing);
    size_t at = team * now->problem.horizon_count + h;
    const struct reason *before = &round_now(costing)->reasons[at];
    const struct reason *after = &round_then(costing)->reasons[at];
    const char *name = showing_team(costing->showing, team);
    const char *column = now->roster.columns[now->column[h]].name;
    bool mixes = now->problem.horizons[h].weight > 0;
    bool more = after->mixed > before->mixed;
    if (now->problem.horizons[h].kind == HORIZON_CATEGORY &&
        after->distinct != before->distinct)
        tell(costing, more == mixes ? SIGN_MORE : SIGN_LESS,
             words_count(costing->showing->mem, costing->showing->lang,
                         WORD_COMPOSER_COST_VARIES, after->distinct,
                         (const char *const[]){ name, column,
                                                number(costing, (double)before->distinct, 0) },
                         3));
    else if (fabs(after->mixed - before->mixed) > 0.005)
        tell(costing, more == mixes ? SIGN_MORE : SIGN_LESS,
             say(costing,
                 more ? (mixes ? WORD_COMPOSER_COST_MIXED : WORD_COMPOSER_COST_LESS_NEAR)
                      : (mixes ? WORD_COMPOSER_COST_LESS_MIXED : WORD_COMPOSER_COST_NEARER),
                 name, column, NULL, NULL));
}

static bool tell_size(struct costing *costing, size_t team)
{
    const struct composer_choices *choices = &costing->showing->composer->choices;
    uint32_t size = round_then(costing)->worth.size[team];
    bool asked = size >= choices->low && size <= choices->high;
    if (asked || now_of(costing)->rounds > 1) /* an exchange leaves sizes as they are */
        return false;
    tell(costing, SIGN_BROKEN,
         say(costing, WORD_COMPOSER_COST_SIZE, showing_team(costing->showing, team),
             number(costing, size, 0), NULL, NULL));
    return true;
}

/* Pairs of a list that would come together, or be parted. */
static bool tell_pairs(struct costing *costing, const struct wishes *wishes, bool together,
                       enum word id)
{
    const uint32_t *now = round_now(costing)->team;
    const uint32_t *then = round_then(costing)->team;
    bool broken = false;
    for (size_t w = 0; w < wishes->count; w++) {
        struct pair pair = wishes->pairs[w];
        bool was = (now[pair.a] == now[pair.b]) == together;
        bool is = (then[pair.a] == then[pair.b]) == together;
        if (!was || is)
            continue;
        tell(costing, SIGN_BROKEN,
             say(costing, id, showing_name(costing->showing, pair.a),
                 showing_name(costing->showing, pair.b), NULL, NULL));
        broken = true;
    }
    return broken;
}

static size_t lack_of(const struct composition *composition, const struct composed_round *round,
                      size_t skill)
{
    const struct members *members = &round->members;
    size_t lack = 0;
    for (size_t t = 0; t < composition->problem.teams; t++) {
        size_t held = 0;
        for (uint32_t m = members->start[t]; m < members->start[t + 1]; m++)
            held += composition->problem.skills[members->person[m]] >> skill & 1;
        lack += held < composition->problem.skill_least[skill];
    }
    return lack;
}

static bool tell_skills(struct costing *costing)
{
    const struct composition *now = now_of(costing);
    bool broken = false;
    for (size_t k = 0; k < now->problem.skill_count; k++)
        if (lack_of(now, round_then(costing), k) > lack_of(now, round_now(costing), k)) {
            tell(
                costing, SIGN_BROKEN,
                say(costing, WORD_COMPOSER_COST_SKILL, now->cover[k].column, NULL, NULL, NULL));
            broken = true;
        }
    return broken;
}

/* Of one who would change teams: with whom this round would be one more time. */
static void tell_again(struct costing *costing, uint32_t person)
{
    enum { TOLD = 8 };
    const struct composition *then = &costing->cost->changed;
    const uint32_t *team = round_then(costing)->team, *before = round_now(costing)->team;
    const char *names[TOLD];
    size_t told = 0;
    for (uint32_t x = 0; x < then->problem.people && told < TOLD; x++)
        if (x != person && team[x] == team[person] && before[x] != before[person] &&
            meetings_between(&then->meetings, person, x) > 1)
            names[told++] = showing_name(costing->showing, x);
    if (told > 0)
        tell(costing, SIGN_LESS,
             say(costing, WORD_COMPOSER_COST_AGAIN, showing_name(costing->showing, person),
                 words_list(costing->showing->mem, costing->showing->lang, names, told), NULL,
                 NULL));
}

static void tell_meetings(struct costing *costing)
{
    const struct composer_cost *cost = costing->cost;
    const struct composer_gaze *gaze = costing->showing->gaze;
    if (now_of(costing)->rounds < 2)
        return;
    if (cost->after.repeats == cost->before.repeats)
        tell(costing, SIGN_KEPT,
             say(costing, WORD_COMPOSER_COST_SAME_REPEATS,
                 number(costing, (double)cost->after.repeats, 0), NULL, NULL, NULL));
    else
        tell(costing, cost->after.repeats > cost->before.repeats ? SIGN_LESS : SIGN_MORE,
             say(costing, WORD_COMPOSER_COST_REPEATS,
                 number(costing, (double)cost->after.repeats, 0),
                 number(costing, (double)cost->before.repeats, 0), NULL, NULL));
    tell_again(costing, gaze->person);
    if (gaze->other != NOBODY)
        tell_again(costing, gaze->other);
}

static void tell_wishes(struct costing *costing)
{
    const struct composition *now = now_of(costing);
    const struct composer_cost *cost = costing->cost;
    bool broken = tell_size(costing, cost->from);
    broken |= tell_size(costing, cost->to);
    broken |= tell_pairs(costing, &now->together, true, WORD_COMPOSER_COST_TOGETHER);
    broken |= tell_pairs(costing, &now->apart, false, WORD_COMPOSER_COST_APART);
    broken |= tell_pairs(costing, &now->met, false, WORD_COMPOSER_COST_MET);
    broken |= tell_skills(costing);
    if (cost->after.unmet < cost->before.unmet)
        tell(costing, SIGN_KEPT, word(costing->showing->lang, WORD_COMPOSER_COST_MENDED));
    if (!broken)
        tell(costing, SIGN_KEPT, word(costing->showing->lang, WORD_COMPOSER_COST_KEPT));
}

static void tell_title(struct costing *costing, const char *what)
{
    const struct composer_cost *cost = costing->cost;
    double lost = round(1000 * (cost->before.share - cost->after.share)) / 10;
    enum word id = lost > 0   ? WORD_COMPOSER_COST_LESS
                   : lost < 0 ? WORD_COMPOSER_COST_MORE
                              : WORD_COMPOSER_COST_SAME;
    costing->view->title = say(costing, id, what, number(costing, fabs(lost), 1), NULL, NULL);
    if (!isnan(now_of(costing)->gap) && lost != 0)
        tell(costing, lost > 0 ? SIGN_LESS : SIGN_MORE,
             say(costing, WORD_COMPOSER_COST_SHARES,
                 number(costing, round(1000 * cost->before.share) / 10, 1),
                 number(costing, round(1000 * cost->after.share) / 10, 1), NULL, NULL));
}

const char *page_composer_seen(struct arena *mem, const struct composer *composer)
{
    const struct draft_turn *turn = &composer->turn;
    return arena_text(mem, "%lld.%lld", (long long)turn->number, (long long)turn->seed);
}

static void put_buttons(const struct costing *costing, const struct composer_gaze *gaze)
{
    const struct showing *showing = costing->showing;
    struct move_cost_view *view = costing->view;
    const char *name = showing_name(showing, gaze->person);
    bool exchange = gaze->other != NOBODY;
    view->seen = page_composer_seen(showing->mem, showing->composer);
    view->who = arena_text(showing->mem, "%u", gaze->person);
    view->to = arena_text(showing->mem, "%u", costing->cost->to);
    view->with = exchange ? arena_text(showing->mem, "%u", gaze->other) : NULL;
    view->go =
        word(showing->lang, exchange ? WORD_COMPOSER_DO_EXCHANGE : WORD_COMPOSER_DO_MOVE);
    view->back = say(costing, WORD_COMPOSER_PUT_BACK, name, NULL, NULL, NULL);
    if (gaze->beside == NOBODY)
        return;
    view->rather = say(costing, WORD_COMPOSER_RATHER, showing_name(showing, gaze->beside), NULL,
                       NULL, NULL);
    view->beside = gaze->beside;
}

bool page_composer_cost(const struct showing *showing, struct composer_teams_page *page)
{
    const struct composer_gaze *gaze = showing->gaze;
    struct composer_cost cost;
    struct composer_fault fault;
    const struct composer_move move = { gaze->person, gaze->other, gaze->team, gaze->round };
    flow_composer_cost(showing->mem, showing->composer, move, &cost, &fault);
    if (fault.kind != COMPOSER_FINE || cost.from == cost.to) {
        fault.kind = fault.kind == COMPOSER_FINE ? COMPOSER_NO_MOVE : fault.kind;
        page->wrong = page_composer_fault(showing->mem, showing->lang, &fault);
        return false;
    }
    struct costing costing = { showing, &cost, &page->cost };
    const char *name = showing_name(showing, gaze->person);
    page->cost.lines = NEW_ARRAY(showing->mem, struct cost_line, LINES_MAX);
    tell_title(&costing, gaze->other == NOBODY
                             ? say(&costing, WORD_COMPOSER_COST_MOVE, name, NULL, NULL, NULL)
                             : say(&costing, WORD_COMPOSER_COST_EXCHANGE, name,
                                   showing_name(showing, gaze->other), NULL, NULL));
    for (size_t h = 0; h < cost.changed.problem.horizon_count; h++) {
        tell_horizon(&costing, cost.from, h);
        tell_horizon(&costing, cost.to, h);
    }
    tell_meetings(&costing);
    tell_wishes(&costing);
    put_buttons(&costing, gaze);
    return true;
}
