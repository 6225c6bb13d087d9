#ifndef JSON_UNLOCKED_PARTS_H
#define JSON_UNLOCKED_PARTS_H

/* The pieces of unlocked output; for unlocked_*.c only. Each gives an object of its own. */
#include "measure/agree_null.h"
#include "measure/rank_null.h"
#include "json/unlocked_json.h"

enum { SHOWN_NULLS = 3 };

struct unlocked_cells;
struct unlocked {
    struct arena *mem;
    const struct instrument *instrument;
    const struct model *model;
    struct rank_shelf *shelf;
    struct agreement_null *null[CONSTRUCTS_MAX][TEAM_MAX + 1][SHOWN_NULLS]; /* NULL: not made */
    struct unlocked_cells *cells; /* of a row, once the heads are written */
};

/* All of a round; an object is absent when nothing of it was asked. */
json_t *json_unlocked_tree(struct unlocked *unlocked, struct arena *mem,
                           const struct unlocked_round *in);

static inline void json_put(json_t *object, const char *key, json_t *value)
{
    json_object_set_new_nocheck(object, key, value);
}

static inline json_t *json_figure(struct figure figure)
{
    return figure_known(figure) ? json_real(figure.value) : json_null();
}

json_t *json_unlocked_flow(struct arena *mem, const struct instrument *instrument,
                           struct grid ratings);
json_t *json_unlocked_matters(struct rank_shelf *shelf, struct arena *mem, struct grid ranks);
json_t *json_unlocked_decision(struct arena *mem, const struct model *model,
                               const struct unlocked_round *in);

#endif
