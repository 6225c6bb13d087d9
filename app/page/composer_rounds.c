/* Several rounds: one shown, the others a step away, and all of them in a table. */
#include "page/composer_within.h"

static const struct round_tab *tabs_of(const struct showing *showing,
                                       const struct compose_page *words)
{
    struct round_tab *tabs = NEW_ARRAY(showing->mem, struct round_tab, words->turn_count);
    for (size_t r = 0; r < words->turn_count; r++)
        tabs[r] = (struct round_tab){
            .path = arena_text(showing->mem, "%s?tour=%zu#equipes", showing->path, r + 1),
            .name = words->turn[r].heading,
            .shown = r == showing->gaze->round,
        };
    return tabs;
}

/* Everyone of a team in a round; beyond the teams, those who have none. */
static const char *names_in(const struct showing *showing, size_t round, size_t team)
{
    const struct composition *composition = &showing->composer->composition;
    size_t people = composition->problem.people, count = 0;
    const char **names = NEW_ARRAY(showing->mem, const char *, people + 1);
    for (size_t x = 0; x < people; x++)
        if (composition->round[round].team[x] == team)
            names[count++] = showing_name(showing, x);
    return words_list(showing->mem, showing->lang, names, count);
}

struct rotation_view page_composer_rotation(const struct showing *showing,
                                            const struct compose_page *words)
{
    const struct composition *composition = &showing->composer->composition;
    size_t teams = composition->problem.teams, rounds = composition->rounds;
    bool some_out = composition->meetings.sits_high > 0;
    struct rotation_view view = {
        .rounds = rounds,
        .tab = tabs_of(showing, words),
        .shown = words->turn[showing->gaze->round].heading,
        .sits_out = words->turn[showing->gaze->round].sits_out,
        .rows = teams + some_out,
        .meetings = words->meetings,
    };
    const char **row = NEW_ARRAY(showing->mem, const char *, view.rows);
    const char **names = NEW_ARRAY(showing->mem, const char *, view.rows *rounds);
    for (size_t t = 0; t < view.rows; t++) {
        row[t] = t < teams ? showing_team(showing, t)
                           : word(showing->lang, WORD_COMPOSER_ROUNDS_OUT);
        for (size_t r = 0; r < rounds; r++)
            names[t * rounds + r] = names_in(showing, r, t);
    }
    view.row = row;
    view.names = names;
    return view;
}
