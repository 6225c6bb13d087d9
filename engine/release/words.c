/* Cuts are compared in whole numbers wherever the answers are whole. */
#include "release/words.h"

#include <math.h>

#include "measure/describe.h"
#include "measure/flow.h"

enum gap release_agreement(const struct raw_round *raw, size_t construct,
                           enum agreement_word *word)
{
    const struct instrument *instrument = raw->instrument;
    double options = instrument->high - instrument->low + 1, spread = 0, counted = 0;
    for (size_t i = 0; i < instrument->item_count; i++) {
        if (instrument->items[i].construct != construct)
            continue;
        double answers[TEAM_MAX];
        size_t n = 0;
        for (size_t person = 0; person < raw->items.people; person++)
            if (!isnan(grid_at(raw->items, person, i)))
                answers[n++] = grid_at(raw->items, person, i);
        if (n < 2)
            continue;
        spread += describe_variance(answers, n);
        counted++;
    }
    if (counted == 0)
        return GAP_TOO_FEW;
    double ratio = spread / counted * 12 / (options * options - 1);
    *word = ratio <= .30 + tie ? AGREE_CLOSE : ratio > 1 + tie ? AGREE_OPPOSED : AGREE_VARIED;
    return SHOWN;
}

static size_t actors(const struct raw_round *raw, struct grid ratings)
{
    size_t count = 0;
    for (size_t a = 0; a < raw->respondents; a++) {
        size_t given = 0;
        for (size_t b = 0; b < raw->seats; b++)
            given += a == b || isnan(grid_at(ratings, a, b)) ? 0 : 1;
        count += given >= 2 ? 1 : 0;
    }
    return count;
}

struct released_flow release_flow(struct arena *mem, const struct raw_round *raw,
                                  size_t question)
{
    struct grid ratings = raw->ratings[question];
    double low = raw->instrument->low, high = raw->instrument->high;
    struct arena_mark mark = arena_mark(mem);
    struct grid ties = flow_ties(mem, ratings, low + (high - low) * 2 / 3 - tie);
    struct flow flow = measure_flow(mem, ties);
    arena_release(mem, mark);
    if (actors(raw, ratings) < R_WORDS || flow.mutual + flow.asymmetric + flow.empty == 0)
        return (struct released_flow){ .gap = GAP_TOO_FEW };
    bool rather = flow.mutual > 0 && 2 * flow.mutual >= flow.asymmetric;
    return (struct released_flow){
        .density = 3 * flow.arcs < flow.known       ? DENSITY_FEW
                   : 3 * flow.arcs < 2 * flow.known ? DENSITY_SOME
                                                    : DENSITY_MOST,
        .reciprocity = rather ? RECIPROCITY_RATHER : RECIPROCITY_LITTLE,
    };
}

enum gap release_guesses(const struct raw_round *raw, enum guesses_word *word)
{
    size_t votes[STAGES + 1] = { 0 }, guesses = 0, most = 0;
    for (size_t person = 0; person < raw->respondents; person++)
        if (raw->guesses[person] != NO_GUESS) {
            guesses++;
            votes[raw->guesses[person]]++;
        }
    for (int s = 1; s <= STAGES; s++)
        most = votes[s] > most ? votes[s] : most;
    if (guesses < R_WORDS)
        return GAP_TOO_FEW;
    *word = 3 * most >= 2 * guesses ? GUESSES_CLOSE : GUESSES_VARIED;
    return SHOWN;
}
