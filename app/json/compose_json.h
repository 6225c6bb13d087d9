#ifndef JSON_COMPOSE_JSON_H
#define JSON_COMPOSE_JSON_H

/* A composed team as JSON. */
#include <jansson.h>

#include "compose/worth.h"

/* Numbers to the last bit, one line a team. */
#define JSON_COMPOSE_FLAGS (JSON_COMPACT | JSON_REAL_PRECISION(17))

/* What a team mixes on one column; low and high in the column's own numbers. */
struct json_reason {
    const char *column;
    enum horizon_kind kind;
    const struct reason *reason;
    double low, high;
};

/* json_composed_team: {team, size, members, mean_distance, reasons}.
 * Takes    ids of everyone, or NULL: people are then told by their number. */
json_t *json_composed_team(size_t team, const struct members *members, const char *const *ids,
                           double mean_distance, const struct json_reason *reasons,
                           size_t reason_count);

/* {wish, people or skill, team}: one that is not met. NULL fields are left out. */
json_t *json_unmet(const char *wish, const char *a, const char *b, const char *skill,
                   size_t team, size_t missing);

#endif
