/* The letter that brings a personal link, as text. */
#include "page/letter.h"

#include "base/text.h"

static void add(struct text *out, const char *paragraph)
{
    text_add(out, paragraph);
    text_add(out, "\n\n");
}

void page_letter(struct arena *mem, const struct letter_page *page, const char **subject,
                 const char **body)
{
    const char *name[] = { page->name }, *team[] = { page->team_name };
    struct text out = { .mem = mem };
    add(&out, words_fill(mem, page->lang, WORD_LETTER_HELLO, name, 1));
    add(&out, words_fill(mem, page->lang, WORD_LETTER_TEXT, team, 1));
    add(&out, page->address);
    add(&out, word(page->lang, WORD_LETTER_ALONE));
    text_add(&out, word(page->lang, WORD_LETTER_IGNORE));
    text_add(&out, "\n");
    *subject = words_fill(mem, page->lang, WORD_LETTER_SUBJECT, team, 1);
    *body = text_done(&out);
}
