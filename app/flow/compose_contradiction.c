/* Says in one sentence which wishes cannot all be met, and where they were written. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "compose/contradiction.h"
#include "flow/compose_setup.h"

/* "A / B (file:4), B / C (file:7)", the first few and how many more: no word in it, so that a
 * sentence in any language can hold it. */
static void list_pairs(struct text *text, const struct composition *out,
                       const struct wishes *wishes, const size_t *which, size_t count)
{
    enum { TOLD = 6 };
    for (size_t k = 0; k < count && k < TOLD; k++) {
        struct pair pair = wishes->pairs[which[k]];
        text_add_format(text, "%s%.40s / %.40s (%s:%zu)", k ? ", " : "",
                        out->roster.ids.texts[pair.a], out->roster.ids.texts[pair.b],
                        wishes->file, wishes->lines[which[k]]);
    }
    if (count > TOLD)
        text_add_format(text, " … +%zu", count - TOLD);
}

enum status compose_contradictions(struct arena *mem, const struct composition *out,
                                   struct err *err)
{
    struct contradiction found = contradiction_find(mem, &out->problem);
    struct text apart = { .mem = mem }, together = { .mem = mem };
    list_pairs(&together, out, &out->together, found.together, found.together_count);
    list_pairs(&apart, out, &out->apart, found.apart, found.apart_count);
    const struct wishes *first = found.apart_count ? &out->apart : &out->together;
    size_t at = found.apart_count      ? found.apart[0]
                : found.together_count ? found.together[0]
                                       : 0;
    switch (found.kind) {
    case CONTRADICTION_NONE:
        return OK;
    case CONTRADICTION_SKILL:
        return fail(err, BAD_INPUT,
                    "%s:1: \"%.60s\": %zu people have it and the %zu teams need %zu",
                    out->roster.file, out->cover[found.skill].column, found.supply,
                    out->problem.teams, found.needed);
    case CONTRADICTION_APART_TOGETHER:
        return fail(err, BAD_INPUT, "%s:%zu: kept apart: %s; but kept together: %s",
                    first->file, first->lines[at], text_done(&apart), text_done(&together));
    case CONTRADICTION_TOO_MANY:
        return fail(
            err, BAD_INPUT, "%s:%zu: %zu people are kept together and a team holds %zu: %s",
            first->file, first->lines[at], found.supply, found.needed, text_done(&together));
    case CONTRADICTION_CLIQUE:
        return fail(err, BAD_INPUT,
                    "%s:%zu: %zu people are all kept apart and there are %zu "
                    "teams: %s",
                    first->file, first->lines[at], found.supply, found.needed,
                    text_done(&apart));
    default:
        return fail(err, BAD_INPUT,
                    "%s:%zu: those kept together cannot share out the places of the teams: %s",
                    first->file, first->lines[at], text_done(&together));
    }
}
