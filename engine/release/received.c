/* What a person is told of the ratings received: one of three words, from enough raters. */
#include "release/received.h"

#include <assert.h>
#include <math.h>

#include "release/counts.h"
#include "release/words.h"

static struct received of_question(const struct raw_round *raw, size_t question, size_t seat)
{
    double n = 0, sum = 0;
    for (size_t rater = 0; rater < raw->respondents; rater++) {
        double rating = grid_at(raw->ratings[question], rater, seat);
        if (rater == seat || isnan(rating) || !release_form_counts(raw, rater))
            continue;
        n++;
        sum += rating - raw->instrument->low;
    }
    if (n < R_WORDS)
        return (struct received){ .gap = GAP_TOO_FEW };
    double thirds = 3 * sum, width = n * (raw->instrument->high - raw->instrument->low);
    return (struct received){ .word = thirds >= 2 * width - tie ? RECEIVED_OFTEN
                                      : thirds >= width - tie   ? RECEIVED_SOMETIMES
                                                                : RECEIVED_RARELY };
}

void release_received(const struct raw_round *raw, size_t seat,
                      struct received out[QUESTIONS_MAX])
{
    assert(seat < raw->seats);
    size_t r = 0;
    for (size_t person = 0; person < raw->respondents; person++)
        r += release_form_counts(raw, person);
    bool enough = r >= R_ITEMS && 3 * r >= 2 * raw->seats;
    for (size_t q = 0; q < QUESTIONS_MAX; q++) {
        out[q] = (struct received){ .gap = raw->ratings_asked ? GAP_TOO_FEW : GAP_NOT_ASKED };
        if (raw->ratings_asked && enough && q < raw->instrument->question_count)
            out[q] = of_question(raw, q, seat);
    }
}
