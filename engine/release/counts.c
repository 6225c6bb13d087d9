/* Half of the questions, and what is left of a round without the forms that hold fewer. */
#include "release/counts.h"

#include <math.h>

size_t release_form_needs(const struct instrument *instrument)
{
    return (instrument->item_count + 1) / 2;
}

bool release_form_counts(const struct raw_round *raw, size_t person)
{
    size_t known = 0;
    if (!raw->items_asked)
        return true;
    for (size_t i = 0; i < raw->items.items; i++)
        known += isnan(grid_at(raw->items, person, i)) ? 0 : 1;
    return known >= release_form_needs(raw->instrument);
}

static struct grid rows_of(struct arena *mem, struct grid from, const size_t *rows,
                           size_t count)
{
    struct grid out = grid_empty(mem, count, from.items);
    for (size_t row = 0; row < count; row++)
        for (size_t i = 0; i < from.items; i++)
            grid_put(out, row, i, grid_at(from, rows[row], i));
    return out;
}

/* Seats in their new order; the rows of those who do not count are empty. */
static struct grid ratings_of(struct arena *mem, const struct raw_round *raw, size_t question,
                              const size_t *order, size_t counted)
{
    struct grid out = grid_empty(mem, raw->seats, raw->seats);
    for (size_t a = 0; a < counted; a++)
        for (size_t b = 0; b < raw->seats; b++)
            grid_put(out, a, b, grid_at(raw->ratings[question], order[a], order[b]));
    return out;
}

struct raw_round release_counted(struct arena *mem, const struct raw_round *raw)
{
    size_t order[TEAM_MAX], counted = 0, rest = 0;
    for (size_t p = 0; p < raw->respondents; p++)
        if (release_form_counts(raw, p))
            order[counted++] = p;
    if (counted == raw->respondents)
        return *raw;
    for (size_t p = 0; p < raw->seats; p++)
        if (p >= raw->respondents || !release_form_counts(raw, p))
            order[counted + rest++] = p;
    struct raw_round out = *raw;
    int *guesses = NEW_ARRAY(mem, int, TEAM_MAX);
    for (size_t p = 0; p < counted && raw->guesses; p++)
        guesses[p] = raw->guesses[order[p]];
    out.respondents = counted;
    out.items = rows_of(mem, raw->items, order, counted);
    out.guesses = raw->guesses ? guesses : NULL;
    if (raw->ranks_asked)
        out.ranks = rows_of(mem, raw->ranks, order, counted);
    for (size_t q = 0; q < raw->instrument->question_count && raw->ratings_asked; q++)
        out.ratings[q] = ratings_of(mem, raw, q, order, counted);
    return out;
}
