#ifndef FLOW_HAND_OVER_H
#define FLOW_HAND_OVER_H

/* A team goes from one coach to another, who must want it. Proposed to an address: whether an
 * account has it is told to nobody, so that both ways look alike. */
#include "flow/refusal.h"
#include "store/coaches.h"
#include "store/endings.h"

enum { HAND_OVER_DAYS = 30 }; /* then a proposal is void */

/* flow_hand_over_propose: a later one takes the place of the first.
 *
 * Takes    by, who must be the team's coach in the transaction that notes it; email, "" to take
 *          the proposal back.
 * Fails    REFUSED: REFUSED_ADDRESS; REFUSED_OWN_ADDRESS, it is their own; REFUSED_RIGHT. */
struct hand_over_wish {
    struct coach_id by;
    const char *email;
};
enum status flow_hand_over_propose(struct db *db, struct arena *mem, struct team_id team,
                                   const struct hand_over_wish *wish, int64_t now,
                                   enum refusal *refusal, struct err *err);

/* flow_hand_over_pending: to which address a team is proposed now; NULL: to none. */
enum status flow_hand_over_pending(struct db *db, struct arena *mem, struct team_id team,
                                   int64_t now, const char **email, struct err *err);

/* What others propose to a coach. */
struct offered_team {
    struct team_id team;
    const char *name;  /* of the team */
    const char *coach; /* who proposes it */
};
struct offered_teams {
    struct offered_team *list;
    size_t count;
};
enum status flow_hand_over_offered(struct db *db, struct arena *mem, struct coach_id coach,
                                   int64_t now, struct offered_teams *out, struct err *err);

/* flow_hand_over_answer: yes makes this coach the team's, which its journal tells.
 * Fails    NOT_FOUND: it is not proposed to this coach, or no longer. */
struct hand_over_answer {
    struct coach_id by;
    bool yes;
};
enum status flow_hand_over_answer(struct db *db, struct arena *mem, struct team_id team,
                                  const struct hand_over_answer *answer, int64_t now,
                                  struct err *err);

/* flow_hand_over_forget: proposals that are void are gone, the addresses in them too. */
enum status flow_hand_over_forget(struct db *db, int64_t now, struct err *err);

/* flow_hand_over_within: the team is `to`'s from now on; `to` NULL: its members', who need no
 * coach. For whoever has decided, inside their transaction of the team. */
enum status flow_hand_over_within(struct transaction *transaction, struct team *team,
                                  const struct coach *to, int64_t now, struct err *err);

#endif
