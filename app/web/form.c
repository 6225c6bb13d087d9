/* Decoding in one pass; what is not plain text is refused here, before any handler sees it. */
#include "web/form.h"

#include <string.h>

#include "base/number.h"
#include "base/text.h"

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

const char *web_unescape(struct arena *mem, const char *text, size_t length, bool plus)
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
    return is_plain(out, used) ? out : NULL;
}

/* A browser sends CR LF for each line end of a text field. */
static void join_line_ends(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++)
        if (*from != '\r')
            *to++ = *from;
        else if (from[1] != '\n')
            *to++ = '\n';
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
    char *text = (char *)web_unescape(mem, value, (size_t)(bytes + count - value), true);
    out->value = text;
    if (!out->name || !text)
        return fail(err, BAD_INPUT, "a field of this form is not readable text");
    if (strlen(out->name) > FORM_NAME_MAX)
        return fail(err, BAD_INPUT, "a field of this form has too long a name");
    join_line_ends(text);
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
    if (!value)
        return NULL;
    size_t start = strspn(value, " \t\n"), length = strlen(value);
    while (length > start && strchr(" \t\n", value[length - 1]))
        length--;
    return arena_copy(mem, value + start, length - start);
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
