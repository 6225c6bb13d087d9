/* One page that needs nothing else; the refused teams stand at its end. */
#include "cli/diagnose_writers.h"
#include "page/portraits.h"
#include "words/words.h"

struct html_page {
    const struct diagnose_page *page;
    struct html out;
    struct portraits_page portraits;
    struct arena scratch;
    struct rows refused; /* of struct refused_team */
};

static enum status written(const struct html_page *html, struct err *err)
{
    if (!ferror(html->page->stream))
        return OK;
    return fail(err, BROKEN, "the page cannot be written to its end");
}

static enum status html_open(void *self, const struct diagnosed_campaign *campaign,
                             struct err *err)
{
    struct html_page *html = self;
    html->portraits = (struct portraits_page){ .lang = html->page->lang,
                                               .teams = campaign->teams,
                                               .team_count = campaign->team_count };
    page_portraits_open(&html->out, &html->scratch, &html->portraits);
    return written(html, err);
}

static enum status html_team(void *self, const struct diagnosed_team *team, struct err *err)
{
    struct html_page *html = self;
    page_portrait(&html->out, &html->scratch, &html->portraits, team->portraits,
                  team->round_count);
    return written(html, err);
}

static enum status html_refused(void *self, const struct odd_team *team, struct err *err)
{
    struct html_page *html = self;
    struct arena *mem = html->page->mem;
    enum lang lang = html->page->lang;
    const char *args[] = { words_number(mem, lang, (double)team->members, 0), team->round };
    struct refused_team *refused = files_rows_add(&html->refused);
    refused->team = team->team;
    refused->reason = words_fill(mem, lang, WORD_CLI_REFUSED_REASON, args, 2);
    return written(html, err);
}

static enum status html_close(void *self, struct err *err)
{
    struct html_page *html = self;
    struct refused_team *list =
        NEW_ARRAY(html->page->mem, struct refused_team, html->refused.count);
    for (uint32_t i = 0; i < html->refused.count; i++)
        list[i] = *(const struct refused_team *)files_rows_at(&html->refused, i);
    page_portraits_close(&html->out, &html->portraits, list, html->refused.count);
    arena_free(&html->scratch);
    return written(html, err);
}

struct portrait_writer diagnose_html(const struct diagnose_page *page)
{
    struct html_page *html = NEW(page->mem, struct html_page);
    html->page = page;
    html->out = html_to_file(page->stream);
    html->scratch = arena_with_limit(64 * 1024 * 1024);
    html->refused = (struct rows){ .mem = page->mem, .size = sizeof(struct refused_team) };
    return (struct portrait_writer){ html, html_open, html_team, html_refused, html_close };
}
