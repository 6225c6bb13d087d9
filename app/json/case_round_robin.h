#ifndef JSON_CASE_ROUND_ROBIN_H
#define JSON_CASE_ROUND_ROBIN_H

/* Round robins of a case's table: one square of ratings a team and a variable. */
#include "json/case_parts.h"

enum { CASE_TEAM_MAX = 60, CASE_VARIABLES_MAX = 2 };

struct round_robin {
    const char *label;
    size_t people;
    const char **member;                     /* in the order of the rows */
    struct grid ratings[CASE_VARIABLES_MAX]; /* NAN: not given */
};

struct round_robins {
    size_t count;
    struct round_robin *team;
};

/* Moments of a team need members who both gave and received: others cannot be told apart
 * from their cells, and are taken out until nobody is left to take out. A likelihood uses
 * whatever anybody said of anybody. */
enum members { GAVE_AND_RECEIVED, EVERYBODY_NAMED };

/* case_round_robins: columns actor, partner, and group if there are several teams.
 *
 * Gives    teams of at least four, in the order of their labels; members in the order of
 *          theirs as text. */
enum status case_round_robins(struct case_reading *in, const char *const *variables,
                              size_t count, enum members members, struct round_robins *out);

#endif
