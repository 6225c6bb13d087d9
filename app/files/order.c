/* A name is cut into what it says in words, its shape, and its numbers. Names of one shape are
 * compared by their numbers, in every order of them that makes sense. */
#include "files/order.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "words/plain.h"

enum { SLOTS_MAX = 7, DIGITS_MAX = 15, WAYS_MAX = 4, MONTHS = 12, DAYS = 31 };

struct shape {
    const char *words; /* # for a number, M for a month told in letters */
    size_t count;
    double number[SLOTS_MAX];
    size_t digits[SLOTS_MAX]; /* 0: of a month in letters */
};

/* An order of the slots in which numbers are compared. */
struct way {
    size_t count, slot[SLOTS_MAX];
    enum order_kind kind;
};

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80; }

/* 1 to 12, from three letters on; 0 for any other word. */
static int month_of(const char *word, size_t length)
{
    static const char *const months[2][MONTHS] = {
        { "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
          "octobre", "novembre", "decembre" },
        { "january", "february", "march", "april", "may", "june", "july", "august", "september",
          "october", "november", "december" },
    };
    enum { SHORTEST = 3 };
    for (int lang = 0; lang < 2; lang++)
        for (int m = 0; m < MONTHS; m++)
            if (length >= SHORTEST && strncmp(months[lang][m], word, length) == 0)
                return strncmp(word, "jui", length) == 0 && length == SHORTEST ? 0 : m + 1;
    return 0;
}

/* What makes a number an ordinal: 1er, 2e, 3rd. */
static size_t ordinal_of(const char *at)
{
    static const char *const ends[] = { "ere", "er", "eme", "e", "st", "nd", "rd", "th" };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t length = strlen(ends[i]);
        if (strncmp(at, ends[i], length) == 0 && !is_letter(at[length]))
            return length;
    }
    return 0;
}

/* false: too many numbers, or one too long. */
static bool add_number(struct shape *shape, const char **at)
{
    size_t digits = 0;
    double number = 0;
    for (; is_digit((*at)[digits]); digits++)
        number = 10 * number + ((*at)[digits] - '0');
    *at += digits;
    *at += ordinal_of(*at);
    if (shape->count == SLOTS_MAX || digits > DIGITS_MAX)
        return false;
    shape->number[shape->count] = number;
    shape->digits[shape->count++] = digits;
    return true;
}

static bool shape_of(struct arena *mem, const char *name, struct shape *out)
{
    struct text words = { .mem = mem };
    const char *at = plain_folded(mem, name);
    *out = (struct shape){ .words = "" };
    while (*at) {
        size_t letters = 0;
        while (is_letter(at[letters]))
            letters++;
        int month = month_of(at, letters);
        if (is_digit(*at)) {
            if (!add_number(out, &at))
                return false;
            text_add(&words, "#");
        } else if (month && out->count < SLOTS_MAX) {
            out->number[out->count++] = month;
            text_add(&words, "M");
            at += letters;
            at += *at == '.';
        } else {
            size_t length = letters ? letters : 1;
            text_add_bytes(&words, at, length);
            at += length;
        }
    }
    out->words = text_done(&words);
    return true;
}

static bool is_year(const struct shape *shapes, size_t count, size_t slot)
{
    for (size_t i = 0; i < count; i++)
        if (shapes[i].digits[slot] != 4 || shapes[i].number[slot] < 1900 ||
            shapes[i].number[slot] > 2100)
            return false;
    return true;
}

static bool within(const struct shape *shapes, size_t count, size_t slot, double most)
{
    for (size_t i = 0; i < count; i++)
        if (shapes[i].number[slot] < 1 || shapes[i].number[slot] > most)
            return false;
    return true;
}

/* The slots named first, then the others as they stand. */
static struct way way_of(size_t count, const size_t *first, size_t first_count,
                         enum order_kind kind)
{
    struct way way = { .kind = kind };
    for (size_t i = 0; i < first_count; i++)
        way.slot[way.count++] = first[i];
    for (size_t s = 0; s < count; s++) {
        bool named = false;
        for (size_t i = 0; i < first_count; i++)
            named |= first[i] == s;
        if (!named)
            way.slot[way.count++] = s;
    }
    return way;
}

/* 1/3/2026 and 1-3-26: three numbers, the same mark between them. */
static bool is_slashed(const struct shape *shape)
{
    const char *w = shape->words;
    return shape->count >= 3 && w[0] == '#' && w[1] && strchr("/.-", w[1]) && w[2] == '#' &&
           w[3] == w[1] && w[4] == '#';
}

static size_t date_ways(const struct shape *shapes, size_t count, size_t year,
                        struct way out[WAYS_MAX])
{
    size_t slots = shapes->count, found = 0;
    const size_t day_first[] = { year, 1, 0 }, month_first[] = { year, 0, 1 };
    if (within(shapes, count, 1, MONTHS) && within(shapes, count, 0, DAYS))
        out[found++] = way_of(slots, day_first, 3, ORDER_DAY_FIRST);
    if (within(shapes, count, 0, MONTHS) && within(shapes, count, 1, DAYS))
        out[found++] = way_of(slots, month_first, 3, ORDER_MONTH_FIRST);
    return found;
}

/* With a month in letters: year, month, day. Without a year nobody knows. */
static size_t month_ways(const struct shape *shapes, size_t year, struct way out[WAYS_MAX])
{
    size_t slots = shapes->count, month = 0;
    while (shapes->digits[month] != 0)
        month++;
    const size_t first[] = { year, month };
    if (year == slots)
        return 0;
    out[0] = way_of(slots, first, 2, ORDER_KNOWN);
    return 1;
}

static size_t ways_of(const struct shape *shapes, size_t count, struct way out[WAYS_MAX])
{
    size_t slots = shapes->count, year = slots;
    for (size_t s = slots; s-- > 0;)
        year = is_year(shapes, count, s) ? s : year;
    if (slots == 0)
        return 0;
    if (strchr(shapes->words, 'M'))
        return month_ways(shapes, year, out);
    if (is_slashed(shapes) && year == 2)
        return date_ways(shapes, count, year, out);
    if (is_slashed(shapes) && year == slots) {
        size_t found = date_ways(shapes, count, 2, out);
        if (within(shapes, count, 1, MONTHS) && within(shapes, count, 2, DAYS))
            out[found++] = way_of(slots, NULL, 0, ORDER_KNOWN);
        return found;
    }
    if (slots == 2 && strcmp(shapes->words, "#/#") == 0) /* a day of which year? */
        return 0;
    out[0] = way_of(slots, &year, year < slots, ORDER_KNOWN);
    return 1;
}

struct placed {
    double key[SLOTS_MAX];
    size_t number;
};

static int by_key(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    for (size_t s = 0; s < SLOTS_MAX; s++)
        if (x->key[s] != y->key[s])
            return x->key[s] < y->key[s] ? -1 : 1;
    return 0;
}

static void rank_of(struct placed *placed, size_t count, uint32_t rank[])
{
    qsort(placed, count, sizeof *placed, by_key);
    for (size_t i = 0; i < count; i++) {
        bool same = i > 0 && by_key(&placed[i - 1], &placed[i]) == 0;
        rank[placed[i].number] = same ? rank[placed[i - 1].number] : (uint32_t)i;
    }
}

static bool rank_by_number(struct arena *mem, const char *const texts[], size_t count,
                           uint32_t rank[])
{
    struct placed *placed = NEW_ARRAY(mem, struct placed, count);
    for (size_t i = 0; i < count; i++) {
        placed[i].number = i;
        if (strlen(texts[i]) > DIGITS_MAX || /* longer ones may read alike and differ */
            !number_read(texts[i], NUMBER_COMMA, -HUGE_VAL, HUGE_VAL, &placed[i].key[0]))
            return false;
    }
    rank_of(placed, count, rank);
    return true;
}

static void rank_by_way(struct arena *mem, const struct shape *shapes, size_t count,
                        const struct way *way, uint32_t rank[])
{
    struct placed *placed = NEW_ARRAY(mem, struct placed, count);
    for (size_t i = 0; i < count; i++) {
        placed[i].number = i;
        for (size_t s = 0; s < way->count; s++)
            placed[i].key[s] = shapes[i].number[way->slot[s]];
    }
    rank_of(placed, count, rank);
}

/* false: they are not of one shape. */
static bool shapes_of(struct arena *mem, const char *const texts[], size_t count,
                      struct shape *out)
{
    for (size_t i = 0; i < count; i++)
        if (!shape_of(mem, texts[i], &out[i]) || strcmp(out[i].words, out[0].words) != 0)
            return false;
    return true;
}

static enum order_kind agreed(struct arena *mem, const struct shape *shapes, size_t count,
                              uint32_t rank[], bool ranked)
{
    struct way ways[WAYS_MAX];
    size_t found = ways_of(shapes, count, ways), bytes = count * sizeof *rank;
    uint32_t *other = NEW_ARRAY(mem, uint32_t, count);
    for (size_t w = 0; w < found; w++) {
        rank_by_way(mem, shapes, count, &ways[w], ranked ? other : rank);
        if (ranked && memcmp(rank, other, bytes) != 0)
            return ORDER_UNKNOWN;
        ranked = true;
    }
    if (!ranked)
        return ORDER_UNKNOWN;
    return found == 1 ? ways[0].kind : ORDER_KNOWN;
}

enum order_kind files_order(struct arena *mem, const char *const texts[], size_t count,
                            uint32_t rank[])
{
    struct shape *shapes = NEW_ARRAY(mem, struct shape, count + 1);
    memset(rank, 0, count * sizeof *rank);
    if (count < 2)
        return ORDER_KNOWN;
    bool numbers = rank_by_number(mem, texts, count, rank);
    if (!shapes_of(mem, texts, count, shapes)) /* 1, 1.5, 2: of several shapes */
        return numbers ? ORDER_KNOWN : ORDER_UNKNOWN;
    if (numbers && (texts[0][0] == '-' || shapes->count == 1))
        return ORDER_KNOWN;
    return agreed(mem, shapes, count, rank, numbers);
}
