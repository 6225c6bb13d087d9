/* Looking things up in what a request brought. */
#include "web/request.h"

#include <assert.h>
#include <string.h>

const char device_cookie[] = "alliage", browser_cookie[] = "alliage-form";

const char *request_cookie(const struct request *request, const char *name)
{
    if (!request->https)
        return form_value(&request->cookies, name);
    return form_value(&request->cookies, arena_text(request->mem, "__Host-%s", name));
}

const char *request_param(const struct request *request, const char *name)
{
    const char *value = form_value(&request->params, name);
    assert(value);
    return value;
}

bool request_param_int(const struct request *request, const char *name, int64_t *out)
{
    return form_int(&request->params, name, 0, (int64_t)1 << 53, out);
}

bool request_from_elsewhere(const struct request *request)
{
    return request->fetch_site && (strcmp(request->fetch_site, "cross-site") == 0 ||
                                   strcmp(request->fetch_site, "same-site") == 0);
}

enum { COOKIES_MAX = 32 };

void request_parse_cookies(struct arena *mem, const char *header, struct form *out)
{
    struct field *fields = NEW_ARRAY(mem, struct field, COOKIES_MAX);
    *out = (struct form){ .fields = fields };
    while (header && *header && out->count < COOKIES_MAX) {
        header += strspn(header, " ;");
        size_t length = strcspn(header, ";"), name = strcspn(header, "=;");
        if (name > 0 && name < length) {
            size_t value = length - name - 1;
            while (value > 0 && header[name + value] == ' ')
                value--;
            fields[out->count].name = arena_copy(mem, header, name);
            fields[out->count].value = arena_copy(mem, header + name + 1, value);
            out->count++;
        }
        header += length;
    }
}
