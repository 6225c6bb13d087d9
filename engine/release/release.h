#ifndef RELEASE_RELEASE_H
#define RELEASE_RELEASE_H

/* The one gate: what may be published about 3 to 8 people.
 *
 * `release_round` reads the raw answers of one round and gives a release. Everything that
 * is published (mode, stage, pictures, words, JSON) is computed from a release and from
 * nothing else, so that it cannot say more than the release says. A round has one release,
 * ever. The rules are docs/privacy.md; what remains deducible is tabled there. */
#include <stdbool.h>

#include "measure/model.h"
#include "release/raw_round.h"

/* Why something is not shown. The first three depend on what was asked or on how many
 * answered; there is no other dependence on answers. */
enum gap {
    SHOWN = 0,
    GAP_TOO_FEW,   /* not enough answers: always the same sentence */
    GAP_NOT_ASKED, /* this round did not ask it */
    GAP_ONE_ITEM,  /* a construct with one question is never published */
    GAP_NO_MODEL,  /* the instrument has no stage and mode model, or lacks the construct */
    GAP_NOT_SHOWN  /* three answered and not every member had agreed before; as an item: it
                      is sensitive, or its construct has exactly one that is, and shown at
                      no number of answers */
};

/* Answers needed (r) for each kind of figure, docs/privacy.md. */
enum {
    R_RELEASE = 3,
    R_MEANS = 4,
    R_WORDS = 5, /* agreement, flows, what matters, stage guesses, received words */
    R_ITEMS = 6  /* item means, the two motives */
};

enum agreement_word { AGREE_CLOSE, AGREE_VARIED, AGREE_OPPOSED }; /* proches variés opposés */
enum density_band { DENSITY_FEW, DENSITY_SOME, DENSITY_MOST };    /* under 1/3, 2/3, above */
enum reciprocity_word { RECIPROCITY_LITTLE, RECIPROCITY_RATHER };
enum matters_word { MATTERS_DIFFERENT, MATTERS_MIXED, MATTERS_CLOSE };
enum guesses_word { GUESSES_VARIED, GUESSES_CLOSE };

struct released_construct {
    enum gap gap;
    int mean; /* points of 100, a multiple of 5; reversed items already turned */
    enum gap agreement_gap;
    enum agreement_word agreement;
};

struct released_flow {
    enum gap gap;
    enum density_band density;
    enum reciprocity_word reciprocity;
};

struct released_matters {
    enum gap gap;
    enum matters_word word;
    enum gap top_gap;
    size_t top[2]; /* motives with the best mean rank, in the order of the questionnaire */
};

struct released_item {
    enum gap gap;
    int half_points; /* mean on the answer scale, times two: 9 is 4.5. As asked, not turned */
};

struct release {
    const struct instrument *instrument;
    size_t seats, respondents;
    bool released;      /* r >= 3 and r >= 2/3 of the seats: else nothing below is shown */
    bool all_consented; /* r = 3 only, false otherwise: from 4 on it would tell on someone */
    struct released_construct constructs[CONSTRUCTS_MAX];
    struct released_flow flows[QUESTIONS_MAX];
    struct released_matters matters;
    struct released_item items[ITEMS_MAX];
    enum gap guesses_gap;
    enum guesses_word guesses;
    enum gap stage_set_gap; /* r = 3 only */
    unsigned stage_set;     /* r = 3, all consented: bit s set when stage s+1 is plausible */
};

/* release_round: the release of one round.
 *
 * Takes    raw, one team's round of 3..8 seats: whoever handed something in, of whom those
 *          count whose form holds half of the questions (release/counts.h); model, NULL when
 *          the instrument has none; mem for scratch only, given back before it returns.
 * Gives    rounded construct means, words and bands by number of answers.
 * Gaps     per field, above. A construct is shown when enough people answered it (4, and
 *          two thirds of the seats); that too reads "not enough answers". Where exactly one
 *          item of a construct would be kept back, all of them are.
 * Cost     O(people * items + people^2 * questions + people * motives^2).
 * Source   docs/privacy.md.
 * Checked  construct by construct against a second computation, r and seats 3..8, every gap,
 *          people and items in any order: tests/engine/release/release_test.c; on the bytes
 *          that leave: tests/app/release_bytes_test.c */
void release_round(struct arena *mem, const struct raw_round *raw, const struct model *model,
                   struct release *out);

/* Nearest multiple of 5 in 0..100, halves up. */
int release_rounded(double points);

#endif
