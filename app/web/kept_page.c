/* Pressed before it is sealed: drawings of codes to scan become a fifth. */
#include "web/kept_page.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "flow/forms.h"
#include "secret/secret.h"
#include "web/handles.h"
#include "web/here.h"

enum { PAGE_BYTES_MAX = 24 << 20, HEAD_BYTES = 4 };

/* Who signed out, or in as another, has left what they made behind. */
static struct page_key key_of(struct request *request, const char *name)
{
    const char *session = request->session ? request->session : "";
    return (struct page_key){ name,
                              arena_text(request->mem, "%s %s", request->browser, session) };
}

/* Its size, then what zlib makes of it. */
static enum status press(struct arena *mem, const struct reply *page, struct page_bytes *out,
                         struct err *err)
{
    uLongf length = compressBound((uLong)page->length);
    unsigned char *pressed = malloc(HEAD_BYTES + length);
    if (!pressed || compress(pressed + HEAD_BYTES, &length, (const Bytef *)page->body,
                             (uLong)page->length) != Z_OK) {
        free(pressed);
        return fail(err, BROKEN, "this machine has no memory left");
    }
    for (int i = 0; i < HEAD_BYTES; i++)
        pressed[i] = (unsigned char)(page->length >> (8 * i));
    out->count = HEAD_BYTES + length;
    out->bytes = arena_copy(mem, (const char *)pressed, out->count);
    free(pressed);
    return OK;
}

static const char *unpress(struct arena *mem, struct page_bytes pressed)
{
    uLongf length = 0;
    for (size_t i = 0; i < HEAD_BYTES && i < pressed.count; i++)
        length |= (uLongf)(unsigned char)pressed.bytes[i] << (8 * i);
    if (pressed.count < HEAD_BYTES || length > PAGE_BYTES_MAX)
        return NULL;
    char *page = arena_alloc(mem, length + 1, 1);
    int code = uncompress((Bytef *)page, &length, (const Bytef *)pressed.bytes + HEAD_BYTES,
                          (uLong)(pressed.count - HEAD_BYTES));
    return code == Z_OK ? page : NULL;
}

enum status kept_page_go(struct request *request, struct reply *reply, struct err *err)
{
    struct secret_token token = secret_token_new();
    const char *name = arena_copy(request->mem, token.text, strlen(token.text));
    const struct page_key key = key_of(request, name);
    struct page_bytes pressed;
    TRY(press(request->mem, reply, &pressed, err));
    TRY(flow_page_keep(here_of(request)->db, request->mem, &key, pressed, request->now, err));
    reply_body(reply, NULL, "", 0);
    reply_go(reply, arena_text(request->mem, "/liens/%s", name));
    return OK;
}

enum status handle_kept_page(struct request *request, struct reply *reply, struct err *err)
{
    const struct page_key key = key_of(request, request_param(request, "page"));
    struct page_bytes pressed;
    enum status status =
        flow_page_find(here_of(request)->db, request->mem, &key, request->now, &pressed, err);
    if (status == NOT_FOUND)
        return fail(err, REFUSED, "%s", word(here_lang(request), WORD_LINKS_OVER));
    TRY(status);
    const char *page = unpress(request->mem, pressed);
    if (!page)
        return fail(err, BROKEN, "a page that was kept is damaged");
    reply_page(reply, page);
    return OK;
}
