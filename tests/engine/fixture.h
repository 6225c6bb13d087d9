#ifndef TESTS_ENGINE_FIXTURE_H
#define TESTS_ENGINE_FIXTURE_H

/* Instruments and models made in C, with the shapes of the published ones, and rounds to put
 * answers in. The files themselves are read in app/. */
#include "base/chance.h"
#include "release/portrait.h"

/* cooperation-24 or cooperation-30 (items is 24 or 30) on a scale of low to high. */
const struct instrument *fixture_instrument(struct arena *mem, int items, int low, int high);
const struct model *fixture_model(struct arena *mem, int items);

/* A round where all was asked and nothing answered yet; every seat consents. */
struct raw_round fixture_round(struct arena *mem, const struct instrument *instrument,
                               size_t seats, size_t respondents);

/* Answers, ratings, rankings and guesses drawn at random; `level` (0..1) is where a team's
 * answers lean, `gaps` the chance that one is left out. */
void fixture_answer(struct raw_round *raw, struct chance *chance, double level, double gaps);

/* Every published field as text, one after the other: two are equal when all is equal, where
 * memory would also compare padding. */
const char *fixture_release_text(struct arena *mem, const struct release *release);
const char *fixture_portrait_text(struct arena *mem, const struct portrait *portrait);

#endif
