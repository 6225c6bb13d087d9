#ifndef RELEASE_PLANE_H
#define RELEASE_PLANE_H

#include "measure/mode.h"
#include "release/cache.h"

/* release_gap_of_plane: why a plane of these two constructs (NO_INDEX: the model or the
 * instrument lacks one) is not shown. */
enum gap release_gap_of_plane(const int constructs[2], const struct release *release);

/* release_place: the released place on a shown plane. */
struct place release_place(const struct stage_cache *cache, const int constructs[2],
                           const struct release *release);

/* release_plane: the plane with its 80 % region: half axes sqrt(2 ln 5) standard deviations
 * along the principal directions. */
struct portrait_plane release_plane(const struct stage_cache *cache, const int constructs[2],
                                    const struct release *release);

/* release_moved: has the last of count rounds moved since an earlier one? The earliest round
 * from which either coordinate is off by at least the detectable change of the smaller r. */
void release_moved(const struct stage_cache *cache, const int constructs[2],
                   const struct named_release *releases, size_t count,
                   struct portrait_plane *plane);

#endif
