#ifndef JSON_CALIBRATE_JSON_H
#define JSON_CALIBRATE_JSON_H

/* What `measure calibrate` prints. */
#include "measure/calibrate.h"
#include "measure/refit.h"
#include "json/measure_json.h"

/* json_calibration
 *
 *     rounds, readings, pairs
 *     log_score, log_score_base, brier, brier_base, right,
 *     calibration_error, calibration_error_by_chance
 *     reliability[{from,to,pairs,stated,right}]     bins without a pair left out
 *     refit{rounds,teams,lacks,start[4],transition[4][4],prototype_sd,
 *           prototypes{KEY:[4]}}                    null without levels; the elicited model,
 * and lacks "people", under 60 readings
 *
 * Takes    refit, NULL when the table has no levels.
 * Gives    text as json_measure: a line for each figure. A figure that lacks pairs is null. */
const char *json_calibration(struct arena *mem, size_t rounds, size_t readings,
                             const struct calibration *calibration, const struct refit *refit,
                             enum measure_form form);

#endif
