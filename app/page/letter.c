/* The letter that brings a personal link, as text. */
#include "page/letter.h"

#include "base/text.h"
#include "words/date.h"

static void add(struct text *out, const char *paragraph)
{
    text_add(out, paragraph);
    text_add(out, "\n\n");
}

/* Who writes, what for, how long it takes and until when. Whatever somebody typed stands in the
 * body alone: a subject is read before anyone knows who writes. */
void page_letter(struct arena *mem, const struct letter_page *page, const char **subject,
                 const char **body)
{
    enum lang lang = page->lang;
    const char *name[] = { page->name }, *site[] = { page->site };
    const char *who[] = { page->coach ? page->coach : "", page->team_name };
    const char *until[] = { words_deadline(mem, lang, page->closes_at) };
    struct text out = { .mem = mem };
    add(&out, *page->name ? words_fill(mem, lang, WORD_LETTER_HELLO, name, 1)
                          : word(lang, WORD_LETTER_HELLO_ALONE));
    add(&out, page->coach ? words_fill(mem, lang, WORD_LETTER_TEXT, who, 2)
                          : words_fill(mem, lang, WORD_LETTER_TEXT_ALONE, &who[1], 1));
    add(&out, page->closes_at ? words_fill(mem, lang, WORD_LETTER_UNTIL, until, 1)
                              : word(lang, WORD_LETTER_LATER));
    add(&out, word(lang, WORD_LETTER_OPENS));
    add(&out, page->address);
    add(&out, word(lang, WORD_LETTER_ALONE));
    add(&out, page->coach ? words_fill(mem, lang, WORD_LETTER_CHECK, site, 1)
                          : words_fill(mem, lang, WORD_LETTER_CHECK_ALONE, site, 1));
    text_add(&out, word(lang, WORD_LETTER_IGNORE));
    text_add(&out, "\n");
    *subject = word(lang, WORD_LETTER_SUBJECT);
    *body = text_done(&out);
}
