/* Teams as cards: who is there, why, and what each could do next. */
#include <math.h>

#include "base/text.h"
#include "page/composer.h"
#include "page/composer_within.h"

static const char *say(const struct showing *showing, enum word id, const char *a,
                       const char *b)
{
    return words_fill(showing->mem, showing->lang, id, (const char *const[]){ a, b }, 2);
}

static const char *count(const struct showing *showing, size_t n)
{
    return words_number(showing->mem, showing->lang, (double)n, 0);
}

const char *showing_team(const struct showing *showing, size_t team)
{
    return say(showing, WORD_COMPOSE_TEAM, count(showing, team + 1), NULL);
}

const char *showing_name(const struct showing *showing, size_t person)
{
    return showing->composer->composition.roster.ids.texts[person];
}

/* ---- people ---- */

/* The first category that is mixed leads, with a mark of its own where marks suffice. */
static void describe(const struct showing *showing, size_t person, struct placed_person *out)
{
    enum { GLYPHS = 4 };
    const struct composition *composition = &showing->composer->composition;
    struct text rest = { .mem = showing->mem };
    out->glyph = -1;
    for (size_t h = 0; h < composition->problem.horizon_count; h++) {
        const struct roster_column *column =
            &composition->roster.columns[composition->column[h]];
        const char *said =
            page_compose_fact(showing->mem, showing->lang, composition, h, person);
        if (said[0] == '\0')
            continue;
        bool leads = !out->lead && column->kind == ROSTER_CATEGORY &&
                     composition->problem.horizons[h].weight > 0;
        if (leads) {
            out->lead = said;
            if (column->levels.count <= GLYPHS)
                out->glyph = (int)column->value[person];
            continue;
        }
        text_add(&rest, rest.length ? ", " : "");
        text_add(&rest, said);
    }
    out->rest = text_done(&rest);
}

static struct placed_person person_of(const struct showing *showing, uint32_t person,
                                      bool elsewhere)
{
    const struct composer_gaze *gaze = showing->gaze;
    struct placed_person out = { .number = person, .name = showing_name(showing, person) };
    describe(showing, person, &out);
    out.lifted = gaze->person == person;
    out.lift_long = say(showing, WORD_COMPOSER_LIFT, out.name, NULL);
    if (gaze->person == NOBODY || !elsewhere)
        return out;
    out.exchange_long = say(showing, WORD_COMPOSER_EXCHANGE_LONG,
                            showing_name(showing, gaze->person), out.name);
    return out;
}

static struct placed_team team_of(const struct showing *showing, size_t team,
                                  const struct composed_team *words)
{
    const struct composer *composer = showing->composer;
    const struct composer_gaze *gaze = showing->gaze;
    const struct composed_round *round = &composer->composition.round[gaze->round];
    bool one_round = composer->composition.rounds < 2;
    uint32_t first = round->members.start[team];
    bool lifting = gaze->person != NOBODY;
    bool elsewhere = lifting && round->team[gaze->person] != team;
    struct placed_person *people =
        NEW_ARRAY(showing->mem, struct placed_person, words->people + 1);
    for (size_t k = 0; k < words->people; k++)
        people[k] = person_of(showing, round->members.person[first + k], elsewhere);
    struct placed_team out = {
        .number = team,
        .name = words->name,
        .size = words->size,
        .sentence_count = words->sentence_count,
        .sentences = words->sentences,
        .people = words->people,
        .person = people,
        .locked = composer->locked[team],
    };
    out.target = gaze->other != NOBODY ? round->team[gaze->other] == team : gaze->team == team;
    if (elsewhere && one_round)
        out.here_long = say(showing, WORD_COMPOSER_HERE_LONG,
                            showing_name(showing, gaze->person), words->name);
    return out;
}

/* ---- what was asked ---- */

static void set(struct composer_teams_page *page, enum lang lang, enum word name,
                const char *text)
{
    if (text[0] != '\0')
        page->settings[page->setting_count++] =
            (struct composer_setting){ word(lang, name), text };
}

static const char *columns_said(const struct showing *showing, bool shared)
{
    const struct composition *composition = &showing->composer->composition;
    const char *names[COMPOSE_HORIZONS_MAX];
    size_t told = 0;
    for (size_t h = 0; h < composition->problem.horizon_count; h++)
        if ((composition->problem.horizons[h].weight < 0) == shared)
            names[told++] = composition->roster.columns[composition->column[h]].name;
    return words_list(showing->mem, showing->lang, names, told);
}

static const char *wishes_said(const struct showing *showing, const struct wishes *wishes)
{
    enum { TOLD = 4 };
    const char *pairs[TOLD + 1];
    size_t told = 0;
    for (size_t w = 0; w < wishes->count && w < TOLD; w++)
        pairs[told++] =
            say(showing, WORD_COMPOSER_SET_PAIR, showing_name(showing, wishes->pairs[w].a),
                showing_name(showing, wishes->pairs[w].b));
    if (wishes->count > TOLD)
        pairs[told++] = words_count(showing->mem, showing->lang, WORD_COMPOSER_SET_MORE,
                                    wishes->count - TOLD, NULL, 0);
    struct text text = { .mem = showing->mem };
    for (size_t k = 0; k < told; k++) {
        text_add(&text, k ? " ; " : "");
        text_add(&text, pairs[k]);
    }
    return text_done(&text);
}

static const char *cover_said(const struct showing *showing)
{
    const struct composition *composition = &showing->composer->composition;
    const char *said[COMPOSE_SKILLS_MAX];
    for (size_t k = 0; k < composition->problem.skill_count; k++)
        said[k] = say(showing, WORD_COMPOSER_SET_COVER_TEXT, composition->cover[k].column,
                      count(showing, composition->cover[k].least));
    return words_list(showing->mem, showing->lang, said, composition->problem.skill_count);
}

static const char *sizes_said(const struct showing *showing)
{
    uint32_t low = showing->composer->choices.low, high = showing->composer->choices.high;
    if (low == high)
        return words_count(showing->mem, showing->lang, WORD_COMPOSE_PEOPLE, high, NULL, 0);
    return say(showing, WORD_COMPOSER_SET_SIZES_TEXT, count(showing, low),
               count(showing, high));
}

static void tell_settings(const struct showing *showing, struct composer_teams_page *page)
{
    const struct composer *composer = showing->composer;
    enum lang lang = showing->lang;
    const struct composition *composition = &composer->composition;
    set(page, lang, WORD_COMPOSER_SET_MIX, columns_said(showing, false));
    set(page, lang, WORD_COMPOSER_SET_SHARE, columns_said(showing, true));
    set(page, lang, WORD_COMPOSER_SET_SIZES, sizes_said(showing));
    if (composition->rounds > 1)
        set(page, lang, WORD_COMPOSER_ROUNDS, count(showing, composition->rounds));
    set(page, lang, WORD_COMPOSER_SET_TOGETHER, wishes_said(showing, &composition->together));
    set(page, lang, WORD_COMPOSER_SET_APART, wishes_said(showing, &composition->apart));
    set(page, lang, WORD_COMPOSER_SET_COVER, cover_said(showing));
    if (composer->choices.avoid || *composer->choices.past)
        set(page, lang, WORD_COMPOSER_SET_AVOID,
            words_count(showing->mem, lang, WORD_COMPOSER_SET_AVOID_TEXT,
                        composition->met.count, NULL, 0));
}

/* ---- how good it is ---- */

/* What adding up in another order may make of nothing. */
static const double ceiling_reached = 1e-9;

/* Distances of the page are sums over the horizons, so what chance gives on average is the
 * mean distance of two people of the list, in every pair of a team. */
static double by_chance(const struct composition *composition)
{
    const struct problem *problem = &composition->problem;
    const struct composed_round *round = &composition->round[0];
    double mean = 0, pairs = 0;
    for (size_t h = 0; h < problem->horizon_count; h++)
        mean += problem->horizons[h].weight * round->reasons[h].everyone;
    for (size_t t = 0; t < problem->teams; t++)
        pairs += (double)round->worth.size[t] * (round->worth.size[t] - 1.0) / 2;
    return problem->objective == OBJECTIVE_SUM ? mean * pairs / composition->bound.value : NAN;
}

static const char *points(const struct showing *showing, double share)
{
    return words_number(showing->mem, showing->lang, round(share * 1000) / 10, 1);
}

static void tell_quality(const struct showing *showing, struct composer_teams_page *page)
{
    const struct composition *composition = &showing->composer->composition;
    enum lang lang = showing->lang;
    bool shared = false;
    for (size_t h = 0; h < composition->problem.horizon_count; h++)
        shared |= composition->problem.horizons[h].weight < 0;
    page->bounded = !isnan(composition->gap) && composition->gap < 1;
    page->quality_text =
        word(lang, shared ? WORD_COMPOSER_QUALITY_SHARED : WORD_COMPOSER_QUALITY_TEXT);
    if (!page->bounded) {
        bool mixes = composition->problem.horizon_count > 0;
        bool some_out = composition->rounds > 1 && composition->meetings.sits_high > 0;
        page->quality =
            word(lang, mixes ? WORD_COMPOSER_QUALITY_NONE : WORD_COMPOSE_ONLY_MEETINGS);
        page->quality_text = mixes && some_out ? word(lang, WORD_COMPOSER_QUALITY_OUT) : NULL;
        return;
    }
    double gap = fmax(0, composition->gap);
    bool reached = gap < ceiling_reached;
    if (reached)
        page->quality_text = NULL; /* there is no gap to explain */
    page->quality = reached ? word(lang, WORD_COMPOSER_QUALITY_TOP)
                            : say(showing, WORD_COMPOSER_QUALITY_GAP,
                                  points(showing, fmax(gap, 0.001)), NULL);
    page->ceiling =
        plot_ceiling_picture(showing->mem, lang, "plafond", 1 - gap, by_chance(composition));
}

const char *page_composer_made_by(struct arena *mem, enum lang lang,
                                  const struct composer *composer)
{
    const struct draft_turn *turn = &composer->turn;
    int64_t steps = turn->stop_step ? turn->stop_step : turn->steps;
    const char *args[] = { words_number(mem, lang, (double)turn->seed, 0),
                           words_number(mem, lang, (double)steps, 0) };
    if (turn->kind == TURN_HAND)
        return word(lang, WORD_COMPOSER_BASIS_HAND);
    return words_fill(mem, lang, WORD_COMPOSER_BASIS_SEARCH, args, 2);
}

static void tell_basis(const struct showing *showing, struct composer_teams_page *page)
{
    const struct composer *composer = showing->composer;
    const struct composition *composition = &composer->composition;
    page->basis[page->basis_count++] = words_count(
        showing->mem, showing->lang, WORD_COMPOSE_PEOPLE, composition->problem.people, NULL, 0);
    page->basis[page->basis_count++] = say(showing, WORD_COMPOSER_BASIS_SIZES,
                                           count(showing, composition->problem.teams), NULL);
    if (composition->rounds > 1)
        page->basis[page->basis_count++] =
            words_count(showing->mem, showing->lang, WORD_COMPOSER_BASIS_ROUNDS,
                        composition->rounds, NULL, 0);
    page->basis[page->basis_count++] =
        page_composer_made_by(showing->mem, showing->lang, composer);
}

static void tell_search(const struct showing *showing, struct composer_teams_page *page)
{
    /* So many searches in a row without anything better, and the script stops asking. */
    enum { TRIES_ENOUGH = 5 };
    const struct composer *composer = showing->composer;
    const struct draft_turn *turn = &composer->turn;
    if (turn->kind == TURN_HAND)
        return;
    double seconds = flow_composer_seconds(composer);
    page->more = say(showing, WORD_COMPOSER_MORE,
                     words_number(showing->mem, showing->lang, seconds, 0), NULL);
    if (turn->tries > 1)
        page->said = words_count(showing->mem, showing->lang, WORD_COMPOSER_TRIES,
                                 (size_t)turn->tries - 1, NULL, 0);
    bool best = composer->composition.gap < ceiling_reached;
    page->goes_on = turn->tries < TRIES_ENOUGH && !best && composer->draft.made == 0;
}

static void tell_making(const struct showing *showing, struct composer_teams_page *page)
{
    const struct composer *composer = showing->composer;
    size_t made = (size_t)composer->draft.made, teams = page->team_count;
    page->made = made > 0;
    page->all_made = made >= teams;
    page->create_name = composer->draft.title;
    page->create_title = page->tour ? say(showing, WORD_COMPOSER_CREATE_ROUND,
                                          words_lower(showing->mem, page->rotation.shown), NULL)
                                    : word(showing->lang, WORD_COMPOSER_CREATE);
    if (teams > COMPOSER_AT_ONCE)
        page->create_some = say(showing, WORD_COMPOSER_CREATE_SOME,
                                count(showing, COMPOSER_AT_ONCE), count(showing, made));
}

static const char *title_of(const struct showing *showing)
{
    const struct composition *composition = &showing->composer->composition;
    size_t teams = composition->problem.teams, rounds = composition->rounds;
    const char *cardinal =
        words_capital(showing->mem, words_cardinal(showing->mem, showing->lang, teams));
    const char *title =
        words_count(showing->mem, showing->lang, WORD_COMPOSER_H1, teams, &cardinal, 1);
    if (rounds < 2)
        return title;
    const char *many = words_cardinal(showing->mem, showing->lang, rounds);
    return say(
        showing, WORD_COMPOSER_H1_ROUNDS, title,
        words_count(showing->mem, showing->lang, WORD_COMPOSER_H1_MANY, rounds, &many, 1));
}

static void tell_place(const struct showing *showing, struct composer_teams_page *page)
{
    uint32_t tour = showing->gaze->round + 1;
    page->here = showing->path;
    page->shown = tour;
    if (showing->composer->composition.rounds < 2)
        return;
    page->tour = arena_text(showing->mem, "%u", tour);
    page->here = arena_text(showing->mem, "%s?tour=%u", showing->path, tour);
}

struct composer_teams_page page_composer_teams_of(struct arena *mem, enum lang lang,
                                                  const struct composer *composer,
                                                  const char *path,
                                                  const struct composer_gaze *gaze)
{
    const struct showing showing = { mem, lang, composer, path, gaze };
    const struct compose_page words = page_compose_of(mem, lang, &composer->composition);
    size_t teams = composer->composition.problem.teams;
    struct placed_team *list = NEW_ARRAY(mem, struct placed_team, teams);
    for (size_t t = 0; t < teams; t++)
        list[t] = team_of(&showing, t, &words.turn[gaze->round].team[t]);
    struct composer_teams_page page = {
        .path = path,
        .kicker = say(&showing, WORD_COMPOSER_KICKER, composer->draft.title,
                      count(&showing, composer->composition.problem.people)),
        .title = title_of(&showing),
        .wrong = page_composer_fault(mem, lang, &composer->fault),
        .note_count = words.note_count,
        .notes = words.notes,
        .team_count = teams,
        .teams = list,
        .lifted = gaze->person,
        .can_undo = composer->can_undo,
    };
    page.against = page_composer_against(mem, lang, composer, &page.against_count);
    tell_place(&showing, &page);
    if (page.tour)
        page.rotation = page_composer_rotation(&showing, &words);
    tell_settings(&showing, &page);
    tell_quality(&showing, &page);
    tell_basis(&showing, &page);
    tell_search(&showing, &page);
    tell_making(&showing, &page);
    if (gaze->person != NOBODY && (gaze->team != NOBODY || gaze->other != NOBODY))
        page.has_cost = page_composer_cost(&showing, &page);
    return page;
}
