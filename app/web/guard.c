/* Three checks, since each alone has failed in some browser. */
#include "web/guard.h"

#include <string.h>
#include <strings.h>

#include "secret/secret.h"

const char form_token_field[] = "form_token";

/* "none" is a person who asked by hand. */
static bool from_our_pages(const char *fetch_site)
{
    return !fetch_site || strcmp(fetch_site, "same-origin") == 0 ||
           strcmp(fetch_site, "none") == 0;
}

static bool is_our_origin(const struct request *request, const char *origin)
{
    if (!request->origin)
        return true;
    if (!origin)
        origin = arena_text(request->mem, "http://%s", request->host);
    size_t length = strlen(request->origin);
    return strncasecmp(request->origin, origin, length) == 0 &&
           (origin[length] == '\0' || strcmp(origin + length, "/") == 0);
}

enum status guard_accept(struct request *request, const char *origin, struct err *err)
{
    const char *token = form_value(&request->form, form_token_field);
    if (!from_our_pages(request->fetch_site) || !is_our_origin(request, origin)) {
        /* The browser vouches for the page: it is the site that knows itself by another name.
         */
        bool ours = request->fetch_site && strcmp(request->fetch_site, "same-origin") == 0;
        request->guarded = ours ? GUARDED_ADDRESS : GUARDED_ELSEWHERE;
        return fail(err, REFUSED, "this was sent from a page of another site");
    }
    if (!token || !request_secret(request, browser_cookie) ||
        !secret_form_token_fits(request->browser, token)) {
        request->guarded = GUARDED_TOO_OLD;
        return fail(err, REFUSED,
                    "this form is too old: load its page again, then send it once more");
    }
    return OK;
}
