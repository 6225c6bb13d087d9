/* One connection a request, as the server closes them. */
#include "client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

int client_port;

static _Thread_local char last_token[128], posted_token[128];

void browser_start(struct browser *b, const char *from)
{
    free(b->record);
    memset(b, 0, sizeof *b);
    b->from = from;
    b->body = "";
}

void browser_end(struct browser *b)
{
    free(b->record);
    b->record = NULL;
}

static int call(const struct browser *b)
{
    struct sockaddr_in own = { .sin_family = AF_INET }, there = { .sin_family = AF_INET };
    int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    inet_pton(AF_INET, b->from, &own.sin_addr);
    inet_pton(AF_INET, "127.0.0.1", &there.sin_addr);
    there.sin_port = htons((uint16_t)client_port);
    assert_true(file >= 0);
    assert_int_equal(bind(file, (struct sockaddr *)&own, sizeof own), 0);
    assert_int_equal(connect(file, (struct sockaddr *)&there, sizeof there), 0);
    return file;
}

static void send_all(int file, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t sent = send(file, bytes, count, MSG_NOSIGNAL);
        if (sent <= 0)
            return; /* the server may close before it has read all */
        bytes += sent;
        count -= (size_t)sent;
    }
}

static void keep_record(struct browser *b)
{
    if (!b->records)
        return;
    size_t wanted = b->record_count + b->count + 1;
    if (wanted > b->record_room) {
        b->record_room = 2 * wanted;
        b->record = realloc(b->record, b->record_room);
        assert_non_null(b->record);
    }
    memcpy(b->record + b->record_count, b->bytes, b->count + 1);
    b->record_count += b->count;
}

static void take_cookie(struct browser *b, const char *line)
{
    struct held_cookie cookie = { .name = "" };
    size_t name = strcspn(line, "=");
    size_t value = strcspn(line + name + 1, ";\r");
    assert_true(name < sizeof cookie.name && value < sizeof cookie.value);
    memcpy(cookie.name, line, name);
    memcpy(cookie.value, line + name + 1, value);
    size_t i = 0;
    while (i < b->cookie_count && strcmp(b->cookies[i].name, cookie.name) != 0)
        i++;
    assert_true(i < COOKIES_HELD);
    b->cookies[i] = cookie;
    b->cookie_count += i == b->cookie_count;
}

static void read_head(struct browser *b)
{
    b->status = strncmp(b->bytes, "HTTP/1.", 7) == 0 ? atoi(b->bytes + 9) : 0;
    b->location[0] = '\0';
    const char *end = strstr(b->bytes, "\r\n\r\n");
    b->body = end ? end + 4 : "";
    for (const char *line = strstr(b->bytes, "\r\n"); line && line < end;
         line = strstr(line + 2, "\r\n")) {
        if (strncasecmp(line + 2, "Set-Cookie: ", 12) == 0)
            take_cookie(b, line + 14);
        if (strncasecmp(line + 2, "Location: ", 10) == 0)
            snprintf(b->location, sizeof b->location, "%.*s", (int)strcspn(line + 12, "\r"),
                     line + 12);
    }
}

static size_t write_head(const struct browser *b, const char *method, const char *path,
                         const char *headers, size_t count, char *out, size_t room)
{
    int used = snprintf(out, room, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s", method, path,
                        client_port, headers);
    for (size_t i = 0; i < b->cookie_count; i++)
        used += snprintf(out + used, room - (size_t)used, "%s%s=%s%s",
                         i ? "; " : "Cookie: ", b->cookies[i].name, b->cookies[i].value,
                         i + 1 == b->cookie_count ? "\r\n" : "");
    if (strcmp(method, "POST") == 0)
        used += snprintf(out + used, room - (size_t)used, "Content-Length: %zu\r\n", count);
    used += snprintf(out + used, room - (size_t)used, "\r\n");
    assert_true(used > 0 && (size_t)used < room);
    return (size_t)used;
}

void browser_send(struct browser *b, const char *method, const char *path, const char *headers,
                  const char *body, size_t count)
{
    char head[16 * 1024];
    size_t length = write_head(b, method, path, headers, count, head, sizeof head);
    int file = call(b);
    send_all(file, head, length);
    send_all(file, body, count);
    b->count = 0;
    for (ssize_t more = 1; more > 0 && b->count + 1 < sizeof b->bytes;) {
        more = recv(file, b->bytes + b->count, sizeof b->bytes - 1 - b->count, 0);
        b->count += more > 0 ? (size_t)more : 0;
    }
    assert_true(b->count + 1 < sizeof b->bytes);
    b->bytes[b->count] = '\0';
    close(file);
    keep_record(b);
    read_head(b);
}

void browser_get(struct browser *b, const char *path)
{
    browser_send(b, "GET", path, "", "", 0);
}

const char *browser_token(const struct browser *b)
{
    last_token[0] = '\0';
    take_between(b->body, "name=\"form_token\" value=\"", "\"", last_token, sizeof last_token);
    return last_token;
}

void browser_post_with(struct browser *b, const char *token, const char *path,
                       const struct fields *fields)
{
    static _Thread_local char body[FIELDS_BYTES + 256];
    static _Thread_local char headers[256];
    int count = snprintf(body, sizeof body, "form_token=%s%s%s", token,
                         fields->count ? "&" : "", fields->text);
    snprintf(headers, sizeof headers,
             "Content-Type: application/x-www-form-urlencoded\r\n"
             "Origin: http://127.0.0.1:%d\r\nSec-Fetch-Site: same-origin\r\n",
             client_port);
    assert_true((size_t)count < sizeof body);
    browser_send(b, "POST", path, headers, body, (size_t)count);
    if (b->status == 303 && strncmp(b->location, "/liens/", strlen("/liens/")) == 0) {
        snprintf(b->links_at, sizeof b->links_at, "%s", b->location);
        browser_get(b, b->links_at);
    }
}

/* Any page of ours has the token; the first one is asked when the last reply had none. */
void browser_post(struct browser *b, const char *path, const struct fields *fields)
{
    if (!*browser_token(b)) {
        browser_get(b, "/");
        browser_token(b);
    }
    snprintf(posted_token, sizeof posted_token, "%s", last_token);
    browser_post_with(b, posted_token, path, fields);
}

void browser_post_again(struct browser *b, const char *path, const struct fields *fields)
{
    browser_post_with(b, posted_token, path, fields);
}

const char *browser_cookie_of(const struct browser *b, const char *name)
{
    for (size_t i = 0; i < b->cookie_count; i++)
        if (strcmp(b->cookies[i].name, name) == 0)
            return b->cookies[i].value;
    return NULL;
}

static void escape(struct fields *fields, const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_true(fields->count + 4 < sizeof fields->text);
        snprintf(fields->text + fields->count, 4, "%%%02X", (unsigned)(unsigned char)text[i]);
        fields->count += 3;
    }
}

void field_add_bytes(struct fields *fields, const char *name, const char *value, size_t count)
{
    if (fields->count)
        fields->text[fields->count++] = '&';
    escape(fields, name, strlen(name));
    fields->text[fields->count++] = '=';
    escape(fields, value, count);
    fields->text[fields->count] = '\0';
}

void field_add(struct fields *fields, const char *name, const char *value)
{
    field_add_bytes(fields, name, value, strlen(value));
}

const struct fields *one_field(const char *name, const char *value)
{
    static struct fields fields;
    fields.count = 0;
    fields.text[0] = '\0';
    if (name)
        field_add(&fields, name, value);
    return &fields;
}

const char *take_between(const char *from, const char *before, const char *after, char *out,
                         size_t room)
{
    const char *start = strstr(from, before);
    const char *end = start ? strstr(start + strlen(before), after) : NULL;
    if (!end)
        return NULL;
    start += strlen(before);
    assert_true((size_t)(end - start) < room);
    memcpy(out, start, (size_t)(end - start));
    out[end - start] = '\0';
    return end;
}

bool has(const struct browser *b, const char *text) { return strstr(b->bytes, text) != NULL; }

void hide_form_numbers(char *bytes)
{
    static const char before[] = "name=\"form_token\" value=\"";
    enum { TOKEN_DIGITS = 64 };
    for (char *at = bytes; (at = strstr(at, before));) {
        at += sizeof before - 1;
        size_t length = strcspn(at, "\"");
        if (length > TOKEN_DIGITS)
            memset(at + TOKEN_DIGITS, '.', length - TOKEN_DIGITS);
    }
}
