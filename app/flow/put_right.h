#ifndef FLOW_PUT_RIGHT_H
#define FLOW_PUT_RIGHT_H

/* What a clock that was ahead left behind: rounds opened or ended in days to come. */
#include "store/db.h"

/* flow_put_right: brings such moments back to now, so that the next round opens 21 days from
 * here and not from the wrong day. The day on which a round closes stays the one people were
 * told.
 *
 * Takes    now. A clock that is behind the making of the store is no better: nothing changes.
 */
enum status flow_put_right(struct db *db, struct arena *mem, int64_t now, struct err *err);

#endif
