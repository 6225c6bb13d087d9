/* Typed reading of a tree. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "content/content.h"
#include "content/tree.h"

/* The longest text of ours has 560 bytes; a page of text is no item. */
enum { TEXT_BYTES_MAX = 2000 };

static const char *const kind_names[] = {
    [TREE_TEXT] = "a text",
    [TREE_LIST] = "a list",
    [TREE_TABLE] = "a table of keys",
};

/* A comma-separated list for a sentence; too long a one is cut, never overrun. */
static const char *listed(const char *const *names, char *out, size_t room)
{
    size_t length = 0;
    out[0] = '\0';
    for (size_t i = 0; names[i]; i++) {
        size_t more = strlen(names[i]);
        if (length + more + 3 > room)
            break;
        if (i)
            memcpy(out + length, ", ", 2), length += 2;
        memcpy(out + length, names[i], more + 1);
        length += more;
    }
    return out;
}

static bool is_text(const struct tree *tree, const char *text)
{
    return tree->kind == TREE_TEXT && tree->length == strlen(text) &&
           memcmp(tree->text, text, tree->length) == 0;
}

static bool is_known(const struct tree *key, const char *const *known)
{
    for (size_t i = 0; known[i]; i++)
        if (is_text(key, known[i]))
            return true;
    return false;
}

static enum status need_kind(const struct tree *at, const char *what, enum tree_kind kind,
                             struct err *err)
{
    if (at->kind == kind)
        return OK;
    return tree_fail(at, err, "%s is %s; it must be %s", what, kind_names[at->kind],
                     kind_names[kind]);
}

enum status tree_accept_keys(const struct tree *table, const char *what,
                             const char *const *known, struct err *err)
{
    TRY(need_kind(table, what, TREE_TABLE, err));
    for (size_t i = 0; i < table->count; i++) {
        const struct tree *key = table->keys[i];
        if (key->kind != TREE_TEXT || !is_known(key, known)) {
            char names[300];
            bool short_text = key->kind == TREE_TEXT && key->length <= CONTENT_KEY_MAX;
            return tree_fail(key, err, "unknown key \"%s\" in %s; the known ones are %s",
                             short_text ? key->text : "...", what,
                             listed(known, names, sizeof names));
        }
        for (size_t j = 0; j < i; j++)
            if (is_text(table->keys[j], key->text))
                return tree_fail(key, err,
                                 "%s is given twice in %s, first at line %zu; keep one",
                                 key->text, what, table->keys[j]->line);
    }
    return OK;
}

const struct tree *tree_find(const struct tree *table, const char *key)
{
    if (table->kind != TREE_TABLE)
        return NULL;
    for (size_t i = 0; i < table->count; i++)
        if (is_text(table->keys[i], key))
            return table->values[i];
    return NULL;
}

enum status tree_need(const struct tree *table, const char *key, const struct tree **out,
                      struct err *err)
{
    *out = tree_find(table, key);
    if (*out)
        return OK;
    return tree_fail(table, err, "%s is missing; add a line \"%s: ...\"", key, key);
}

static enum status text_of(struct arena *mem, const struct tree *at, const char *key,
                           const char **out, struct err *err)
{
    TRY(need_kind(at, key, TREE_TEXT, err));
    size_t start = 0, end = at->length;
    while (start < end && strchr(" \n\r", at->text[start]))
        start++;
    while (end > start && strchr(" \n\r", at->text[end - 1]))
        end--;
    if (start == end)
        return tree_fail(at, err, "%s is empty; write its text or leave the key out", key);
    if (end - start > TEXT_BYTES_MAX)
        return tree_fail(at, err, "%s is too long; %d bytes at most", key, TEXT_BYTES_MAX);
    for (size_t i = start; i < end; i++)
        if ((unsigned char)at->text[i] < ' ' && at->text[i] != '\n')
            return tree_fail(at, err, "%s contains a control character; plain text only", key);
    *out = arena_copy(mem, at->text + start, end - start);
    return OK;
}

enum status tree_text(struct arena *mem, const struct tree *table, const char *key,
                      const char **out, struct err *err)
{
    const struct tree *at;
    TRY(tree_need(table, key, &at, err));
    return text_of(mem, at, key, out, err);
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static bool is_key(const struct tree *at)
{
    if (at->kind != TREE_TEXT || at->length < 1 || at->length > CONTENT_KEY_MAX ||
        !is_letter(at->text[0]))
        return false;
    for (size_t i = 1; i < at->length; i++) {
        char c = at->text[i];
        if (!is_letter(c) && !is_digit(c) && c != '_' && c != '-')
            return false;
    }
    return true;
}

enum status tree_key(struct arena *mem, const struct tree *table, const char *key,
                     const char **out, struct err *err)
{
    const struct tree *at;
    TRY(tree_need(table, key, &at, err));
    if (!is_key(at))
        return tree_fail(at, err,
                         "%s is no key; a letter first, then letters, digits, _ or -, at most "
                         "%d in all",
                         key, CONTENT_KEY_MAX);
    *out = arena_copy(mem, at->text, at->length);
    return OK;
}

static bool number_of(const struct tree *at, double low, double high, double *out)
{
    /* Digits on both sides of a point: what else there is in a file of ours is a slip. */
    return at->kind == TREE_TEXT && at->length && strlen(at->text) == at->length &&
           is_digit(at->text[*at->text == '-']) && is_digit(at->text[at->length - 1]) &&
           number_read(at->text, NUMBER_PLAIN, low, high, out);
}

static enum status number_at(const struct tree *at, const char *what, double low, double high,
                             double *out, struct err *err)
{
    if (number_of(at, low, high, out))
        return OK;
    return tree_fail(at, err, "%s is not right; a number from %g to %g, as 62 or 6.25", what,
                     low, high);
}

enum status tree_number(const struct tree *table, const char *key, double low, double high,
                        double *out, struct err *err)
{
    const struct tree *at;
    TRY(tree_need(table, key, &at, err));
    return number_at(at, key, low, high, out, err);
}

enum status tree_whole(const struct tree *table, const char *key, int low, int high, int *out,
                       struct err *err)
{
    const struct tree *at;
    TRY(tree_need(table, key, &at, err));
    double value;
    if (!number_of(at, low, high, &value) || value != floor(value))
        return tree_fail(at, err, "%s is not right; a whole number from %d to %d", key, low,
                         high);
    *out = (int)value;
    return OK;
}

enum status tree_languages(struct arena *mem, const struct tree *table, struct phrase *out,
                           struct err *err)
{
    static const char *const names[LANG_COUNT] = { [FR] = "fr", [EN] = "en" };
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        if (!tree_find(table, names[lang]))
            return tree_fail(table, err, "%s is missing; every text is given in fr and in en",
                             names[lang]);
        TRY(tree_text(mem, table, names[lang], &out->in[lang], err));
    }
    return OK;
}

enum status tree_phrase(struct arena *mem, const struct tree *table, const char *key,
                        struct phrase *out, struct err *err)
{
    static const char *const known[] = { "fr", "en", NULL };
    const struct tree *at;
    TRY(tree_need(table, key, &at, err));
    TRY(tree_accept_keys(at, key, known, err));
    return tree_languages(mem, at, out, err);
}

enum status tree_flag(const struct tree *table, const char *key, bool *out, struct err *err)
{
    const struct tree *at = tree_find(table, key);
    *out = at && is_text(at, "true");
    if (!at || *out || is_text(at, "false"))
        return OK;
    return tree_fail(at, err, "%s is not right; true or false", key);
}

enum status tree_list(const struct tree *table, const char *key, size_t low, size_t high,
                      const struct tree **out, struct err *err)
{
    TRY(tree_need(table, key, out, err));
    TRY(need_kind(*out, key, TREE_LIST, err));
    size_t count = (*out)->count;
    if (count < low || count > high)
        return tree_fail(*out, err, "%s has %zu entries; %zu to %zu are possible", key, count,
                         low, high);
    return OK;
}

enum status tree_numbers(const struct tree *at, const char *what, size_t count, double low,
                         double high, double *out, struct err *err)
{
    TRY(need_kind(at, what, TREE_LIST, err));
    if (at->count != count)
        return tree_fail(at, err, "%s has %zu numbers; it must have %zu", what, at->count,
                         count);
    for (size_t i = 0; i < count; i++)
        TRY(number_at(at->values[i], what, low, high, &out[i], err));
    return OK;
}

enum status tree_choice(const struct tree *table, const char *key, const char *const *names,
                        size_t *out, struct err *err)
{
    const struct tree *at;
    TRY(tree_need(table, key, &at, err));
    for (size_t i = 0; names[i]; i++)
        if (is_text(at, names[i])) {
            *out = i;
            return OK;
        }
    char all[200];
    return tree_fail(at, err, "%s is not right; one of %s", key,
                     listed(names, all, sizeof all));
}
