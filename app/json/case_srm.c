/* Cases of the Social Relations Model: one variable, two, and cells missing. */
#include <string.h>

#include "measure/srm_design.h"
#include "measure/srm_pair.h"
#include "measure/srm_pool.h"
#include "measure/tails.h"
#include "json/case_parts.h"
#include "json/case_round_robin.h"

static const char *const component_keys[SRM_COMPONENTS] = {
    "actor_variance", "partner_variance", "relationship_variance", "actor_partner_covariance",
    "relationship_covariance"
};

static const char *const covariance_keys[SRM_COVARIANCES] = { "actor_actor",
                                                              "partner_partner",
                                                              "actor_partner",
                                                              "partner_actor",
                                                              "intrapersonal_relationship",
                                                              "interpersonal_relationship" };

static json_t *estimate_json(double estimate, struct figure se)
{
    json_t *out = json_object();
    case_put_real(out, "estimate", estimate);
    case_put_figure(out, "se", se);
    return out;
}

/* A team with gaps is estimated by moments of what was observed. */
static struct srm team_srm(struct arena *mem, struct grid ratings)
{
    struct srm srm = measure_srm(mem, ratings);
    if (srm.lack != LACKS_ITEMS)
        return srm;
    const struct srm_design *design = srm_design(mem, ratings);
    if (design == NULL)
        return srm;
    struct srm_by_design by = srm_by_design(mem, design, ratings, ratings, ERROR_UNBIASED);
    double sum = 0;
    for (size_t i = 0; i < ratings.people; i++)
        for (size_t j = 0; j < ratings.people; j++)
            if (i != j && !isnan(grid_at(ratings, i, j)))
                sum += grid_at(ratings, i, j);
    srm.lack = LACKS_NOTHING;
    srm.mean = sum / (double)srm_design_cells(design);
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        srm.estimate[k] = by.x[k];
        srm.squared_se[k] = by.x_squared_se[k];
    }
    for (size_t i = 0; i < srm.people; i++)
        srm.actor[i] = srm.partner[i] = NAN;
    return srm;
}

/* Of one team, n - 1 degrees of freedom; covariances both ways, variances one way. */
static struct figure chance_of(double estimate, struct figure se, size_t people, bool both)
{
    if (!figure_known(se) || !(se.value > 0))
        return figure_known(se) ? figure_lacks(LACKS_SPREAD) : se;
    double t = estimate / se.value, df = (double)people - 1;
    return figure_of(both ? tails_t_both(t, df) : tails_t(t, df));
}

static void put_components(json_t *out, const struct srm *srm)
{
    json_t *components = json_object();
    struct figure share[SRM_COMPONENTS];
    srm_shares(srm->estimate, share);
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        struct figure se = srm_se(srm, (enum srm_component)k);
        json_t *one = estimate_json(srm->estimate[k], se);
        case_put_figure(one, "standardized", share[k]);
        case_put_figure(
            one, "p", chance_of(srm->estimate[k], se, srm->people, k > RELATIONSHIP_VARIANCE));
        case_put(components, component_keys[k], one);
    }
    case_put(out, "n", json_integer((json_int_t)srm->people));
    case_put_real(out, "mean", srm->mean);
    case_put(out, "components", components);
    case_put(out, "sevar", case_reals_json(srm->squared_se, SRM_COMPONENTS));
    double n = (double)srm->people;
    case_put_figure(out, "reliability_actor",
                    srm_reliability(srm->estimate, n, ACTOR_VARIANCE));
    case_put_figure(out, "reliability_partner",
                    srm_reliability(srm->estimate, n, PARTNER_VARIANCE));
}

static void put_effects(json_t *out, const struct round_robins *teams, const struct srm *srm)
{
    json_t *effects = json_object(), *id = json_array(), *actor = json_array();
    json_t *partner = json_array();
    for (size_t g = 0; g < teams->count; g++)
        for (size_t i = 0; i < srm[g].people; i++) {
            json_array_append_new(id, json_string(teams->team[g].member[i]));
            json_array_append_new(actor, case_real_json(srm[g].actor[i]));
            json_array_append_new(partner, case_real_json(srm[g].partner[i]));
        }
    case_put(effects, "id", id);
    case_put(effects, "actor", actor);
    case_put(effects, "partner", partner);
    case_put(out, "effects", effects);
}

/* A pooled error is shown where the pooled variances behind it are above zero. */
static struct figure shown(const struct srm_over_teams *over, int k, struct figure se)
{
    double pooled[SRM_COMPONENTS];
    struct figure share[SRM_COMPONENTS];
    for (int c = 0; c < SRM_COMPONENTS; c++)
        pooled[c] = over->component[c].estimate;
    srm_shares(pooled, share);
    return figure_known(share[k]) || k == RELATIONSHIP_COVARIANCE ? se : share[k];
}

static json_t *pooled_json(const struct srm_over_teams *over, bool between)
{
    json_t *out = json_object();
    double pooled[SRM_COMPONENTS];
    struct figure share[SRM_COMPONENTS];
    for (int k = 0; k < SRM_COMPONENTS; k++)
        pooled[k] = over->component[k].estimate;
    srm_shares(pooled, share);
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        const struct srm_pooled *one = &over->component[k];
        struct figure se = shown(over, k, between ? one->se_between : one->se);
        json_t *figures = estimate_json(one->estimate, se);
        case_put_figure(figures, "standardized", share[k]);
        if (between)
            case_put_figure(
                figures, "p",
                chance_of(one->estimate, se, over->teams, k > RELATIONSHIP_VARIANCE));
        if (!between) {
            case_put_figure(figures, "p", one->p);
            case_put_figure(figures, "low95", one->low);
            case_put_figure(figures, "high95", one->high);
        }
        case_put(out, component_keys[k], figures);
    }
    return out;
}

/* A team with a missing cell has a larger error than its size says: it is not drawn in. */
static struct srm *complete_ones(struct arena *mem, const struct srm *srm, size_t count)
{
    struct srm *out = NEW_ARRAY(mem, struct srm, count);
    for (size_t g = 0; g < count; g++) {
        out[g] = srm[g];
        if (out[g].lack == LACKS_NOTHING && isnan(out[g].actor[0]))
            out[g].lack = LACKS_ITEMS;
    }
    return out;
}

static void put_shrunk(struct arena *mem, json_t *groups, const struct srm *srm, size_t count)
{
    struct srm *complete = complete_ones(mem, srm, count);
    struct srm_over_teams over = measure_srm_over_teams(mem, complete, count);
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        struct srm_shrunk all = srm_shrunk(mem, complete, count, &over, (enum srm_component)k);
        for (size_t g = 0; g < count; g++) {
            json_t *components = json_object_get(json_array_get(groups, g), "components");
            json_t *one = json_object_get(components, component_keys[k]);
            case_put_real(one, "shrunk", all.mean[g]);
            case_put_real(one, "shrunk_sd", all.sd[g]);
        }
    }
}

/* One team's shares are no finding; they are printed when asked for one by one, with what is
 * plausible of them once all teams are known. */
static json_t *groups_json(struct arena *mem, const struct round_robins *teams,
                           const struct srm *srm)
{
    json_t *groups = json_array();
    for (size_t g = 0; g < teams->count; g++) {
        json_t *group = json_object();
        case_put(group, "group", json_string(teams->team[g].label));
        put_components(group, &srm[g]);
        json_array_append_new(groups, group);
    }
    put_shrunk(mem, groups, srm, teams->count);
    return groups;
}

static enum status univariate(struct case_reading *in)
{
    struct round_robins teams;
    const char *variable;
    TRY(case_string(in, "variable", &variable));
    TRY(case_round_robins(in, &variable, 1, GAVE_AND_RECEIVED, &teams));
    bool each = !case_asked(in, "pooled_only");
    struct srm *srm = NEW_ARRAY(in->mem, struct srm, teams.count);
    for (size_t g = 0; g < teams.count; g++) {
        struct arena_mark mark = arena_mark(in->mem);
        srm[g] = team_srm(in->mem, teams.team[g].ratings[0]);
        if (!each) { /* nobody reads the effects */
            srm[g].actor = srm[g].partner = srm[g].relationship = NULL;
            arena_release(in->mem, mark);
        }
    }
    if (teams.count == 1)
        put_components(in->out, &srm[0]);
    if (teams.count > 1) {
        struct srm_over_teams over = measure_srm_over_teams(in->mem, srm, teams.count);
        json_t *multi = json_object();
        case_put(in->out, "n_groups", json_integer((json_int_t)teams.count));
        case_put(multi, "lashley_bond", pooled_json(&over, false));
        case_put(multi, "soremo", pooled_json(&over, true));
        case_put(in->out, "multi", multi);
        case_put_figure(in->out, "group_variance", over.group_variance);
        case_put_figure(in->out, "reliability_actor", over.actor_reliability);
        case_put_figure(in->out, "reliability_partner", over.partner_reliability);
        if (each)
            case_put(in->out, "groups", groups_json(in->mem, &teams, srm));
    }
    if (each)
        put_effects(in->out, &teams, srm);
    return OK;
}

/* --- two variables ----------------------------------------------------------------------- */

struct pairs {
    size_t count;
    struct srm *x, *y;
    struct srm_pair *pair;
};

static enum status pairs_of(struct case_reading *in, struct round_robins *teams,
                            struct pairs *out)
{
    size_t count;
    const char **variables;
    TRY(case_texts(in, "variables", &count, &variables));
    if (count != 2)
        return case_wrong(in, "variables", "two columns");
    TRY(case_round_robins(in, variables, 2, GAVE_AND_RECEIVED, teams));
    *out = (struct pairs){ 0, NEW_ARRAY(in->mem, struct srm, teams->count),
                           NEW_ARRAY(in->mem, struct srm, teams->count),
                           NEW_ARRAY(in->mem, struct srm_pair, teams->count) };
    for (size_t g = 0; g < teams->count; g++) {
        out->x[g] = measure_srm(in->mem, teams->team[g].ratings[0]);
        out->y[g] = measure_srm(in->mem, teams->team[g].ratings[1]);
        out->pair[g] = measure_srm_pair(&out->x[g], &out->y[g]);
    }
    out->count = teams->count;
    return OK;
}

/* Numbers of the teams that have them, for pooling. */
struct numbers {
    size_t count, *people;
    double *estimate, *squared_se;
};

static struct numbers numbers_for(struct arena *mem, size_t count)
{
    return (struct numbers){ 0, NEW_ARRAY(mem, size_t, count), NEW_ARRAY(mem, double, count),
                             NEW_ARRAY(mem, double, count) };
}

static void number_add(struct numbers *numbers, size_t people, double estimate,
                       double squared_se)
{
    numbers->people[numbers->count] = people;
    numbers->estimate[numbers->count] = estimate;
    numbers->squared_se[numbers->count++] = squared_se;
}

static struct srm_pooled pooled_covariance(struct arena *mem, const struct pairs *pairs, int k)
{
    struct numbers numbers = numbers_for(mem, pairs->count);
    for (size_t g = 0; g < pairs->count; g++)
        if (pairs->pair[g].lack == LACKS_NOTHING)
            number_add(&numbers, pairs->pair[g].people, pairs->pair[g].estimate[k],
                       pairs->pair[g].squared_se[k]);
    return srm_pool(numbers.people, numbers.estimate, numbers.squared_se, numbers.count,
                    A_COVARIANCE);
}

static json_t *pair_json(const struct srm_pair *pair, const struct srm *x, const struct srm *y)
{
    json_t *out = json_object();
    for (int k = 0; k < SRM_COVARIANCES; k++) {
        struct figure se = srm_pair_se(pair, x->estimate, y->estimate, (enum srm_covariance)k);
        json_t *one = estimate_json(pair->estimate[k], se);
        case_put_figure(one, "p", chance_of(pair->estimate[k], se, pair->people, true));
        case_put(out, covariance_keys[k], one);
    }
    return out;
}

static void pooled_estimates(struct arena *mem, const struct srm *teams, size_t count,
                             double out[SRM_COMPONENTS])
{
    struct srm_over_teams over = measure_srm_over_teams(mem, teams, count);
    for (int k = 0; k < SRM_COMPONENTS; k++)
        out[k] = over.component[k].estimate;
}

/* Over teams, errors count where the pooled variances of people are above zero. */
static void put_pooled_pairs(struct case_reading *in, const struct pairs *pairs)
{
    double x[SRM_COMPONENTS], y[SRM_COMPONENTS];
    pooled_estimates(in->mem, pairs->x, pairs->count, x);
    pooled_estimates(in->mem, pairs->y, pairs->count, y);
    json_t *within = json_object(), *between = json_object();
    for (int k = 0; k < SRM_COVARIANCES; k++) {
        struct srm_pooled one = pooled_covariance(in->mem, pairs, k);
        struct srm_pair any = { .lack = LACKS_NOTHING };
        struct figure may = srm_pair_se(&any, x, y, (enum srm_covariance)k);
        json_t *figures = estimate_json(one.estimate, figure_known(may) ? one.se : may);
        case_put_figure(figures, "p", figure_known(may) ? one.p : may);
        case_put(within, covariance_keys[k], figures);
        struct figure se = figure_known(may) ? one.se_between : may;
        figures = estimate_json(one.estimate, se);
        case_put_figure(figures, "p",
                        chance_of(one.estimate, se, (size_t)one.df_between + 1, true));
        case_put(between, covariance_keys[k], figures);
    }
    case_put(in->out, "lashley_bond", within);
    case_put(in->out, "soremo", between);
}

static enum status bivariate(struct case_reading *in)
{
    struct round_robins teams;
    struct pairs pairs;
    TRY(pairs_of(in, &teams, &pairs));
    if (pairs.count == 1) {
        case_put(in->out, "lashley_bond", pair_json(pairs.pair, pairs.x, pairs.y));
        return OK;
    }
    put_pooled_pairs(in, &pairs);
    json_t *groups = json_array();
    for (size_t g = 0; g < pairs.count; g++) {
        json_t *group = json_object();
        case_put(group, "group", json_string(teams.team[g].label));
        case_put(group, "bivariate", pair_json(&pairs.pair[g], &pairs.x[g], &pairs.y[g]));
        json_array_append_new(groups, group);
    }
    case_put(in->out, "groups", groups);
    return OK;
}

/* --- two indicators of one thing --------------------------------------------------------- */

static struct srm_pooled pooled_latent(struct arena *mem, const struct srm_latent *latent,
                                       size_t count, int k)
{
    struct numbers numbers = numbers_for(mem, count);
    for (size_t g = 0; g < count; g++)
        if (latent[g].lack == LACKS_NOTHING)
            number_add(&numbers, latent[g].people, latent[g].estimate[k],
                       latent[g].squared_se[k]);
    return srm_pool(numbers.people, numbers.estimate, numbers.squared_se, numbers.count,
                    k <= RELATIONSHIP_VARIANCE ? A_VARIANCE : A_COVARIANCE);
}

/* Weighted by people, as the reference software does here and nowhere else. */
static double pooled_error(const struct srm_latent *latent, size_t count)
{
    double error[3] = { 0 }, people = 0;
    for (size_t g = 0; g < count; g++) {
        if (latent[g].lack != LACKS_NOTHING)
            continue;
        people += (double)latent[g].people;
        for (int k = 0; k < 3; k++)
            error[k] += (double)latent[g].people * latent[g].error[k];
    }
    for (int k = 0; k < 3; k++)
        error[k] /= people;
    return srm_latent_error(error);
}

static enum status latent(struct case_reading *in)
{
    struct round_robins teams;
    struct pairs pairs;
    TRY(pairs_of(in, &teams, &pairs));
    struct srm_latent *each = NEW_ARRAY(in->mem, struct srm_latent, pairs.count);
    for (size_t g = 0; g < pairs.count; g++)
        each[g] = measure_srm_latent(&pairs.x[g], &pairs.y[g]);
    json_t *components = json_object();
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        struct srm_pooled one = pooled_latent(in->mem, each, pairs.count, k);
        struct figure se =
            pairs.count == 1 ? srm_latent_se(&each[0], (enum srm_component)k) : one.se;
        case_put(components, component_keys[k], estimate_json(one.estimate, se));
    }
    case_put(components, "error_variance",
             estimate_json(pooled_error(each, pairs.count), figure_lacks(LACKS_RANGE)));
    case_put(in->out, "components", components);
    return OK;
}

/* --- missing cells ----------------------------------------------------------------------- */

static json_t *reals_in_order(const double *value, const int *order, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, case_real_json(value[order[i]]));
    return list;
}

static const int moment_order[SRM_COMPONENTS] = { ACTOR_VARIANCE, PARTNER_VARIANCE,
                                                  ACTOR_PARTNER_COVARIANCE,
                                                  RELATIONSHIP_VARIANCE,
                                                  RELATIONSHIP_COVARIANCE };

static double root(double squared) { return squared >= 0 ? sqrt(squared) : NAN; }

static enum status missing(struct case_reading *in)
{
    struct grid matrix;
    TRY(case_matrix(in, "matrix", &matrix));
    if (matrix.people != matrix.items || matrix.people > CASE_TEAM_MAX)
        return case_wrong(in, "matrix", "square, at most 60 people");
    const struct srm_design *design = srm_design(in->mem, matrix);
    struct srm_by_design by;
    for (int k = 0; k < SRM_COMPONENTS; k++)
        by.x[k] = by.x_squared_se[k] = NAN;
    if (design != NULL)
        by = srm_by_design(in->mem, design, matrix, matrix, ERROR_AS_SRM_051);
    for (int k = 0; k < SRM_COMPONENTS; k++)
        by.x_squared_se[k] = root(by.x_squared_se[k]);
    json_t *out = json_object();
    case_put(out, "est", reals_in_order(by.x, moment_order, SRM_COMPONENTS));
    case_put(out, "se", reals_in_order(by.x_squared_se, moment_order, SRM_COMPONENTS));
    case_put(in->out, "arbsrm", out);
    return OK;
}

/* Two variables, one above the other; cells that only one of them has are left out. */
static enum status halves(struct case_reading *in, struct grid *x, struct grid *y)
{
    struct grid both;
    TRY(case_matrix(in, "matrix", &both));
    size_t people = both.items;
    if (people > CASE_TEAM_MAX || (both.people != people && both.people != 2 * people))
        return case_wrong(in, "matrix",
                          "square, or two squares one above the other; at most 60 people");
    size_t cells = people * people;
    *x = grid_empty(in->mem, people, people);
    *y = grid_empty(in->mem, people, people);
    for (size_t i = 0; i < cells; i++) {
        x->cell[i] = both.cell[i];
        y->cell[i] = both.cell[both.people == people ? i : cells + i];
        if (isnan(x->cell[i]) || isnan(y->cell[i]))
            x->cell[i] = y->cell[i] = NAN;
    }
    return OK;
}

static enum status arbitrary(struct case_reading *in)
{
    struct grid x, y;
    TRY(halves(in, &x, &y));
    const struct srm_design *design = srm_design(in->mem, x);
    enum { PARAMETERS = 2 * SRM_COMPONENTS + SRM_COVARIANCES };
    double estimate[PARAMETERS], se[PARAMETERS];
    for (int k = 0; k < PARAMETERS; k++)
        estimate[k] = se[k] = NAN;
    if (design != NULL) {
        struct srm_by_design by = srm_by_design(in->mem, design, x, y, ERROR_AS_SRM_051);
        for (int k = 0; k < SRM_COMPONENTS; k++) {
            estimate[k] = by.x[moment_order[k]];
            estimate[SRM_COMPONENTS + k] = by.y[moment_order[k]];
            se[k] = root(by.x_squared_se[moment_order[k]]);
            se[SRM_COMPONENTS + k] = root(by.y_squared_se[moment_order[k]]);
        }
        for (int k = 0; k < SRM_COVARIANCES; k++) {
            estimate[2 * SRM_COMPONENTS + k] = by.both[k];
            se[2 * SRM_COMPONENTS + k] = root(by.both_squared_se[k]);
        }
    }
    json_t *parameters = json_object();
    case_put(parameters, "est", case_reals_json(estimate, PARAMETERS));
    case_put(parameters, "se", case_reals_json(se, PARAMETERS));
    case_put(in->out, "parameters", parameters);
    return OK;
}

const struct case_module case_srm_modules[] = {
    { "srm_univariate", univariate },        { "srm_bivariate", bivariate },
    { "srm_latent_two_indicators", latent }, { "srm_missing", missing },
    { "srm_arbitrary_design", arbitrary },   { NULL, NULL },
};
