#ifndef RELEASE_RECEIVED_H
#define RELEASE_RECEIVED_H

/* What one person may learn of the ratings received: one word a question, for that person
 * alone, opened after the restitution. Never a number, never from whom. */
#include "release/release.h"

enum received_word { RECEIVED_RARELY, RECEIVED_SOMETIMES, RECEIVED_OFTEN };

struct received {
    enum gap gap;
    enum received_word word;
};

/* release_received: the words of the person in `seat`.
 *
 * The mean rating received, as a part of the scale: often from two thirds, sometimes from
 * one third, else rarely; the ends are open, so that no word fixes a rating.
 *
 * Gaps     GAP_TOO_FEW when the round is not released, under six answers in the team, or
 *          under five raters of this person on this question.
 * Source   docs/privacy.md.
 * Checked  against whole-number cuts: tests/engine/release/received_test.c */
void release_received(const struct raw_round *raw, size_t seat,
                      struct received out[QUESTIONS_MAX]);

#endif
