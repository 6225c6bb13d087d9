/* Text only; main writes it. */
#include "validate/page.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void page_say(struct page *page, const char *format, ...)
{
    char line[2000];
    va_list list;
    va_start(list, format);
    int length = vsnprintf(line, sizeof line, format, list);
    va_end(list);
    text_add_bytes(&page->body, line, (size_t)length);
}

void page_bar(struct page *page, const char *what, const char *bar, const char *figure,
              bool met, const char *why)
{
    text_add_format(&page->bars, "| %s | %s | %s | %s |\n", what, bar, figure,
                    met ? "met" : "**not met**");
    if (!met)
        text_add_format(&page->causes, "- *%s* (%s): %s\n", what, figure, why);
    page->bars_all++;
    page->bars_met += met;
}

/* A share without its leading zero: .123, -.012, 1.000 */
const char *page_share(struct page *page, double share)
{
    char *text = arena_text(page->mem, "%.3f", share);
    if (strncmp(text, "-0.000", 6) == 0)
        return ".000";
    if (text[0] == '0')
        return text + 1;
    if (text[0] == '-' && text[1] == '0') {
        text[1] = '-';
        return text + 1;
    }
    return text;
}

const char *page_measured(struct page *page, struct measured measured)
{
    return arena_text(page->mem, "%s ± %s", page_share(page, measured.value),
                      page_share(page, measured.error));
}

void page_picture(struct page *page, const char *name, const char *alt, const char *svg)
{
    page->picture_names[page->picture_count] = name;
    page->pictures[page->picture_count++] = svg;
    page_say(page, "\n![%s](%s.svg)\n\n", alt, name);
}

struct chance page_chance(const struct page *page, uint64_t part)
{
    return chance_from_seed(page->extent->seed * 100 + part);
}

enum status page_open(struct page *page, struct arena *mem, const struct extent *extent,
                      struct err *err)
{
    *page = (struct page){ .mem = mem, .extent = extent };
    page->bars.mem = page->causes.mem = page->body.mem = mem;
    TRY(content_instrument(mem, content_default_instrument, &page->instrument, err));
    return content_model(mem, page->instrument->model, &page->model, err);
}

void page_play(struct page *page)
{
    part_stage(page);
    part_careless(page);
    part_change(page);
    part_sensitivity(page);
    part_srm(page);
    part_agreement(page);
    part_decision(page);
}

static void add_head(struct page *page, struct text *out)
{
    text_add_format(
        out,
        "# Validation\n\nTeams whose truth is known are played through the whole road: "
        "answers, "
        "the gate of `engine/release`, the portrait. `make validate` writes this page and its "
        "pictures again, byte for byte, from the seed %llu; the programs are "
        "`bench/validate`.\n\n"
        "**What it can show, and what it cannot.** It shows whether the arithmetic recovers "
        "what "
        "was put in, and whether doubt is stated as large as it is *when teams are not quite "
        "as "
        "the model says*. It says nothing of whether real teams have stages: no public data "
        "does ([formulas](formulas.md#stage)).\n\n",
        (unsigned long long)page->extent->seed);
    text_add_format(
        out,
        "**The teams** are invented by a generator that shares no line with the model nor with "
        "`alliage simulate`, and is wrong on purpose: profiles flattened by .2 to .7, by "
        "another "
        "amount on each construct; profiles off those of the text by 11 points, ordinary "
        "levels "
        "by 5, items by 5; a halo that each item takes up differently; lasting quirks; people "
        "with heavy tails, habits and styles; 5 %% careless members; 2 %% \"don’t "
        "know\"; seven options; stages skipped, left again, at a pace of each team’s own. "
        "Silent members leave the seat empty.\n\n"
        "**Seeds.** The model is %s, version %s. The seed was chosen after it was frozen, and "
        "no "
        "figure had been seen with it; while the programs and the model were made, other seeds "
        "served (1 to 99, and 20261124 for the version before: [decision "
        "008](decisions/008-memory.md)). Nothing was changed after seeing these figures. ± is "
        "a Monte Carlo standard "
        "error; for stages worlds are left out one at a time, because teams of one world share "
        "its profiles.\n\n",
        page->model->key, page->model->version);
}

const char *page_done(struct page *page)
{
    struct text all = { .mem = page->mem };
    add_head(page, &all);
    text_add_format(&all,
                    "## Bars\n\n%zu of %zu are met.\n\n| | bar | figure | |\n"
                    "|---|---|---|---|\n",
                    page->bars_met, page->bars_all);
    text_add(&all, text_done(&page->bars));
    if (page->causes.length > 0)
        text_add_format(&all, "\nNot met, and why:\n\n%s", text_done(&page->causes));
    text_add(&all, "\n");
    text_add(&all, text_done(&page->body));
    return text_done(&all);
}
