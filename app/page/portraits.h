#ifndef PAGE_PORTRAITS_H
#define PAGE_PORTRAITS_H

/* Portraits of one or many teams in one file that needs nothing else: no network, no
 * script, the style inside. Written team by team, so that a large file needs no more memory
 * than a small one. Shows what portrait.h holds and computes nothing about people. */
#include "html/html.h"
#include "release/portrait.h"

/* How the round that is drawn was published, once and for all. */
struct published {
    const char *date, *instrument_version;
    const char *model_version; /* NULL: not noted, or without a model */
};

struct portraits_page {
    enum lang lang;
    const char *const *teams; /* names, in the order of the file: the index, if over one */
    size_t team_count;
    size_t drawn; /* teams written so far: starts at 0 */
    /* The web only: */
    size_t blocks;   /* how many blocks are open in the restitution; 0: all of it */
    const char *who; /* who sees this page; NULL: whoever holds the file */
    const struct published *published; /* NULL: not known */
};

/* What a restitution opens one after the other. Which of them a portrait has depends on
 * what was released; the end (first sentence, what was withheld, small print) is one more. */
enum block {
    BLOCK_PLANE,
    BLOCK_STAGE,
    BLOCK_MARKERS,
    BLOCK_FLOWS,
    BLOCK_EXIGENCE,
    BLOCK_MATTERS,
    BLOCK_AGREEMENT,
    BLOCK_END,
    BLOCK_COUNT
};

/* page_portrait_blocks: the blocks of the portrait page_portrait would draw, in order. */
size_t page_portrait_blocks(struct arena *mem, enum lang lang, const struct portrait *series,
                            size_t count, enum block out[BLOCK_COUNT]);

/* page_portrait_block: one of them alone, for the screen of the room. */
void page_portrait_block(struct html *out, struct arena *mem, const struct portraits_page *page,
                         const struct portrait *series, size_t count, enum block block);

/* page_portrait_lead: its first sentence alone, which says what all blocks have shown. */
void page_portrait_lead(struct html *out, struct arena *mem, const struct portraits_page *page,
                        const struct portrait *series, size_t count);

/* A team that could not be read as one, and why: a whole sentence. */
struct refused_team {
    const char *team, *reason;
};

/* page_portraits_open, page_portrait (once a team, in the order of `teams`),
 * page_portraits_close.
 *
 * Takes    mem, for scratch, given back unless out is a text that grows in it;
 *          series, the portraits of one team over its rounds, oldest first, count >= 1. The
 *          latest round that was released is drawn; earlier ones give paths and tables.
 * Gives    UTF-8, the same bytes for the same portraits. A failing file is out->file's
 *          ferror. */
void page_portraits_open(struct html *out, struct arena *mem,
                         const struct portraits_page *page);
void page_portrait(struct html *out, struct arena *mem, struct portraits_page *page,
                   const struct portrait *series, size_t count);
void page_portraits_close(struct html *out, const struct portraits_page *page,
                          const struct refused_team *refused, size_t refused_count);

#endif
