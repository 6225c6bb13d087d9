/* utf8proc knows the characters; which of them name nobody is decided here. Nearly every name
 * there is takes the quick way: one look at each byte, nothing copied. */
#include "words/plain.h"

#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#include "base/text.h"

enum {
    SOFT_HYPHEN = 0xad,
    COMBINING_FROM = 0x300, /* below it everything is composed already */
    JOINER = 0x200d,
    NON_JOINER = 0x200c,
    VARIANT_FROM = 0xfe00,
    VARIANT_TO = 0xfe0f,
    TAG_FROM = 0xe0020,
    TAG_TO = 0xe007f,
    BRAILLE_BLANK = 0x2800,
    KEYCAP = 0x20e3,
    VIRAMA = 9 /* the combining class of what silences a vowel */
};

/* Of a text that goes on: its next character. */
static int32_t code_at(const char *text, size_t *bytes)
{
    int32_t code;
    utf8proc_ssize_t got = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &code);
    *bytes = got > 0 ? (size_t)got : 1;
    return got > 0 ? code : 0xfffd;
}

static bool is_blank(int32_t code)
{
    utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP || category == UTF8PROC_CATEGORY_CC ||
           code == BRAILLE_BLANK;
}

static bool is_picture(int32_t code)
{
    int kind = (int)utf8proc_get_property(code)->boundclass;
    return kind == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

static bool is_mark(int32_t code)
{
    utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME ||
           category == UTF8PROC_CATEGORY_MC;
}

/* Letters that are written joined, where a break between two is seen. */
static bool is_joined(int32_t code)
{
    return (code >= 0x600 && code <= 0x8ff) || (code >= 0x1800 && code <= 0x18af);
}

static bool is_tag(int32_t code) { return code >= TAG_FROM && code <= TAG_TO; }

static bool is_shapeless(int32_t code)
{
    return utf8proc_get_property(code)->ignorable || (code >= 0xfff9 && code <= 0xfffb);
}

/* What stood before, as far as it decides whether a joiner is seen. */
struct before {
    int32_t last, last_shown; /* 0: nothing; last_shown is no mark and no joiner */
};

/* A joiner, a variant or a tag that changes what is seen is kept. */
static bool is_needed(int32_t code, const struct before *before, int32_t next)
{
    bool silenced =
        before->last && utf8proc_get_property(before->last)->combining_class == VIRAMA;
    bool picture = before->last_shown && is_picture(before->last_shown);
    if (code == JOINER)
        return silenced || (picture && is_picture(next));
    if (code == NON_JOINER)
        return silenced || (is_joined(before->last) && is_joined(next));
    if (code >= VARIANT_FROM && code <= VARIANT_TO)
        return before->last == before->last_shown && (picture || next == KEYCAP);
    return is_tag(code) && (picture || is_tag(before->last));
}

/* Blanks folded and shapeless characters gone; *seen: there is something to look at. */
static const char *stripped(struct arena *mem, const char *text, bool *seen)
{
    struct text out = { .mem = mem };
    struct before before = { 0, 0 };
    bool blank = false;
    size_t bytes, next_bytes;
    *seen = false;
    for (; *text; text += bytes) {
        int32_t code = code_at(text, &bytes);
        int32_t next = text[bytes] ? code_at(text + bytes, &next_bytes) : 0;
        if (is_blank(code)) {
            blank = out.length > 0;
            before = (struct before){ 0, 0 };
            continue;
        }
        bool shapeless = is_shapeless(code);
        if (shapeless && !is_needed(code, &before, next))
            continue;
        if (blank)
            text_add(&out, " ");
        blank = false;
        text_add_bytes(&out, text, bytes);
        before.last = code;
        if (!shapeless && !is_mark(code))
            *seen = true;
        bool skin = code >= 0x1f3fb && code <= 0x1f3ff;
        if (!shapeless && !is_mark(code) && !skin)
            before.last_shown = code;
    }
    return text_done(&out);
}

static void add_code(struct text *out, int32_t code)
{
    utf8proc_uint8_t bytes[4];
    text_add_bytes(out, (const char *)bytes, (size_t)utf8proc_encode_char(code, bytes));
}

/* By way of an array of codes, in the arena: utf8proc's own maps allocate. */
static const char *mapped(struct arena *mem, const char *text, utf8proc_option_t how)
{
    struct text out = { .mem = mem };
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    utf8proc_ssize_t length = (utf8proc_ssize_t)strlen(text);
    utf8proc_ssize_t room = utf8proc_decompose(bytes, length, NULL, 0, how);
    if (room <= 0)
        return room == 0 ? "" : text;
    int32_t *codes = NEW_ARRAY(mem, int32_t, (size_t)room);
    utf8proc_decompose(bytes, length, codes, room, how);
    utf8proc_ssize_t count = utf8proc_normalize_utf32(codes, room, how);
    for (utf8proc_ssize_t i = 0; i < count; i++)
        add_code(&out, codes[i]);
    return text_done(&out);
}

/* Letters below the combining ones, none of them to be changed, single spaces inside. */
static bool is_plain_already(const char *text)
{
    bool blank = true; /* at the start no space may stand */
    const unsigned char *at = (const unsigned char *)text;
    for (; *at; at++) {
        if (*at == ' ') {
            if (blank)
                return false;
            blank = true;
            continue;
        }
        if (*at < ' ' || *at == 0x7f || *at >= 0xcc) /* 0xcc 0x80 is U+0300 */
            return false;
        if (*at == 0xc2 && (at[1] <= 0xa0 || at[1] == SOFT_HYPHEN))
            return false;
        at += *at >= 0xc0 && at[1];
        blank = false;
    }
    return !blank || at == (const unsigned char *)text;
}

const char *plain_name(struct arena *mem, const char *text)
{
    if (is_plain_already(text))
        return text;
    bool seen;
    const char *left = stripped(mem, text, &seen);
    if (!seen)
        return "";
    utf8proc_option_t composed = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    return mapped(mem, left, composed);
}

bool plain_is_gap(const char *text)
{
    static const char *const gaps[] = { "NA",   "N/A",  "n/a",          "N.A.",
                                        "n.a.", "#N/A", "#N/D",         "NaN",
                                        "nan",  "NULL", "null",         "NSP",
                                        ".",    "-",    "\xe2\x80\x93", "\xe2\x80\x94" };
    if (text[0] == '\0')
        return true;
    if (!strchr("Nn#.-\xe2", text[0])) /* what they begin with */
        return false;
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
        if (strcmp(text, gaps[i]) == 0)
            return true;
    return false;
}

bool plain_same(struct arena *mem, const char *a, const char *b)
{
    return strcmp(plain_name(mem, a), plain_name(mem, b)) == 0;
}

/* ---- what was meant ---- */

static int32_t without_kind(int32_t code)
{
    if (code == 0x2019 || code == 0x2018 || code == 0x2bc || code == 0xb4 || code == '`')
        return '\'';
    return utf8proc_category(code) == UTF8PROC_CATEGORY_PD ? '-' : code;
}

const char *plain_folded(struct arena *mem, const char *text)
{
    struct text out = { .mem = mem };
    utf8proc_option_t folded = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                               UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
    const char *lower = mapped(mem, plain_name(mem, text), folded);
    for (size_t bytes; *lower; lower += bytes)
        add_code(&out, without_kind(code_at(lower, &bytes)));
    return text_done(&out);
}

enum { COMPARED_MAX = 120 }; /* letters: what is longer is cut */

static size_t codes_of(const char *text, int32_t out[COMPARED_MAX])
{
    size_t count = 0;
    for (size_t bytes; *text && count < COMPARED_MAX; text += bytes)
        out[count++] = code_at(text, &bytes);
    return count;
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* Letters put in, taken out, changed, or two neighbours exchanged. */
static size_t steps_between(const int32_t *a, size_t a_count, const int32_t *b, size_t b_count)
{
    size_t rows[3][COMPARED_MAX + 1];
    size_t *older = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_count; j++)
        above[j] = j;
    for (size_t i = 1; i <= a_count; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_count; j++) {
            row[j] =
                least(least(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], older[j - 2] + 1);
        }
        size_t *spare = older;
        older = above;
        above = row;
        row = spare;
    }
    return above[b_count];
}

static bool has_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = text; length > 0 && (at = strstr(at, word)); at++)
        if ((at == text || at[-1] == ' ' || at[-1] == '-') &&
            (at[length] == '\0' || at[length] == ' ' || at[length] == '-'))
            return true;
    return false;
}

size_t plain_nearest(struct arena *mem, const char *text, const char *const texts[],
                     size_t count, size_t out[], size_t room)
{
    enum { SHARE = 3, WORD_STEPS = 3, KEPT_MAX = 16 };
    size_t kept = 0, steps[KEPT_MAX];
    int32_t wanted[COMPARED_MAX], other[COMPARED_MAX];
    struct arena_mark whole = arena_mark(mem);
    const char *folded = plain_folded(mem, text);
    size_t letters = codes_of(folded, wanted);
    room = least(room, KEPT_MAX);
    for (size_t i = 0; i < count && letters > 0 && room > 0; i++) {
        struct arena_mark mark = arena_mark(mem);
        const char *also = plain_folded(mem, texts[i]);
        size_t also_letters = codes_of(also, other);
        size_t far = steps_between(wanted, letters, other, also_letters);
        size_t longest = letters > also_letters ? letters : also_letters;
        bool near = far <= (longest + SHARE - 1) / SHARE && far < longest;
        if (!near && (has_word(also, folded) || has_word(folded, also))) {
            far = WORD_STEPS;
            near = also_letters > 0;
        }
        arena_release(mem, mark);
        if (!near || (kept == room && far >= steps[kept - 1]))
            continue;
        size_t place = kept < room ? kept++ : kept - 1;
        for (; place > 0 && steps[place - 1] > far; place--) {
            steps[place] = steps[place - 1];
            out[place] = out[place - 1];
        }
        steps[place] = far;
        out[place] = i;
    }
    arena_release(mem, whole);
    return kept;
}

size_t plain_alike(struct arena *mem, const char *text, const char *const texts[], size_t count)
{
    size_t found = count;
    struct arena_mark mark = arena_mark(mem);
    const char *folded = plain_folded(mem, text);
    for (size_t i = 0; i < count; i++) {
        struct arena_mark each = arena_mark(mem);
        bool alike = strcmp(folded, plain_folded(mem, texts[i])) == 0;
        arena_release(mem, each);
        if (alike && found < count) {
            found = count;
            break;
        }
        if (alike)
            found = i;
    }
    arena_release(mem, mark);
    return found;
}

/* ---- letters as people count them ---- */

size_t plain_letter(const char *text)
{
    size_t bytes;
    utf8proc_int32_t state = 0;
    if (*text == '\0')
        return 0;
    int32_t code = code_at(text, &bytes);
    size_t end = bytes;
    while (text[end]) {
        int32_t next = code_at(text + end, &bytes);
        if (utf8proc_grapheme_break_stateful(code, next, &state))
            break;
        end += bytes;
        code = next;
    }
    return end;
}

size_t plain_letters(const char *text)
{
    size_t count = 0;
    for (size_t bytes; (bytes = plain_letter(text)) > 0; text += bytes)
        count++;
    return count;
}
