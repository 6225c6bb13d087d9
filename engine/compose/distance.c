/* Distances from horizons: between two people, and for everyone. */
#include "compose/distance.h"

#include <assert.h>
#include <math.h>

#include "compose/lanes.h"

static double gap(const struct horizon *horizon, enum distance distance, size_t a, size_t b)
{
    double difference = (double)horizon->value[a] - (double)horizon->value[b];
    if (horizon->kind == HORIZON_CATEGORY)
        return difference != 0;
    return distance == DISTANCE_ABSOLUTE ? fabs(difference) : difference * difference;
}

static double finish(enum distance distance, double mixed, double shared)
{
    return distance == DISTANCE_EUCLID ? sqrt(mixed) - sqrt(shared) : mixed - shared;
}

double distance_between(const struct problem *problem, size_t a, size_t b)
{
    if (problem->given)
        return problem->given->unit * problem->given->at[a * problem->given->stride + b];
    double mixed = 0, shared = 0;
    for (size_t h = 0; h < problem->horizon_count; h++) {
        const struct horizon *horizon = &problem->horizons[h];
        double part = horizon->weight * gap(horizon, problem->distance, a, b);
        if (part > 0)
            mixed += part;
        else
            shared -= part;
    }
    return finish(problem->distance, mixed, shared);
}

static double reach_of_given(const struct distances *given)
{
    double reach = 0;
    for (size_t a = 0; a < given->people; a++)
        for (size_t b = 0; b < a; b++)
            reach = fmax(reach, fabs((double)given->at[a * given->stride + b]));
    return reach * given->unit;
}

double distance_reach(const struct problem *problem)
{
    if (problem->given)
        return reach_of_given(problem->given);
    double mixed = 0, shared = 0;
    for (size_t h = 0; h < problem->horizon_count; h++) {
        const struct horizon *horizon = &problem->horizons[h];
        double low = INFINITY, high = -INFINITY;
        for (size_t i = 0; i < problem->people; i++) {
            low = fmin(low, horizon->value[i]);
            high = fmax(high, horizon->value[i]);
        }
        double range = horizon->kind == HORIZON_CATEGORY ? 1 : high - low;
        if (problem->distance != DISTANCE_ABSOLUTE)
            range *= range;
        if (horizon->weight > 0)
            mixed += horizon->weight * range;
        else
            shared -= horizon->weight * range;
    }
    return fmax(finish(problem->distance, mixed, 0), -finish(problem->distance, 0, shared));
}

struct distances distances_empty(struct arena *mem, size_t people, double unit)
{
    size_t stride = lanes_round(people);
    return (struct distances){
        .people = people,
        .stride = stride,
        .at = lanes_alloc(mem, stride * people, sizeof(float)),
        .unit = unit,
    };
}

struct distances distances_build(struct arena *mem, const struct problem *problem, double room)
{
    assert(room >= 1 && problem->people <= COMPOSE_MATRIX_PEOPLE_MAX);
    double reach = distance_reach(problem);
    /* A power of two: dividing by it is exact, so rounding is the only loss. */
    double unit = reach > 0 ? exp2(ceil(log2(reach / room))) : 1;
    struct distances distances = distances_empty(mem, problem->people, unit);
    for (size_t a = 0; a < problem->people; a++) {
        for (size_t b = 0; b < a; b++) {
            double whole = floor(distance_between(problem, a, b) / unit + 0.5);
            distances.at[a * distances.stride + b] = (float)whole;
            distances.at[b * distances.stride + a] = (float)whole;
        }
    }
    return distances;
}
