/* Everything that people typed goes through base64, so that it can be neither a line of the
 * head nor the end of the letter. */
#include "mail/message.h"

#include <assert.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "mail/address.h"

/* 39 bytes are 52 characters of base64; with "Subject: " and =?utf-8?B?…?= 73 of the 76 that a
 * line with such a word may have. */
enum { WORD_BYTES = 39, PLAIN_MAX = 60, LINE_BYTES = 57 };

static void add_base64(struct text *out, const char *bytes, size_t count)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < count; i += 3) {
        size_t left = count - i;
        unsigned group = (unsigned)(unsigned char)bytes[i] << 16;
        group |= left > 1 ? (unsigned)(unsigned char)bytes[i + 1] << 8 : 0;
        group |= left > 2 ? (unsigned)(unsigned char)bytes[i + 2] : 0;
        const char four[4] = { digits[group >> 18], digits[group >> 12 & 63],
                               left > 1 ? digits[group >> 6 & 63] : '=',
                               left > 2 ? digits[group & 63] : '=' };
        text_add_bytes(out, four, sizeof four);
    }
}

static bool is_plain(const char *text)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ";
    size_t length = strlen(text);
    return length > 0 && length <= PLAIN_MAX && strspn(text, plain) == length &&
           text[0] != ' ' && text[length - 1] != ' ';
}

/* Whole characters, as many as fit in one encoded word. */
static size_t word_length(const char *text)
{
    size_t length = strlen(text);
    if (length <= WORD_BYTES)
        return length;
    length = WORD_BYTES;
    while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
        length--;
    return length ? length : WORD_BYTES;
}

static void add_phrase(struct arena *mem, struct text *out, const char *text)
{
    if (is_plain(text)) {
        text_add(out, text);
        return;
    }
    char *clean = arena_copy(mem, text, strlen(text));
    for (char *c = clean; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            *c = ' ';
    for (const char *at = clean; *at;) {
        size_t length = word_length(at);
        text_add(out, at == clean ? "=?utf-8?B?" : "\r\n =?utf-8?B?");
        add_base64(out, at, length);
        text_add(out, "?=");
        at += length;
    }
}

static void add_date(struct text *out, int64_t date)
{
    static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    struct tm tm;
    time_t seconds = (time_t)date;
    gmtime_r(&seconds, &tm);
    text_add_format(out, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n", days[tm.tm_wday],
                    tm.tm_mday, months[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min,
                    tm.tm_sec);
}

/* Line ends as the standard has them, before encoding. */
static const char *with_line_ends(struct arena *mem, const char *body)
{
    struct text out = { .mem = mem };
    for (const char *at = body; *at;) {
        size_t length = strcspn(at, "\r\n");
        text_add_bytes(&out, at, length);
        at += length;
        if (*at == '\n')
            text_add(&out, "\r\n");
        at += *at != '\0';
    }
    return text_done(&out);
}

static void add_body(struct arena *mem, struct text *out, const char *text)
{
    const char *body = with_line_ends(mem, text);
    size_t length = strlen(body);
    for (size_t i = 0; i < length; i += LINE_BYTES) {
        add_base64(out, body + i, length - i < LINE_BYTES ? length - i : LINE_BYTES);
        text_add(out, "\r\n");
    }
}

const char *mail_message(struct arena *mem, const struct mail *mail)
{
    struct text out = { .mem = mem };
    assert(mail_address_fits(mail->from) && mail_address_fits(mail->to));
    add_date(&out, mail->date);
    text_add_format(&out, "From: Alliage <%s>\r\nTo: ", mail->from);
    add_phrase(mem, &out, mail->name);
    text_add_format(&out, "\r\n <%s>\r\nSubject: ", mail->to);
    add_phrase(mem, &out, mail->subject);
    text_add_format(&out, "\r\nMessage-ID: <%s%s>\r\n", mail->id, strchr(mail->from, '@'));
    text_add(&out, "MIME-Version: 1.0\r\n"
                   "Content-Type: text/plain; charset=utf-8\r\n"
                   "Content-Transfer-Encoding: base64\r\n"
                   "Auto-Submitted: auto-generated\r\n\r\n");
    add_body(mem, &out, mail->body);
    return text_done(&out);
}
