/* Where a release stands on a plane of two constructs, and the region of its doubt. */
#include "release/plane.h"

#include <math.h>
#include <stdlib.h>

static const double degrees = 57.295779513082320877;

enum gap release_gap_of_plane(const int constructs[2], const struct release *release)
{
    if (constructs[0] == NO_INDEX || constructs[1] == NO_INDEX)
        return GAP_NO_MODEL;
    enum gap gap = release->constructs[constructs[0]].gap;
    return gap != SHOWN ? gap : release->constructs[constructs[1]].gap;
}

struct place release_place(const struct stage_cache *cache, const int constructs[2],
                           const struct release *release)
{
    size_t both[2];
    double means[2];
    for (int i = 0; i < 2; i++) {
        both[i] = (size_t)constructs[i];
        means[i] = release->constructs[constructs[i]].mean;
    }
    return measure_place(cache->instrument, cache->model, both, means, release->respondents);
}

static struct region region_of(struct place place)
{
    double middle = (place.variance_x + place.variance_y) / 2;
    double half = (place.variance_x - place.variance_y) / 2;
    double apart = sqrt(half * half + place.covariance * place.covariance);
    double radius2 = 2 * log(5); /* 80 % of a bivariate normal lies within */
    return (struct region){
        .x = place.x,
        .y = place.y,
        .major = sqrt(radius2 * (middle + apart)),
        .minor = sqrt(radius2 * (middle - apart)),
        .turn = atan2(place.covariance, half) / 2 * degrees,
    };
}

struct portrait_plane release_plane(const struct stage_cache *cache, const int constructs[2],
                                    const struct release *release)
{
    struct portrait_plane plane = { .gap = release_gap_of_plane(constructs, release) };
    if (plane.gap == GAP_NO_MODEL)
        return plane;
    plane.x_construct = (size_t)constructs[0];
    plane.y_construct = (size_t)constructs[1];
    if (plane.gap == SHOWN)
        plane.region = region_of(release_place(cache, constructs, release));
    return plane;
}

void release_moved(const struct stage_cache *cache, const int constructs[2],
                   const struct named_release *releases, size_t count,
                   struct portrait_plane *plane)
{
    const struct release *now = &releases[count - 1].release;
    for (size_t i = 0; plane->gap == SHOWN && !plane->moved && i + 1 < count; i++) {
        const struct release *then = &releases[i].release;
        if (release_gap_of_plane(constructs, then) != SHOWN)
            continue;
        size_t r = then->respondents < now->respondents ? then->respondents : now->respondents;
        for (int axis = 0; axis < 2; axis++) {
            int c = constructs[axis];
            int change = abs(now->constructs[c].mean - then->constructs[c].mean);
            if (change < cache->detectable[r])
                continue;
            plane->moved = true;
            plane->moved_from = i;
        }
    }
}
