#ifndef FLOW_HAND_OUT_H
#define FLOW_HAND_OUT_H

/* Whoever keeps a store hands figures out as files: what was published of teams, or, for
 * research, raw answers without names. A raw export is told in the journal of each team, in
 * the transaction that reads the answers, before any of them is written. */
#include "flow/round.h"

struct hand_out {
    const char *team;   /* its name, or its number as in the address of its page; NULL: all */
    const char *folder; /* made by it; may be there when it is empty */
    bool raw;
};

struct handed_out {
    size_t teams, rounds;
};

/* flow_hand_out: writes the folder, whole or not at all, readable by its owner alone.
 *
 * Takes    rules, of the instrument exported; rounds of another are left out. The example
 *          team only when it is named.
 * Gives    without raw, NUMBER.json for each team that has a portrait open to all: the tree
 *          of `diagnose`. Raw: items.csv, roundrobin.csv, matters.csv and members.csv, which
 *          `diagnose` reads: released rounds whose answers have not been purged, people as
 *          m1, m2 … in another order each round. The stage each person recognises is in none
 *          of these tables.
 * Fails    NOT_FOUND: no such team, or nothing to hand out; REFUSED: two teams have that
 *          name, or the folder holds something; BROKEN.
 * Chance   the order of people is drawn anew each time. */
enum status flow_hand_out(struct db *db, struct arena *mem, const struct round_rules *rules,
                          const struct hand_out *request, int64_t now, struct handed_out *out,
                          struct err *err);

#endif
