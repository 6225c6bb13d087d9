#ifndef COMPOSE_COVER_H
#define COMPOSE_COVER_H

/* Which teams lack a skill, and what an exchange would change.
 *
 * People with the same skills are one class; one row per class says, for every place, how
 * the lack of that place's team changes when its person gives way to someone of the class.
 * A place is a person for the matrix kernel, a slot for the attribute kernel. */
#include "compose/problem.h"

struct cover {
    size_t skills, classes, places, stride;
    const uint32_t *least;                 /* per skill */
    uint8_t mask[1 << COMPOSE_SKILLS_MAX]; /* of each class */
    uint8_t *class_at;                     /* per place */
    uint32_t *held;                        /* teams x skills: how many of the team have it */
    float *change;                         /* classes x stride */
    double lack;                           /* over all teams, in missing people */
};

/* cover_start: NULL when the problem asks for no skill. Place x starts as that of person x. */
struct cover *cover_start(struct arena *mem, const struct problem *problem, size_t stride);

/* Places as the list of people says, for the kernel whose places are slots. */
void cover_place(struct cover *cover, const struct problem *problem, const uint32_t *person);

/* Counts again from who is where; `change` must then be refreshed for every team. */
void cover_count(struct cover *cover, const uint32_t *team_at, size_t teams);

/* How the lack of a team changes when one class leaves it and another joins. */
int cover_change(const struct cover *cover, size_t team, size_t leaves, size_t joins);

/* Rewrites `change` for the places of one team. */
void cover_refresh(struct cover *cover, size_t team, const uint32_t *places, size_t count);

/* One person of class `leaves` went from the team, one of class `joins` came. */
void cover_replace(struct cover *cover, size_t team, size_t leaves, size_t joins);

#endif
