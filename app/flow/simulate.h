#ifndef FLOW_SIMULATE_H
#define FLOW_SIMULATE_H

/* A campaign that nobody answered, as the files `diagnose` reads, with the truth beside it. */
#include <stdint.h>

#include "instrument/instrument.h"

enum { SIMULATED_TEAMS_MAX = 1000000, SIMULATED_ROUNDS_MAX = 1000 };

struct simulate_request {
    const char *instrument; /* name or YAML file; NULL: the default */
    const char *folder;     /* made when it is not there; files of the same name are replaced */
    size_t teams, rounds;
    size_t smallest, largest; /* people in a team, 3..8 */
    uint64_t seed;
    void (*progress)(void *self, size_t done, size_t all); /* or NULL */
    void *progress_self;
};

/* flow_simulate: writes items.csv, roundrobin.csv, matters.csv, members.csv, truth.csv.
 *
 * Gives    whole numbers; one person in twenty silent in a round, one answer in fifty empty.
 *          The round robin and the ranking are asked of teams of five and more, in the first
 *          round and every third after it, as the barometer asks them.
 * Fails    NOT_FOUND no such instrument; BAD_INPUT an instrument without a model; BROKEN the
 *          folder cannot be written.
 * Chance   seed: the same one gives the same bytes. A team's answers do not depend on how
 *          many teams there are. */
enum status flow_simulate(const struct simulate_request *request, struct err *err);

#endif
