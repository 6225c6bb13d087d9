#ifndef VALIDATE_WORLD_H
#define VALIDATE_WORLD_H

/* Invented teams whose stage is known, for the validation alone. Written apart from the model
 * and from the product's own simulator, and on purpose not as the model says teams are: the
 * founding text's profiles are written here again, so that a new model does not move the
 * truth, and every part has another shape than the model gives it.
 *
 * A world is one campaign: its teams share the same profiles, which are off those of the text.
 * Points of 100 until somebody answers; then seven options. */
#include "base/chance.h"
#include "release/raw_round.h"

enum { WORLD_STAGES = 4 };

enum truth {
    TRUTH_EXACT, /* every team sits on a profile of the text: flattering, and circular */
    TRUTH_FLAT,  /* profiles flattened by .2 to .7, halo, lasting quirks */
    TRUTH_WRONG, /* and profiles that are not those of the text, and unruly people */
    TRUTH_LEVEL, /* no stages: every team the same ordinary profile, halo, quirks */
    TRUTH_OWN,   /* no stages: every team a profile of its own */
    TRUTH_STILL, /* as wrong, but no team ever changes stage */
    TRUTHS
};

struct world {
    const struct instrument *instrument;
    enum truth truth;
    double silent; /* share of members who do not answer a round */
    double profile[WORLD_STAGES][CONSTRUCTS_MAX];
    double ordinary[CONSTRUCTS_MAX];
    int sign[CONSTRUCTS_MAX];
    double item_shift[ITEMS_MAX], item_load[ITEMS_MAX];
};

enum carelessness { CAREFUL, ALWAYS_MIDDLE, ALWAYS_TOP, AT_RANDOM };

struct world_team {
    size_t seats;
    int stage;   /* 0 .. 3; as drawn for the round also where nothing depends on it */
    double stay; /* chance to be in the same stage next round: teams have their own pace */
    double flatness[CONSTRUCTS_MAX], quirk[CONSTRUCTS_MAX];
    double satisfaction;
    double lenience[TEAM_MAX], stretch[TEAM_MAX];
    double leaning[TEAM_MAX][CONSTRUCTS_MAX], habit[TEAM_MAX][ITEMS_MAX];
    enum carelessness careless[TEAM_MAX];
};

struct world_round {
    double level[CONSTRUCTS_MAX]; /* what the answers are about */
    struct raw_round raw;
};

struct world world_drawn(const struct instrument *instrument, enum truth truth, double silent,
                         struct chance *chance);
void world_team_drawn(const struct world *world, size_t seats, struct chance *chance,
                      struct world_team *out);

/* The next round of the team: a stage (the first, or from the one before), and answers. */
void world_round_drawn(struct arena *mem, const struct world *world, bool first,
                       struct chance *chance, struct world_team *team, struct world_round *out);

/* Another person in a seat, who takes care, and that person's answers to such levels. */
void world_person_drawn(const struct world *world, size_t person, struct chance *chance,
                        struct world_team *out);
void world_person_answers(const struct world *world, const struct world_team *team,
                          const double *level, size_t person, struct chance *chance,
                          struct raw_round *raw);

/* One member answers the same option everywhere. */
void world_answers_alike(const struct world *world, struct raw_round *raw, size_t person,
                         double option);

#endif
