/* The cookie: a random name of the browser, then a keyed hash of that name with each account,
 * the last few. Which accounts they are can be read by nobody who has not the key. */
#include "web/known.h"

#include <string.h>

#include "base/text.h"
#include "secret/secret.h"

enum { KNOWN_SECONDS = 400 * 24 * 3600, MARKS_MAX = 4, MARK_BYTES = 32 };
enum {
    NAME_BYTES = TOKEN_TEXT_BYTES - 1,
    COOKIE_MAX = NAME_BYTES + MARKS_MAX * (MARK_BYTES + 1)
};

static const char known_cookie[] = "alliage-known";

/* Letter case does not make another account. */
static const char *mark_of(struct request *request, const char *name, const char *account)
{
    char *text = (char *)arena_text(request->mem, "known %.32s %s", name, account);
    char *hash = arena_alloc(request->mem, SECRET_HASH_BYTES, 1);
    for (char *at = text; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at - 'A' + 'a');
    secret_form_token(text, hash);
    hash[MARK_BYTES] = '\0';
    return hash;
}

/* The browser's name, if the cookie is as we write it; else NULL. */
static const char *name_in(const struct request *request, const char **marks)
{
    const char *cookie = request_cookie(request, known_cookie);
    size_t length = cookie ? strlen(cookie) : 0;
    if (length < NAME_BYTES || length > COOKIE_MAX ||
        (length - NAME_BYTES) % (MARK_BYTES + 1) != 0)
        return NULL;
    *marks = cookie + NAME_BYTES;
    return cookie;
}

static bool is_marked(const char *marks, const char *mark)
{
    for (; *marks; marks += MARK_BYTES + 1) {
        char one[MARK_BYTES + 1];
        memcpy(one, marks + 1, MARK_BYTES);
        one[MARK_BYTES] = '\0';
        if (*marks == '.' && secret_equal(one, mark))
            return true;
    }
    return false;
}

const char *known_browser(struct request *request, const char *account)
{
    const char *marks, *name = name_in(request, &marks);
    if (!name || !is_marked(marks, mark_of(request, name, account)))
        return NULL;
    return arena_text(request->mem, "browser %.32s", name);
}

void known_mark(struct request *request, struct reply *reply, const char *account)
{
    const char *marks = "", *name = name_in(request, &marks);
    struct secret_token token = secret_token_new();
    const char *mark;
    struct text value = { .mem = request->mem };
    if (!name)
        marks = "";
    name = name ? name : token.text;
    mark = mark_of(request, name, account);
    text_add_format(&value, "%.32s.%s", name, mark);
    for (size_t kept = 1; *marks && kept < MARKS_MAX; marks += MARK_BYTES + 1)
        if (memcmp(marks + 1, mark, MARK_BYTES) != 0) {
            text_add_format(&value, "%.33s", marks);
            kept++;
        }
    reply_cookie(request->mem, reply, request->https, known_cookie, text_done(&value),
                 KNOWN_SECONDS);
}
