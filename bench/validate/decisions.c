/* Minds on a scale of -3 to 3, stretched to the one that is asked. */
#include "validate/decisions.h"

#include <math.h>

static double drawn(struct chance *chance, double sd) { return sd * chance_normal(chance); }

static double written(double mind, double low, double high, struct chance *chance)
{
    double middle = (low + high) / 2, unit = (high - low) / 6;
    double option = floor(middle + unit * (mind + drawn(chance, .4)) + .5);
    return fmin(fmax(option, low), high);
}

/* What each thinks before, afterwards, and says. */
static void minds_drawn(enum group group, size_t people, struct chance *chance, double *before,
                        double *after, double *said)
{
    double side = chance_unit(chance) < .5 ? -1 : 1, lean = side * (.8 + chance_unit(chance));
    size_t camp = 1 + (size_t)chance_below(chance, people - 1);
    for (size_t i = 0; i < people; i++) {
        switch (group) {
        case AGREED:
            before[i] = lean + drawn(chance, .6);
            break;
        case MAJORITY:
            before[i] = (i < camp ? 1.8 : -1.8) + drawn(chance, .7);
            break;
        case ABILENE:
            before[i] = -lean + drawn(chance, .7);
            break;
        default:
            before[i] = drawn(chance, 1.6);
        }
    }
    double mean = 0;
    for (size_t i = 0; i < people; i++)
        mean += before[i] / (double)people;
    double talk = .5 + .4 * chance_unit(chance);
    for (size_t i = 0; i < people; i++) {
        after[i] = before[i] + drawn(chance, .3);
        if (group == PERSUADED)
            after[i] += talk * (mean + side - before[i]);
        said[i] = after[i];
        if (group == POLITE)
            said[i] += .35 * (mean - after[i]);
        if (group == ABILENE || (group == PUSHED && side * after[i] < .5))
            said[i] = side * (1.2 + .8 * chance_unit(chance));
    }
}

void decision_drawn(enum group group, size_t people, double low, double high,
                    struct chance *chance, struct pretended *out)
{
    double before[TEAM_MAX], after[TEAM_MAX], said[TEAM_MAX], decided = 0;
    double unit = (high - low) / 6, middle = (low + high) / 2;
    minds_drawn(group, people, chance, before, after, said);
    *out = (struct pretended){ .people = people };
    for (size_t i = 0; i < people; i++) {
        out->before[i] = written(before[i], low, high, chance);
        out->after[i] = written(after[i], low, high, chance);
        out->said[i] = written(said[i], low, high, chance);
        out->decided += out->said[i] / (double)people;
        decided += said[i] / (double)people;
    }
    for (size_t i = 0; i < people; i++) {
        /* People guess the others from what they heard. */
        out->guess[i] =
            fmin(fmax(floor(middle + unit * (decided + drawn(chance, .5)) + .5), low), high);
        double felt = 7.5 - 1.2 * fabs(after[i] - decided) + drawn(chance, 1.2);
        out->satisfaction[i] = fmin(fmax(floor(felt + .5), 0), 10);
    }
}
