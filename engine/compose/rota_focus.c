/* Rows of added prices for one round, and one choice at a time. */
#include "compose/rota_focus.h"

#include <string.h>

#include "compose/rota_ask.h"

struct rota_focus *rota_focus_start(struct arena *mem, struct rota *rota,
                                    enum instruction_set set, struct chance *chance)
{
    struct rota_focus *focus = NEW(mem, struct rota_focus);
    size_t stride = rota->stride, rows = rota->teams + 1;
    *focus = (struct rota_focus){
        .rota = rota,
        .set = set,
        .row = lanes_alloc(mem, rows * stride, sizeof(int32_t)),
        .own = lanes_alloc(mem, stride, sizeof(int32_t)),
        .asked = lanes_alloc(mem, stride, sizeof(int32_t)),
        .team = lanes_alloc(mem, stride, sizeof(int32_t)),
        .column = NEW_ARRAY(mem, int32_t, rows),
        .cover = cover_start(mem, rota->problem, stride),
        .noise = noise_table(mem, stride + 1, chance),
    };
    for (size_t x = 0; x < stride; x++)
        focus->team[x] = (int32_t)rota->teams;
    return focus;
}

static bool free_to_move(const struct rota_focus *focus, uint32_t person)
{
    return glue_block(&focus->rota->glue, person) == GLUE_ALONE;
}

/* The sums that the members of a team read about themselves. */
static void refresh_own(struct rota_focus *focus, size_t team)
{
    const struct rota *rota = focus->rota;
    const int32_t *row = focus->row + team * rota->stride;
    const uint32_t *person = rota->person + focus->round * rota->people;
    for (uint32_t p = rota->start[team]; p < rota->start[team + 1]; p++) {
        uint32_t x = person[p];
        focus->own[x] = free_to_move(focus, x) ? row[x] : -ROTA_NEVER;
    }
    if (focus->cover)
        cover_refresh(focus->cover, team, person + rota->start[team],
                      rota->start[team + 1] - rota->start[team]);
}

void rota_focus_on(struct rota_focus *focus, size_t round)
{
    struct rota *rota = focus->rota;
    const uint32_t *person = rota->person + round * rota->people;
    focus->round = round;
    rota_lift(rota, round, -1);
    memset(focus->row, 0, rota->teams * rota->stride * sizeof *focus->row);
    for (uint32_t p = 0; p < rota->people; p++) {
        uint32_t x = person[p], t = rota->team_at[p];
        focus->team[x] = (int32_t)t;
        if (t < rota->teams)
            rota_add_row(focus->set, focus->row + t * rota->stride,
                         rota->price + x * rota->stride, rota->stride);
    }
    if (focus->cover)
        memcpy(focus->cover->held,
               rota->held + round * rota->teams * rota->problem->skill_count,
               rota->teams * rota->problem->skill_count * sizeof *rota->held);
    for (size_t t = 0; t < rota->teams; t++)
        refresh_own(focus, t);
}

void rota_focus_off(struct rota_focus *focus)
{
    struct rota *rota = focus->rota;
    rota_lift(rota, focus->round, 1);
    if (focus->cover)
        memcpy(rota->held + focus->round * rota->teams * rota->problem->skill_count,
               focus->cover->held,
               rota->teams * rota->problem->skill_count * sizeof *rota->held);
}

static void exchange(struct rota_focus *focus, uint32_t i, uint32_t j)
{
    struct rota *rota = focus->rota;
    size_t a = (size_t)focus->team[i], b = (size_t)focus->team[j], stride = rota->stride;
    int32_t *from = focus->row + a * stride, *to = focus->row + b * stride;
    const int32_t *of_i = rota->price + i * stride, *of_j = rota->price + j * stride;
    rota_change_row(focus->set, from, of_j, of_i, stride);
    rota_change_row(focus->set, to, of_i, of_j, stride);
    if (focus->cover) {
        cover_replace(focus->cover, a, focus->cover->class_at[i], focus->cover->class_at[j]);
        cover_replace(focus->cover, b, focus->cover->class_at[j], focus->cover->class_at[i]);
    }
    rota_change_places(rota, focus->round, i, j);
    focus->team[i] = (int32_t)b;
    focus->team[j] = (int32_t)a;
    refresh_own(focus, a);
    refresh_own(focus, b);
}

/* What a skill costs is taken off `own`, so that the scan need not know of skills. */
static const int32_t *own_with_skills(struct rota_focus *focus, uint32_t i)
{
    const struct rota *rota = focus->rota;
    const struct cover *cover = focus->cover;
    size_t a = (size_t)focus->team[i], class = cover->class_at[i];
    int32_t penalty = ROTA_SKILL * rota->repeat, lost[1 << COMPOSE_SKILLS_MAX];
    for (size_t c = 0; c < cover->classes; c++)
        lost[c] = penalty * cover_change(cover, a, class, c);
    const float *change = cover->change + class * cover->stride;
    for (size_t x = 0; x < rota->people; x++)
        focus->asked[x] =
            focus->own[x] - penalty * (int32_t)change[x] - lost[cover->class_at[x]];
    return focus->asked;
}

bool rota_focus_move(struct rota_focus *focus, uint32_t i, float temperature,
                     struct chance *chance)
{
    struct rota *rota = focus->rota;
    size_t a = (size_t)focus->team[i], stride = rota->stride;
    if (a == rota->teams || !free_to_move(focus, i))
        return false;
    int32_t *column = focus->column;
    for (size_t t = 0; t < rota->teams; t++)
        column[t] = focus->row[t * stride + i];
    int32_t base = column[a];
    column[a] = column[rota->teams] = ROTA_NEVER;
    const float *noise = noise_read(&focus->noise, chance_bits(chance));
    struct rota_question question = {
        .stride = stride,
        .row = focus->row + a * stride,
        .own = focus->cover ? own_with_skills(focus, i) : focus->own,
        .price = rota->price + i * stride,
        .noise = noise,
        .column = column,
        .team = focus->team,
        .base = base,
        .temperature = temperature,
    };
    struct found found = rota_ask(focus->set, &question);
    if (found.value <= temperature * noise[stride])
        return false;
    uint32_t j = (uint32_t)found.place;
    int32_t change = rota_answer(&question, j);
    exchange(focus, i, j);
    rota->cost += change;
    return true;
}
