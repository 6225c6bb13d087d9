#ifndef PAGE_COMPOSER_H
#define PAGE_COMPOSER_H

/* Composing in the browser: the list that is brought, the choices, and the teams. */
#include "flow/composer.h"
#include "page/compose.h"
#include "page/site_frame.h"
#include "plot/ceiling.h"

/* ---- the list ---- */

struct draft_line {
    const char *path, *title, *facts;
    bool made;
};

struct choice_option {
    const char *value, *label;
    bool chosen;
};

struct composer_home_page {
    struct site_frame frame;
    const char *title, *text; /* as typed */
    const char *wrong;        /* what is wrong with the list; NULL: nothing */
    const char *limits, *days,
        *most; /* most: bytes that the browser may send, for its script */
    size_t count;
    const struct draft_line *lines;
    enum first_line first; /* as chosen */
    struct choice_option first_line[3];
};

/* What the first line of the list is: the three answers, page->first the one chosen. */
void page_composer_first(enum lang lang, struct composer_home_page *page);

/* ---- the choices ---- */

struct chosen_column {
    const char *name, *sample, *weight, *least, *value;
    size_t number; /* of its fields: role3, kind3 … */
    struct choice_option role[ROLE_COUNT], kind[3];
};

struct composer_choose_page {
    struct site_frame frame;
    const char *path, *title, *people, *most; /* most: bytes, for the script */
    const char *first_read;                   /* how the first line of the list was read */
    /* What is wrong, where it is said; NULL: nothing. */
    const char *wrong, *wrong_columns, *wrong_sizes, *wrong_rounds;
    const char *wrong_together, *wrong_apart, *wrong_past;
    size_t against_count; /* wishes that contradict one another */
    const char **against;
    size_t column_count;
    const struct chosen_column *columns;
    const char *low, *high, *rounds, *rounds_hint, *together, *apart, *past;
    bool avoid, worst;
};

/* What the page says of a fault, and of the smallest set of wishes that contradict one
 * another. Gives the sentence; NULL: no fault. */
const char *page_composer_fault(struct arena *mem, enum lang lang,
                                const struct composer_fault *fault);
const char **page_composer_against(struct arena *mem, enum lang lang,
                                   const struct composer *composer, size_t *count);

/* Everything but the frame. */
struct composer_choose_page page_composer_choose_of(struct arena *mem, enum lang lang,
                                                    const struct composer *composer);

/* ---- the teams ---- */

struct placed_person {
    size_t number;
    const char *name, *lead, *rest; /* lead: what is mixed first; rest: what else is known */
    int glyph;                      /* of the lead: 0 to 3; under 0: none */
    const char *lift_long;
    const char *exchange_long; /* exchanging them with the one lifted; NULL: not offered */
    bool lifted;
};

struct placed_team {
    size_t number;
    const char *name, *size;
    size_t sentence_count, people;
    const char *const *sentences;
    const struct placed_person *person;
    bool locked;
    const char *here_long; /* bringing the one lifted here; NULL: not offered */
    bool target;           /* the cost is told in this card */
};

enum cost_sign { SIGN_LESS, SIGN_MORE, SIGN_BROKEN, SIGN_KEPT };

struct cost_line {
    enum cost_sign sign;
    const char *text;
};

struct move_cost_view {
    const char *title;
    size_t line_count;
    struct cost_line *lines;
    const char *go, *back;       /* buttons */
    const char *rather;          /* an exchange instead; NULL */
    size_t beside;               /* … with this one */
    const char *seen;            /* of which composition the cost is */
    const char *who, *to, *with; /* numbers, as the form sends them; with NULL: a move */
};

struct composer_setting {
    const char *name, *text;
};

enum { COMPOSER_SETTINGS_MAX = 9, COMPOSER_BASIS_MAX = 5 };

/* Several rounds: one is shown at a time, and all of them in a table. */
struct round_tab {
    const char *path, *name;
    bool shown;
};

struct rotation_view {
    size_t rounds; /* under 2: none */
    const struct round_tab *tab;
    const char *shown;    /* the round's name */
    const char *sits_out; /* who does; NULL: nobody */
    size_t rows;
    const char *const *row;   /* teams, and those without one where there are */
    const char *const *names; /* rows x rounds */
    struct compose_meetings meetings;
};

struct composer_teams_page {
    struct site_frame frame;
    const char *path, *kicker, *title, *said; /* said: what the last search found; NULL */
    const char *here;                         /* the path of what is shown: its round too */
    size_t shown;                             /* number of the round */
    const char *tour; /* the same as a form sends it; NULL: there is one round */
    struct rotation_view rotation;
    const char *wrong;
    size_t against_count;
    const char **against;
    size_t setting_count, basis_count, note_count;
    struct composer_setting settings[COMPOSER_SETTINGS_MAX];
    const char *basis[COMPOSER_BASIS_MAX];
    const char *quality, *quality_text;
    const char **notes;
    bool bounded;
    struct ceiling_picture ceiling;
    size_t team_count;
    const struct placed_team *teams;
    bool has_cost;
    struct move_cost_view cost;
    size_t lifted;    /* the one to be moved, where there is one */
    const char *more; /* "Chercher encore 2 s"; NULL: not offered */
    bool can_undo, goes_on, made, all_made;
    const char *create_title, *create_some, *create_name;
};

/* What is being looked at: who is lifted, and where they would go. */
struct composer_gaze {
    uint32_t person, other, team, beside; /* NOBODY: none */
    uint32_t round;
};

/* page_composer_seen: names the composition in force, so that a change is made to the one whose
 * cost was told. */
const char *page_composer_seen(struct arena *mem, const struct composer *composer);

/* "seed 7, 1,200 steps", or that it was changed by hand. */
const char *page_composer_made_by(struct arena *mem, enum lang lang,
                                  const struct composer *composer);

struct composer_teams_page page_composer_teams_of(struct arena *mem, enum lang lang,
                                                  const struct composer *composer,
                                                  const char *path,
                                                  const struct composer_gaze *gaze);

#endif
