#ifndef RELEASE_PORTRAIT_H
#define RELEASE_PORTRAIT_H

/* The portrait of a team at one round: all that a page, a report, JSON, CSV or the command
 * line may say. Frozen shape. Built from releases alone; holds no raw answer. */
#include "release/release.h"

/* A doubt on the plane: the 80 % region of a bivariate normal, in points of 100. Depends on
 * the number of answers, the number of questions and the model, never on raw spread. */
struct region {
    double x, y;         /* centre: the rounded means */
    double major, minor; /* half axes */
    double turn;         /* degrees from the x axis to the major axis, counter-clockwise */
};

enum mode_call { MODE_NAMED, MODE_UNDETERMINED };

struct portrait_mode {
    enum gap gap;
    int percent[MODES]; /* by enum mode; multiples of 5 summing to 100 */
    bool in_set80[MODES];
    enum mode_call call;
    enum mode top;                    /* the likeliest; named when call is MODE_NAMED */
    double cut_aim, cut_appreciation; /* where the quadrants are cut: the reference means */
};

enum stage_call { STAGE_NAMED, STAGE_UNDETERMINED, STAGE_NONE_FITS };
enum { WEIGHED_MAX = 3 };

/* One construct that weighed, by how much the log odds of the two likeliest stages would
 * change without it. */
struct weighed {
    size_t construct;
    bool high;         /* above the model's reference; false: below */
    int towards, from; /* stage indexes 0..3: it speaks for `towards` rather than `from` */
};

struct portrait_stage {
    enum gap gap;        /* SHOWN with only_set at r = 3 */
    bool only_set;       /* r = 3: in_set80 in words, no percent, no call */
    int percent[STAGES]; /* multiples of 5 summing to 100; filtered over rounds */
    bool in_set80[STAGES];
    enum stage_call call;
    int top; /* 0..3 */
    size_t weighed_count;
    struct weighed weighed[WEIGHED_MAX];
};

/* Two constructs as a place on a plane. */
struct portrait_plane {
    enum gap gap;
    size_t x_construct, y_construct;
    struct region region;
    bool moved; /* since `moved_from` (an earlier round of the series) by more
                   than is detectable: a path may be drawn */
    size_t moved_from;
};

struct portrait {
    const struct instrument *instrument;
    const struct model *model; /* NULL: none */
    const char *team, *round;
    struct release release;
    int doubt[CONSTRUCTS_MAX]; /* half width of the 90 % range, multiple of 5 */
    int detectable;            /* smallest change of a construct, in points, between this
                                  round and one of the same r, that is not noise; 0 at r < 4 */
    struct portrait_mode mode;
    struct portrait_stage stage;
    struct portrait_plane plane; /* aim, appreciation */
    struct portrait_plane exigence_benevolence;
    enum gap constructs_gap, agreement_gap, flows_gap, matters_gap, items_gap; /* team-wide */
};

struct named_release {
    const char *round;
    struct release release;
};

/* portrait_series: the portraits of one team over its rounds, oldest first.
 *
 * Takes    releases in order of time; model may be NULL.
 * Gives    one portrait a round. Round t's stage is filtered: it rests on rounds 1..t and
 *          never changes when a later round comes. Rounds not released are skipped.
 * Gaps     per field; see enum gap.
 * Cost     O(rounds * stages * constructs^2) once the covariances for (r, constructs shown)
 *          have been factored; they are kept in `cache`.
 * Source   docs/formulas.md#stage, #mode. */
struct stage_cache;
struct stage_cache *stage_cache_new(struct arena *mem, const struct instrument *instrument,
                                    const struct model *model);
struct portrait *portrait_series(struct arena *mem, struct stage_cache *cache,
                                 const struct instrument *instrument, const struct model *model,
                                 const char *team, const struct named_release *releases,
                                 size_t count);

/* What is withheld from the whole team, and how many answers it needs; needs 0: no number of
 * answers would do. Gives the count, at most WITHHELD_MAX. */
struct withheld {
    const char *field; /* JSON name: constructs, agreement, mode, stage, flows, matters … */
    enum gap gap;
    int needs;
};
enum { WITHHELD_MAX = 12 };
size_t portrait_withheld(const struct portrait *portrait, struct withheld out[WITHHELD_MAX]);

#endif
