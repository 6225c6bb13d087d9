/* Sums first, figures from sums. */
#include "validate/tally.h"

#include <math.h>
#include <string.h>

/* Stages and modes are four each. */
static void add_chances(struct tally *tally, const int percent[STAGES],
                        const bool in_set80[STAGES], int likeliest, int true_one)
{
    double top = percent[likeliest] / 100.0, own = percent[true_one] / 100.0;
    bool right = likeliest == true_one;
    int bin = percent[likeliest] >= 100 ? BINS - 1 : percent[likeliest] / BINS;
    tally->rounds++;
    tally->right += right;
    tally->stated += top;
    tally->log_score -= log(fmax(own, .01));
    for (int s = 0; s < STAGES; s++) {
        tally->brier += pow(percent[s] / 100.0 - (s == true_one), 2);
        tally->set_size += in_set80[s];
    }
    tally->covered += in_set80[true_one];
    tally->bin_rounds[bin]++;
    tally->bin_stated[bin] += top;
    tally->bin_right[bin] += right;
    tally->bin_variance[bin] += top * (1 - top);
}

void tally_add(struct tally *tally, const struct portrait_stage *said, int stage)
{
    if (said->gap != SHOWN || said->only_set) {
        tally->withheld++;
        return;
    }
    add_chances(tally, said->percent, said->in_set80, said->top, stage);
    tally->named += said->call == STAGE_NAMED;
    tally->undetermined += said->call == STAGE_UNDETERMINED;
    tally->none_fits += said->call == STAGE_NONE_FITS;
}

void tally_add_mode(struct tally *tally, const struct portrait_mode *said, int mode)
{
    if (said->gap != SHOWN) {
        tally->withheld++;
        return;
    }
    add_chances(tally, said->percent, said->in_set80, (int)said->top, mode);
    tally->named += said->call == MODE_NAMED;
    tally->undetermined += said->call == MODE_UNDETERMINED;
}

void tally_join(struct tally *into, const struct tally *other)
{
    const double *from = (const double *)other;
    double *to = (double *)into;
    for (size_t i = 0; i < sizeof *into / sizeof(double); i++)
        to[i] += from[i];
}

double tally_right(const struct tally *t) { return t->right / t->rounds; }
double tally_stated(const struct tally *t) { return t->stated / t->rounds; }
double tally_brier(const struct tally *t) { return t->brier / t->rounds; }
double tally_log_score(const struct tally *t) { return t->log_score / t->rounds; }
double tally_covered(const struct tally *t) { return t->covered / t->rounds; }
double tally_set_size(const struct tally *t) { return t->set_size / t->rounds; }

double tally_none(const struct tally *t)
{
    return (t->undetermined + t->none_fits) / t->rounds;
}

double tally_error(const struct tally *t)
{
    double sum = 0;
    for (int b = 0; b < BINS; b++)
        sum += fabs(t->bin_stated[b] - t->bin_right[b]);
    return sum / t->rounds;
}

/* Mean of |normal| is sqrt(2 / pi) of its SD; bins are large enough for that. */
double tally_error_by_chance(const struct tally *t)
{
    double sum = 0;
    for (int b = 0; b < BINS; b++)
        sum += sqrt(2 / M_PI * t->bin_variance[b]);
    return sum / t->rounds;
}

struct measured tally_measured(const struct tally *worlds, size_t count,
                               double (*figure)(const struct tally *))
{
    struct tally all = { 0 };
    for (size_t w = 0; w < count; w++)
        tally_join(&all, &worlds[w]);
    struct measured out = { figure(&all), 0 };
    double sum = 0, squares = 0, n = (double)count;
    for (size_t w = 0; w < count; w++) {
        struct tally rest = { 0 };
        for (size_t other = 0; other < count; other++)
            if (other != w)
                tally_join(&rest, &worlds[other]);
        double without = figure(&rest);
        sum += without;
        squares += without * without;
    }
    double variance = squares / n - sum * sum / (n * n);
    out.error = sqrt(fmax(variance, 0) * (n - 1));
    return out;
}

struct measured measured_mean(const double *list, size_t count)
{
    double sum = 0, squares = 0, n = (double)count;
    for (size_t i = 0; i < count; i++)
        sum += list[i];
    double mean = sum / n;
    for (size_t i = 0; i < count; i++)
        squares += pow(list[i] - mean, 2);
    return (struct measured){ mean, sqrt(squares / (n - 1) / n) };
}

struct measured measured_share(double hits, double count)
{
    double share = hits / count;
    return (struct measured){ share, sqrt(share * (1 - share) / count) };
}
