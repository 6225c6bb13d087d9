/* libcurl reads addresses as browsers do; what a site cannot be reached by is refused here. */
#include "mail/site_address.h"

#include <curl/curl.h>
#include <stdbool.h>
#include <string.h>

#ifndef CURLU_PUNYCODE
#define CURLU_PUNYCODE 0
#endif

static bool starts_with_scheme(const char *text)
{
    return curl_strnequal(text, "https://", 8) || curl_strnequal(text, "http://", 7);
}

static enum status check_scheme(const char *text, struct err *err)
{
    if (starts_with_scheme(text))
        return OK;
    if (strstr(text, "://"))
        return fail(err, BAD_INPUT,
                    "the address of a site starts with https:// or http://, not as \"%.80s\"",
                    text);
    return fail(err, BAD_INPUT,
                "the address of a site starts with https://: did you mean https://%.80s?",
                text);
}

/* A part that must not be there; `empty` is what stands for nothing. */
static bool has_part(CURLU *url, CURLUPart part, const char *empty)
{
    char *text = NULL;
    bool has = curl_url_get(url, part, &text, 0) == CURLUE_OK && strcmp(text, empty) != 0;
    curl_free(text);
    return has;
}

static enum status check_parts(CURLU *url, const char *text, struct err *err)
{
    if (has_part(url, CURLUPART_USER, "") || has_part(url, CURLUPART_PASSWORD, ""))
        return fail(err, BAD_INPUT, "the address of a site holds no name and no passphrase");
    if (has_part(url, CURLUPART_QUERY, "") || has_part(url, CURLUPART_FRAGMENT, ""))
        return fail(err, BAD_INPUT,
                    "the address of a site ends with its host: nothing after ? or #, as in "
                    "\"%.80s\"",
                    text);
    if (has_part(url, CURLUPART_PATH, "/"))
        return fail(
            err, BAD_INPUT,
            "Alliage is served at the root of a host, not in a folder as \"%.80s\": give "
            "it a host of its own, as https://alliage.example",
            text);
    return OK;
}

/* Of a name, or of an address in numbers. */
static bool is_host(const char *host)
{
    static const char signs[] = "abcdefghijklmnopqrstuvwxyz0123456789.-_";
    size_t length = strlen(host);
    if (host[0] == '[')
        return strspn(host + 1, "0123456789abcdef:.") == length - 2;
    return length > 0 && host[0] != '.' && strspn(host, signs) == length;
}

static enum status check_host(const char *host, struct err *err)
{
    if (!is_host(host))
        return fail(err, BAD_INPUT, "\"%.80s\" is no host that a browser could ask for", host);
    if (strcmp(host, "0.0.0.0") == 0 || strcmp(host, "[::]") == 0)
        return fail(
            err, BAD_INPUT,
            "%.80s stands for all addresses of this machine, and no browser can open it: "
            "--base-url takes the one that people type",
            host);
    return OK;
}

static const char *part_of(struct arena *mem, CURLU *url, CURLUPart part, unsigned flags)
{
    char *text = NULL;
    const char *copy = NULL;
    if (curl_url_get(url, part, &text, flags) == CURLUE_OK) {
        char *own = arena_copy(mem, text, strlen(text));
        for (char *at = own; *at; at++)
            if (*at >= 'A' && *at <= 'Z')
                *at = (char)(*at - 'A' + 'a');
        copy = own;
    }
    curl_free(text);
    return copy;
}

static enum status join(struct arena *mem, CURLU *url, const char **out, struct err *err)
{
    const char *scheme = part_of(mem, url, CURLUPART_SCHEME, 0);
    const char *host = part_of(mem, url, CURLUPART_HOST, CURLU_PUNYCODE);
    const char *port = part_of(mem, url, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
    if (!host)
        host = "";
    size_t length = strlen(host);
    if (length > 1 &&
        host[length - 1] == '.') /* the root of all names: browsers leave it out */
        host = arena_copy(mem, host, length - 1);
    TRY(check_host(host, err));
    *out = port ? arena_text(mem, "%s://%s:%s", scheme, host, port)
                : arena_text(mem, "%s://%s", scheme, host);
    return OK;
}

enum status mail_site_address(struct arena *mem, const char *text, const char **out,
                              struct err *err)
{
    TRY(check_scheme(text, err));
    CURLU *url = curl_url();
    if (!url)
        return fail(err, BROKEN, "libcurl does not start");
    enum status status = OK;
    if (curl_url_set(url, CURLUPART_URL, text, 0) != CURLUE_OK)
        status =
            fail(err, BAD_INPUT,
                 "\"%.80s\" is not the address of a site, as https://alliage.example", text);
    if (status == OK)
        status = check_parts(url, text, err);
    if (status == OK)
        status = join(mem, url, out, err);
    curl_url_cleanup(url);
    return status;
}
