#ifndef JSON_RELEASE_JSON_H
#define JSON_RELEASE_JSON_H

/* A release as the text in which it is frozen, and back. What was published of a round is
 * this text: a portrait drawn years later is drawn from it. */
#include "release/release.h"

/* json_release_freeze: the whole release, one line of JSON. */
const char *json_release_freeze(struct arena *mem, const struct release *release);

/* json_release_thaw: the release a frozen text stands for.
 *
 * Takes    the instrument it was made with: constructs, items, flows and motives are named by
 *          key, so that a later version of the file with more of them still reads it.
 * Fails    BAD_INPUT: not such a text, or of an unknown format. */
enum status json_release_thaw(const char *text, const struct instrument *instrument,
                              struct release *out, struct err *err);

#endif
