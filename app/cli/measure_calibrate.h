#ifndef CLI_MEASURE_CALIBRATE_H
#define CLI_MEASURE_CALIBRATE_H

#include "cli/command.h"
#include "flow/calibrate.h"
#include "json/measure_json.h"

/* measure_calibrate: `measure calibrate`.
 *
 * Takes    output, where the model estimated anew is written; NULL: nowhere.
 * Gives    the exit. Prints what was found before it writes; with too few readings, or without
 *          levels, no file is made and the sentence says what is lacking. */
int measure_calibrate(const struct cli *cli, struct arena *mem,
                      const struct calibrate_request *request, enum measure_form form,
                      const char *output);

#endif
