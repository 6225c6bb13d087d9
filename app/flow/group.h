#ifndef FLOW_GROUP_H
#define FLOW_GROUP_H

/* Someone makes a team: its name, its aim, its seats, and a personal link for each seat. */
#include "flow/link.h"
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

/* flow_group_create: makes it, whole or not at all.
 *
 * Takes    a wish without fault.
 * Gives    the team's id, and the links, which cannot be shown again. */
struct instrument;
enum status flow_group_create(struct db *db, struct arena *mem, const struct group_wish *wish,
                              const struct instrument *instrument, int64_t now,
                              struct team_id *team, struct issued_links *links,
                              struct err *err);

/* Two letters for a name, distinct within the team where names allow: AD for Aïcha Diop. */
const char *flow_initials(struct arena *mem, const char *name);

#endif
