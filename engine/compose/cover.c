/* Skills held by each team, kept up to date exchange by exchange. */
#include "compose/cover.h"

#include <assert.h>

#include "compose/lanes.h"

static size_t find_class(struct cover *cover, uint8_t mask)
{
    for (size_t c = 0; c < cover->classes; c++)
        if (cover->mask[c] == mask)
            return c;
    assert(cover->classes < sizeof cover->mask);
    cover->mask[cover->classes] = mask;
    return cover->classes++;
}

static uint8_t asked_of(const struct problem *problem, size_t person)
{
    return (uint8_t)(problem->skills[person] & ((1u << problem->skill_count) - 1));
}

struct cover *cover_start(struct arena *mem, const struct problem *problem, size_t stride)
{
    if (problem->skill_count == 0 || !problem->skills)
        return NULL;
    struct cover *cover = NEW(mem, struct cover);
    *cover = (struct cover){ .skills = problem->skill_count,
                             .places = problem->people,
                             .stride = stride,
                             .least = problem->skill_least };
    cover->class_at = NEW_ARRAY(mem, uint8_t, stride);
    for (size_t x = 0; x < problem->people; x++)
        cover->class_at[x] = (uint8_t)find_class(cover, asked_of(problem, x));
    cover->held = NEW_ARRAY(mem, uint32_t, problem->teams * problem->skill_count);
    cover->change = lanes_alloc(mem, cover->classes * stride, sizeof(float));
    return cover;
}

void cover_place(struct cover *cover, const struct problem *problem, const uint32_t *person)
{
    for (size_t x = 0; x < problem->people; x++)
        cover->class_at[x] = (uint8_t)find_class(cover, asked_of(problem, person[x]));
}

static int lack_of(const struct cover *cover, size_t team, size_t skill, int more)
{
    int held = (int)cover->held[team * cover->skills + skill] + more;
    int least = (int)cover->least[skill];
    return held < least ? least - held : 0;
}

void cover_count(struct cover *cover, const uint32_t *team_at, size_t teams)
{
    memset(cover->held, 0, teams * cover->skills * sizeof *cover->held);
    for (size_t x = 0; x < cover->places; x++)
        for (size_t k = 0; k < cover->skills; k++)
            cover->held[team_at[x] * cover->skills + k] +=
                cover->mask[cover->class_at[x]] >> k & 1;
    cover->lack = 0;
    for (size_t t = 0; t < teams; t++)
        for (size_t k = 0; k < cover->skills; k++)
            cover->lack += lack_of(cover, t, k, 0);
}

int cover_change(const struct cover *cover, size_t team, size_t leaves, size_t joins)
{
    int change = 0;
    for (size_t k = 0; k < cover->skills; k++) {
        int more = (cover->mask[joins] >> k & 1) - (cover->mask[leaves] >> k & 1);
        if (more)
            change += lack_of(cover, team, k, more) - lack_of(cover, team, k, 0);
    }
    return change;
}

void cover_refresh(struct cover *cover, size_t team, const uint32_t *places, size_t count)
{
    for (size_t c = 0; c < cover->classes; c++) {
        float *change = cover->change + c * cover->stride;
        for (size_t k = 0; k < count; k++)
            change[places[k]] = (float)cover_change(cover, team, cover->class_at[places[k]], c);
    }
}

void cover_replace(struct cover *cover, size_t team, size_t leaves, size_t joins)
{
    cover->lack += cover_change(cover, team, leaves, joins);
    uint32_t *held = cover->held + team * cover->skills;
    for (size_t k = 0; k < cover->skills; k++) {
        held[k] += cover->mask[joins] >> k & 1;
        held[k] -= cover->mask[leaves] >> k & 1;
    }
}
