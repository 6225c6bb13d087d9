#ifndef FLOW_DIAGNOSE_H
#define FLOW_DIAGNOSE_H

/* From the files of a campaign to the portraits of its teams, one team at a time: what the
 * command `diagnose` does, whatever the form of its output. */
#include "files/read.h"
#include "measure/decision.h"
#include "release/portrait.h"

struct diagnose_request {
    struct file_source sources[FILES_MAX];
    size_t source_count;
    const char *instrument; /* name or YAML file; NULL: the one that ships as the default */
    const char *model;      /* of stages: name or YAML file; NULL: the instrument's */
    struct read_options options;
    /* Told after each team, when not NULL. */
    void (*progress)(void *self, size_t done, size_t all);
    void *progress_self;
    bool unlocked; /* portraits under flat priors and decisions too: for research output only */
    bool bad_usage; /* out: it is an option that is wrong, not a file */
};

struct diagnosed_team {
    const char *team;
    size_t round_count;
    const struct portrait *portraits; /* oldest first */
    const struct raw_round *raws;     /* the same rounds: for unlocked research output only */
    const struct portrait
        *flat; /* under flat priors (measure/sensitivity.h); NULL: not asked */
    const struct told_decision *decisions; /* for that output only, and when asked for */
};

/* What is known before the first portrait. */
struct diagnosed_campaign {
    const struct instrument *instrument;
    const struct model *model; /* NULL: none */
    const char *const *teams;  /* names, in the order they are told */
    size_t team_count;
};

/* A team that is not 3 to 8 people in some round. */
struct odd_team {
    const char *team, *round;
    size_t members;
};

/* Where portraits go. Each is called in order: open, team…, refused…, close; what is handed to
 * `open` lasts until the end, the rest until the call returns. */
struct portrait_writer {
    void *self;
    enum status (*open)(void *self, const struct diagnosed_campaign *campaign, struct err *err);
    enum status (*team)(void *self, const struct diagnosed_team *team, struct err *err);
    enum status (*refused)(void *self, const struct odd_team *team, struct err *err);
    enum status (*close)(void *self, struct err *err);
};

/* flow_diagnose: reads everything, then writes team by team.
 *
 * Fails    as files_read and content_instrument; BAD_INPUT when no team has 3 to 8 people;
 *          nothing has been written then. Else whatever the writer says.
 * Cost     O(bytes read) + O(teams); memory: the answers, and one team's portraits. */
enum status flow_diagnose(struct diagnose_request *request,
                          const struct portrait_writer *writer, struct err *err);

#endif
