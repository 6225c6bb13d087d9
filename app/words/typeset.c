/* Typography by looking one word back and one word ahead: no dictionary, so that what it
 * does can be foretold from the text alone. */
#include "words/typeset.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"

#define NARROW "\xe2\x80\xaf"     /* U+202F */
#define NO_BREAK "\xc2\xa0"       /* U+00A0 */
#define APOSTROPHE "\xe2\x80\x99" /* U+2019 */

static bool starts(const char *at, const char *with)
{
    return strncmp(at, with, strlen(with)) == 0;
}

static bool ends(const char *start, const char *at, const char *with)
{
    size_t length = strlen(with);
    return (size_t)(at - start) >= length && memcmp(at - length, with, length) == 0;
}

static bool letter(char byte) { return isalpha((unsigned char)byte) || (byte & 0x80); }

static bool number_before(const char *start, const char *at)
{
    return at > start && (isdigit((unsigned char)at[-1]) || at[-1] == '}');
}

static bool number_after(const char *at) { return isdigit((unsigned char)*at) || *at == '{'; }

static bool unit(const char *at)
{
    static const char *const units[] = { "min", "points", "point" };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (starts(at, units[i]) && !letter(at[strlen(units[i])]))
            return true;
    return false;
}

/* The word just before `at` is `word`, whole. */
static bool word_before(const char *start, const char *at, const char *word)
{
    size_t length = strlen(word);
    if (!ends(start, at, word))
        return false;
    return at - length == start || !letter(at[-(ptrdiff_t)length - 1]);
}

static bool of_total(const char *start, const char *at)
{
    if (starts(at + 1, "sur ") && number_after(at + 5))
        return number_before(start, at);
    return word_before(start, at, "sur") && number_after(at + 1) &&
           number_before(start, at - strlen("sur "));
}

/* What a typed space becomes in French. */
static const char *french_space(const char *start, const char *at)
{
    const char *next = at + 1;
    if ((*next && strchr(";:!?%", *next)) || starts(next, "»") || ends(start, at, "«"))
        return NARROW;
    bool turn = word_before(start, at, "tour") || word_before(start, at, "Tour");
    if (ends(start, at, "±") || of_total(start, at) || (turn && number_after(next)) ||
        (number_before(start, at) && unit(next)))
        return NO_BREAK;
    return " ";
}

static bool apostrophe(const char *start, const char *at)
{
    return at > start && (letter(at[-1]) || at[-1] == '}') &&
           (letter(at[1]) || number_after(at + 1));
}

const char *words_typeset(struct arena *mem, enum lang lang, const char *text)
{
    struct text out = { .mem = mem };
    for (const char *at = text; *at; at++) {
        if (*at == '\'' && apostrophe(text, at))
            text_add(&out, APOSTROPHE);
        else if (*at == ' ' && lang == FR)
            text_add(&out, french_space(text, at));
        else
            text_add_bytes(&out, at, 1);
    }
    return text_done(&out);
}
