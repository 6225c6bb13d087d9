/* The list of what a portrait keeps to itself, with the answers each figure would need. */
#include "release/portrait.h"

/* Answers needed: those of the kind of figure, and two thirds of the seats. Three answers
 * without everyone's agreement: a fourth would do. */
static int needed(const struct portrait *portrait, enum gap gap, int answers)
{
    if (gap != GAP_TOO_FEW && gap != GAP_NOT_SHOWN)
        return 0;
    int share = (int)(2 * portrait->release.seats + 2) / 3;
    return answers > share ? answers : share;
}

size_t portrait_withheld(const struct portrait *portrait, struct withheld out[WITHHELD_MAX])
{
    const struct release *release = &portrait->release;
    const struct {
        const char *field;
        enum gap gap;
        int answers;
    } fields[] = {
        { "constructs", portrait->constructs_gap, R_MEANS },
        { "agreement", portrait->agreement_gap, R_WORDS },
        { "mode", portrait->mode.gap, R_MEANS },
        { "stage", portrait->stage.gap, R_MEANS },
        { "flows", portrait->flows_gap, R_WORDS },
        { "matters", portrait->matters_gap, R_WORDS },
        { "motives", release->matters.top_gap, R_ITEMS },
        { "items", portrait->items_gap, R_ITEMS },
        { "exigence_benevolence", portrait->exigence_benevolence.gap, R_MEANS },
        { "guesses", release->guesses_gap, R_WORDS },
    };
    size_t count = 0;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (fields[i].gap == SHOWN)
            continue;
        /* Items are not shown because they are sensitive: no number would do. */
        bool never = fields[i].answers == R_ITEMS && fields[i].gap == GAP_NOT_SHOWN;
        out[count++] = (struct withheld){
            .field = fields[i].field,
            .gap = fields[i].gap,
            .needs = never ? 0 : needed(portrait, fields[i].gap, fields[i].answers),
        };
    }
    return count;
}
