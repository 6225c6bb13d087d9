/* A ranking as its form carries it: a text, moved one line at a time. */
#include <string.h>

#include "base/chance.h"
#include "web/answer_steps.h"

static size_t motive_of(const struct instrument *instrument, const char *key, size_t length)
{
    size_t i = 0;
    while (i < instrument->motive_count &&
           (strlen(instrument->motives[i].key) != length ||
            strncmp(instrument->motives[i].key, key, length) != 0))
        i++;
    return i;
}

bool ranking_parse(const struct instrument *instrument, const char *text, struct ranking *out)
{
    bool seen[MOTIVES_MAX] = { false };
    *out = (struct ranking){ 0 };
    while (text && *text) {
        bool tied = *text == '=';
        text += tied;
        size_t length = strcspn(text, ",");
        size_t motive = motive_of(instrument, text, length);
        if (motive == instrument->motive_count || seen[motive])
            return false;
        seen[motive] = true;
        out->tied[out->count] = tied && out->count;
        out->motive[out->count++] = motive;
        text += length + (text[length] == ',');
    }
    return out->count == instrument->motive_count;
}

const char *ranking_text(struct arena *mem, const struct instrument *instrument,
                         const struct ranking *ranking)
{
    struct text text = { .mem = mem };
    for (size_t i = 0; i < ranking->count; i++)
        text_add_format(&text, "%s%s%s", i ? "," : "", ranking->tied[i] ? "=" : "",
                        instrument->motives[ranking->motive[i]].key);
    return text_done(&text);
}

size_t ranking_rank(const struct ranking *ranking, size_t i)
{
    while (i && ranking->tied[i])
        i--;
    return i + 1;
}

struct answers ranking_answers(struct arena *mem, const struct instrument *instrument,
                               const struct ranking *ranking)
{
    struct answers out = { NEW_ARRAY(mem, struct answer, ranking->count), ranking->count };
    for (size_t i = 0; i < ranking->count; i++)
        out.list[i] = (struct answer){ .kind = ANSWER_RANK,
                                       .question = instrument->motives[ranking->motive[i]].key,
                                       .known = true,
                                       .choice = (double)ranking_rank(ranking, i) };
    return out;
}

static struct ranking ranking_by_chance(const struct instrument *instrument,
                                        const struct answer_sheet *sheet)
{
    struct ranking ranking = { .count = instrument->motive_count };
    struct chance chance = chance_from_seed(
        (uint64_t)sheet->owner.id.value * 0x9e3779b97f4a7c15 ^ (uint64_t)sheet->round.id.value);
    for (size_t i = 0; i < ranking.count; i++)
        ranking.motive[i] = i;
    chance_shuffle(&chance, ranking.motive, ranking.count);
    return ranking;
}

/* How many motives have a rank; theirs, 0 for the others. */
static size_t read_ranks(const struct instrument *instrument, const struct answers *answers,
                         double rank[MOTIVES_MAX])
{
    size_t known = 0;
    for (size_t i = 0; i < answers->count; i++) {
        const struct answer *answer = &answers->list[i];
        size_t motive = answer->kind == ANSWER_RANK && answer->known
                            ? motive_of(instrument, answer->question, strlen(answer->question))
                            : instrument->motive_count;
        if (motive == instrument->motive_count)
            continue;
        known += rank[motive] == 0;
        rank[motive] = answer->choice;
    }
    return known;
}

struct ranking ranking_of_sheet(const struct instrument *instrument,
                                const struct answer_sheet *sheet)
{
    struct ranking ranking = { .count = instrument->motive_count, .own = true };
    double rank[MOTIVES_MAX] = { 0 };
    if (read_ranks(instrument, &sheet->answers, rank) < ranking.count)
        return ranking_by_chance(instrument, sheet);
    for (size_t i = 0; i < ranking.count; i++) {
        size_t place = i;
        for (; place && rank[ranking.motive[place - 1]] > rank[i]; place--)
            ranking.motive[place] = ranking.motive[place - 1];
        ranking.motive[place] = i;
    }
    for (size_t i = 1; i < ranking.count; i++)
        ranking.tied[i] = rank[ranking.motive[i]] == rank[ranking.motive[i - 1]];
    return ranking;
}

void ranking_move(const struct instrument *instrument, struct ranking *ranking,
                  enum ranking_move move, const char *key)
{
    size_t motive = motive_of(instrument, key, strlen(key)), i = 0;
    while (i < ranking->count && ranking->motive[i] != motive)
        i++;
    if (i == ranking->count)
        return;
    if (move == MOVE_TIE) {
        ranking->tied[i] = i && !ranking->tied[i];
        return;
    }
    size_t other = move == MOVE_UP ? i - 1 : i + 1;
    if (other >= ranking->count)
        return;
    ranking->motive[i] = ranking->motive[other];
    ranking->motive[other] = motive;
}
