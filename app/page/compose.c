/* Teams told by what they mix, what they lack, and the wishes they keep. */
#include "page/compose.h"

#include <math.h>
#include <stdio.h>

#include "base/text.h"
#include "html/html.h"
#include "page/composed_html.h"

struct telling {
    struct arena *mem;
    enum lang lang;
    const struct composition *out;
};

static const char *say(const struct telling *telling, enum word id, const char *a,
                       const char *b, const char *c)
{
    return words_fill(telling->mem, telling->lang, id, (const char *const[]){ a, b, c }, 3);
}

static const char *number(const struct telling *telling, double value)
{
    double rounded = round(value * 100) / 100;
    int decimals = rounded == round(rounded) ? 0 : rounded * 10 == round(rounded * 10) ? 1 : 2;
    return words_number(telling->mem, telling->lang, rounded, decimals);
}

static const char *count(const struct telling *telling, size_t n)
{
    return words_number(telling->mem, telling->lang, (double)n, 0);
}

static const char *id_of(const struct telling *telling, size_t person)
{
    return telling->out->roster.ids.texts[person];
}

static const char *column_of(const struct telling *telling, size_t horizon)
{
    return telling->out->roster.columns[telling->out->column[horizon]].name;
}

/* The column's own numbers, not those on the scale of the search. */
static void range_of(const struct telling *telling, const struct members *members, size_t team,
                     size_t horizon, double *low, double *high)
{
    const float *value = telling->out->roster.columns[telling->out->column[horizon]].value;
    *low = INFINITY;
    *high = -INFINITY;
    for (uint32_t k = members->start[team]; k < members->start[team + 1]; k++) {
        double x = value[members->person[k]];
        *low = x < *low ? x : *low;
        *high = x > *high ? x : *high;
    }
}

static const char *horizon_said(const struct telling *telling, const struct members *members,
                                size_t team, size_t horizon, const struct reason *reason)
{
    const char *name = column_of(telling, horizon);
    double low, high;
    range_of(telling, members, team, horizon, &low, &high);
    if (telling->out->problem.horizons[horizon].kind == HORIZON_NUMBER && low <= high)
        return say(telling, WORD_COMPOSE_RANGES, name, number(telling, low),
                   number(telling, high));
    return words_count(telling->mem, telling->lang, WORD_COMPOSE_VARIES, reason->distinct,
                       &name, 1);
}

/* What the team mixes, shares and lacks, one sentence each. */
static size_t tell_horizons(const struct telling *telling, const struct composed_round *round,
                            size_t team, const char **sentences)
{
    const struct problem *problem = &telling->out->problem;
    size_t horizons = problem->horizon_count, mixed = 0, shared = 0, lacked = 0, told = 0;
    const char *mixes[COMPOSE_HORIZONS_MAX], *shares[COMPOSE_HORIZONS_MAX];
    const char *lacks[COMPOSE_HORIZONS_MAX];
    for (size_t h = 0; h < horizons; h++) {
        const struct reason *reason = &round->reasons[team * horizons + h];
        const char *said = horizon_said(telling, &round->members, team, h, reason);
        if (problem->horizons[h].weight < 0)
            shares[shared++] = said;
        else
            mixes[mixed++] = said;
        if (problem->horizons[h].weight > 0 && reason->mixed < reason->everyone)
            lacks[lacked++] = column_of(telling, h);
    }
    struct arena *mem = telling->mem;
    enum lang lang = telling->lang;
    if (mixed)
        sentences[told++] =
            say(telling, WORD_COMPOSE_MIXES, words_list(mem, lang, mixes, mixed), NULL, NULL);
    if (shared)
        sentences[told++] = say(telling, WORD_COMPOSE_SHARES,
                                words_list(mem, lang, shares, shared), NULL, NULL);
    if (lacked)
        sentences[told++] =
            say(telling, WORD_COMPOSE_LACKS, words_list(mem, lang, lacks, lacked), NULL, NULL);
    return told;
}

/* Who brings each skill asked for. */
static size_t tell_cover(const struct telling *telling, const struct composed_round *round,
                         size_t team, const char **sentences)
{
    const struct composition *out = telling->out;
    const struct members *members = &round->members;
    size_t told = 0;
    for (size_t k = 0; k < out->problem.skill_count; k++) {
        enum { NAMED = 8 };
        const char *who[NAMED];
        size_t found = 0;
        for (uint32_t m = members->start[team]; m < members->start[team + 1]; m++)
            if ((out->problem.skills[members->person[m]] >> k & 1) && found < NAMED)
                who[found++] = id_of(telling, members->person[m]);
        if (found)
            sentences[told++] = say(telling, WORD_COMPOSE_COVERS, out->cover[k].column,
                                    words_list(telling->mem, telling->lang, who, found), NULL);
    }
    return told;
}

const char *page_compose_fact(struct arena *mem, enum lang lang,
                              const struct composition *composition, size_t horizon,
                              size_t person)
{
    const struct telling telling = { mem, lang, composition };
    const struct roster_column *column =
        &composition->roster.columns[composition->column[horizon]];
    float value = column->value[person];
    return column->kind == ROSTER_CATEGORY ? column->levels.texts[(size_t)value]
           : isnan(value)                  ? ""
                                           : number(&telling, value);
}

static const char *facts_of(const struct telling *telling, size_t person)
{
    struct text text = { .mem = telling->mem };
    for (size_t h = 0; h < telling->out->problem.horizon_count; h++) {
        const char *said =
            page_compose_fact(telling->mem, telling->lang, telling->out, h, person);
        if (said[0] == '\0')
            continue;
        text_add(&text, text.length ? ", " : "");
        text_add(&text, said);
    }
    return text_done(&text);
}

static struct composed_team team_of(const struct telling *telling,
                                    const struct composed_round *round, size_t team)
{
    const struct members *members = &round->members;
    uint32_t first = members->start[team], people = members->start[team + 1] - first;
    struct composed_person *person = NEW_ARRAY(telling->mem, struct composed_person, people);
    for (uint32_t k = 0; k < people; k++) {
        uint32_t who = members->person[first + k];
        person[k] = (struct composed_person){ id_of(telling, who), facts_of(telling, who) };
    }
    const char **sentences = NEW_ARRAY(telling->mem, const char *, 3 + COMPOSE_SKILLS_MAX);
    size_t told = tell_horizons(telling, round, team, sentences);
    told += tell_cover(telling, round, team, sentences + told);
    return (struct composed_team){
        .name = say(telling, WORD_COMPOSE_TEAM, count(telling, team + 1), NULL, NULL),
        .size = words_count(telling->mem, telling->lang, WORD_COMPOSE_PEOPLE, people, NULL, 0),
        .sentence_count = told,
        .sentences = sentences,
        .people = people,
        .person = person,
    };
}

/* Wishes that the round does not keep; at most `room` of them are told one by one. */
static bool share_a_team(const struct telling *telling, const struct composed_round *round,
                         struct pair pair)
{
    uint32_t team = round->team[pair.a];
    return team == round->team[pair.b] && team < telling->out->problem.teams;
}

static size_t tell_unmet(const struct telling *telling, const struct composed_round *round,
                         const char **notes, size_t room)
{
    const struct composition *out = telling->out;
    size_t told = 0;
    for (size_t w = 0; w < out->apart.count && told < room; w++) {
        struct pair pair = out->apart.pairs[w];
        if (share_a_team(telling, round, pair))
            notes[told++] = say(telling, WORD_COMPOSE_UNMET_APART, id_of(telling, pair.a),
                                id_of(telling, pair.b), NULL);
    }
    for (size_t w = 0; w < out->met.count && told < room; w++) {
        struct pair pair = out->met.pairs[w];
        if (share_a_team(telling, round, pair))
            notes[told++] = say(telling, WORD_COMPOSE_MET_AGAIN, id_of(telling, pair.a),
                                id_of(telling, pair.b), NULL);
    }
    if (round->worth.skill_lack && told < room)
        notes[told++] = say(telling, WORD_COMPOSE_UNMET_SKILL,
                            count(telling, round->worth.skill_lack), NULL, NULL);
    size_t nth = (size_t)(round - out->round) + 1;
    for (size_t n = 0; out->rounds > 1 && n < told; n++)
        notes[n] = say(telling, WORD_COMPOSE_IN_ROUND, count(telling, nth), notes[n], NULL);
    return told;
}

static void tell_notes(const struct telling *telling, struct compose_page *page)
{
    enum { NOTES_MAX = 24 };
    const struct composition *out = telling->out;
    page->notes = NEW_ARRAY(telling->mem, const char *, NOTES_MAX + 3);
    for (size_t r = 0; r < out->rounds && page->note_count < NOTES_MAX; r++)
        page->note_count += tell_unmet(telling, &out->round[r], page->notes + page->note_count,
                                       NOTES_MAX - page->note_count);
    bool wished = out->together.count || out->apart.count || out->problem.skill_count;
    if (wished && page->note_count == 0)
        page->notes[page->note_count++] = word(telling->lang, WORD_COMPOSE_ALL_MET);
    if (out->interrupted)
        page->notes[page->note_count++] = word(telling->lang, WORD_COMPOSE_INTERRUPTED);
}

static void tell_quality(const struct telling *telling, struct compose_page *page)
{
    const struct composition *out = telling->out;
    page->share = isnan(out->gap) ? -1 : 100 * (1 - out->gap);
    page->share_said = number(telling, page->share);
    bool mixes = out->problem.horizon_count > 0;
    page->quality = !mixes            ? word(telling->lang, WORD_COMPOSE_ONLY_MEETINGS)
                    : isnan(out->gap) ? word(telling->lang, WORD_COMPOSE_NO_BOUND)
                                      : say(telling, WORD_COMPOSE_GAP,
                                            number(telling, 100 * out->gap), NULL, NULL);
    char steps[60], seed[30];
    snprintf(seed, sizeof seed, "%llu", (unsigned long long)out->seed);
    if (out->stop_step)
        snprintf(steps, sizeof steps, "%llu/%llu", (unsigned long long)out->stop_step,
                 (unsigned long long)out->steps);
    else
        snprintf(steps, sizeof steps, "%llu", (unsigned long long)out->steps);
    page->again = say(telling, WORD_COMPOSE_AGAIN, arena_text(telling->mem, "%s", seed),
                      arena_text(telling->mem, "%s", steps), NULL);
}

static const char *sits_out_said(const struct telling *telling,
                                 const struct composed_round *round)
{
    const struct problem *problem = &telling->out->problem;
    const char **who = NEW_ARRAY(telling->mem, const char *, problem->people);
    size_t found = 0;
    for (size_t x = 0; x < problem->people; x++)
        if (round->team[x] >= problem->teams)
            who[found++] = id_of(telling, x);
    return found ? say(telling, WORD_COMPOSE_SITS_OUT,
                       words_list(telling->mem, telling->lang, who, found), NULL, NULL)
                 : NULL;
}

static struct composed_turn turn_of(const struct telling *telling, size_t round)
{
    const struct composition *out = telling->out;
    size_t teams = out->problem.teams;
    struct composed_team *team = NEW_ARRAY(telling->mem, struct composed_team, teams);
    for (size_t t = 0; t < teams; t++)
        team[t] = team_of(telling, &out->round[round], t);
    struct composed_turn turn = { .team_count = teams, .team = team };
    if (out->rounds > 1) {
        turn.heading = say(telling, WORD_COMPOSE_ROUND, count(telling, round + 1), NULL, NULL);
        turn.sits_out = sits_out_said(telling, &out->round[round]);
    }
    return turn;
}

struct compose_page page_compose_of(struct arena *mem, enum lang lang,
                                    const struct composition *out)
{
    struct telling telling = { mem, lang, out };
    struct compose_page page = { .lang = lang == FR ? "fr" : "en", .turn_count = out->rounds };
    page.title =
        say(&telling, WORD_COMPOSE_TITLE, count(&telling, out->problem.teams), NULL, NULL);
    page.lead = say(&telling, WORD_COMPOSE_LEAD, count(&telling, out->problem.people),
                    count(&telling, out->problem.teams), count(&telling, out->rounds));
    tell_quality(&telling, &page);
    struct composed_turn *turns = NEW_ARRAY(mem, struct composed_turn, out->rounds);
    for (size_t r = 0; r < out->rounds; r++)
        turns[r] = turn_of(&telling, r);
    page.turn = turns;
    page.meetings = page_compose_meetings(mem, lang, out);
    tell_notes(&telling, &page);
    return page;
}

void page_compose_write(FILE *stream, const struct compose_page *page)
{
    struct html html = html_to_file(stream);
    page_composed(&html, page);
}
