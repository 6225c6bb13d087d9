#ifndef FLOW_INVENT_H
#define FLOW_INVENT_H

/* Answers that teams might give, from a world whose truth is known: the model's own stages,
 * but with prototypes off their place, flat profiles, a halo, lenient people and lasting
 * quirks, as real teams have. A program that finds the truth in an easier world proves
 * nothing. */
#include "base/chance.h"
#include "measure/model.h"

/* What the chance of one person's answers hangs on, fixed for the campaign. */
struct invented_world {
    const struct instrument *instrument;
    const struct model *model;
    double reference[CONSTRUCTS_MAX]; /* by construct of the instrument */
    double prototype[STAGES][CONSTRUCTS_MAX];
    int halo[CONSTRUCTS_MAX];
};

/* Lasts over the rounds. */
struct invented_team {
    size_t size;
    int stage; /* 0..3, of the round last invented */
    double flatness;
    double quirk[CONSTRUCTS_MAX];
    double leniency[TEAM_MAX];
    double member[TEAM_MAX][CONSTRUCTS_MAX];
    double motive[MOTIVES_MAX];
};

enum { NO_ANSWER = -1 };

/* Choices count from the low end of the scale; ranks from 1. */
struct invented_round {
    double level[CONSTRUCTS_MAX]; /* of the team, points of 100 */
    bool silent[TEAM_MAX], consents[TEAM_MAX];
    int choice[TEAM_MAX][ITEMS_MAX];
    int rating[QUESTIONS_MAX][TEAM_MAX][TEAM_MAX];
    int rank[TEAM_MAX][MOTIVES_MAX];
};

/* invent_world, invent_team, invent_round: draw in this order from one chance.
 *
 * Takes    rounds one after another: the first (`first` true) draws its stage from the model's
 *          start, the others from its transitions.
 * Chance   the caller's.
 * Source   docs/formulas.md#stage: the emission model, run forwards. */
struct invented_world invent_world(const struct instrument *instrument,
                                   const struct model *model, struct chance *chance);
struct invented_team invent_team(const struct invented_world *world, size_t size,
                                 struct chance *chance);
void invent_round(const struct invented_world *world, struct invented_team *team, bool first,
                  struct chance *chance, struct invented_round *out);

#endif
