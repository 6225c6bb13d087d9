#ifndef FLOW_UPKEEP_H
#define FLOW_UPKEEP_H

/* Whoever keeps a store opens it, looks whether it is well, and lets it forget what has been
 * kept long enough. What is told is counts, never an answer. */
#include "flow/round.h"

enum { UNUSED_DAYS = 30 }; /* a team in which nobody opened a link is kept so long */
enum { RAW_DAYS = 30 };    /* raw answers of a round are kept so long after its release */

/* flow_upkeep_open: the store of a command.
 *
 * Takes    url; make: an SQLite file that is missing may be made, and tables that are missing
 *          or old are brought up to date.
 * Fails    NOT_FOUND: there is no store; REFUSED: an older or newer one; as db_open. */
enum status flow_upkeep_open(const char *url, bool make, int64_t now, struct db **out,
                             struct err *err);

/* flow_upkeep_rules: the instrument and the model of a round, by name; NULL: the default. */
enum status flow_upkeep_rules(struct arena *mem, const char *instrument,
                              struct round_rules *out, struct err *err);

/* As store_inspect, store_backup and store_restore of store/db_backup.h. */
enum status flow_upkeep_inspect(const char *url, struct err *err);
enum status flow_upkeep_backup(struct arena *mem, const char *url, const char *path,
                               struct err *err);
enum status flow_upkeep_restore(const char *path, const char *url, bool replace,
                                struct err *err);

struct upkeep {
    int64_t teams, coaches, rounds, open_rounds, releases;
    int64_t answered_rounds; /* ended, and still holding raw answers */
    int64_t letters_waiting, letters_given_up;
    int64_t unreleased, astray, unreadable; /* troubles; all 0 in a store that is well */
    int64_t overdue;                        /* open rounds past 60 days */
    int64_t overfull, odd_answers;          /* what no use of the program leaves */
};

/* flow_upkeep_look: counts everything and reads every release.
 *
 * Fails    as the store; troubles found are no failure. */
enum status flow_upkeep_look(struct db *db, struct arena *mem, int64_t now, struct upkeep *out,
                             struct err *err);

bool flow_upkeep_is_well(const struct upkeep *upkeep);

/* flow_let_go: what was deleted while someone still read an older state leaves the files.
 * The caller calls it every minute or so. */
enum status flow_let_go(struct db *db, struct err *err);

/* flow_purge: removes raw answers of rounds that ended RAW_DAYS ago, the words received by
 * people who left, what became of letters that ended RAW_DAYS ago, and compositions untouched
 * for COMPOSER_DAYS (flow/composer.h), teams in which nobody opened a link within
 * UNUSED_DAYS of the last one made, and teams whose time to be deleted has come. Twice in a
 * row, the second time finds nothing.
 *
 * Takes    at_once: every round that has ended, whenever.
 * Gives    how many rounds, people and teams. The clock of a server calls it daily. */
struct purged {
    size_t rounds, people, teams;
};
enum status flow_purge(struct db *db, struct arena *mem, int64_t now, bool at_once,
                       struct purged *out, struct err *err);

#endif
