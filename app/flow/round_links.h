#ifndef FLOW_ROUND_LINKS_H
#define FLOW_ROUND_LINKS_H

/* What happens to links, as rounds see it: docs/privacy.md, "Links and rounds". Whoever makes a
 * link again or meets one that has served calls these, inside the transaction of the team. */
#include "flow/round.h"
#include "store/marks.h"

enum { ROUND_HELD_SECONDS = 48 * 3600 };

/* round_link_remade: the link of a seat was made again, and its answers are gone.
 *
 * In an open round, nothing of this seat counts in it, whoever sits there: neither its form,
 * nor ratings given or received, nor a consent; a "no" to « is this your team? » stays. The
 * second link made again in one round, of any seat, cancels the round, and the journal says
 * why. Round open or not, the first page of the next one names the seat.
 *
 * Call it after the happening that tells of the new link. */
enum status round_link_remade(struct arena *mem, struct transaction *transaction,
                              struct team_id team, struct seat_id seat, int64_t now,
                              struct err *err);

/* round_link_pressed: someone pressed a link of this seat that had served elsewhere.
 *
 * Not to be called when the browser that presses is the one the link served, or another one
 * bound to the same seat: pressing one's own link is no event.
 *
 * The journal of all tells that it happened, not whose link it was; an open round cannot be
 * closed, by hand or by the clock, in the 48 hours that follow. Once for each seat from one
 * opening of a round to the next: pressed again, it changes nothing, so that an old link in
 * strange hands delays a round by 48 hours and no more
 * (docs/decisions/011-links-and-rounds.md). No other seat of the team can be told from what it
 * does. */
enum status round_link_pressed(struct arena *mem, struct transaction *transaction,
                               struct team_id team, struct seat_id seat, int64_t now,
                               struct err *err);

/* flow_round_leave_out: a coach of the team was seen in the browser of this seat: it counts no
 * more in the open round than one whose link was made again. Twice is once; no round open:
 * nothing. */
enum status flow_round_leave_out(struct db *db, struct arena *mem, struct team_id team,
                                 struct seat_id seat, struct err *err);

#endif
