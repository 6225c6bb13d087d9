#ifndef FLOW_LINK_H
#define FLOW_LINK_H

/* Personal links: making one, opening one. A link's text is TEAM-SECRET: the team, which is
 * not secret, and 160 random bits of which only the hash is kept. */
#include "flow/refusal.h"
#include "store/links.h"
#include "store/seats.h"

/* In a team without a coach, what changes a seat or its team takes so many members, and what
 * each said is void after a week: an old yes must not meet another one unawares. */
enum { AGREEMENTS = 2, AGREEMENT_SECONDS = 7 * 86400 };

static inline int64_t agreement_since(int64_t now) { return now - AGREEMENT_SECONDS; }

/* What is shown to the person once, and to nobody again. */
struct issued_link {
    struct seat_id seat;
    const char *name, *craft;
    const char *text; /* TEAM-SECRET */
    enum lang lang;   /* the person's */
    enum link_purpose purpose;
};

struct issued_links {
    struct issued_link *list;
    size_t count;
};

/* flow_link_issue: a new link for a seat, inside the caller's transaction. */
enum status flow_link_issue(struct arena *mem, struct transaction *transaction,
                            const struct seat *seat, enum link_purpose purpose, int64_t now,
                            int64_t expires_at, struct issued_link *out, struct err *err);

/* A link's text taken apart, wherever it stands in what was typed or pasted: in a whole
 * address, between brackets, before a full stop, in capitals, broken by a line end. */
struct link_key {
    struct team_id team;
    struct token_hash hash;
    const char *text; /* TEAM-SECRET alone */
};

/* Whether it has the form of one: whether it opens anything is told only to who opens it,
 * since whoever made the links could else watch who has opened theirs. */
bool flow_link_parse(struct arena *mem, const char *text, struct link_key *out);

/* flow_link_reissue: an empty seat under a new link. Earlier answers and received words are
 * gone from it, its browsers are signed out, and the journal tells the team.
 *
 * Takes    asked_by, 0 when the coach asks; in a team without a coach, a member other than
 *          the one concerned, and two of them are needed within a week.
 * Gives    out->text NULL while another member's agreement is missing. */
enum status flow_link_reissue(struct db *db, struct arena *mem, struct team_id team,
                              struct seat_id seat, struct seat_id asked_by, int64_t now,
                              struct issued_link *out, struct err *err);

/* flow_link_second_device: a link that adds a browser to the person's own seat; it lives
 * ten minutes. */
enum status flow_link_second_device(struct db *db, struct arena *mem, struct team_id team,
                                    struct seat_id seat, int64_t now, struct issued_link *out,
                                    struct err *err);

#endif
