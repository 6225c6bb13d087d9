/* Complete teams are summed up at once. The others are written down with their members in an
 * order that depends on how much each gave and received, which gives most teams that lack the
 * same kind of cell the same picture, and then sorted by that picture. */
#include "measure/srm_cells.h"

#include <stdlib.h>
#include <string.h>

struct drawn { /* one incomplete team */
    size_t people, cells;
    const unsigned char *there; /* people x people */
    const double *rating;       /* cells, row after row */
};

struct answered {
    size_t given, received;
    size_t person;
};

static struct answered *answered_by(struct arena *mem, struct grid g)
{
    struct answered *out = NEW_ARRAY(mem, struct answered, g.people);
    for (size_t i = 0; i < g.people; i++) {
        out[i].person = i;
        for (size_t j = 0; j < g.people; j++) {
            if (i == j)
                continue;
            out[i].given += (size_t)!isnan(grid_at(g, i, j));
            out[i].received += (size_t)!isnan(grid_at(g, j, i));
        }
    }
    return out;
}

enum usable { LEFT_OUT, COMPLETE, INCOMPLETE };

static enum usable usable(const struct answered *answered, size_t people)
{
    enum { EACH_MIN = 2 };
    size_t cells = 0, members = 0;
    for (size_t i = 0; i < people; i++) {
        cells += answered[i].given;
        members += answered[i].given >= EACH_MIN && answered[i].received >= EACH_MIN;
    }
    if (members < SRM_PEOPLE_MIN)
        return LEFT_OUT;
    if (cells == people * (people - 1))
        return COMPLETE;
    return cells <= SRM_CELLS_MAX ? INCOMPLETE : LEFT_OUT;
}

static double mean_of(struct grid g)
{
    double sum = 0, n = 0;
    for (size_t i = 0; i < g.people; i++)
        for (size_t j = 0; j < g.people; j++)
            if (i != j && !isnan(grid_at(g, i, j)))
                sum += grid_at(g, i, j), n++;
    return n > 0 ? sum / n : 0;
}

static double squares_around(struct grid g, double mean)
{
    double sum = 0;
    for (size_t i = 0; i < g.people; i++)
        for (size_t j = 0; j < g.people; j++) {
            double away = grid_at(g, i, j) - mean;
            sum += i != j && !isnan(away) ? away * away : 0;
        }
    return sum;
}

/* --- complete teams ---------------------------------------------------------------------- */

static struct srm_complete *complete_of(struct arena *mem, struct srm_cells *cells, size_t n)
{
    for (size_t i = 0; i < cells->size_count; i++)
        if (cells->size[i].people == n)
            return &cells->size[i];
    struct srm_complete *wider = NEW_ARRAY(mem, struct srm_complete, cells->size_count + 1);
    if (cells->size_count > 0)
        memcpy(wider, cells->size, cells->size_count * sizeof *wider);
    cells->size = wider;
    wider[cells->size_count].people = n;
    return &wider[cells->size_count++];
}

/* What everybody gave and received, their sum and their difference, around the mean. */
static void add_people(struct srm_complete *out, struct grid g, double mean, double *sum,
                       double *difference)
{
    size_t n = g.people;
    double people = (double)n, around = 2 * (people - 1) * mean;
    double sums = 0, differences = 0, products = 0;
    for (size_t i = 0; i < n; i++) {
        sum[i] = -around;
        difference[i] = 0;
        for (size_t j = 0; j < n; j++) {
            if (i == j)
                continue;
            sum[i] += grid_at(g, i, j) + grid_at(g, j, i);
            difference[i] += grid_at(g, i, j) - grid_at(g, j, i);
        }
        sums += sum[i] * sum[i];
        differences += difference[i] * difference[i];
        products += sum[i] * difference[i];
    }
    out->sums += sums / (2 * (people - 2));
    out->differences += differences / (2 * people);
    out->products += products / (2 * sqrt(people * (people - 2)));
}

static void add_complete(struct arena *mem, struct srm_complete *out, struct grid g,
                         double mean, double centre)
{
    size_t n = g.people;
    double *sum = NEW_ARRAY(mem, double, n), *difference = NEW_ARRAY(mem, double, n);
    double people = (double)n;
    add_people(out, g, mean, sum, difference);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            double there = grid_at(g, i, j), back = grid_at(g, j, i);
            double alike = (there + back) / 2 - mean - (sum[i] + sum[j]) / (2 * (people - 2));
            double apart = (there - back) / 2 - (difference[i] - difference[j]) / (2 * people);
            out->alike += 2 * alike * alike;
            out->apart += 2 * apart * apart;
        }
    out->level += mean - centre;
    out->level_squares += (mean - centre) * (mean - centre);
    out->teams++;
}

/* --- incomplete teams -------------------------------------------------------------------- */

static int by_answered(const void *a, const void *b)
{
    const struct answered *x = a, *y = b;
    if (x->given != y->given)
        return x->given < y->given ? -1 : 1;
    if (x->received != y->received)
        return x->received < y->received ? -1 : 1;
    return (x->person > y->person) - (x->person < y->person);
}

static struct drawn drawn_of(struct arena *mem, struct grid g, struct answered *order,
                             double centre)
{
    size_t n = g.people, count = 0;
    qsort(order, n, sizeof *order, by_answered);
    unsigned char *there = NEW_ARRAY(mem, unsigned char, n *n);
    double *rating = NEW_ARRAY(mem, double, n *n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double value = grid_at(g, order[i].person, order[j].person);
            if (i == j || isnan(value))
                continue;
            there[i * n + j] = 1;
            rating[count++] = value - centre;
        }
    return (struct drawn){ n, count, there, rating };
}

static int by_picture(const void *a, const void *b)
{
    const struct drawn *x = a, *y = b;
    if (x->people != y->people)
        return x->people < y->people ? -1 : 1;
    return memcmp(x->there, y->there, x->people * x->people);
}

static struct srm_pattern pattern_of(struct arena *mem, const struct drawn *first, size_t teams)
{
    size_t n = first->people, cells = first->cells, at = 0;
    size_t *actor = NEW_ARRAY(mem, size_t, cells), *partner = NEW_ARRAY(mem, size_t, cells);
    size_t *mirror = NEW_ARRAY(mem, size_t, cells), *place = NEW_ARRAY(mem, size_t, n * n);
    double *rating = NEW_ARRAY(mem, double, teams *cells);
    for (size_t i = 0; i < n * n; i++) {
        place[i] = SRM_NO_CELL;
        if (!first->there[i])
            continue;
        actor[at] = i / n;
        partner[at] = i % n;
        place[i] = at++;
    }
    for (size_t c = 0; c < cells; c++)
        mirror[c] = place[partner[c] * n + actor[c]];
    for (size_t t = 0; t < teams; t++)
        memcpy(&rating[t * cells], first[t].rating, cells * sizeof *rating);
    return (struct srm_pattern){ n, cells, teams, actor, partner, mirror, rating };
}

static void sort_patterns(struct arena *mem, struct srm_cells *cells, struct drawn *drawn,
                          size_t count)
{
    if (count > 0)
        qsort(drawn, count, sizeof *drawn, by_picture);
    cells->pattern = NEW_ARRAY(mem, struct srm_pattern, count);
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && by_picture(&drawn[i], &drawn[next]) == 0;)
            next++;
        cells->pattern[cells->pattern_count++] = pattern_of(mem, &drawn[i], next - i);
    }
}

/* The first team with an answer says where about all of them lie. */
static double centre_of(const struct grid *teams, size_t count)
{
    double centre = 0;
    for (size_t g = 0; g < count && centre == 0; g++)
        centre = mean_of(teams[g]);
    return centre;
}

struct srm_cells srm_cells_of(struct arena *mem, const struct grid *teams, size_t count)
{
    struct srm_cells out = { .centre = centre_of(teams, count) };
    struct drawn *drawn = NEW_ARRAY(mem, struct drawn, count);
    size_t drawn_count = 0;
    for (size_t g = 0; g < count; g++) {
        struct answered *answered = answered_by(mem, teams[g]);
        enum usable use = usable(answered, teams[g].people);
        double mean = mean_of(teams[g]);
        if (use == LEFT_OUT) {
            out.left_out++;
            continue;
        }
        if (use == COMPLETE)
            add_complete(mem, complete_of(mem, &out, teams[g].people), teams[g], mean,
                         out.centre);
        else
            drawn[drawn_count++] = drawn_of(mem, teams[g], answered, out.centre);
        for (size_t i = 0; i < teams[g].people; i++)
            out.ratings += answered[i].given;
        out.teams++;
        out.people += (double)teams[g].people;
        out.squares += squares_around(teams[g], mean);
    }
    sort_patterns(mem, &out, drawn, drawn_count);
    return out;
}
