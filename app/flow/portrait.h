#ifndef FLOW_PORTRAIT_H
#define FLOW_PORTRAIT_H

/* A team looks at its portrait: what was released of its rounds, as far as the restitution
 * has opened it. Reads frozen releases, never an answer. */
#include "flow/round.h"
#include "release/portrait.h"
#include "store/teams.h"

struct shown_portrait {
    struct round round;
    const char *model_version; /* it was published with; NULL: not noted, or no model */
    const struct portrait *portrait;
};

struct shown_portraits {
    struct team team;
    size_t count;                      /* of rounds that are open to all; 0: none yet */
    const struct shown_portrait *list; /* oldest first */
    const struct portrait *portraits;  /* the same, in a row: for a page */
};

/* flow_portrait_look: as flow_portrait_load, but nothing is drawn: which rounds there would
 * be, and the same refusals. For whoever has kept what was drawn of them: a frozen release
 * never changes.
 *
 * Gives    list without its portraits; portraits NULL. */
enum status flow_portrait_look(struct db *db, struct arena *mem,
                               const struct round_rules *rules, struct team_id team, int upto,
                               struct shown_portraits *out, enum refusal *refusal,
                               struct err *err);

/* flow_portrait_load: all portraits of a team up to a round, each resting on its own and
 * earlier rounds only.
 *
 * Takes    upto, the number of the round looked at; 0: the last one open to all; leading:
 *          for the coach who holds the restitution, that round though no block of it is
 *          open yet. Its caller shows no more of it than round.blocks_open.
 * Fails    NOT_FOUND: no such team; REFUSED with REFUSED_NOT_RELEASED: that round is not
 *          open to all. */
enum status flow_portrait_load(struct db *db, struct arena *mem,
                               const struct round_rules *rules, struct team_id team, int upto,
                               bool leading, struct shown_portraits *out, enum refusal *refusal,
                               struct err *err);

#endif
