#ifndef JSON_UNLOCKED_JSON_H
#define JSON_UNLOCKED_JSON_H

/* Raw figures of a round, for research on files and for nothing else: they may tell what a
 * person answered. Only `diagnose --unlocked` calls this, and says so in its output. */
#include <jansson.h>

#include "release/raw_round.h"

/* json_unlocked: adds `raw` to the tree of a round:
 *
 *     raw{constructs{KEY:{mean,n}}}: the mean in points of 100 over everyone who answered at
 *     least half of the construct's items, and how many those are; null when nobody did. */
void json_unlocked(json_t *round, const struct raw_round *raw);

#endif
