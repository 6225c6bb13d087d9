/* The exact null of the within-group variance. One more person at a time, the chance of every
 * (sum, sum of squares) is carried along; D follows from the two. */
#include "measure/agree_null.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Five options, lowest first. Variances 2, 1.34, .90, .44, 1.32, 1.04. */
enum { PUBLISHED_OPTIONS = 5 };
static const double published[ANSWER_NULLS][PUBLISHED_OPTIONS] = {
    [NULL_UNIFORM] = { .20, .20, .20, .20, .20 },
    [NULL_SLIGHT_SKEW] = { .05, .15, .20, .35, .25 },
    [NULL_MODERATE_SKEW] = { .00, .10, .15, .40, .35 },
    [NULL_HEAVY_SKEW] = { .00, .00, .10, .40, .50 },
    [NULL_TRIANGULAR] = { .11, .22, .34, .22, .11 },
    [NULL_NORMAL] = { .07, .24, .38, .24, .07 },
};

/* Chance below a point of the scale, the scale being 0 .. 1. */
static double chance_below_point(const double *shape, double point)
{
    double sum = 0;
    for (int i = 0; i < PUBLISHED_OPTIONS; i++) {
        double share = point * PUBLISHED_OPTIONS - i;
        sum += shape[i] * fmin(1, fmax(0, share));
    }
    return sum;
}

void answer_null_chances(enum answer_null shape, int options, double *chance)
{
    assert(options >= 2 && options <= NULL_OPTIONS_MAX);
    if (options == PUBLISHED_OPTIONS) {
        memcpy(chance, published[shape], sizeof published[shape]);
        return;
    }
    for (int i = 0; i < options; i++)
        chance[i] = shape == NULL_UNIFORM
                        ? 1.0 / options
                        : chance_below_point(published[shape], (i + 1.0) / options) -
                              chance_below_point(published[shape], (double)i / options);
}

/* Chances of (sum, sum of squares) of the answers so far, answers counted from 0. */
struct sums_table {
    size_t sums, squares; /* extents */
    double *chance;
};

static void one_more_person(const struct sums_table *from, const double *chance, int options,
                            struct sums_table *to)
{
    memset(to->chance, 0, to->sums * to->squares * sizeof *to->chance);
    for (size_t s = 0; s < from->sums; s++)
        for (size_t q = 0; q < from->squares; q++) {
            double p = from->chance[s * from->squares + q];
            if (!(p > 0))
                continue;
            for (size_t x = 0; x < (size_t)options && s + x < to->sums; x++)
                to->chance[(s + x) * to->squares + q + x * x] += p * chance[x];
        }
}

static struct sums_table sums_of_answers(struct arena *mem, const double *chance, int options,
                                         size_t people)
{
    size_t top = (size_t)options - 1;
    struct sums_table a = { people * top + 1, people * top * top + 1, NULL }, b = a;
    a.chance = NEW_ARRAY(mem, double, a.sums *a.squares);
    b.chance = NEW_ARRAY(mem, double, a.sums *a.squares);
    a.chance[0] = 1;
    for (size_t i = 0; i < people; i++) {
        struct sums_table *from = i % 2 == 0 ? &a : &b, *to = i % 2 == 0 ? &b : &a;
        one_more_person(from, chance, options, to);
    }
    return people % 2 == 0 ? a : b;
}

/* One item: D is largest when half the team sits at each end. */
static double *one_item(struct arena *mem, const double *chance, int options, size_t people,
                        size_t *length)
{
    size_t top = (size_t)options - 1;
    *length = (people / 2) * ((people + 1) / 2) * top * top + 1;
    double *out = NEW_ARRAY(mem, double, *length);
    struct arena_mark mark = arena_mark(mem);
    struct sums_table table = sums_of_answers(mem, chance, options, people);
    for (size_t s = 0; s < table.sums; s++)
        for (size_t q = 0; q < table.squares; q++) {
            double p = table.chance[s * table.squares + q];
            if (p > 0)
                out[people * q - s * s] += p;
        }
    arena_release(mem, mark);
    return out;
}

static double *convolved(struct arena *mem, const double *a, size_t a_length, const double *b,
                         size_t b_length)
{
    double *out = NEW_ARRAY(mem, double, a_length + b_length - 1);
    for (size_t i = 0; i < a_length; i++) {
        if (!(a[i] > 0))
            continue;
        for (size_t j = 0; j < b_length; j++)
            out[i + j] += a[i] * b[j];
    }
    return out;
}

static double variance_of_answer(const double *chance, int options)
{
    double mean = 0, square = 0;
    for (int i = 0; i < options; i++) {
        mean += chance[i] * i;
        square += chance[i] * i * i;
    }
    return square - mean * mean;
}

bool agreement_null_fits(int options, size_t people, size_t items)
{
    if (options < 2 || options > NULL_OPTIONS_MAX || people < 2 || people > NULL_PEOPLE_MAX ||
        items < 1 || items > NULL_LENGTH_MAX)
        return false;
    size_t top = (size_t)options - 1;
    return (people / 2) * ((people + 1) / 2) * top * top * items < NULL_LENGTH_MAX;
}

struct agreement_null agreement_null(struct arena *mem, const double *chance, int options,
                                     size_t people, size_t items)
{
    assert(agreement_null_fits(options, people, items));
    size_t step_length, length = 1;
    double *step = one_item(mem, chance, options, people, &step_length);
    double *sum = NEW(mem, double);
    *sum = 1;
    for (size_t left = items; left > 0; left /= 2) {
        if (left % 2 == 1) {
            sum = convolved(mem, sum, length, step, step_length);
            length += step_length - 1;
        }
        if (left > 1) {
            step = convolved(mem, step, step_length, step, step_length);
            step_length += step_length - 1;
        }
    }
    return (struct agreement_null){ people, items, options, variance_of_answer(chance, options),
                                    length, sum };
}

/* D of a mean item variance; whole for whole answers, so rounding only mends the last digit. */
static double d_of_variance(const struct agreement_null *null, double mean_variance)
{
    double n = (double)null->people;
    return mean_variance * (double)null->items * n * (n - 1);
}

static double variance_of_d(const struct agreement_null *null, size_t d)
{
    double n = (double)null->people;
    return (double)d / ((double)null->items * n * (n - 1));
}

/* D is whole: a tolerance well under one keeps the observed value inside its own tail. */
static const double HALF_A_STEP = 1e-6;

double agreement_null_p(const struct agreement_null *null, double mean_variance)
{
    double d = d_of_variance(null, mean_variance) + HALF_A_STEP, sum = 0;
    for (size_t i = 0; i < null->length && (double)i <= d; i++)
        sum += null->chance[i];
    return fmin(1, sum);
}

double agreement_null_rwg(const struct agreement_null *null, double mean_variance)
{
    double options = (double)null->options, items = (double)null->items;
    double uniform = (options * options - 1) / 12;
    double q = fmin(mean_variance, uniform) / uniform;
    return items * (1 - q) / (items * (1 - q) + q);
}

double agreement_null_reaches(const struct agreement_null *null, double rwg)
{
    const double last_digits = 1e-12;
    double sum = 0;
    for (size_t d = 0; d < null->length; d++)
        if (agreement_null_rwg(null, variance_of_d(null, d)) >= rwg - last_digits)
            sum += null->chance[d];
    return sum;
}

double agreement_null_mean_rwg(const struct agreement_null *null)
{
    double sum = 0;
    for (size_t d = 0; d < null->length; d++)
        sum += null->chance[d] * agreement_null_rwg(null, variance_of_d(null, d));
    return sum;
}

struct figure agreement_null_critical(const struct agreement_null *null, double level)
{
    struct figure critical = figure_lacks(LACKS_RANGE);
    double sum = 0;
    for (size_t d = 0; d < null->length; d++) {
        if (!(null->chance[d] > 0))
            continue;
        sum += null->chance[d];
        if (sum > level)
            break;
        critical = figure_of(agreement_null_rwg(null, variance_of_d(null, d)));
    }
    return critical;
}
