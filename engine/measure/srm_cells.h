#ifndef MEASURE_SRM_CELLS_H
#define MEASURE_SRM_CELLS_H

/* Round robins laid out for a likelihood: teams that share a covariance matrix stand
 * together, so that it is inverted once for all of them. Inside measure. */
#include "measure/srm.h"

/* Complete teams of one size, whatever their number, are three numbers about people, one of
 * dyadic sums, one of dyadic differences, and one about their level: the covariance is the
 * same for everybody, so that it falls apart into blocks (srm_blocks.h). */
struct srm_complete {
    size_t people, teams;
    double sums, differences, products; /* of people's given and received */
    double alike, apart;                /* what is left over in pairs */
    double level, level_squares;        /* sum over teams of the mean, and of its square */
};

/* Teams whose cells are missing in the same places, up to the names of their members. */
struct srm_pattern {
    size_t people, cells, teams;
    const size_t *actor, *partner;
    const size_t *mirror; /* the cell that answers; SRM_NO_CELL when missing */
    const double *rating; /* teams x cells */
};
#define SRM_NO_CELL ((size_t)-1)

struct srm_cells {
    struct srm_complete *size;
    size_t size_count;
    struct srm_pattern *pattern;
    size_t pattern_count;
    size_t teams, left_out, ratings;
    double people;  /* of all teams together */
    double centre;  /* taken away from every rating, so that a far-off mean costs no digits */
    double squares; /* within teams; 0: everybody says the same */
};

/* srm_cells_of: teams that can be used, sorted.
 *
 * Takes    round robins, NAN where nothing was said; the diagonal is not read.
 * Gives    `left_out`: teams without SRM_PEOPLE_MIN members who each gave and received two
 *          ratings or more, and incomplete ones over SRM_CELLS_MAX cells. A member who said
 *          nothing stays: what others said of that member counts.
 * Cost     O(cells), and sorting the incomplete teams. */
enum { SRM_CELLS_MAX = 600 };
struct srm_cells srm_cells_of(struct arena *mem, const struct grid *teams, size_t count);

#endif
