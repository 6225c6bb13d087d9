#ifndef PAGE_VIEW_H
#define PAGE_VIEW_H

/* What every section of a portrait's page needs: whose it is, in which language, and how to
 * say things. */
#include "plot/glyphs.h"
#include "release/portrait.h"
#include "words/words.h"

struct view {
    struct arena *mem;
    enum lang lang;
    const struct portrait *series; /* the team's rounds, oldest first */
    size_t at;                     /* the round that is drawn */
    size_t count;
    size_t number;                     /* of the team in the page, from 1: makes ids unique */
    const char *who;                   /* who sees this page; NULL: whoever holds the file */
    const struct published *published; /* of the round drawn; NULL: not known */
};

const struct portrait *page_drawn(const struct view *view);

/* The sentence with its holes filled by the texts that follow, ended by NULL. */
const char *page_say(const struct view *view, enum word id, ...) __attribute__((sentinel));

const char *page_id(const struct view *view, const char *name);     /* e3-plan */
const char *page_target(const struct view *view, const char *name); /* #e3-plan */
const char *page_figure(const struct view *view, double number);    /* no decimals */
const char *page_label(const struct view *view, size_t construct);  /* as a heading has it */
const char *page_range(const struct view *view, size_t construct);  /* "45 à 75" */
const char *page_answers(const struct view *view, const struct portrait *portrait);

/* The line under each heading: n of N, then how sure. */
enum { CLAUSES_MAX = 3 };
struct basis {
    struct dots_picture dots;
    const char *answers;
    size_t clause_count;
    const char *clauses[CLAUSES_MAX];
};

/* Takes  texts ended by NULL, at most CLAUSES_MAX. */
struct basis page_basis_of(const struct view *view, ...) __attribute__((sentinel));

/* "visée commune 60, à ± 15 points" */
const char *page_mean_clause(const struct view *view, size_t construct);

/* A mode's name inside a sentence; none of the three is quoted. */
const char *page_mode_name(const struct view *view, enum mode mode);

/* The modes of the 80 % set, the likeliest first; `percents` says how much each. */
const char *page_mode_set(const struct view *view, bool percents);

/* A stage's name without "the team". */
const char *page_stage_short(const struct view *view, size_t stage);

/* "l'équipe se rassemble ou se frotte": the stages of the 80 % set. */
const char *page_stage_set(const struct view *view);
size_t page_stage_set_count(const struct view *view);

/* How exigence and benevolence stand to each other: each wins only when the difference is
 * larger than the doubt of both together. */
enum balance { BALANCE_HELPING, BALANCE_DEMANDING, BALANCE_BOTH, BALANCE_EVEN };
enum balance page_balance(const struct view *view);

/* "ce qui circule le mieux : …", in lower case; NULL when no flow is shown. */
const char *page_flows_sentence(const struct view *view);

/* May a path be drawn, and if not why: one sentence; NULL in a first round. */
const char *page_path(const struct view *view, const struct portrait_plane *plane);

#endif
