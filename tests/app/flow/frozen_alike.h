#ifndef TESTS_FLOW_FROZEN_ALIKE_H
#define TESTS_FLOW_FROZEN_ALIKE_H

#include "flow/diagnose.h"
#include "flow/portrait.h"

/* Fails the test unless the portraits that a store froze are those that `diagnose` makes of
 * the files, but for the stage that each person recognises: it is asked on the web only, so
 * that of files it is not asked, and of a store too few may have said it. */
void check_frozen_alike(struct arena *mem, const struct shown_portraits *frozen,
                        struct diagnose_request *files);

#endif
