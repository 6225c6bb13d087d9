/* Conditions over rows, by recursive descent. Each part is worked out over all rows at once,
 * so that a wrong word is told once and not once a row. */
#include <ctype.h>
#include <string.h>

#include "base/number.h"
#include "json/case_parts.h"

enum { DEPTH_MAX = 50, WORD_BYTES = 128 };

struct parser {
    struct case_reading *in;
    const char *start, *at;
    int depth;
};

static enum status wrong(struct parser *p, const char *wanted)
{
    return fail(p->in->err, BAD_INPUT, "%s: `filter`, character %zu: %s", p->in->name,
                (size_t)(p->at - p->start) + 1, wanted);
}

static void skip_space(struct parser *p)
{
    while (isspace((unsigned char)*p->at))
        p->at++;
}

/* Takes `text` when it stands next; && and || are read like & and |. */
static bool take(struct parser *p, const char *text)
{
    skip_space(p);
    size_t length = strlen(text);
    if (strncmp(p->at, text, length) != 0)
        return false;
    p->at += length;
    return true;
}

static enum status any_of(struct parser *p, bool *kept);

/* Letters of any alphabet, digits, a full stop, an underline; or anything between backquotes.
 */
static enum status name(struct parser *p, char out[WORD_BYTES])
{
    size_t length = 0;
    skip_space(p);
    if (*p->at == '`') {
        const char *end = strchr(p->at + 1, '`');
        length = end ? (size_t)(end - p->at) - 1 : WORD_BYTES;
        if (length >= WORD_BYTES)
            return wrong(p, "a column is closed by its backquote");
        memcpy(out, p->at + 1, length);
        p->at = end + 1;
    } else {
        while ((isalnum((unsigned char)*p->at) || *p->at == '.' || *p->at == '_' ||
                (unsigned char)*p->at >= 0x80) &&
               length + 1 < WORD_BYTES)
            out[length++] = *p->at++;
    }
    out[length] = '\0';
    return length > 0 ? OK : wrong(p, "a column is wanted here, such as team == \"A\"");
}

/* What a column is compared with: a text, or a number, R's 5L among them. A number so long that
 * others read alike is a text. */
struct value {
    bool is_text;
    char text[WORD_BYTES];
    double number;
};

static enum status value(struct parser *p, struct value *out)
{
    skip_space(p);
    char quote = *p->at;
    out->is_text = quote == '"' || quote == '\'';
    if (out->is_text) {
        const char *end = strchr(p->at + 1, quote);
        if (end == NULL || end - p->at > WORD_BYTES)
            return wrong(p, "a text is closed by its quote");
        size_t length = (size_t)(end - p->at) - 1;
        memcpy(out->text, p->at + 1, length);
        out->text[length] = '\0';
        p->at = end + 1;
        return OK;
    }
    enum { DIGITS_MAX = 15 };
    const char *end = number_start(p->at, NUMBER_EXPONENT, &out->number, NULL);
    if (!end)
        return wrong(p, "a number or a text between quotes is wanted here");
    size_t length = (size_t)(end - p->at);
    if (strspn(p->at, "0123456789") > DIGITS_MAX && length < WORD_BYTES) {
        out->is_text = true;
        memcpy(out->text, p->at, length);
        out->text[length] = '\0';
    }
    p->at = *end == 'L' ? end + 1 : end;
    return OK;
}

enum comparison { EQUAL, UNEQUAL, AT_MOST, AT_LEAST, UNDER, OVER };
static const char *const signs[] = { "==", "!=", "<=", ">=", "<", ">" };

static bool holds(enum comparison comparison, double order)
{
    switch (comparison) {
    case EQUAL:
        return order == 0;
    case UNEQUAL:
        return order != 0;
    case AT_MOST:
        return order <= 0;
    case AT_LEAST:
        return order >= 0;
    case UNDER:
        return order < 0;
    default:
        return order > 0;
    }
}

/* 1 is 01 and 1.0 to a number, and three ids to whoever wrote them. */
static enum status check_one_spelling(struct parser *p, size_t column, double number)
{
    const char *first = NULL;
    for (size_t i = 0; i < p->in->sheet.rows; i++) {
        const char *text = case_text(p->in, i, column);
        if (case_number(p->in, i, column) != number)
            continue;
        if (first && strcmp(first, text) != 0)
            return fail(
                p->in->err, BAD_INPUT,
                "%s: --where: %.40s is written %.40s and %.40s; put the one that is meant "
                "between quotes",
                p->in->name, p->in->sheet.heads[column], first, text);
        first = text;
    }
    return OK;
}

static enum status comparison(struct parser *p, bool *kept)
{
    char column_name[WORD_BYTES];
    size_t column, sign = 0;
    struct value with;
    TRY(name(p, column_name));
    TRY(case_column(p->in, column_name, &column));
    while (sign < sizeof signs / sizeof *signs && !take(p, signs[sign]))
        sign++;
    if (sign == sizeof signs / sizeof *signs)
        return wrong(p, "one of == != <= >= < > is wanted here, as in team == \"A\"");
    TRY(value(p, &with));
    if (!with.is_text && (sign == EQUAL || sign == UNEQUAL))
        TRY(check_one_spelling(p, column, with.number));
    for (size_t i = 0; i < p->in->sheet.rows; i++) {
        const char *text = case_text(p->in, i, column);
        double order = with.is_text ? (double)strcmp(text, with.text)
                                    : case_number(p->in, i, column) - with.number;
        kept[i] = !isnan(order) && holds((enum comparison)sign, order);
    }
    return OK;
}

static enum status one(struct parser *p, bool *kept)
{
    if (++p->depth > DEPTH_MAX)
        return wrong(p, "too many parentheses");
    if (take(p, "!")) {
        TRY(one(p, kept));
        for (size_t i = 0; i < p->in->sheet.rows; i++)
            kept[i] = !kept[i];
    } else if (take(p, "(")) {
        TRY(any_of(p, kept));
        if (!take(p, ")"))
            return wrong(p, "a parenthesis is not closed");
    } else {
        TRY(comparison(p, kept));
    }
    p->depth--;
    return OK;
}

static enum status all_of(struct parser *p, bool *kept)
{
    TRY(one(p, kept));
    while (take(p, "&&") || take(p, "&")) {
        bool *more = NEW_ARRAY(p->in->mem, bool, p->in->sheet.rows);
        TRY(one(p, more));
        for (size_t i = 0; i < p->in->sheet.rows; i++)
            kept[i] = kept[i] && more[i];
    }
    return OK;
}

static enum status any_of(struct parser *p, bool *kept)
{
    TRY(all_of(p, kept));
    while (take(p, "||") || take(p, "|")) {
        bool *more = NEW_ARRAY(p->in->mem, bool, p->in->sheet.rows);
        TRY(all_of(p, more));
        for (size_t i = 0; i < p->in->sheet.rows; i++)
            kept[i] = kept[i] || more[i];
    }
    return OK;
}

enum status case_filter(struct case_reading *in, const char *condition, bool *kept)
{
    struct parser p = { in, condition, condition, 0 };
    TRY(any_of(&p, kept));
    skip_space(&p);
    return *p.at == '\0' ? OK : wrong(&p, "the condition should end here");
}
