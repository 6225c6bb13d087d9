/* Looking things up in what a request brought. */
#include "web/request.h"

#include <assert.h>
#include <string.h>

#include "secret/secret.h"

const char device_cookie[] = "alliage", session_cookie[] = "alliage-coach",
           browser_cookie[] = "alliage-form";

/* The name it is sent by: __Host- keeps other hosts and plain http from setting it. */
static const char *sent_name(const struct request *request, const char *name)
{
    return request->https ? arena_text(request->mem, "__Host-%s", name) : name;
}

const char *request_cookie(const struct request *request, const char *name)
{
    return form_value(&request->cookies, sent_name(request, name));
}

const char *request_secret(const struct request *request, const char *name)
{
    const char *sent = sent_name(request, name);
    for (size_t i = 0; i < request->cookies.count; i++) {
        const struct field *cookie = &request->cookies.fields[i];
        if (strcmp(cookie->name, sent) == 0 && secret_is_token(cookie->value))
            return cookie->value;
    }
    return NULL;
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

static size_t count_cookies(const char *header)
{
    size_t count = 1;
    for (; *header; header++)
        count += *header == ';';
    return count;
}

/* All of them: what other programs on this host have set comes along, and may come first. */
void request_parse_cookies(struct arena *mem, const char *header, struct form *out)
{
    *out = (struct form){ 0 };
    if (!header)
        return;
    struct field *fields = NEW_ARRAY(mem, struct field, count_cookies(header));
    out->fields = fields;
    while (*header) {
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
