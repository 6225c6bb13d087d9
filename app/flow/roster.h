#ifndef FLOW_ROSTER_H
#define FLOW_ROSTER_H

/* Who is in a team changes: someone comes, someone leaves. Either cancels an open round, whose
 * answers go, since two portraits a person apart would tell what that person answered; and the
 * next release still waits for its 21 days. All of it is told in the team's journal. */
#include "flow/group.h"
#include "flow/refusal.h"

/* flow_roster_add: a seat for one more person.
 *
 * Takes    asked_by, 0 when the coach adds; in a team without a coach a member, who proposes:
 *          another one must agree within a week.
 * Gives    out->text NULL while nobody has agreed yet.
 * Fails    REFUSED with *refusal: 8 members already, a name that another has, a field that
 *          does not fit. */
enum status flow_roster_add(struct db *db, struct arena *mem, struct team_id team,
                            const struct group_member *member, struct seat_id asked_by,
                            int64_t now, struct issued_link *out, enum refusal *refusal,
                            struct err *err);

/* flow_roster_answer: a member answers a proposal: yes seats the person, no ends it. Whoever
 * proposed may only take it back.
 * Fails    as flow_roster_add; NOT_FOUND: no such proposal, or it is void. */
struct roster_answer {
    int64_t newcomer;
    struct seat_id by;
    bool yes;
};
enum status flow_roster_answer(struct db *db, struct arena *mem, struct team_id team,
                               const struct roster_answer *answer, int64_t now,
                               struct issued_link *out, enum refusal *refusal, struct err *err);

/* flow_roster_leave: a person has left, as others say.
 *
 * Takes    asked_by, 0 when the coach says so; in a team without a coach, a member other than
 *          the one concerned, and two of them are needed within a week.
 * Gives    *left false while another member's word is missing. */
enum status flow_roster_leave(struct db *db, struct arena *mem, struct team_id team,
                              struct seat_id seat, struct seat_id asked_by, int64_t now,
                              bool *left, enum refusal *refusal, struct err *err);

/* flow_roster_leave_within: the seat is left, whoever says so: its answers, what others
 * answered about it, its received words, its name and card, its devices and links are gone. */
enum status flow_roster_leave_within(struct arena *mem, struct transaction *transaction,
                                     struct team_id team, struct seat_id seat, int64_t now,
                                     struct err *err);

#endif
