/* One Gauss-Legendre rule, used in as many panels as the correlation asks. */
#include "measure/binormal.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>

#include "measure/tails.h"

static const double pi = 3.14159265358979323846;

/* Gauss-Legendre of 20 points on [-1, 1]; the rule is symmetric. */
static const struct {
    double at, weight;
} legendre[] = {
    { 0.99312859918509492, 0.017614007139152118 },
    { 0.96397192727791379, 0.040601429800386941 },
    { 0.91223442825132591, 0.062672048334109064 },
    { 0.83911697182221882, 0.083276741576704749 },
    { 0.74633190646015080, 0.10193011981724044 },
    { 0.63605368072651503, 0.11819453196151842 },
    { 0.51086700195082710, 0.13168863844917663 },
    { 0.37370608871541956, 0.14209610931838205 },
    { 0.22778585114164508, 0.14917298647260375 },
    { 0.07652652113349734, 0.15275338713072585 },
};

static double slope(double h, double k, double t)
{
    double s = sin(t), c = cos(t);
    return exp(-(h * h + k * k - 2 * h * k * s) / (2 * c * c));
}

static double panel(double h, double k, double from, double to)
{
    double half = (to - from) / 2, middle = (to + from) / 2, sum = 0;
    for (size_t i = 0; i < sizeof legendre / sizeof *legendre; i++) {
        double step = half * legendre[i].at;
        sum += legendre[i].weight * (slope(h, k, middle - step) + slope(h, k, middle + step));
    }
    return half * sum;
}

double measure_binormal(double h, double k, double rho)
{
    assert(rho >= -1 && rho <= 1);
    if (rho < 0)
        return fmax(tails_normal(h) - measure_binormal(h, -k, -rho), 0);
    if (rho == 1)
        return tails_normal(fmax(h, k));
    /* Near a right angle the integrand changes at the scale of what is left, so each panel
     * goes half the way there. */
    double end = asin(rho), sum = 0;
    for (double from = 0; from < end;) {
        double to = fmin(end, (from + pi / 2) / 2);
        sum += panel(h, k, from, to);
        from = to;
    }
    return tails_normal(h) * tails_normal(k) + sum / (2 * pi);
}
