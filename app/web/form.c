/* Decoding in one pass, cleaning in another; what is no text is refused here, before any
 * handler sees it. */
#include "web/form.h"

#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "words/plain.h"

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

static bool is_plain(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0x7f)
            return false;
    }
    return text_is_utf8(text, length);
}

static char *decode(struct arena *mem, const char *text, size_t length, bool plus,
                    size_t *count)
{
    char *out = arena_alloc(mem, length + 1, 1);
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c == '%') {
            int high = i + 2 < length ? hex(text[i + 1]) : -1;
            int low = i + 2 < length ? hex(text[i + 2]) : -1;
            if (i + 2 >= length || high < 0 || low < 0)
                return NULL;
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        out[used++] = c;
    }
    *count = used;
    return out;
}

const char *web_unescape(struct arena *mem, const char *text, size_t length, bool plus)
{
    size_t count = 0;
    const char *out = decode(mem, text, length, plus, &count);
    return out && is_plain(out, count) ? out : NULL;
}

/* ---- what was pasted ---- */

/* One character of UTF-8 that has been checked. */
static uint32_t next_character(const char **at)
{
    unsigned char first = (unsigned char)*(*at)++;
    int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
    uint32_t c = more ? first & (0x3fu >> more) : first;
    for (int i = 0; i < more; i++)
        c = c << 6 | (*(*at)++ & 0x3f);
    return c;
}

/* Word and PowerPoint put U+000B where a line breaks inside a paragraph; others, these. */
static bool ends_line(uint32_t c)
{
    return c == '\n' || c == 0x0b || c == 0x0c || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Nobody sees them, and nobody knows that they were pasted: control characters; the byte order
 * mark, spaces without width, soft hyphens; what turns a text around. The joiners that a script
 * or an emoji needs are not among them. */
static bool is_unseen(uint32_t c)
{
    return (c < ' ' && c != '\t') || (c >= 0x7f && c <= 0x9f) || c == 0xad || c == 0x180e ||
           c == 0x200b || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) ||
           c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb);
}

/* A browser sends CR LF for each line end of a text field. */
static void clean(char *text)
{
    const char *from = text;
    char *to = text;
    while (*from) {
        const char *start = from;
        uint32_t c = next_character(&from);
        if (ends_line(c) || (c == '\r' && *from != '\n')) {
            *to++ = '\n';
        } else if (!is_unseen(c)) {
            memmove(to, start, (size_t)(from - start));
            to += from - start;
        }
    }
    *to = '\0';
}

static size_t count_fields(const char *bytes, size_t count)
{
    size_t fields = count > 0;
    for (size_t i = 0; i < count; i++)
        fields += bytes[i] == '&';
    return fields;
}

static enum status parse_field(struct arena *mem, const char *bytes, size_t count,
                               struct field *out, struct err *err)
{
    const char *equals = memchr(bytes, '=', count);
    size_t name_length = equals ? (size_t)(equals - bytes) : count;
    const char *value = equals ? equals + 1 : bytes + count;
    out->name = web_unescape(mem, bytes, name_length, true);
    if (!out->name)
        return fail(err, BAD_INPUT, "the name of a field of this form is not readable text");
    if (strlen(out->name) > FORM_NAME_MAX)
        return fail(err, BAD_INPUT, "a field of this form has too long a name");
    size_t length = 0;
    char *text = decode(mem, value, (size_t)(bytes + count - value), true, &length);
    out->value = text;
    if (!text || strlen(text) != length || !text_is_utf8(text, length))
        return fail(err, BAD_INPUT, "the field %s of this form is not readable text",
                    out->name);
    clean(text);
    return OK;
}

enum status form_parse(struct arena *mem, const char *bytes, size_t count, struct form *out,
                       struct err *err)
{
    size_t most = count_fields(bytes, count);
    *out = (struct form){ 0 };
    if (most > FORM_FIELDS_MAX)
        return fail(err, BAD_INPUT, "this form has more than %d fields", FORM_FIELDS_MAX);
    struct field *fields = NEW_ARRAY(mem, struct field, most + 1);
    const char *end = bytes + count;
    while (bytes < end) {
        const char *next = memchr(bytes, '&', (size_t)(end - bytes));
        size_t length = next ? (size_t)(next - bytes) : (size_t)(end - bytes);
        struct form seen = { out->count, fields };
        if (length > 0) {
            TRY(parse_field(mem, bytes, length, &fields[out->count], err));
            if (form_value(&seen, fields[out->count].name))
                return fail(err, BAD_INPUT, "a field of this form was sent twice");
            out->count++;
        }
        bytes = next ? next + 1 : end;
    }
    out->fields = fields;
    return OK;
}

void form_parse_query(struct arena *mem, const char *bytes, size_t count, struct form *out)
{
    const char *end = bytes + count;
    struct field *fields = NEW_ARRAY(mem, struct field, FORM_FIELDS_MAX);
    struct err err;
    *out = (struct form){ .fields = fields };
    while (bytes < end && out->count < FORM_FIELDS_MAX) {
        const char *next = memchr(bytes, '&', (size_t)(end - bytes));
        size_t length = (size_t)((next ? next : end) - bytes);
        struct field *field = &fields[out->count];
        if (length > 0 && parse_field(mem, bytes, length, field, &err) == OK &&
            !form_value(out, field->name))
            out->count++;
        bytes = next ? next + 1 : end;
    }
}

const char *form_value(const struct form *form, const char *name)
{
    for (size_t i = 0; i < form->count; i++)
        if (strcmp(form->fields[i].name, name) == 0)
            return form->fields[i].value;
    return NULL;
}

const char *form_text(struct arena *mem, const struct form *form, const char *name)
{
    const char *value = form_value(form, name);
    return value ? plain_name(mem, value) : NULL;
}

bool form_int(const struct form *form, const char *name, int64_t low, int64_t high,
              int64_t *out)
{
    const char *value = form_value(form, name);
    return value && number_read_whole(value, low, high, out);
}

bool form_decimal(const struct form *form, const char *name, double low, double high,
                  double *out)
{
    const char *value = form_value(form, name);
    return value && number_read(value, NUMBER_COMMA, low, high, out);
}

bool form_has(const struct form *form, const char *name)
{
    return form_value(form, name) != NULL;
}
