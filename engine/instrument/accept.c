/* What may be answered. NaN fails every comparison, so each test is written to let in. */
#include <math.h>

#include "instrument/instrument.h"

enum status instrument_accept(const struct instrument *instrument, size_t item, double choice,
                              struct err *err)
{
    if (choice >= instrument->low && choice <= instrument->high && choice == floor(choice))
        return OK;
    return fail(err, BAD_INPUT,
                "the answer to %s must be a whole number from %d to %d, or left empty",
                instrument->items[item].key, instrument->low, instrument->high);
}

enum status instrument_accept_rating(const struct instrument *instrument, double rating,
                                     struct err *err)
{
    if (rating >= instrument->low && rating <= instrument->high)
        return OK;
    return fail(err, BAD_INPUT, "a rating must be a number from %d to %d, or left empty",
                instrument->low, instrument->high);
}

enum status instrument_accept_rank(const struct instrument *instrument, double rank,
                                   struct err *err)
{
    if (rank >= 1 && rank <= (double)instrument->motive_count && 2 * rank == floor(2 * rank))
        return OK;
    return fail(err, BAD_INPUT,
                "a rank must be a whole number from 1 to %zu (ties allowed), or left empty",
                instrument->motive_count);
}
