/* Pairs of private answers: distances, gaps, and whether spreads changed. */
#include "measure/decision.h"

#include <math.h>

#include "measure/describe.h"

/* Those who answered both, side by side. */
struct both {
    size_t n;
    double *x, *y;
};

static struct both both_of(struct arena *mem, const double *x, const double *y, size_t people)
{
    struct both out = { 0, NEW_ARRAY(mem, double, people), NEW_ARRAY(mem, double, people) };
    for (size_t i = 0; i < people && x != NULL && y != NULL; i++) {
        if (isnan(x[i]) || isnan(y[i]))
            continue;
        out.x[out.n] = x[i];
        out.y[out.n++] = y[i];
    }
    return out;
}

static struct figure error_about_others(struct both b)
{
    if (b.n < 2)
        return figure_lacks(LACKS_PEOPLE);
    double total = describe_mean(b.x, b.n) * (double)b.n, sum = 0;
    for (size_t i = 0; i < b.n; i++)
        sum += fabs(b.y[i] - (total - b.x[i]) / ((double)b.n - 1));
    return figure_of(sum / (double)b.n);
}

static struct figure paired_t(struct arena *mem, struct both b)
{
    if (b.n < 2)
        return figure_lacks(LACKS_PEOPLE);
    double *apart = NEW_ARRAY(mem, double, b.n);
    for (size_t i = 0; i < b.n; i++)
        apart[i] = b.y[i] - b.x[i];
    double variance = describe_variance(apart, b.n);
    return variance > 0 ? figure_of(describe_mean(apart, b.n) / sqrt(variance / (double)b.n))
                        : figure_lacks(LACKS_SPREAD);
}

struct guesses measure_guesses(struct arena *mem, const double *own, const double *guess,
                               size_t people)
{
    struct arena_mark mark = arena_mark(mem);
    struct both b = both_of(mem, own, guess, people);
    struct figure none = figure_lacks(LACKS_PEOPLE);
    struct guesses out = { b.n, NAN, NAN, none, none, none };
    if (b.n > 0) {
        out.mean_own = describe_mean(b.x, b.n);
        out.mean_guess = describe_mean(b.y, b.n);
        out.bias = figure_of(out.mean_guess - out.mean_own);
        out.absolute_error = error_about_others(b);
        out.paired_t = paired_t(mem, b);
    }
    arena_release(mem, mark);
    return out;
}

static struct figure pitman_morgan(struct arena *mem, struct both b)
{
    double *sum = NEW_ARRAY(mem, double, b.n), *apart = NEW_ARRAY(mem, double, b.n);
    for (size_t i = 0; i < b.n; i++) {
        sum[i] = b.y[i] + b.x[i];
        apart[i] = b.x[i] - b.y[i];
    }
    return describe_correlation(sum, apart, b.n);
}

struct variance_change measure_variance_change(struct arena *mem, const double *before,
                                               const double *after, size_t people)
{
    struct arena_mark mark = arena_mark(mem);
    struct both b = both_of(mem, before, after, people);
    struct figure none = figure_lacks(LACKS_PEOPLE);
    struct variance_change out = { b.n, none, none, none };
    if (b.n >= 2) {
        double was = describe_variance(b.x, b.n), is = describe_variance(b.y, b.n);
        out.log_ratio =
            was > 0 && is > 0 ? figure_of(log(is / was)) : figure_lacks(LACKS_SPREAD);
        out.r = pitman_morgan(mem, b);
        double r = out.r.value;
        if (figure_known(out.r) && b.n > 2)
            out.t = r * r < 1 ? figure_of(r * sqrt(((double)b.n - 2) / (1 - r * r)))
                              : figure_lacks(LACKS_SPREAD);
    }
    arena_release(mem, mark);
    return out;
}

static struct figure mean_answered(const double *x, size_t people, size_t *answered)
{
    double sum = 0, n = 0;
    for (size_t i = 0; i < people && x != NULL; i++)
        if (!isnan(x[i]))
            sum += x[i], n++;
    if (answered != NULL)
        *answered = (size_t)n;
    return n > 0 ? figure_of(sum / n) : figure_lacks(x == NULL ? LACKS_ITEMS : LACKS_PEOPLE);
}

static struct figure private_distance(const struct decision *d)
{
    double sum = 0, n = 0;
    for (size_t i = 0; i < d->people && d->after != NULL; i++)
        if (!isnan(d->after[i]))
            sum += fabs(d->after[i] - d->decided), n++;
    if (d->after == NULL || isnan(d->decided))
        return figure_lacks(LACKS_ITEMS);
    return n > 0 ? figure_of(sum / n) : figure_lacks(LACKS_PEOPLE);
}

struct false_consensus measure_false_consensus(struct arena *mem, const struct decision *d)
{
    struct figure none = figure_lacks(LACKS_ITEMS);
    struct false_consensus out = { 0,   private_distance(d), none, none, none, none, none, none,
                                   none };
    mean_answered(d->after, d->people, &out.people);
    if (d->after != NULL && d->guess != NULL) {
        struct guesses guesses = measure_guesses(mem, d->after, d->guess, d->people);
        out.perception_gap = guesses.bias;
        out.individual_error = guesses.absolute_error;
    }
    if (d->before != NULL && d->said != NULL)
        out.public_collapse =
            measure_variance_change(mem, d->before, d->said, d->people).log_ratio;
    if (d->before != NULL && d->after != NULL) {
        struct variance_change change =
            measure_variance_change(mem, d->before, d->after, d->people);
        out.private_convergence = change.log_ratio;
        out.pitman_morgan_r = change.r;
        out.pitman_morgan_t = change.t;
    }
    struct figure satisfied = mean_answered(d->satisfaction, d->people, NULL);
    out.dissatisfaction = satisfied;
    if (figure_known(satisfied))
        out.dissatisfaction.value = d->satisfaction_top - satisfied.value;
    return out;
}

/* --- over many decisions ---------------------------------------------------------------- */

enum sign_of_pretence { DISTANCE, GAP, DISSATISFACTION, SIGNS };

static struct figure sign_at(const struct false_consensus *f, int which)
{
    struct figure seen = which == DISTANCE ? f->private_distance
                         : which == GAP    ? f->perception_gap
                                           : f->dissatisfaction;
    seen.value = which == GAP ? fabs(seen.value) : seen.value;
    return seen;
}

static void add_standardised(const struct false_consensus *decisions, size_t count, int which,
                             struct figure *index)
{
    double sum = 0, squares = 0, n = 0;
    for (size_t i = 0; i < count; i++) {
        struct figure seen = sign_at(&decisions[i], which);
        if (figure_known(seen))
            sum += seen.value, squares += seen.value * seen.value, n++;
    }
    double mean = sum / n, sd = sqrt(fmax(0, (squares - n * mean * mean) / (n - 1)));
    for (size_t i = 0; i < count; i++) {
        struct figure seen = sign_at(&decisions[i], which);
        if (!figure_known(seen))
            continue;
        double before = figure_known(index[i]) ? index[i].value : 0;
        index[i] = figure_of(before + (sd > 0 ? (seen.value - mean) / sd : 0));
    }
}

void false_consensus_odds(const struct false_consensus *decisions, size_t count, double base,
                          struct figure *index, struct figure *chance)
{
    const double slope = 1.5, even_at = 1.5, log_odds_max = 4.59511985013459; /* 99 to 1 */
    for (size_t i = 0; i < count; i++)
        index[i] = chance[i] =
            figure_lacks(count < ODDS_DECISIONS_MIN ? LACKS_PEOPLE : LACKS_ITEMS);
    for (int which = 0; which < SIGNS && count >= ODDS_DECISIONS_MIN; which++)
        add_standardised(decisions, count, which, index);
    for (size_t i = 0; i < count; i++) {
        if (!figure_known(index[i]))
            continue;
        double log_odds = log(base / (1 - base)) + slope * (index[i].value - even_at);
        chance[i] = figure_of(1 / (1 + exp(-fmin(log_odds, log_odds_max))));
    }
}

enum consensus_reading false_consensus_reading(struct figure chance)
{
    const double even = .5;
    return !figure_known(chance)  ? CONSENSUS_UNSAID
           : chance.value >= even ? CONSENSUS_MORE_IN_PUBLIC
                                  : CONSENSUS_NO_SIGN;
}
