#ifndef FLOW_CHARTER_H
#define FLOW_CHARTER_H

/* What a team says of itself, and its members of themselves: the team's name, its aim in one
 * sentence, kept by consent, and each person's card. */
#include "flow/group.h"
#include "flow/refusal.h"
#include "store/aims.h"
#include "store/seats.h"

/* flow_charter_rename: another name for the team, told in its journal.
 * Fails    REFUSED with REFUSED_LONG: it is not 1 to 80 characters. */
enum status flow_charter_rename(struct db *db, struct arena *mem, struct team_id team,
                                const char *name, int64_t now, enum refusal *refusal,
                                struct err *err);

/* The aims of a team, as one visitor finds them. */
struct charter {
    struct team team;
    struct aims aims;    /* newest first */
    struct aim proposed; /* number 0: none */
    bool said;           /* this visitor has agreed with it, or proposed it */
};
enum status flow_charter_load(struct db *db, struct arena *mem, struct team_id team,
                              struct seat_id reader, int64_t now, struct charter *out,
                              struct err *err);

/* flow_charter_propose: another aim. It takes the place of one proposed before, and is kept
 * once two members other than its author agree within a week; one objection drops it.
 *
 * Takes    by, 0 for the coach.
 * Fails    REFUSED with REFUSED_LONG: it is not 1 to 200 characters. */
enum status flow_charter_propose(struct db *db, struct arena *mem, struct team_id team,
                                 const char *sentence, struct seat_id by, int64_t now,
                                 enum refusal *refusal, struct err *err);

/* flow_charter_answer: a member agrees with the proposed aim, or objects. Whoever proposed it
 * may only take it back. Who agreed or objected is shown to nobody.
 * Fails    NOT_FOUND: nothing is proposed under that number; REFUSED_RIGHT. */
struct charter_answer {
    int number;
    struct seat_id by;
    bool agrees;
};
enum status flow_charter_answer(struct db *db, struct arena *mem, struct team_id team,
                                const struct charter_answer *answer, int64_t now,
                                enum refusal *refusal, struct err *err);

/* flow_charter_card: a person writes their own card.
 *
 * Takes    member, whose `manager` is not read: that is said when a seat is made.
 * Fails    REFUSED: REFUSED_NAME, another has that name or it is missing; REFUSED_RENAMING,
 *          it would change while a round is open, when colleagues know one another by it;
 *          REFUSED_LONG. */
struct card {
    struct group_member member;
    const char *works_best; /* how to work with this person: 200 characters at most */
};
enum status flow_charter_card(struct db *db, struct arena *mem, struct team_id team,
                              struct seat_id seat, const struct card *card, int64_t now,
                              enum refusal *refusal, struct err *err);

#endif
