#ifndef STORE_ENDINGS_H
#define STORE_ENDINGS_H

/* How a team changes hands or ends: proposed to another coach, proposed to be put away or
 * deleted, and deleted. Written inside db_begin(team). */
#include "store/teams.h"

/* A team proposed to whoever has that address. */
struct handover {
    struct team_id team;
    const char *address;   /* small letters */
    struct coach_id coach; /* whose account had it; 0: nobody's. Not to be shown */
    int64_t asked_at;
};

struct handovers {
    struct handover *list;
    size_t count;
};

/* One a team: a later one takes the place of the first. */
enum status store_handover_save(struct transaction *transaction,
                                const struct handover *handover, struct err *err);
enum status store_handover_load(struct arena *mem, struct transaction *transaction,
                                struct team_id team, struct handover *out, struct err *err);
enum status store_handover_remove(struct transaction *transaction, struct team_id team,
                                  struct err *err);

/* Those of any team proposed at `before` or earlier go. */
enum status store_handovers_purge(struct transaction *transaction, int64_t before,
                                  struct err *err);

/* What is proposed to a coach since `since`. */
enum status store_handovers_load(struct arena *mem, struct transaction *transaction,
                                 struct coach_id coach, int64_t since, struct handovers *out,
                                 struct err *err);

/* In a team without a coach: a member proposes that it be put away, or deleted. One proposal of
 * each kind; a later one takes its place. */
enum ending { ENDING_ARCHIVE, ENDING_DELETE, ENDINGS };

struct ending_request {
    enum ending what;
    struct seat_id asked_by;
    int64_t asked_at;
};

enum status store_ending_save(struct transaction *transaction, struct team_id team,
                              const struct ending_request *request, struct err *err);

/* NOT_FOUND: none since `since`. */
enum status store_ending_load(struct arena *mem, struct transaction *transaction,
                              struct team_id team, enum ending what, int64_t since,
                              struct ending_request *out, struct err *err);
enum status store_ending_remove(struct transaction *transaction, struct team_id team,
                                enum ending what, struct err *err);

/* All that one seat proposes. */
enum status store_ending_asked_remove(struct transaction *transaction, struct team_id team,
                                      struct seat_id asked_by, struct err *err);

/* store_team_end: the team and everything about it, out of the files too; that there was one
 * stays, with the moment and the browsers that sat there, for whoever comes with one of them.
 */
enum status store_team_end(struct transaction *transaction, struct team_id team, int64_t now,
                           struct err *err);

/* When a team in which this browser sat was deleted; NOT_FOUND: none was since `since`. */
enum status store_team_ended(struct transaction *transaction, struct team_id team,
                             struct token_hash browser, int64_t since, int64_t *out,
                             struct err *err);

/* Teams that are to be deleted at `now` or were before. */
enum status store_teams_ending(struct arena *mem, struct transaction *transaction, int64_t now,
                               struct teams *out, struct err *err);

/* What became of teams deleted at `before` or earlier is forgotten. */
enum status store_teams_ended_purge(struct transaction *transaction, int64_t before,
                                    struct err *err);

#endif
