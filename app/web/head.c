/* What is refused here was accepted by one or other HTTP library in a way that lets two
 * programs in a row disagree where a request ends: two lengths, a length beside a transfer
 * encoding, a space before a colon, a line ended by LF alone, a folded line. */
#include "web/head.h"

#include <string.h>
#include <strings.h>

enum { DEL = 0x7f };

/* Where reading stands: between `at` and `end` are bytes not read yet. */
struct cursor {
    const char *at, *end;
};

/* What the lines said, of what matters here. */
struct lines {
    size_t count, pieces, hosts, lengths, length;
    bool transfer_encoding, strange_expect;
};

static bool is_token_byte(char c)
{
    static const char others[] = "!#$%&'*+-.^_`|~";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr(others, c));
}

static bool is_value_byte(char c) { return c == '\t' || ((unsigned char)c >= ' ' && c != DEL); }

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool skip(struct cursor *cursor, const char *text)
{
    size_t length = strlen(text);
    if ((size_t)(cursor->end - cursor->at) < length || memcmp(cursor->at, text, length) != 0)
        return false;
    cursor->at += length;
    return true;
}

/* Bytes that no head may hold, looked for before the head is complete: a connection that
 * sends rubbish is not kept until its deadline. */
static bool has_wrong_byte(const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char c = bytes[i];
        if (c == '\n' && (i == 0 || bytes[i - 1] != '\r'))
            return true;
        if (c == '\r' && i + 1 < count && bytes[i + 1] != '\n')
            return true;
        if (c != '\r' && c != '\n' && !is_value_byte(c))
            return true;
    }
    return false;
}

/* Where the empty line that ends the head stands; NULL: not there yet. */
static const char *find_end(const char *bytes, size_t count)
{
    for (size_t i = 3; i < count; i++)
        if (bytes[i] == '\n' && memcmp(bytes + i - 3, "\r\n\r\n", 4) == 0)
            return bytes + i - 1;
    return NULL;
}

static int read_method(struct cursor *cursor, enum head_method *method)
{
    if (skip(cursor, "GET "))
        *method = HEAD_GET;
    else if (skip(cursor, "HEAD "))
        *method = HEAD_HEAD;
    else if (skip(cursor, "POST "))
        *method = HEAD_POST;
    else {
        const char *start = cursor->at;
        while (cursor->at < cursor->end && is_token_byte(*cursor->at))
            cursor->at++;
        bool token = cursor->at > start && cursor->at < cursor->end && *cursor->at == ' ';
        return token ? 405 : 400;
    }
    return HEAD_FINE;
}

static int read_target(struct cursor *cursor)
{
    const char *start = cursor->at;
    while (cursor->at < cursor->end && (unsigned char)*cursor->at > ' ' &&
           (unsigned char)*cursor->at < DEL)
        cursor->at++;
    if (*start != '/' || cursor->at == cursor->end || *cursor->at != ' ')
        return 400;
    return cursor->at - start > TARGET_BYTES_MAX ? 414 : HEAD_FINE;
}

static bool is_host(struct cursor value)
{
    size_t length = (size_t)(value.end - value.at);
    if (length == 0 || length > HOST_BYTES_MAX)
        return false;
    for (const char *c = value.at; c < value.end; c++)
        if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || is_digit(*c) ||
              strchr(".-_:[]", *c)))
            return false;
    return true;
}

static bool read_length(struct cursor value, size_t *length)
{
    if (value.at == value.end || value.end - value.at > LENGTH_DIGITS_MAX)
        return false;
    *length = 0;
    for (const char *c = value.at; c < value.end; c++) {
        if (!is_digit(*c))
            return false;
        *length = *length * 10 + (size_t)(*c - '0');
    }
    return true;
}

static bool equals(struct cursor name, const char *word)
{
    size_t length = (size_t)(name.end - name.at);
    return length == strlen(word) && strncasecmp(name.at, word, length) == 0;
}

static size_t pieces_of(struct cursor text, char between)
{
    size_t count = 1;
    for (const char *c = text.at; c < text.end; c++)
        count += *c == between;
    return count;
}

static int note_line(struct lines *lines, struct cursor name, struct cursor value)
{
    if (equals(name, "Host")) {
        lines->hosts++;
        return is_host(value) ? HEAD_FINE : 400;
    }
    if (equals(name, "Content-Length")) {
        lines->lengths++;
        return read_length(value, &lines->length) ? HEAD_FINE : 400;
    }
    if (equals(name, "Transfer-Encoding"))
        lines->transfer_encoding = true;
    lines->pieces += equals(name, "Cookie") ? pieces_of(value, ';') : 1;
    if (equals(name, "Expect") && !equals(value, "100-continue"))
        lines->strange_expect = true;
    return HEAD_FINE;
}

static void trim(struct cursor *value)
{
    while (value->at < value->end && (*value->at == ' ' || *value->at == '\t'))
        value->at++;
    while (value->end > value->at && (value->end[-1] == ' ' || value->end[-1] == '\t'))
        value->end--;
}

static int read_line(struct cursor *cursor, struct lines *lines)
{
    struct cursor name = { cursor->at, cursor->at }, value;
    while (name.end < cursor->end && is_token_byte(*name.end))
        name.end++;
    if (name.end == name.at || name.end == cursor->end || *name.end != ':')
        return 400;
    value.at = name.end + 1;
    value.end = memchr(value.at, '\r', (size_t)(cursor->end - value.at));
    if (!value.end)
        return 400;
    cursor->at = value.end + 2;
    trim(&value);
    if (++lines->count > HEAD_LINES_MAX)
        return 431;
    return note_line(lines, name, value);
}

static int judge_lines(const struct lines *lines, enum head_method method, size_t body_max)
{
    if (lines->pieces > HEAD_PIECES_MAX)
        return 431;
    if (lines->hosts != 1 || lines->lengths > 1)
        return 400;
    if (lines->transfer_encoding)
        return lines->lengths ? 400 : 411;
    if (lines->strange_expect)
        return 417;
    if (method == HEAD_POST && lines->lengths == 0)
        return 411;
    if (method != HEAD_POST && lines->length > 0)
        return 400;
    return lines->length > body_max ? 413 : HEAD_FINE;
}

/* The cursor ends after the CR LF of the last line. */
static int read_head(struct cursor *cursor, size_t body_max, struct head *out)
{
    struct lines lines = { 0 };
    int verdict = read_method(cursor, &out->method);
    struct cursor target = *cursor;
    if (verdict == HEAD_FINE)
        verdict = read_target(cursor);
    target.end = cursor->at;
    lines.pieces = pieces_of(target, '&');
    if (verdict == HEAD_FINE && !skip(cursor, " HTTP/1.1\r\n") &&
        !skip(cursor, " HTTP/1.0\r\n"))
        verdict = 400;
    while (verdict == HEAD_FINE && cursor->at < cursor->end)
        verdict = read_line(cursor, &lines);
    if (verdict == HEAD_FINE)
        verdict = judge_lines(&lines, out->method, body_max);
    out->body_bytes = lines.length;
    return verdict;
}

int head_judge(const char *bytes, size_t count, size_t body_max, struct head *out)
{
    const char *end = find_end(bytes, count);
    size_t seen = end ? (size_t)(end - bytes) + 2 : count;
    if (has_wrong_byte(bytes, seen))
        return 400;
    if (seen > HEAD_BYTES_MAX || (!end && count == HEAD_BYTES_MAX))
        return 431;
    if (!end)
        return count > 1 && bytes[0] == '\r' ? 400 : HEAD_INCOMPLETE;
    out->bytes = seen;
    struct cursor cursor = { bytes, end };
    return read_head(&cursor, body_max, out);
}
