#ifndef FLOW_CALIBRATE_H
#define FLOW_CALIBRATE_H

/* From a table of rounds that teams have read themselves to how well stated chances held, and
 * to a model estimated anew: what the command `measure calibrate` does. */
#include "base/arena.h"
#include "measure/calibrate.h"
#include "measure/refit.h"

struct calibrate_request {
    const char *file;       /* a table, - for standard input */
    const char *instrument; /* name or file; NULL: the default one */
    const char *model;      /* name or file; NULL: the instrument's */
};

struct calibrated {
    const struct instrument *instrument;
    const struct model *model; /* the one begun with */
    size_t rounds, read;       /* rows; with a reading */
    bool levels;               /* the table has levels of constructs: `refit` can be made */
    struct calibration calibration;
    struct refit refit;
};

/* flow_calibrate
 *
 * Takes    the columns team and reading (1 to 4, or empty: not asked); and stage_1 to stage_4
 *          (what was stated: shares of 1 or of 100), or respondents and KEY_mean (points of
 *          100, empty where not shown), or both, as `diagnose --format csv` names them. Other
 *          columns are passed over. Rows of one team stand together, oldest first.
 * Gives    without stated chances, those that the model makes of the levels, round by round.
 * Fails    NOT_FOUND, BAD_INPUT "FILE:LINE: …"; as files_sheet and content_instrument. */
enum status flow_calibrate(struct arena *mem, const struct calibrate_request *request,
                           struct calibrated *out, struct err *err);

/* The model as a file that `diagnose --model` reads back. */
const char *flow_model_text(struct arena *mem, const struct model *model);

#endif
