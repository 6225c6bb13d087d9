#ifndef FLOW_GROUP_H
#define FLOW_GROUP_H

/* Someone makes a team: its name, its aim, its seats, and a personal link for each seat. */
#include "flow/link.h"
#include "store/seats.h"
#include "store/teams.h"

struct group_member {
    const char *name, *craft, *horizon;
    bool manager;
};

struct group_wish {
    const char *name, *aim;
    enum lang lang;
    struct coach_id coach; /* 0: a team without a coach; its first round opens at once */
    bool invented;
    struct group_member members[TEAM_MAX + 1];
    size_t count;
    int days; /* a team without a coach: until its round closes */
};

/* What is wrong with a wish, and about whom. The first thing found. */
enum group_fault {
    GROUP_FINE,
    GROUP_NAME, /* missing, or over 80 characters */
    GROUP_AIM,  /* over 200 characters */
    GROUP_TOO_FEW,
    GROUP_TOO_MANY,
    GROUP_MEMBER_NAME,  /* missing, or over 60 characters */
    GROUP_MEMBER_TWICE, /* two members of one name cannot be told apart */
    GROUP_MEMBER_LONG,  /* craft over 80 characters, or horizon over 120 */
    GROUP_DAYS          /* not 1..60 */
};

struct group_check {
    enum group_fault fault;
    size_t member;
};

struct group_check flow_group_check(const struct group_wish *wish);

/* One member alone: GROUP_FINE, GROUP_MEMBER_NAME or GROUP_MEMBER_LONG. */
enum group_fault flow_group_check_member(const struct group_member *member);

/* A name of a team: 1 to 80 characters; an aim: 200 at most. */
bool flow_group_name_fits(const char *name);
bool flow_group_aim_fits(const char *aim);

/* flow_group_create: makes it, whole or not at all.
 *
 * Takes    a wish without fault.
 * Gives    the team's id, and the links, which cannot be shown again. */
struct instrument;
enum status flow_group_create(struct db *db, struct arena *mem, const struct group_wish *wish,
                              const struct instrument *instrument, int64_t now,
                              struct team_id *team, struct issued_links *links,
                              struct err *err);

/* flow_group_seat: one more seat and its link, inside the caller's transaction.
 * Takes    a member without fault. */
struct new_seat {
    struct group_member member;
    int position;
    enum lang lang;
};
enum status flow_group_seat(struct arena *mem, struct transaction *transaction,
                            struct team_id team, const struct new_seat *wish, int64_t now,
                            struct issued_link *link, struct err *err);

/* Two letters for a name: AD for Aïcha Diop. flow_tell_apart: of the members of a team, three
 * where two of them would have the same. */
const char *flow_initials(struct arena *mem, const char *name);
void flow_tell_apart(struct arena *mem, struct seats *seats);

#endif
