/* A reply is filled by plain calls; what it must not hold is asserted here. */
#include "web/reply.h"

#include <assert.h>
#include <string.h>

#include "web/request.h"

void reply_body(struct reply *reply, const char *type, const char *body, size_t length)
{
    reply->type = type;
    reply->body = body;
    reply->length = length;
}

void reply_page(struct reply *reply, const char *markup)
{
    reply_body(reply, "text/html; charset=utf-8", markup, strlen(markup));
}

void reply_go(struct reply *reply, const char *path)
{
    /* Two slashes would name another host. */
    assert(path[0] == '/' && path[1] != '/' && path[1] != '\\');
    reply->status = 303;
    reply_header(reply, "Location", path);
}

void reply_header(struct reply *reply, const char *name, const char *value)
{
    assert(reply->header_count < REPLY_HEADERS_MAX);
    assert(!strpbrk(value, "\r\n"));
    reply->headers[reply->header_count++] = (struct reply_header){ name, value };
}

void reply_cookie(struct arena *mem, struct reply *reply, bool https, const char *name,
                  const char *value, long seconds)
{
    const char *age = seconds < 0 ? "" : arena_text(mem, "; Max-Age=%ld", seconds);
    /* Kept back, it would be made anew whenever a letter's link leads here, and the forms that
     * are open in other tabs would fit no more. It opens nothing by itself. */
    bool led = strcmp(name, browser_cookie) == 0;
    reply_header(reply, "Set-Cookie",
                 arena_text(mem, "%s%s=%s; Path=/; HttpOnly; SameSite=%s%s%s",
                            https ? "__Host-" : "", name, value, led ? "Lax" : "Strict",
                            https ? "; Secure" : "", age));
}
