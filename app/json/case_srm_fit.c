/* The Social Relations Model by likelihood: restricted, or not, to compare with others. */
#include "json/case_srm_fit.h"

#include <string.h>

#include "json/case_round_robin.h"

static const char *const component_keys[SRM_COMPONENTS] = {
    "actor_variance", "partner_variance", "relationship_variance", "actor_partner_covariance",
    "relationship_covariance"
};

static json_t *gap_json(enum lack lack)
{
    switch (lack) {
    case LACKS_NOTHING:
        return json_null();
    case LACKS_PEOPLE:
        return json_string("too_few_people");
    case LACKS_ITEMS:
        return json_string("cells_do_not_separate");
    case LACKS_SPREAD:
        return json_string("no_spread");
    default:
        return json_string("no_end");
    }
}

static json_t *components_json(const struct srm_fitted *fitted)
{
    json_t *out = json_object();
    struct figure share[SRM_COMPONENTS];
    srm_shares(fitted->estimate, share);
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        json_t *one = json_object();
        case_put_real(one, "estimate", fitted->estimate[k]);
        case_put_figure(one, "se", fitted->se[k]);
        case_put_figure(one, "standardized", share[k]);
        case_put_figure(one, "p", fitted->p[k]);
        case_put_figure(one, "low95", fitted->low[k]);
        case_put_figure(one, "high95", fitted->high[k]);
        case_put(out, component_keys[k], one);
    }
    return out;
}

json_t *srm_fit_json(const struct srm_fitted *fitted)
{
    json_t *out = json_object();
    case_put(out, "n_groups", json_integer((json_int_t)fitted->teams));
    case_put(out, "left_out", json_integer((json_int_t)fitted->left_out));
    case_put(out, "ratings", json_integer((json_int_t)fitted->ratings));
    case_put_real(out, "mean_people", fitted->mean_people);
    case_put(out, "gap", gap_json(fitted->lack));
    case_put(out, "at_edge", json_boolean(fitted->at_edge));
    case_put_real(out, "log_likelihood", fitted->log_likelihood);
    case_put(out, "components", components_json(fitted));
    case_put_figure(out, "reliability_actor", fitted->actor_reliability);
    case_put_figure(out, "reliability_partner", fitted->partner_reliability);
    return out;
}

struct srm_fitted srm_fit_told(struct srm_fit *fit,
                               void (*tell)(void *self, size_t done, size_t all), void *self)
{
    enum { WHOLE = 100 };
    while (srm_fit_step(fit))
        if (tell)
            tell(self, (size_t)(WHOLE * srm_fit_done(fit)), WHOLE);
    return srm_fit_best(fit);
}

static enum status fit_table(struct case_reading *in, struct srm_fit_setting setting,
                             struct srm_fitted *out)
{
    struct round_robins teams;
    const char *variable;
    TRY(case_string(in, "variable", &variable));
    TRY(case_round_robins(in, &variable, 1, EVERYBODY_NAMED, &teams));
    struct grid *ratings = NEW_ARRAY(in->mem, struct grid, teams.count);
    for (size_t g = 0; g < teams.count; g++)
        ratings[g] = teams.team[g].ratings[0];
    struct srm_fit *fit = srm_fit_start(in->mem, ratings, teams.count, setting);
    *out = srm_fit_told(fit, in->tables->tell, in->tables->self);
    return OK;
}

static enum status restricted(struct case_reading *in)
{
    struct srm_fitted fitted;
    struct srm_fit_setting setting = { SRM_REML, OWN_LEVEL };
    const char *estimator = case_string_or(in, "estimator", "reml");
    if (strcmp(estimator, "ml") == 0)
        setting.estimator = SRM_ML;
    else if (strcmp(estimator, "reml") != 0)
        return case_wrong(in, "estimator", "reml or ml");
    TRY(fit_table(in, setting, &fitted));
    case_put(in->out, "estimator", json_string(estimator));
    json_t *figures = srm_fit_json(&fitted);
    json_object_update(in->out, figures);
    json_decref(figures);
    return OK;
}

/* As the R package srm prints it: one mean for all, relationships both ways. */
static enum status with_one_mean(struct case_reading *in)
{
    static const enum srm_component order[] = {
        ACTOR_VARIANCE,        ACTOR_PARTNER_COVARIANCE, PARTNER_VARIANCE,
        RELATIONSHIP_VARIANCE, RELATIONSHIP_COVARIANCE,  RELATIONSHIP_VARIANCE
    };
    enum { BEFORE_MEAN = 3, PARAMETERS = 7 };
    struct srm_fitted fitted;
    TRY(fit_table(in, (struct srm_fit_setting){ SRM_ML, ONE_LEVEL }, &fitted));
    struct figure estimate[PARAMETERS], se[PARAMETERS];
    for (size_t i = 0; i < PARAMETERS; i++) {
        enum srm_component k = order[i < BEFORE_MEAN ? i : i > BEFORE_MEAN ? i - 1 : 0];
        estimate[i] = i == BEFORE_MEAN ? fitted.mean : figure_of(fitted.estimate[k]);
        se[i] = i == BEFORE_MEAN ? fitted.mean_se : fitted.se[k];
    }
    json_t *parameters = json_object();
    case_put(parameters, "est", case_figures_json(estimate, PARAMETERS));
    case_put(parameters, "se", case_figures_json(se, PARAMETERS));
    case_put_real(in->out, "loglike", fitted.log_likelihood);
    case_put(in->out, "parameters", parameters);
    return OK;
}

const struct case_module case_srm_fit_modules[] = {
    { "srm_fit", restricted },
    { "srm_ml", with_one_mean },
    { NULL, NULL },
};
