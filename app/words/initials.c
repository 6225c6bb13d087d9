/* The letters of a name beside it: which clusters of it count as letters, and in what order
 * they are tried until a name of the team is told from those before it. */
#include "words/initials.h"

#include <string.h>
#include <utf8proc.h>

#include "words/plain.h"

enum { LETTERS_MAX = 64 };

/* A letter of a name: where it is and its bytes. */
struct letter {
    const char *at;
    size_t bytes;
};

/* What a name offers: the letters of its first and of its last word, and its first figure. */
struct offer {
    struct letter first[LETTERS_MAX], last[LETTERS_MAX], figure;
    size_t first_count, last_count; /* last_count is 0 when there is one word */
};

enum kind { IS_OTHER, IS_LETTER, IS_FIGURE };

static enum kind kind_of(const char *letter)
{
    utf8proc_int32_t code = 0;
    utf8proc_iterate((const utf8proc_uint8_t *)letter, -1, &code);
    int category = utf8proc_category(code);
    int bound = (int)utf8proc_get_property(code)->boundclass;
    if ((category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
        bound == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC ||
        bound == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR)
        return IS_LETTER;
    return category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO ? IS_FIGURE
                                                                                : IS_OTHER;
}

static void keep_word(struct offer *offer, const struct letter word[], size_t count)
{
    struct letter *into = offer->first_count ? offer->last : offer->first;
    memcpy(into, word, count * sizeof *word);
    *(offer->first_count ? &offer->last_count : &offer->first_count) = count;
}

/* A word begins with a letter; one that begins with a figure gives that figure alone. */
static const char *read_word(struct offer *offer, const char *at)
{
    struct letter word[LETTERS_MAX];
    size_t count = 0;
    bool figures = false;
    for (size_t bytes; *at && *at != ' ' && (bytes = plain_letter(at)) > 0; at += bytes) {
        enum kind kind = kind_of(at);
        figures = figures || (kind == IS_FIGURE && count == 0);
        if (kind == IS_FIGURE && !offer->figure.bytes)
            offer->figure = (struct letter){ at, bytes };
        if (kind == IS_LETTER && !figures && count < LETTERS_MAX)
            word[count++] = (struct letter){ at, bytes };
    }
    if (count > 0)
        keep_word(offer, word, count);
    return at + strspn(at, " ");
}

static void read_name(struct offer *offer, const char *name)
{
    *offer = (struct offer){ .first_count = 0 };
    while (*name)
        name = read_word(offer, name);
}

static const char *written(struct arena *mem, struct letter a, struct letter b, struct letter c)
{
    return arena_text(mem, "%.*s%.*s%.*s", (int)a.bytes, a.bytes ? a.at : "", (int)b.bytes,
                      b.bytes ? b.at : "", (int)c.bytes, c.bytes ? c.at : "");
}

/* The way number `way` of writing a name in two or three letters; NULL: there are no more. */
static const char *initials(struct arena *mem, const struct offer *offer, size_t way)
{
    const struct letter none = { "", 0 }, figure = offer->figure;
    struct letter first = offer->first_count ? offer->first[0] : none, second = none;
    const struct letter *more = offer->last_count ? offer->last : offer->first;
    size_t more_count = offer->last_count ? offer->last_count : offer->first_count;
    if (offer->last_count)
        second = offer->last[0];
    else if (figure.bytes)
        second = figure;
    else if (offer->first_count > 1)
        second = offer->first[1];
    if (way == 0)
        return written(mem, first, second, none);
    if (way == 1)
        return written(mem, first, second, figure);
    if (way < more_count + 1)
        return written(mem, first, second, more[way - 1]);
    way -= more_count < 1 ? 1 : more_count;
    return way < offer->first_count ? written(mem, first, offer->first[way], second) : NULL;
}

static bool is_taken(const char *const out[], size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(out[i], text) == 0)
            return true;
    return false;
}

void words_initials(struct arena *mem, const char *const names[], size_t count,
                    const char *out[])
{
    for (size_t i = 0; i < count; i++) {
        struct offer offer;
        const char *found = NULL;
        read_name(&offer, names[i]);
        out[i] = initials(mem, &offer, 0);
        for (size_t way = 0; *out[i] && (found = initials(mem, &offer, way)) != NULL; way++)
            if (!is_taken(out, i, found)) {
                out[i] = found;
                break;
            }
    }
}
