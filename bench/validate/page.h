#ifndef VALIDATE_PAGE_H
#define VALIDATE_PAGE_H

/* The page docs/validation.md and its pictures, as texts: written to files at the end. */
#include "base/chance.h"
#include "base/text.h"
#include "content/content.h"
#include "validate/tally.h"

/* How much is played, and from which seeds. */
struct extent {
    size_t worlds, teams; /* stage: worlds, teams in each */
    size_t replications;  /* SRM: of each cell */
    size_t trials;        /* careless people, trends, decisions: each */
    uint64_t seed;
};

enum { PICTURES_MAX = 8 };

struct page {
    struct arena *mem;
    const struct instrument *instrument;
    const struct model *model;
    const struct extent *extent;
    struct text bars, causes, body;
    size_t bars_met, bars_all;
    double log_score[3], error[3]; /* later rounds of *wrong*: as shipped, untempered, naive */
    const char *picture_names[PICTURES_MAX], *pictures[PICTURES_MAX];
    size_t picture_count;
};

enum status page_open(struct page *page, struct arena *mem, const struct extent *extent,
                      struct err *err);
void page_play(struct page *page); /* every part, in order */
const char *page_done(struct page *page);

void page_say(struct page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* One line of the table of bars. why: said where the bar is not met. */
void page_bar(struct page *page, const char *what, const char *bar, const char *figure,
              bool met, const char *why);

/* .123 ± .004, in mem. */
const char *page_measured(struct page *page, struct measured measured);
const char *page_share(struct page *page, double share); /* .123 */

void page_picture(struct page *page, const char *name, const char *alt, const char *svg);

/* The parts of the page, each with seeds of its own. */
void part_stage(struct page *page);
void part_careless(struct page *page);
void part_change(struct page *page);
void part_sensitivity(struct page *page);
void part_srm(struct page *page);
void part_agreement(struct page *page);
void part_decision(struct page *page);

struct chance page_chance(const struct page *page, uint64_t part);

#endif
