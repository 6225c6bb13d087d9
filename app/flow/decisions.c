/* Two passes: each decision by itself, then all of them side by side. */
#include "flow/decisions.h"

/* The decisions there are, in the order of their rounds. */
struct gathered {
    size_t count;
    uint32_t *round;
    struct false_consensus *found;
};

static struct gathered gather(struct arena *mem, const struct campaign *campaign,
                              const bool *left_out)
{
    uint32_t rounds = campaign->team_rounds.count;
    struct gathered out = { 0, NEW_ARRAY(mem, uint32_t, rounds),
                            NEW_ARRAY(mem, struct false_consensus, rounds) };
    for (uint32_t r = 0; r < rounds; r++) {
        const struct team_round *round = files_campaign_round_at(campaign, r);
        struct arena_mark mark = arena_mark(mem);
        struct decision decision;
        if (!left_out[round->team] &&
            files_campaign_decision(mem, campaign, round, &decision)) {
            out.round[out.count] = r;
            out.found[out.count++] = measure_false_consensus(mem, &decision);
        }
        arena_release(mem, mark);
    }
    return out;
}

struct told_decision *flow_decisions(struct arena *mem, struct arena *scratch,
                                     const struct campaign *campaign, const bool *left_out)
{
    struct told_decision *told =
        NEW_ARRAY(mem, struct told_decision, campaign->team_rounds.count);
    struct arena_mark mark = arena_mark(scratch);
    struct gathered gathered = gather(scratch, campaign, left_out);
    struct figure *index = NEW_ARRAY(scratch, struct figure, gathered.count);
    struct figure *chance = NEW_ARRAY(scratch, struct figure, gathered.count);
    false_consensus_odds(gathered.found, gathered.count, FALSE_CONSENSUS_BASE, index, chance);
    for (size_t i = 0; i < gathered.count; i++)
        told[gathered.round[i]] =
            (struct told_decision){ true, gathered.found[i], index[i], chance[i] };
    arena_release(scratch, mark);
    return told;
}
