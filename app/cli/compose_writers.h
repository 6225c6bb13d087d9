#ifndef CLI_COMPOSE_WRITERS_H
#define CLI_COMPOSE_WRITERS_H

/* A composition on a stream, in each form. Whether it arrived is asked of the stream. */
#include "cli/compose_options.h"

void compose_write(struct arena *mem, enum lang lang, enum compose_form form, FILE *stream,
                   const struct composition *composition);

#endif
