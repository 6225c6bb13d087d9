/* Who writes, what for, how long it is good for, and what to do when it was not asked for. */
#include "page/account_letter.h"

#include "base/text.h"

static void add(struct text *out, const char *paragraph)
{
    text_add(out, paragraph);
    text_add(out, "\n\n");
}

void page_account_letter(struct arena *mem, const struct account_letter_page *page,
                         const char **subject, const char **body)
{
    static const struct {
        enum word subject, text, ignore;
    } says[] = {
        [LETTER_RENEWS] = { WORD_ACCOUNT_LETTER_RENEWS, WORD_ACCOUNT_LETTER_RENEWS_TEXT,
                            WORD_ACCOUNT_LETTER_RENEWS_IGNORE },
        [LETTER_CONFIRMS] = { WORD_ACCOUNT_LETTER_CONFIRMS, WORD_ACCOUNT_LETTER_CONFIRMS_TEXT,
                              WORD_ACCOUNT_LETTER_CONFIRMS_IGNORE },
        [LETTER_MOVED] = { WORD_ACCOUNT_LETTER_MOVED, WORD_ACCOUNT_LETTER_MOVED_TEXT,
                           WORD_ACCOUNT_LETTER_NOT_YOU },
        [LETTER_CHANGED] = { WORD_ACCOUNT_LETTER_CHANGED, WORD_ACCOUNT_LETTER_CHANGED_TEXT,
                             WORD_ACCOUNT_LETTER_NOT_YOU },
        [LETTER_OPENS] = { WORD_ACCOUNT_LETTER_OPENS, WORD_ACCOUNT_LETTER_OPENS_TEXT,
                           WORD_ACCOUNT_LETTER_OPENS_IGNORE },
        [LETTER_TAKEN] = { WORD_ACCOUNT_LETTER_TAKEN, WORD_ACCOUNT_LETTER_TAKEN_TEXT,
                           WORD_ACCOUNT_LETTER_TAKEN_IGNORE },
    };
    const char *name[] = { page->name };
    struct text out = { .mem = mem };
    add(&out, *page->name ? words_fill(mem, page->lang, WORD_LETTER_HELLO, name, 1)
                          : word(page->lang, WORD_LETTER_HELLO_ALONE));
    add(&out, word(page->lang, says[page->kind].text));
    add(&out, page->link);
    if (page->other) {
        add(&out, word(page->lang, WORD_ACCOUNT_LETTER_OTHER));
        add(&out, page->other);
    }
    text_add(&out, word(page->lang, says[page->kind].ignore));
    text_add(&out, "\n");
    *subject = word(page->lang, says[page->kind].subject);
    *body = text_done(&out);
}
