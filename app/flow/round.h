#ifndef FLOW_ROUND_H
#define FLOW_ROUND_H

/* The life of a barometer: opened, extended, closed or cancelled. Closing is the one place
 * where raw answers become a release, in the transaction that ends the round: there is one
 * release of a round, ever, and no answer comes after it. */
#include "flow/refusal.h"
#include "release/release.h"
#include "store/rounds.h"

/* What closing needs to compute a release, and drawing to draw it. model may be NULL; past,
 * its earlier versions, oldest first, ended by NULL, may be NULL too. */
struct round_rules {
    const struct instrument *instrument;
    const struct model *model;
    const struct model *const *past;
};

enum {
    ROUND_DAYS_APART = 21, /* between a release and the next opening: docs/privacy.md */
    ROUND_DAYS_MAX = 60,   /* from opening to closing */
    ROUND_EXTENSION_DAYS = 7,
    ROUND_QUIET_SECONDS = 1800, /* after the last answer, when everyone is done */
    RATINGS_EVERY = 3           /* the round robin: first round, then every third */
};

/* flow_round_open: asks the whole team.
 *
 * Fails    REFUSED with *refusal: a round is open, the last release is less than 21 days
 *          old, the team is not 3..8 people, the date is past or over 60 days away. */
enum status flow_round_open(struct db *db, struct arena *mem, struct team_id team,
                            const struct instrument *instrument, int64_t now, int64_t closes_at,
                            enum refusal *refusal, struct err *err);
enum status flow_round_open_within(struct arena *mem, struct transaction *transaction,
                                   struct team_id team, const struct instrument *instrument,
                                   int64_t now, int64_t closes_at, enum refusal *refusal,
                                   struct err *err);

/* flow_round_extend: a later closing date for the open round. */
enum status flow_round_extend(struct db *db, struct arena *mem, struct team_id team,
                              int64_t now, int64_t closes_at, enum refusal *refusal,
                              struct err *err);

/* flow_round_cancel: its answers are removed; it is as if it had not been asked. */
enum status flow_round_cancel(struct db *db, struct arena *mem, struct team_id team,
                              int64_t now, enum refusal *refusal, struct err *err);

/* flow_round_close: ends the open round with its release.
 *
 * Gives    the closed round in *out. In a team without a coach the portrait opens to all at
 *          once; with a coach it waits for the restitution.
 * Fails    REFUSED: fewer than 3 answers or than two thirds of the seats, or a member said
 *          that this is not their team; or the round is held (flow/round_links.h). A seat whose
 *          link was made again since it opened counts as a seat that did not answer. */
enum status flow_round_close(struct db *db, struct arena *mem, struct team_id team,
                             const struct round_rules *rules, int64_t now, struct round *out,
                             enum refusal *refusal, struct err *err);

/* flow_round_clock: makes the day's counts, and closes every round that is due. One that cannot
 * be released is given a week more, one that is held the time it is held; when that would pass
 * 60 days it is cancelled. The caller calls it every minute or so. */
enum status flow_round_clock(struct db *db, struct arena *mem, const struct round_rules *rules,
                             int64_t now, struct err *err);

/* flow_round_next_count: when the count that a coach reads (round.told_count: forms that count)
 * is made next: at eight in the morning, in the time zone of the machine. It is also made at
 * the third such form, and at the end. flow_round_clock makes it; reading it writes nothing. */
int64_t flow_round_next_count(int64_t now);

/* flow_round_count_stands: no count is made any more before the end, since a link was made
 * again in this round: the next one would tell whether its holder had answered. */
bool flow_round_count_stands(const struct round *round);

/* flow_round_show: the restitution goes on: one more block of the portrait is open to all,
 * or all of it. */
enum { BLOCKS_ALL = 99 };
enum status flow_round_show(struct db *db, struct arena *mem, struct team_id team,
                            struct round_id round, int blocks, struct err *err);

#endif
