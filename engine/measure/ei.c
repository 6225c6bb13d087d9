/* Mean and spread by the chances that two, three or four people share horizons; the exact
 * chances by listing every way of dealing the horizons out within a team. */
#include "measure/ei.h"

#include "measure/tails.h"

/* One team, people without a horizon gone. */
struct dealt {
    size_t people, links, horizons;
    size_t *from, *to; /* of each link */
    int *label;        /* 0 .. horizons-1, of each person, rising */
    double *size;      /* of each horizon */
    size_t external;
};

static int label_of(int *known, size_t *count, int horizon)
{
    for (size_t k = 0; k < *count; k++)
        if (known[k] == horizon)
            return (int)k;
    known[(*count)++] = horizon;
    return (int)*count - 1;
}

static void sort_labels(int *label, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        int held = label[i];
        size_t k = i;
        for (; k > 0 && label[k - 1] > held; k--)
            label[k] = label[k - 1];
        label[k] = held;
    }
}

static void add_links(const struct ei_team *team, const size_t *place, struct dealt *out)
{
    for (size_t i = 0; i < team->ties.people; i++)
        for (size_t j = 0; j < team->ties.people; j++) {
            bool both = team->horizon[i] != NO_HORIZON && team->horizon[j] != NO_HORIZON;
            if (i == j || !both || !(grid_at(team->ties, i, j) > 0))
                continue;
            out->from[out->links] = place[i];
            out->to[out->links++] = place[j];
            out->external += team->horizon[i] != team->horizon[j];
        }
}

static struct dealt dealt_of(struct arena *mem, const struct ei_team *team)
{
    size_t n = team->ties.people, *place = NEW_ARRAY(mem, size_t, n);
    int *known = NEW_ARRAY(mem, int, n);
    struct dealt out = { .from = NEW_ARRAY(mem, size_t, n * n),
                         .to = NEW_ARRAY(mem, size_t, n * n),
                         .label = NEW_ARRAY(mem, int, n),
                         .size = NEW_ARRAY(mem, double, n) };
    for (size_t i = 0; i < n; i++) {
        if (team->horizon[i] == NO_HORIZON)
            continue;
        place[i] = out.people;
        int label = label_of(known, &out.horizons, team->horizon[i]);
        out.label[out.people++] = label;
        out.size[label]++;
    }
    sort_labels(out.label, out.people);
    add_links(team, place, &out);
    return out;
}

/* --- mean and spread --------------------------------------------------------------------- */

/* Chances that two, three, and two times two people of a team share horizons. */
struct sharing {
    double two, three, twice_two;
};

static struct sharing sharing_of(const struct dealt *d)
{
    struct sharing out = { 0, 0, 0 };
    double n = (double)d->people, pairs = 0, within = 0;
    for (size_t k = 0; k < d->horizons; k++) {
        double s = d->size[k], two = s * (s - 1);
        pairs += two;
        out.three += two * (s - 2);
        within += two * (s - 2) * (s - 3) - two * two;
    }
    out.two = n > 1 ? pairs / (n * (n - 1)) : 0;
    out.three = n > 2 ? out.three / (n * (n - 1) * (n - 2)) : 0;
    if (n > 3)
        out.twice_two = (within + pairs * pairs) / (n * (n - 1) * (n - 2) * (n - 3));
    return out;
}

static double variance_of(const struct dealt *d, struct sharing p)
{
    double sum = 0, mean = (double)d->links * (1 - p.two);
    for (size_t a = 0; a < d->links; a++)
        for (size_t b = 0; b < d->links; b++) {
            int shared = (d->from[a] == d->from[b] || d->from[a] == d->to[b]) +
                         (d->to[a] == d->from[b] || d->to[a] == d->to[b]);
            sum += shared == 2   ? 1 - p.two
                   : shared == 1 ? 1 - 2 * p.two + p.three
                                 : 1 - 2 * p.two + p.twice_two;
        }
    return sum - mean * mean;
}

/* --- exact chances ----------------------------------------------------------------------- */

static double ways_of(const struct dealt *d)
{
    double ways = 1;
    size_t run = 0;
    for (size_t i = 0; i < d->people; i++) {
        run = i > 0 && d->label[i] == d->label[i - 1] ? run + 1 : 1;
        ways *= (double)(i + 1) / (double)run;
    }
    return ways;
}

static bool next_deal(int *label, size_t n)
{
    size_t i = n;
    while (i > 1 && label[i - 2] >= label[i - 1])
        i--;
    if (i <= 1)
        return false;
    size_t j = n - 1;
    while (label[j] <= label[i - 2])
        j--;
    int held = label[i - 2];
    label[i - 2] = label[j];
    label[j] = held;
    sort_labels(&label[i - 1], n - i + 1);
    return true;
}

/* How often each number of external links falls: chance[0 .. links]. */
static void list_deals(struct dealt *d, double *chance)
{
    double each = 1 / ways_of(d);
    if (d->horizons == 1 || d->horizons == d->people) {
        chance[d->external] = 1; /* one way only */
        return;
    }
    do {
        size_t external = 0;
        for (size_t a = 0; a < d->links; a++)
            external += d->label[d->from[a]] != d->label[d->to[a]];
        chance[external] += each;
    } while (next_deal(d->label, d->people));
    sort_labels(d->label, d->people);
}

/* The sum over teams, of which `done` links are in `sum` already. */
static void add_team(double *sum, size_t done, const double *chance, size_t links,
                     double *scratch)
{
    for (size_t k = 0; k <= done + links; k++)
        scratch[k] = 0;
    for (size_t i = 0; i <= done; i++)
        for (size_t k = 0; k <= links; k++)
            scratch[i + k] += sum[i] * chance[k];
    for (size_t k = 0; k <= done + links; k++)
        sum[k] = scratch[k];
}

static bool can_list(const struct dealt *team, size_t count, size_t links)
{
    for (size_t g = 0; g < count; g++)
        if (team[g].people > EI_PEOPLE_MAX || ways_of(&team[g]) > EI_WAYS_MAX)
            return false;
    return links <= EI_LINKS_MAX;
}

static void exact_chances(struct arena *mem, struct dealt *team, size_t count, struct ei *out)
{
    size_t links = out->external + out->internal, done = 0;
    double *sum = NEW_ARRAY(mem, double, links + 1);
    double *scratch = NEW_ARRAY(mem, double, links + 1);
    sum[0] = 1;
    for (size_t g = 0; g < count; g++) {
        double chance[EI_PEOPLE_MAX * EI_PEOPLE_MAX] = { 0 };
        list_deals(&team[g], chance);
        add_team(sum, done, chance, team[g].links, scratch);
        done += team[g].links;
    }
    double high = 0, low = 0;
    for (size_t k = 0; k <= links; k++) {
        high += k >= out->external ? sum[k] : 0;
        low += k <= out->external ? sum[k] : 0;
    }
    out->p_crossing = figure_of(fmin(1, high));
    out->p_inside = figure_of(fmin(1, low));
    out->exact = true;
}

/* --- the whole --------------------------------------------------------------------------- */

static void weigh(struct arena *mem, struct dealt *team, size_t count, struct ei *out)
{
    double links = (double)(out->external + out->internal), mean = 0, variance = 0;
    for (size_t g = 0; g < count; g++) {
        struct sharing p = sharing_of(&team[g]);
        mean += (double)team[g].links * (1 - p.two);
        variance += variance_of(&team[g], p);
    }
    const double last_digits = 1e-9;
    out->index = figure_of(((double)out->external - (double)out->internal) / links);
    out->expected = figure_of(2 * mean / links - 1);
    out->sd = figure_of(2 * sqrt(fmax(0, variance)) / links);
    out->z = out->p_crossing = out->p_inside = figure_lacks(LACKS_SPREAD);
    if (variance <= last_digits)
        return;
    out->z = figure_of(((double)out->external - mean) / sqrt(variance));
    out->p_crossing = figure_of(tails_normal(out->z.value));
    out->p_inside = figure_of(tails_normal(-out->z.value));
    if (can_list(team, count, out->external + out->internal))
        exact_chances(mem, team, count, out);
}

struct ei measure_ei(struct arena *mem, const struct ei_team *teams, size_t count)
{
    struct arena_mark mark = arena_mark(mem);
    struct figure none = figure_lacks(LACKS_PEOPLE);
    struct ei out = { 0, 0, 0, none, none, none, none, none, none, false };
    struct dealt *dealt = NEW_ARRAY(mem, struct dealt, count);
    size_t kept = 0;
    for (size_t g = 0; g < count; g++) {
        struct dealt one = dealt_of(mem, &teams[g]);
        if (one.links == 0)
            continue;
        dealt[kept++] = one;
        out.external += one.external;
        out.internal += one.links - one.external;
        out.teams += one.horizons > 1 && one.horizons < one.people;
    }
    if (out.teams >= EI_TEAMS_MIN)
        weigh(mem, dealt, kept, &out);
    arena_release(mem, mark);
    return out;
}
