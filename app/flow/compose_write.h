#ifndef FLOW_COMPOSE_WRITE_H
#define FLOW_COMPOSE_WRITE_H

/* A composition as the tables that other programs read, the same wherever it was made.
 * Whether it arrived is asked of the stream. */
#include <stdio.h>

#include "flow/compose.h"

/* One object: figures, everyone's team, the teams with their reasons, the wishes not met. */
void flow_compose_write_json(FILE *stream, const struct composition *composition);

/* id, team (from 1, as people say), and the round where there are several: what --avoid
 * reads back. An id that a spreadsheet would take for a formula is written with an apostrophe
 * before it (files/formula.h). */
void flow_compose_write_csv(FILE *stream, const struct composition *composition);

/* Several rounds: one row and one column a person, how often they meet. */
void flow_compose_write_meetings(FILE *stream, const struct composition *composition);

#endif
