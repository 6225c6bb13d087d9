/* Incomplete beta and gamma, from which the tails of t, F and chi-squared follow. */
#include "measure/tails.h"

#include <assert.h>
#include <float.h>
#include <math.h>

enum { STEPS_MAX = 5000 }; /* of a continued fraction; far more than doubles can need */

/* Lentz's method divides by running values: none may be exactly zero. */
static double away_from_zero(double x)
{
    const double tiny = 1e-300;
    return fabs(x) < tiny ? tiny : x;
}

static double gamma_series(double a, double x)
{
    double term = 1 / a, sum = term;
    for (int i = 1; i < STEPS_MAX && term > sum * DBL_EPSILON / 4; i++) {
        term *= x / (a + i);
        sum += term;
    }
    return sum * exp(a * log(x) - x - lgamma(a));
}

static double gamma_fraction(double a, double x)
{
    double b = x + 1 - a, c = 1 / away_from_zero(0), d = 1 / away_from_zero(b), h = d;
    for (int i = 1; i < STEPS_MAX; i++) {
        double numerator = -i * (i - a);
        b += 2;
        d = 1 / away_from_zero(numerator * d + b);
        c = away_from_zero(b + numerator / c);
        h *= d * c;
        if (fabs(d * c - 1) < DBL_EPSILON)
            break;
    }
    return h * exp(a * log(x) - x - lgamma(a));
}

double tails_gamma(double a, double x)
{
    assert(a > 0 && x >= 0);
    if (x == 0)
        return 1;
    if (isinf(x))
        return 0;
    return x < a + 1 ? 1 - gamma_series(a, x) : gamma_fraction(a, x);
}

static double beta_fraction(double a, double b, double x)
{
    double c = 1, d = 1 / away_from_zero(1 - (a + b) * x / (a + 1)), h = d;
    for (int i = 1; i < STEPS_MAX; i++) {
        double even = i * (b - i) * x / ((a + 2 * i - 1) * (a + 2 * i));
        double odd = -(a + i) * (a + b + i) * x / ((a + 2 * i) * (a + 2 * i + 1));
        d = 1 / away_from_zero(1 + even * d);
        c = away_from_zero(1 + even / c);
        h *= d * c;
        d = 1 / away_from_zero(1 + odd * d);
        c = away_from_zero(1 + odd / c);
        h *= d * c;
        if (fabs(d * c - 1) < DBL_EPSILON)
            break;
    }
    return h;
}

double tails_beta(double a, double b, double x)
{
    assert(a > 0 && b > 0 && x >= 0 && x <= 1);
    if (x == 0 || x == 1)
        return x;
    double front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x));
    if (x < (a + 1) / (a + b + 2))
        return front * beta_fraction(a, b, x) / a;
    return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

double tails_normal(double z) { return erfc(z / sqrt(2)) / 2; }

double tails_chi2(double x, double df)
{
    return isnan(x) ? NAN : tails_gamma(df / 2, fmax(0, x) / 2);
}

double tails_t_both(double t, double df)
{
    return isnan(t) ? NAN : isinf(t) ? 0 : tails_beta(df / 2, 0.5, df / (df + t * t));
}

double tails_t(double t, double df)
{
    double both = tails_t_both(t, df);
    return t >= 0 ? both / 2 : 1 - both / 2;
}

double tails_f(double f, double df1, double df2)
{
    if (isnan(f) || f <= 0)
        return isnan(f) ? NAN : 1;
    return isinf(f) ? 0 : tails_beta(df2 / 2, df1 / 2, df2 / (df2 + df1 * f));
}

/* The point of a falling tail by halving: slow, certain, and asked a few times a command. */
struct family {
    double (*tail)(double x, double df1, double df2);
    double df1, df2;
};

static double point_between(struct family family, double low, double high, double p)
{
    for (int i = 0; i < 200 && low < high; i++) {
        double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high)
            break;
        if (family.tail(middle, family.df1, family.df2) > p)
            low = middle;
        else
            high = middle;
    }
    return low + (high - low) / 2;
}

static double point_above_zero(struct family family, double p)
{
    assert(p > 0 && p < 1);
    double high = 1;
    while (family.tail(high, family.df1, family.df2) > p && high < DBL_MAX / 4)
        high *= 2;
    return point_between(family, 0, high, p);
}

static double normal_family(double x, double df1, double df2)
{
    (void)df1, (void)df2;
    return tails_normal(x);
}

static double t_family(double x, double df1, double df2)
{
    (void)df2;
    return tails_t(x, df1);
}

static double chi2_family(double x, double df1, double df2)
{
    (void)df2;
    return tails_chi2(x, df1);
}

double tails_normal_point(double p)
{
    struct family normal = { normal_family, 0, 0 };
    return p > 0.5 ? -point_above_zero(normal, 1 - p) : point_above_zero(normal, p);
}

double tails_t_point(double p, double df)
{
    struct family t = { t_family, df, 0 };
    return p > 0.5 ? -point_above_zero(t, 1 - p) : point_above_zero(t, p);
}

double tails_f_point(double p, double df1, double df2)
{
    return point_above_zero((struct family){ tails_f, df1, df2 }, p);
}

double tails_chi2_point(double p, double df)
{
    return point_above_zero((struct family){ chi2_family, df, 0 }, p);
}
