#ifndef MEASURE_MODEL_H
#define MEASURE_MODEL_H

/* The stage and mode model: elicited from the founding text, not estimated. All levels and
 * standard deviations are in points of 100 (POMP, percent of maximum possible). It is data and
 * computes nothing:
 * `content/models/` has the files with their origin; every portrait prints the version. */
#include "instrument/instrument.h"

enum { STAGES = 4, MODES = 4 };

/* Order of the modes everywhere: plane quadrants, posteriors, JSON. */
enum mode { COOPERATION, COORDINATION, COLLABORATION, NO_MODE };

struct profile {
    const char *construct;    /* key */
    double reference;         /* g: the level an ordinary team has */
    double prototype[STAGES]; /* P_s */
    int halo;                 /* +1 rises with general satisfaction, -1 falls, 0 neither */
};

struct model {
    const char *key, *version;
    struct phrase origin;
    struct phrase stage_names[STAGES]; /* everyday name, a clause: l'équipe se cherche */
    struct phrase stage_terms[STAGES]; /* the founding text's term: small print */
    struct phrase mode_names[MODES];
    struct phrase mode_glosses[MODES]; /* a few words under the name on the plane */
    size_t profile_count;
    const struct profile *profiles;
    const char *aim, *appreciation;     /* keys of the two constructs of the plane */
    const char *exigence, *benevolence; /* keys of the other plane; may be NULL */

    double flatness_mean, flatness_sd; /* a: real profiles are flatter than prototypes */
    double halo_sd;                    /* general satisfaction of a team */
    double leniency_sd;                /* general leniency of a person */
    double team_sd;                    /* lasting quirk of a team on one construct */
    double occasion_sd;                /* of a round */
    double prototype_sd;               /* the prototypes themselves are uncertain */
    double member_sd, item_sd;         /* person by construct; person by item */
    double tempering;                  /* power on the answers of later rounds; 1: in full */
    double memory;                     /* power on what the past says of them; 1: in full */
    double named_at;                   /* a stage is named from this probability on */
    double fit_p;                      /* "none fits" under this chance for all stages */
    double start[STAGES], transition[STAGES][STAGES];
};

/* Index of the profile for a construct, or NO_INDEX. */
int model_profile(const struct model *model, const char *construct);

#endif
