/* A key finds its sentence; what filled the format of fail() fills it. A format without a key,
 * its place aside and its conversions numbered, is the English sentence of the catalogue. */
#include "words/refusal.h"

#include <ctype.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "words/typeset.h"

static const enum word refusals[] = {
    WORD_REFUSAL_ADDRESS,
    WORD_REFUSAL_APART_MANY,
    WORD_REFUSAL_APART_TOGETHER,
    WORD_REFUSAL_ARC_TWICE,
    WORD_REFUSAL_CARRIAGE_RETURN,
    WORD_REFUSAL_CELLS,
    WORD_REFUSAL_CELLS_MISSING,
    WORD_REFUSAL_COLUMNS_MANY,
    WORD_REFUSAL_COLUMNS_SAME,
    WORD_REFUSAL_COLUMN_AGAIN,
    WORD_REFUSAL_COLUMN_MISSING,
    WORD_REFUSAL_COLUMN_NONE,
    WORD_REFUSAL_COLUMN_TWICE,
    WORD_REFUSAL_COLUMN_UNKNOWN,
    WORD_REFUSAL_COLUMN_UNNAMED,
    WORD_REFUSAL_CONSENTS,
    WORD_REFUSAL_DECISION,
    WORD_REFUSAL_EMPTY,
    WORD_REFUSAL_FORCED_NUMBER,
    WORD_REFUSAL_FORM_FIELDS,
    WORD_REFUSAL_FORM_NAME,
    WORD_REFUSAL_FORM_TEXT,
    WORD_REFUSAL_FORM_TEXT_NAME,
    WORD_REFUSAL_FORM_TWICE,
    WORD_REFUSAL_FORM_TYPE,
    WORD_REFUSAL_HEADING_TAKEN,
    WORD_REFUSAL_IDS_ALIKE,
    WORD_REFUSAL_ID_EMPTY,
    WORD_REFUSAL_ID_TWICE,
    WORD_REFUSAL_INPUT_END,
    WORD_REFUSAL_KEY_EMPTY,
    WORD_REFUSAL_LEFT_AGAIN,
    WORD_REFUSAL_LEFT_EMPTY,
    WORD_REFUSAL_LEFT_OWN,
    WORD_REFUSAL_LEFT_PEOPLE,
    WORD_REFUSAL_LEFT_STRANGERS,
    WORD_REFUSAL_LEFT_TEAMLESS,
    WORD_REFUSAL_LEFT_TEAMS,
    WORD_REFUSAL_LEFT_UNKNOWN,
    WORD_REFUSAL_ZONE,
    WORD_REFUSAL_LISTEN_FORM,
    WORD_REFUSAL_LISTEN_NUMBERS,
    WORD_REFUSAL_LISTEN_TAKEN,
    WORD_REFUSAL_MANY_CELLS,
    WORD_REFUSAL_MANY_PEOPLE,
    WORD_REFUSAL_MAPPED_AWAY,
    WORD_REFUSAL_MEASURE_NUMBER,
    WORD_REFUSAL_MEGABYTES,
    WORD_REFUSAL_MIXED_WISHES,
    WORD_REFUSAL_NEARLY_NUMBERS,
    WORD_REFUSAL_NETWORK_PEOPLE,
    WORD_REFUSAL_NOBODY,
    WORD_REFUSAL_NOTHING_SHARED,
    WORD_REFUSAL_NOT_MEMBER,
    WORD_REFUSAL_NOT_NUMBER,
    WORD_REFUSAL_NO_ACCOUNT,
    WORD_REFUSAL_NO_BUTTON,
    WORD_REFUSAL_NO_COLUMN,
    WORD_REFUSAL_NO_COLUMN_NEAR,
    WORD_REFUSAL_NO_COLUMN_OF,
    WORD_REFUSAL_NO_ID,
    WORD_REFUSAL_NO_ROOM,
    WORD_REFUSAL_NO_ROW,
    WORD_REFUSAL_NO_ROW_KEPT,
    WORD_REFUSAL_NO_TABLE,
    WORD_REFUSAL_NUL,
    WORD_REFUSAL_ONESELF,
    WORD_REFUSAL_ONE_ALONE,
    WORD_REFUSAL_ONE_PERSON,
    WORD_REFUSAL_ONLY_ID,
    WORD_REFUSAL_OPENED,
    WORD_REFUSAL_OUTPUT_END,
    WORD_REFUSAL_OUTSIDE_SCALE,
    WORD_REFUSAL_PACKING,
    WORD_REFUSAL_PACKING_FOUND,
    WORD_REFUSAL_PAGE_METHOD,
    WORD_REFUSAL_PAIRED_ALONE,
    WORD_REFUSAL_PAST_PASSED,
    WORD_REFUSAL_QUALTRICS,
    WORD_REFUSAL_QUOTE_OPEN,
    WORD_REFUSAL_QUOTE_PLACE,
    WORD_REFUSAL_RATING_TWICE,
    WORD_REFUSAL_READ,
    WORD_REFUSAL_READ_END,
    WORD_REFUSAL_READ_TWICE,
    WORD_REFUSAL_ROUNDS_BY_ROWS,
    WORD_REFUSAL_ROUNDS_DAY_FIRST,
    WORD_REFUSAL_ROUNDS_MONTH_FIRST,
    WORD_REFUSAL_ROUNDS_PEOPLE,
    WORD_REFUSAL_ROUNDS_TIED,
    WORD_REFUSAL_ROUNDS_UNKNOWN,
    WORD_REFUSAL_ROW_BYTES,
    WORD_REFUSAL_ROW_TWICE,
    WORD_REFUSAL_SATISFACTION,
    WORD_REFUSAL_SITE_ALL,
    WORD_REFUSAL_SITE_FOLDER,
    WORD_REFUSAL_SITE_HOST,
    WORD_REFUSAL_SITE_NO_SCHEME,
    WORD_REFUSAL_SITE_OTHER,
    WORD_REFUSAL_SITE_QUERY,
    WORD_REFUSAL_SITE_SCHEME,
    WORD_REFUSAL_SITE_USER,
    WORD_REFUSAL_SIZES,
    WORD_REFUSAL_SIZES_WIDER,
    WORD_REFUSAL_SKILL,
    WORD_REFUSAL_STORE_BUSY,
    WORD_REFUSAL_STORE_CROSSED,
    WORD_REFUSAL_STORE_DAMAGED,
    WORD_REFUSAL_STORE_DISK,
    WORD_REFUSAL_STORE_DOWN,
    WORD_REFUSAL_STORE_FULL,
    WORD_REFUSAL_STORE_LOCKED,
    WORD_REFUSAL_STORE_MOVED,
    WORD_REFUSAL_STORE_READ_ONLY,
    WORD_REFUSAL_STORE_RULE,
    WORD_REFUSAL_STORE_UNSURE,
    WORD_REFUSAL_STORE_UNTOLD,
    WORD_REFUSAL_STRANGER,
    WORD_REFUSAL_STRANGER_NEAR,
    WORD_REFUSAL_TAKEN_FOR,
    WORD_REFUSAL_TEAM_SIZES,
    WORD_REFUSAL_TOGETHER_MANY,
    WORD_REFUSAL_TOO_LARGE,
    WORD_REFUSAL_TOTALS,
    WORD_REFUSAL_TO_ITSELF,
    WORD_REFUSAL_TWO_COLUMNS,
    WORD_REFUSAL_TWO_PEOPLE,
    WORD_REFUSAL_UTF8,
    WORD_REFUSAL_WHERE_SPELLING,
    WORD_REFUSAL_WORDS_COLUMN,
    WORD_REFUSAL_WRITTEN,
    WORD_REFUSAL_WRITTEN_END,
};

enum { HOLES_MAX = 10 };

struct telling {
    struct arena *mem;
    const char *hole; /* the next one */
};

static const char *next_hole(struct telling *telling)
{
    const char *hole = telling->hole;
    telling->hole += strlen(hole) + 1;
    return hole;
}

/* Where a conversion ends that starts at `at`. */
static const char *conversion_end(const char *at)
{
    at += 1 + strspn(at + 1, ".0123456789lz");
    return at + 1;
}

static const char *place_of(struct telling *telling, const char *format, size_t length)
{
    struct text out = { .mem = telling->mem };
    for (const char *at = format; at < format + length;) {
        if (*at == '%') {
            text_add(&out, next_hole(telling));
            at = conversion_end(at);
        } else {
            text_add_bytes(&out, at++, 1);
        }
    }
    return text_done(&out);
}

/* The rest of the format with {0}, {1} … for its conversions, and what fills them. */
static const char *numbered(struct telling *telling, const char *format,
                            const char *holes[HOLES_MAX], size_t *count)
{
    struct text out = { .mem = telling->mem };
    for (const char *at = format; *at && *count < HOLES_MAX;) {
        if (at[0] == '%' && at[1] == '%') {
            text_add(&out, "%");
            at += 2;
        } else if (*at == '%') {
            text_add_format(&out, "{%zu}", *count);
            holes[(*count)++] = next_hole(telling);
            at = conversion_end(at);
        } else {
            text_add_bytes(&out, at++, 1);
        }
    }
    return words_typeset(telling->mem, EN, text_done(&out));
}

static const char *told(struct arena *mem, enum lang lang, const char *english,
                        const char *const holes[], size_t count)
{
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
        if (strcmp(word(EN, refusals[i]), english) == 0)
            return words_fill(mem, lang, refusals[i], holes, count);
    return NULL;
}

static const char *told_by_key(struct telling *telling, enum lang lang, const char *format,
                               size_t length)
{
    const char *holes[HOLES_MAX] = { 0 };
    size_t count = 0;
    enum word id;
    for (const char *at = format + length; *at && count < HOLES_MAX; at++)
        if (*at == '|')
            holes[count++] = next_hole(telling);
    if (!words_find(format, length, &id))
        return arena_copy(telling->mem, format, length); /* check-refusals lets none through */
    if (!words_counts(id))
        return words_fill(telling->mem, lang, id, holes, count);
    int64_t n = 0;
    number_read_whole(holes[0], 0, INT64_MAX, &n);
    return words_count(telling->mem, lang, id, (size_t)n, holes + 1, count - 1);
}

struct told_refusal words_refusal(struct arena *mem, enum lang lang, const struct err *err)
{
    struct told_refusal out = { "", err->text };
    if (!err->format)
        return out;
    struct telling telling = { mem, err->holes };
    const char *holes[HOLES_MAX];
    size_t count = 0, length = err_place_length(err->format);
    size_t key_length = err_key_length(err->format);
    out.place = place_of(&telling, err->format, length);
    if (key_length) {
        out.sentence = told_by_key(&telling, lang, err->format + length, key_length);
        return out;
    }
    const char *english = numbered(&telling, err->format + length, holes, &count);
    /* A place, and a sentence that was handed over whole. */
    bool whole = strcmp(english, "{0}") == 0;
    const char *looked_up = whole ? words_typeset(mem, EN, holes[0]) : english;
    const char *said = told(mem, lang, looked_up, holes, count);
    out.sentence = lang != EN && said ? said : err->text + strlen(out.place);
    return out;
}
