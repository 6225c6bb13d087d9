/* One row a person for scales and teams, one short row a team for round robins. */
#include "json/pooled_json.h"

#include <string.h>

#include "measure/icc.h"
#include "measure/reliability.h"
#include "measure/srm_pool.h"
#include "json/case_srm_fit.h"

struct pooled {
    struct arena *mem;
    const struct instrument *instrument;
    size_t teams, people, rooms_teams, rooms_people;
    struct srm *srm[QUESTIONS_MAX]; /* one a team; no effects kept */
    double *items;                  /* people x item_count, turned the right way round */
    size_t *team_of;                /* of each person */
    bool reml;
    struct grid *ratings[QUESTIONS_MAX]; /* one a team, when reml */
    void (*tell)(void *self, size_t done, size_t all);
    void *tell_self;
};

struct pooled *json_pooled_new(struct arena *mem, const struct instrument *instrument)
{
    struct pooled *pooled = NEW(mem, struct pooled);
    pooled->mem = mem;
    pooled->instrument = instrument;
    return pooled;
}

void json_pooled_reml(struct pooled *pooled, void (*tell)(void *self, size_t done, size_t all),
                      void *self)
{
    pooled->reml = true;
    pooled->tell = tell;
    pooled->tell_self = self;
}

static void *wider(struct arena *mem, const void *old, size_t count, size_t room, size_t size)
{
    void *out = arena_alloc(mem, room, size);
    if (count > 0)
        memcpy(out, old, count * size);
    return out;
}

static void make_room(struct pooled *p, size_t people)
{
    enum { FIRST_TEAMS = 64, FIRST_PEOPLE = 512 };
    if (p->teams == p->rooms_teams) {
        p->rooms_teams = p->rooms_teams ? 2 * p->rooms_teams : FIRST_TEAMS;
        for (size_t q = 0; q < p->instrument->question_count; q++) {
            p->srm[q] = wider(p->mem, p->srm[q], p->teams, p->rooms_teams, sizeof *p->srm[q]);
            if (p->reml)
                p->ratings[q] = wider(p->mem, p->ratings[q], p->teams, p->rooms_teams,
                                      sizeof *p->ratings[q]);
        }
    }
    if (p->people + people > p->rooms_people) {
        size_t width = p->instrument->item_count * sizeof *p->items;
        p->rooms_people = p->rooms_people ? 2 * p->rooms_people : FIRST_PEOPLE;
        p->items = wider(p->mem, p->items, p->people, p->rooms_people, width);
        p->team_of = wider(p->mem, p->team_of, p->people, p->rooms_people, sizeof *p->team_of);
    }
}

static void add_people(struct pooled *p, const struct raw_round *raw)
{
    const struct instrument *instrument = p->instrument;
    double ends = instrument->low + instrument->high;
    for (size_t person = 0; person < raw->items.people; person++) {
        double *row = &p->items[p->people * instrument->item_count];
        for (size_t i = 0; i < instrument->item_count; i++) {
            double answer = grid_at(raw->items, person, i);
            row[i] = instrument->items[i].reversed ? ends - answer : answer;
        }
        p->team_of[p->people++] = p->teams;
    }
}

/* A flow that was not asked about leaves an empty grid: nobody said anything. */
static struct grid kept(struct arena *mem, const struct raw_round *raw, size_t question)
{
    if (!raw->ratings_asked)
        return grid_empty(mem, 0, 0);
    struct grid from = raw->ratings[question];
    struct grid out = grid_empty(mem, from.people, from.items);
    memcpy(out.cell, from.cell, from.people * from.items * sizeof *out.cell);
    return out;
}

void json_pooled_add(struct pooled *p, const struct raw_round *raw)
{
    make_room(p, raw->items_asked ? raw->items.people : 0);
    enum { SCRATCH_BYTES = 1 << 20 };
    struct arena scratch = arena_with_limit(SCRATCH_BYTES);
    for (size_t q = 0; q < p->instrument->question_count; q++) {
        struct srm srm = { .lack = LACKS_ITEMS };
        if (raw->ratings_asked)
            srm = measure_srm(&scratch, raw->ratings[q]);
        srm.actor = srm.partner = srm.relationship = NULL;
        p->srm[q][p->teams] = srm;
        if (p->reml)
            p->ratings[q][p->teams] = kept(p->mem, raw, q);
    }
    arena_free(&scratch);
    if (raw->items_asked)
        add_people(p, raw);
    p->teams++;
}

static json_t *figure(struct figure figure)
{
    return figure_known(figure) ? json_real(figure.value) : json_null();
}

static void put(json_t *object, const char *key, json_t *value)
{
    json_object_set_new_nocheck(object, key, value);
}

static json_t *srm_json(struct arena *mem, const struct pooled *p, size_t question)
{
    static const char *const keys[SRM_COMPONENTS] = { "actor_variance", "partner_variance",
                                                      "relationship_variance",
                                                      "actor_partner_covariance",
                                                      "relationship_covariance" };
    struct srm_over_teams over = measure_srm_over_teams(mem, p->srm[question], p->teams);
    bool enough = over.teams >= POOLED_TEAMS_MIN;
    json_t *out = json_object();
    put(out, "teams", json_integer((json_int_t)over.teams));
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        json_t *one = json_object();
        put(one, "estimate", enough ? json_real(over.component[k].estimate) : json_null());
        put(one, "se", enough ? figure(over.component[k].se) : json_null());
        put(out, keys[k], one);
    }
    return out;
}

static json_t *reml_json(struct arena *mem, const struct pooled *p, size_t question)
{
    struct arena_mark mark = arena_mark(mem);
    struct srm_fit *fit = srm_fit_start(mem, p->ratings[question], p->teams,
                                        (struct srm_fit_setting){ SRM_REML, OWN_LEVEL });
    size_t teams = srm_fit_best(fit).teams;
    json_t *out;
    if (teams >= POOLED_TEAMS_MIN) {
        struct srm_fitted fitted = srm_fit_told(fit, p->tell, p->tell_self);
        out = srm_fit_json(&fitted);
    } else {
        out = json_object();
        put(out, "n_groups", json_integer((json_int_t)teams));
        put(out, "gap", json_string("too_few_teams"));
    }
    arena_release(mem, mark);
    return out;
}

/* The items of one construct, people by items. */
static struct grid items_of(struct arena *mem, const struct pooled *p, size_t construct)
{
    const struct instrument *instrument = p->instrument;
    struct grid g = grid_empty(mem, p->people, instrument->constructs[construct].item_count);
    size_t at = 0;
    for (size_t i = 0; i < instrument->item_count; i++) {
        if (instrument->items[i].construct != construct)
            continue;
        for (size_t person = 0; person < p->people; person++)
            grid_put(g, person, at, p->items[person * instrument->item_count + i]);
        at++;
    }
    return g;
}

/* A person's level exists when at least half of the items were answered. */
static double *levels_of(struct arena *mem, struct grid g)
{
    double *level = NEW_ARRAY(mem, double, g.people);
    for (size_t i = 0; i < g.people; i++) {
        double sum = 0, n = 0;
        for (size_t j = 0; j < g.items; j++)
            if (!isnan(grid_at(g, i, j)))
                sum += grid_at(g, i, j), n++;
        level[i] = 2 * n >= (double)g.items && n > 0 ? sum / n : NAN;
    }
    return level;
}

static void add_construct(struct arena *mem, const struct pooled *p, size_t c, json_t *iccs,
                          json_t *reliabilities)
{
    struct grid g = items_of(mem, p, c);
    struct icc icc = measure_icc(mem, levels_of(mem, g), p->team_of, p->people, p->teams);
    struct reliability r = measure_reliability(mem, g);
    bool enough = icc.teams >= POOLED_TEAMS_MIN;
    json_t *one = json_object(), *scale = json_object();
    put(one, "icc1", enough ? figure(icc.one) : json_null());
    put(one, "icc2", enough ? figure(icc.two) : json_null());
    put(one, "teams", json_integer((json_int_t)icc.teams));
    put(iccs, p->instrument->constructs[c].key, one);
    put(scale, "alpha", figure(r.alpha));
    put(scale, "low95", figure(r.low));
    put(scale, "high95", figure(r.high));
    put(scale, "people", json_integer((json_int_t)r.people));
    put(reliabilities, p->instrument->constructs[c].key, scale);
}

json_t *json_pooled(struct arena *mem, struct pooled *p)
{
    if (p->teams < POOLED_TEAMS_MIN)
        return NULL;
    json_t *out = json_object(), *srm = json_object();
    json_t *icc = json_object(), *reliability = json_object();
    for (size_t q = 0; q < p->instrument->question_count; q++)
        put(srm, p->instrument->questions[q].flow, srm_json(mem, p, q));
    for (size_t c = 0; c < p->instrument->construct_count; c++) {
        struct arena_mark mark = arena_mark(mem);
        add_construct(mem, p, c, icc, reliability);
        arena_release(mem, mark);
    }
    put(out, "srm", srm);
    if (p->reml) {
        json_t *reml = json_object();
        for (size_t q = 0; q < p->instrument->question_count; q++)
            put(reml, p->instrument->questions[q].flow, reml_json(mem, p, q));
        put(out, "srm_reml", reml);
    }
    put(out, "icc", icc);
    put(out, "reliability", reliability);
    return out;
}
