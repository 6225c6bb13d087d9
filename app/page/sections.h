#ifndef PAGE_SECTIONS_H
#define PAGE_SECTIONS_H

/* What each section of a portrait says, worked out before its template writes it. A section
 * whose figures are withheld is not shown; page_withheld_of lists it instead. */
#include "page/view.h"
#include "plot/means.h"
#include "plot/plane.h"
#include "plot/stage.h"
#include "plot/weave.h"

/* The first sentences: each clause leads to its figure. */
enum { PIECES_MAX = 12 };
struct lead_piece {
    const char *text;
    const char *target; /* NULL: plain words */
};
struct lead_section {
    const char *id, *id_team;
    size_t piece_count;
    struct lead_piece pieces[PIECES_MAX];
    struct basis basis;
    const char *note; /* NULL: none */
};
struct lead_section page_lead_of(const struct view *view);

/* A row of the table of rounds. */
struct round_row {
    const char *round, *answers, *x, *y;
};

/* Both planes. mode_rows are for the first alone. */
struct plane_section {
    bool shown;
    const char *id, *id_heading, *id_team, *theme, *heading, *key_id, *path_key;
    struct basis basis;
    struct plane_picture picture;
    size_t text_count;
    const char *texts[3];
    const char *ask, *question; /* NULL: none */
    const char *caption, *x_label, *y_label;
    size_t row_count;
    struct round_row *rows;
    const char *mode_caption;
    size_t mode_count;
    struct mode_row {
        const char *name, *percent;
    } modes[MODES];
};
struct plane_section page_aim_of(const struct view *view);
struct plane_section page_exigence_of(const struct view *view);

struct weighed_line {
    const char *strong, *rest, *pulls;
};
struct stage_section {
    bool shown;
    const char *id, *id_heading, *id_team, *heading, *key_id;
    struct basis basis;
    bool own_asked, own_known; /* the team's own reading */
    enum spread own_spread;
    const char *own;
    bool drawn, named, hatched; /* not drawn: the set in words, at three answers */
    struct stage_picture picture;
    const char *verdict, *text, *terms, *caption;
    size_t weighed_count;
    struct weighed_line weighed[WEIGHED_MAX];
    const char *in_set[STAGES]; /* yes, no */
};
struct stage_section page_stage_of(const struct view *view);

struct marker_row {
    const char *label, *value, *range;
};
struct item_row {
    const char *wording, *mean;
};
struct markers_section {
    bool shown;
    const char *id, *id_heading, *id_team, *heading, *key_id, *caption;
    struct basis basis;
    struct means_picture picture;
    struct marker_row rows[CONSTRUCTS_MAX]; /* as many as the picture has */
    const char *items_caption;
    size_t item_count; /* 0: not shown */
    struct item_row *items;
};
struct markers_section page_markers_of(const struct view *view);

struct flow_card {
    const char *id, *hue, *label, *density, *reciprocity, *sentence;
    struct weave_picture picture;
};
struct flows_section {
    bool shown;
    const char *id, *id_heading, *id_team, *heading;
    struct basis basis;
    size_t card_count;
    struct flow_card cards[QUESTIONS_MAX];
};
struct flows_section page_flows_of(const struct view *view);

struct matters_section {
    bool shown;
    const char *id, *id_heading, *id_team, *heading, *text;
    struct basis basis;
    bool top_shown;
    const char *top[2];
};
struct matters_section page_matters_of(const struct view *view);

struct agreement_row {
    const char *label, *word;
    enum spread spread;
};
struct agreement_section {
    bool shown;
    const char *id, *id_heading, *id_team, *heading;
    struct basis basis;
    size_t row_count, half; /* half: rows of the first table */
    struct agreement_row rows[CONSTRUCTS_MAX];
};
struct agreement_section page_agreement_of(const struct view *view);

enum { CARDS_MAX = 8 };
struct withheld_card {
    const char *id, *title, *gap, *question;
};
struct withheld_section {
    const char *id, *id_heading, *id_team;
    size_t card_count; /* 0: no section */
    struct withheld_card cards[CARDS_MAX];
};
struct withheld_section page_withheld_of(const struct view *view);

struct print_section {
    const char *instrument, *instrument_origin, *model, *model_origin, *answers, *rounds;
    const char *published; /* date; NULL: not known */
    const char *change, *who, *id, *id_team;
};
struct print_section page_print_of(const struct view *view);

#endif
