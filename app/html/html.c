/* The escapers. The one for text escapes quotes too, so that it is also the one for quoted
 * attributes; control characters, which no page may hold, become U+FFFD. */
#include "html/html.h"

#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "words/direction.h"

#define REPLACEMENT "\xef\xbf\xbd"

struct html html_to_file(FILE *file) { return (struct html){ .file = file }; }

struct html html_to_text(struct text *text) { return (struct html){ .text = text }; }

static void put_bytes(struct html *out, const char *bytes, size_t length)
{
    if (out->file)
        fwrite(bytes, 1, length, out->file); /* the owner of the file asks ferror once */
    else
        text_add_bytes(out->text, bytes, length);
}

void html_markup(struct html *out, const char *markup)
{
    put_bytes(out, markup, strlen(markup));
}

static const char *escaped(unsigned char byte)
{
    switch (byte) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return (byte < 0x20 && !strchr("\t\n\r", byte)) || byte == 0x7f ? REPLACEMENT : NULL;
    }
}

void html_put_text(struct html *out, const char *text)
{
    assert(text);
    const char *plain = text;
    for (; *text; text++) {
        const char *instead = escaped((unsigned char)*text);
        if (!instead)
            continue;
        put_bytes(out, plain, (size_t)(text - plain));
        html_markup(out, instead);
        plain = text + 1;
    }
    put_bytes(out, plain, (size_t)(text - plain));
}

void html_put_apart(struct html *out, const char *text)
{
    assert(text);
    bool apart = direction_matters(text);
    html_markup(out, apart ? APART_FROM : "");
    html_put_text(out, text);
    html_markup(out, apart ? APART_TO : "");
}

/* Bytes that stand for themselves in an address, beside letters and digits: RFC 3986. */
static void put_address(struct html *out, const char *address, const char *themselves)
{
    for (; *address; address++) {
        unsigned char byte = (unsigned char)*address;
        char hex[8];
        if (isalnum(byte) || strchr(themselves, byte)) {
            put_bytes(out, address, 1);
        } else {
            int length = snprintf(hex, sizeof hex, "%%%02X", byte);
            put_bytes(out, hex, (size_t)length);
        }
    }
}

static bool allowed_scheme(const char *address)
{
    size_t length = strcspn(address, ":/?#");
    if (address[length] != ':')
        return true; /* relative */
    static const char *const schemes[] = { "http", "https", "mailto" };
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (length == strlen(schemes[i]) && strncmp(address, schemes[i], length) == 0)
            return true;
    return false;
}

void html_put_url(struct html *out, const char *address)
{
    assert(address);
    if (allowed_scheme(address))
        put_address(out, address, "-._~:/?#[]@!$()*+,;=%");
    else
        html_markup(out, "#");
}

void html_put_url_part(struct html *out, const char *part)
{
    assert(part);
    put_address(out, part, "-._~");
}

/* Tenths are whole numbers, so that no decimal point of any locale is ever asked for. */
void html_put_double(struct html *out, double number)
{
    char digits[40];
    assert(isfinite(number) && fabs(number) < 1e15);
    long long tenths = llround(fabs(number) * 10);
    const char *sign = number < 0 && tenths > 0 ? "-" : "";
    int length = tenths % 10 ? snprintf(digits, sizeof digits, "%s%lld.%lld", sign, tenths / 10,
                                        tenths % 10)
                             : snprintf(digits, sizeof digits, "%s%lld", sign, tenths / 10);
    put_bytes(out, digits, (size_t)length);
}

void html_put_int(struct html *out, int number)
{
    char digits[16];
    put_bytes(out, digits, (size_t)snprintf(digits, sizeof digits, "%d", number));
}

void html_put_size(struct html *out, size_t number)
{
    char digits[24];
    put_bytes(out, digits, (size_t)snprintf(digits, sizeof digits, "%zu", number));
}
