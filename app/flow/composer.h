#ifndef FLOW_COMPOSER_H
#define FLOW_COMPOSER_H

/* A coach brings a list of people, says what is to be mixed, and shapes teams with the search:
 * what the page /composer does. A draft is kept for its coach alone, and can be gone on with
 * from any process; nothing in it comes from an answer.
 *
 * What is wrong with a list, a wish or a number is a value, so that the page can say it in
 * the language of whoever reads it. */
#include "compose/contradiction.h"
#include "files/sheet.h"
#include "flow/compose.h"
#include "flow/link.h"
#include "store/drafts.h"

/* Beyond these the command `compose` is the place: it has no such limits. */
enum {
    COMPOSER_PEOPLE_MIN = 6, /* two teams of three */
    COMPOSER_PEOPLE_MAX = 2000,
    COMPOSER_COLUMNS_MAX = 24,
    COMPOSER_DRAFTS_MAX = 12,
    COMPOSER_PAIRS_MAX = 5000, /* wishes of a kind */
    COMPOSER_MET_MAX = 20000,  /* pairs who were together before */
    COMPOSER_ROUNDS_MAX = 8,
    COMPOSER_SEATS_MAX = 4000, /* people times rounds: what four seconds place well */
    COMPOSER_TURNS_MAX = 50,   /* undone so far back */
    COMPOSER_DAYS = 14,        /* a draft is kept so long after it was last touched */
    COMPOSER_LEAST_MAX = 8,
    COMPOSER_WEIGHT_MAX = 10
};

enum column_role { ROLE_LEFT_OUT, ROLE_NAME, ROLE_MIX, ROLE_SHARE, ROLE_COVER, ROLE_COUNT };

struct column_choice {
    enum column_role role;
    enum roster_kind kind; /* DETECTED: as the cells say */
    double weight;         /* mix and share: 0.1 to 10 */
    uint32_t least;        /* cover: so many people in every team, 1 to 8 */
    const char *value;     /* cover: whose cell is that; "": neither empty nor a no */
    /* What was typed where no such number was read, to be shown again; NULL: it was read. */
    const char *weight_typed, *least_typed;
};

struct composer_choices {
    struct column_choice column[COMPOSER_COLUMNS_MAX];
    uint32_t low, high;       /* sizes */
    uint32_t rounds;          /* 1: the same teams all along */
    enum objective objective; /* SUM or WORST */
    bool avoid;               /* pairs who share a team of this coach already */
    const char *together, *apart;
    const char *past; /* a table of teams there were, whose pairs are avoided too; "": none */
    const char *low_typed, *high_typed, *rounds_typed; /* as in column_choice */
};

enum composer_fault_kind {
    COMPOSER_FINE,
    COMPOSER_TABLE,          /* why: not a regular table; line */
    COMPOSER_FEW,            /* number: people */
    COMPOSER_MANY,           /* number: people */
    COMPOSER_WIDE,           /* number: columns */
    COMPOSER_COLUMN_UNNAMED, /* number: which, from 1 */
    COMPOSER_NO_NAMES,       /* no column of names, or two */
    COMPOSER_NAME_EMPTY,     /* line */
    COMPOSER_NAME_TWICE,     /* line, about */
    COMPOSER_NOT_NUMBER,     /* line, about: the column, cell */
    COMPOSER_NOTHING,        /* nothing to mix */
    COMPOSER_WEIGHT,         /* about: the column */
    COMPOSER_LEAST,          /* about: the column to cover */
    COMPOSER_SKILLS,         /* too many columns to cover */
    COMPOSER_SIZES,          /* number: people, who do not divide into such teams */
    COMPOSER_WISH_STRANGER,  /* line of the wishes, about: a name that is not in the list */
    COMPOSER_WISH_ALONE,     /* line: one name where two are wanted */
    COMPOSER_WISHES_MANY,    /* line: the pairs are too many from there */
    COMPOSER_ROUNDS,         /* not 1 to COMPOSER_ROUNDS_MAX */
    COMPOSER_ROUNDS_MANY,    /* number: people times rounds */
    COMPOSER_ROUNDS_WORST,   /* several rounds are searched by their sum */
    COMPOSER_PAST_TABLE,     /* why, line: past teams are not a regular table */
    COMPOSER_PAST_COLUMNS,   /* past teams have no column of names, or of teams */
    COMPOSER_PAST_NOBODY,    /* no two people of the list are in a past team together */
    COMPOSER_PAST_MANY,      /* number: pairs who were together before */
    COMPOSER_CONTRADICTION,  /* in composer.contradiction */
    COMPOSER_ALL_LOCKED,     /* no two teams are left to compose */
    COMPOSER_FULL,           /* number: drafts this coach has already */
    COMPOSER_MADE,           /* the teams exist: nothing can be moved any more */
    COMPOSER_NO_MOVE,        /* nowhere to go to, or where they are already */
    COMPOSER_LAST_ONE,       /* a team would be left empty */
    COMPOSER_ONLY_EXCHANGE,  /* in a round among others, two people change places */
    COMPOSER_NO_LOCKS        /* in a rotation no team is locked */
};

struct composer_fault {
    enum composer_fault_kind kind;
    bool apart; /* of a wish: in which list */
    size_t line, number;
    const char *about, *cell;
    const struct err *why; /* a sentence of the reader of tables, for words_refusal */
};

/* A draft, read and understood. */
struct composer {
    struct draft draft;
    struct sheet table;
    struct composer_choices choices;
    struct composer_fault fault; /* why it cannot be composed as it stands */
    struct contradiction contradiction;
    struct compose_request request;
    struct composition composition; /* with a roster and a problem when there is no fault */
    struct draft_turn turn;         /* number 0: nothing composed yet */
    bool *locked;                   /* per team */
    bool can_undo;
};

/* flow_composer_open: keeps a list, with a first guess of what its columns are.
 *
 * Takes    text, CSV or what is copied from a spreadsheet. Guessed, its first line is a person
 *          when no cell is a heading by its words and it looks like the lines below: one
 *          column, a number where they have numbers, a word that they have too. Headings are
 *          then put above, and the list is kept with them.
 * Gives    fault, in which case nothing is kept. */
enum first_line { FIRST_GUESSED, FIRST_HEADING, FIRST_PERSON };
struct composer_list {
    struct coach_id coach;
    const char *title, *text;
    enum first_line first;     /* what the first line of the list is */
    const char *name, *column; /* what columns without headings are called: "Nom", "Colonne" */
};
enum status flow_composer_open(struct db *db, struct arena *mem,
                               const struct composer_list *list, int64_t now,
                               struct draft_id *out, struct composer_fault *fault,
                               struct err *err);

/* A coach's drafts, last touched first. */
enum status flow_composer_list(struct db *db, struct arena *mem, struct coach_id coach,
                               struct drafts *out, struct err *err);

/* flow_composer_load: a draft with its composition in force.
 * Fails    NOT_FOUND: this coach has none of that id. */
enum status flow_composer_load(struct db *db, struct arena *mem, struct coach_id coach,
                               struct draft_id id, struct composer *out, struct err *err);

/* flow_composer_choose: other choices. With a fault they are not kept, and the composer shows
 * them all the same; without, what was composed before is given up. */
enum status flow_composer_choose(struct db *db, struct arena *mem, struct composer *composer,
                                 const struct composer_choices *choices, const char *title,
                                 int64_t now, struct err *err);

/* flow_composer_search: people of the teams that are not locked are placed anew; in a rotation,
 * everyone in every round.
 *
 * Takes    again: true, a turn of its own that can be undone; false, the turn in force gives
 *          way if what is found is better. seconds of computing, this thread's.
 * Gives    *better; the composer follows. A fault when the locked teams leave no way.
 * Fails    CONFLICT: the draft changed meanwhile, and this search is thrown away.
 * Chance   the turn's seed, one more at each search: seed and steps give the same again. */
struct composer_search {
    bool again;
    double seconds;
    uint64_t steps; /* in place of seconds; 0: by the seconds */
    bool better;
};
enum status flow_composer_search(struct db *db, struct arena *mem, struct composer *composer,
                                 struct composer_search *search, int64_t now, struct err *err);

/* So long may the next search take: longer while it finds nothing, to a limit. */
double flow_composer_seconds(const struct composer *composer);

/* One person goes to another team, or changes places with `other`. Where there are several
 * rounds only the second: sizes and turns to sit out stay, and what counting proves holds. */
enum { NOBODY = UINT32_MAX };
struct composer_move {
    uint32_t person, other, team; /* other: NOBODY, and then to `team` */
    uint32_t round;               /* from 0 */
};

/* What a composition is worth in few figures, to lay side by side. Sizes change what can be
 * reached: `share` takes account of it. */
struct composer_worth {
    double objective;
    double
        share; /* of the ceiling for these sizes; without a ceiling, mean distance of a pair */
    size_t unmet;   /* wishes, over all rounds */
    size_t repeats; /* meetings beyond the first of each pair */
};

struct composer_cost {
    struct composer_worth before, after;
    uint32_t from, to; /* teams */
    struct composition changed;
};

/* flow_composer_cost: what a move would change; nothing is kept.
 * Gives    fault when it cannot be done. Worths are recomputed from scratch.
 * Checked  against worth_of on the changed teams: tests/app/flow/composer_test.c */
void flow_composer_cost(struct arena *mem, const struct composer *composer,
                        struct composer_move move, struct composer_cost *out,
                        struct composer_fault *fault);

struct composer_worth flow_composer_worth(const struct composition *composition);

/* Wishes of a composition that are not met, over its rounds: pairs apart or together, skills,
 * met again. */
size_t flow_composer_unmet(const struct composition *composition);

/* flow_composer_move, _undo, _lock: a change by hand. Undoing gives back the turn before,
 * exactly; locks go with their turn. Fails CONFLICT as above. */
enum status flow_composer_move(struct db *db, struct arena *mem, struct composer *composer,
                               struct composer_move move, int64_t now, struct err *err);
enum status flow_composer_undo(struct db *db, struct composer *composer, int64_t now,
                               struct err *err);
enum status flow_composer_lock(struct db *db, struct arena *mem, struct composer *composer,
                               uint32_t team, bool locked, int64_t now, struct err *err);

/* flow_composer_remove: the draft and all of its turns. */
enum status flow_composer_remove(struct db *db, struct coach_id coach, struct draft_id id,
                                 struct err *err);

/* flow_composer_create: the next teams, at most COMPOSER_AT_ONCE, become teams of this coach,
 * each whole or not at all. Members read nothing of the list but their own name.
 *
 * Gives    the links, which cannot be shown again; `wrong` when a team cannot be one: its size
 *          (3 to 8), a name (60 characters). */
enum { COMPOSER_AT_ONCE = 12 };
struct instrument;
struct composer_making {
    enum lang lang;
    uint32_t round; /* whose teams; once some were created, those go on */
    const char *(*name)(void *self, struct arena *mem, size_t team);
    void *self;
    const struct instrument *instrument;
};
struct made_team {
    struct team_id id;
    const char *name;
    struct issued_links links;
};
struct made_teams {
    struct made_team list[COMPOSER_AT_ONCE];
    size_t count;
    bool refused; /* a team is too small, too large, or a name is too long */
    size_t wrong; /* … this one */
};
enum status flow_composer_create(struct db *db, struct arena *mem, struct composer *composer,
                                 const struct composer_making *making, int64_t now,
                                 struct made_teams *out, struct err *err);

#endif
