/* Sentences, numbers and lists in French and English. Numbers are written by hand: the C
 * library's locale would change them under our feet, and lacks U+202F on most machines. */
#include "words/words.h"

#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "words/direction.h"
#include "words/typeset.h"
#include "words/words_table.h"

static bool hole(const char *at)
{
    return at[0] == '{' && isdigit((unsigned char)at[1]) && at[2] == '}';
}

static const char *filled(struct arena *mem, const char *sentence, const char *const args[],
                          size_t count)
{
    struct text out = { .mem = mem };
    for (const char *at = sentence; *at;) {
        if (!hole(at)) {
            size_t plain = 1 + strcspn(at + 1, "{");
            text_add_bytes(&out, at, plain);
            at += plain;
            continue;
        }
        size_t which = (size_t)(at[1] - '0');
        assert(which < count && args[which]);
        text_add(&out, words_apart(mem, args[which]));
        at += strlen("{0}");
    }
    return text_done(&out);
}

const char *word(enum lang lang, enum word id)
{
    assert(lang < LANG_COUNT && id < WORD_COUNT);
    return words_table[lang][id].one;
}

static int compare_keys(const char *key, size_t length, const char *with)
{
    int order = strncmp(key, with, length);
    return order ? order : -(with[length] != '\0');
}

bool words_find(const char *key, size_t length, enum word *out)
{
    size_t low = 0, high = WORD_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare_keys(key, length, words_keys[middle]);
        *out = (enum word)middle;
        if (order == 0)
            return true;
        low = order > 0 ? middle + 1 : low;
        high = order > 0 ? high : middle;
    }
    return false;
}

bool words_counts(enum word id) { return words_table[FR][id].many != NULL; }

const char *words_fill(struct arena *mem, enum lang lang, enum word id,
                       const char *const args[], size_t count)
{
    return filled(mem, word(lang, id), args, count);
}

const char *words_count(struct arena *mem, enum lang lang, enum word id, size_t n,
                        const char *const args[], size_t count)
{
    const char *all[10];
    assert(count + 1 <= sizeof all / sizeof *all);
    assert(words_table[lang][id].many);
    all[0] = words_number(mem, lang, (double)n, 0);
    for (size_t i = 0; i < count; i++)
        all[i + 1] = args[i];
    bool one = lang == FR ? n < 2 : n == 1; /* French: zéro réponse */
    const struct word_forms *forms = &words_table[lang][id];
    return filled(mem, one ? forms->one : forms->many, all, count + 1);
}

const char *words_number(struct arena *mem, enum lang lang, double value, int decimals)
{
    char digits[400]; /* the widest double has 309 digits before the point */
    assert(decimals >= 0 && decimals <= 9 && isfinite(value));
    snprintf(digits, sizeof digits, "%.*f", decimals, fabs(value));
    bool zero = digits[strspn(digits, "0.,")] == '\0';
    size_t whole = strspn(digits, "0123456789");
    struct text out = { .mem = mem };
    if (value < 0 && !zero)
        text_add(&out, "\xe2\x88\x92");
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            text_add(&out, lang == FR ? "\xe2\x80\xaf" : ",");
        text_add_bytes(&out, digits + i, 1);
    }
    if (decimals > 0) {
        text_add(&out, lang == FR ? "," : ".");
        text_add(&out, digits + whole + 1);
    }
    return text_done(&out);
}

const char *words_percent(struct arena *mem, enum lang lang, int percent)
{
    const char *figures = words_number(mem, lang, percent, 0);
    return arena_text(mem, "%s%s", figures, lang == FR ? "\xe2\x80\xaf%" : "%");
}

const char *words_cardinal(struct arena *mem, enum lang lang, size_t n)
{
    static const enum word names[] = {
        WORD_NUMBER_0,  WORD_NUMBER_1,  WORD_NUMBER_2,  WORD_NUMBER_3, WORD_NUMBER_4,
        WORD_NUMBER_5,  WORD_NUMBER_6,  WORD_NUMBER_7,  WORD_NUMBER_8, WORD_NUMBER_9,
        WORD_NUMBER_10, WORD_NUMBER_11, WORD_NUMBER_12,
    };
    if (n < sizeof names / sizeof *names)
        return word(lang, names[n]);
    return words_number(mem, lang, (double)n, 0);
}

/* The first letter: ASCII, or U+00C0..U+00DE and the same plus 32, where × and ÷ are not. */
static const char *first_letter(struct arena *mem, const char *text, bool upper)
{
    char *copy = arena_copy(mem, text, strlen(text));
    unsigned char *first = (unsigned char *)copy;
    if (first[0] < 0x80)
        first[0] = (unsigned char)(upper ? toupper(first[0]) : tolower(first[0]));
    else if (first[0] == 0xc3 && (first[1] & 0xdf) != 0x97 && first[1] != 0x9f)
        first[1] = (unsigned char)(upper ? first[1] & 0xdf : first[1] | 0x20);
    return copy;
}

const char *words_capital(struct arena *mem, const char *text)
{
    return first_letter(mem, text, true);
}

const char *words_lower(struct arena *mem, const char *text)
{
    return first_letter(mem, text, false);
}

/* Where the letter number `letters` of a UTF-8 text starts, or its end. */
static size_t letters_end(const char *text, size_t letters)
{
    size_t at = 0;
    for (; text[at]; at++)
        if ((text[at] & 0xc0) != 0x80 && letters-- == 0)
            return at;
    return at;
}

const char *words_round(struct arena *mem, enum lang lang, const char *round)
{
    if (*round && round[strspn(round, "0123456789")] == '\0')
        return words_fill(mem, lang, WORD_ROUND_NUMBERED, &round, 1);
    size_t end = letters_end(round, ROUND_LETTERS);
    return arena_text(mem, "%.*s%s", (int)end, round, round[end] ? "…" : "");
}

static const char *joined(struct arena *mem, const char *const texts[], size_t count,
                          const char *last)
{
    struct text out = { .mem = mem };
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text_add(&out, i + 1 < count ? ", " : last);
        text_add(&out, words_apart(mem, texts[i]));
    }
    return text_done(&out);
}

const char *words_list(struct arena *mem, enum lang lang, const char *const texts[],
                       size_t count)
{
    return joined(mem, texts, count, word(lang, WORD_LIST_AND));
}

const char *words_choice(struct arena *mem, enum lang lang, const char *const texts[],
                         size_t count)
{
    return joined(mem, texts, count, word(lang, WORD_LIST_OR));
}

const char *words_phrase(struct arena *mem, enum lang lang, struct phrase phrase)
{
    return phrase.in[lang] ? words_typeset(mem, lang, phrase.in[lang]) : NULL;
}
