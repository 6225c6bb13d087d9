/* libcurl speaks SMTP; here is what it is told, and what its answer means. */
#include "mail/smtp.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "mail/address.h"

enum { CONNECT_SECONDS = 10, WHOLE_SECONDS = 30, HOST_MAX = 253 };

/* Sign-in asked for, or not accepted: no letter will go, whatever its address. */
enum { AUTH_NEEDED = 530, AUTH_WEAK = 534, AUTH_WRONG = 535, AUTH_CRYPT = 538 };

static bool is_own_machine(const char *host, size_t length)
{
    static const char *const names[] = { "localhost", "[::1]" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == length && strncmp(host, names[i], length) == 0)
            return true;
    return length >= 7 && strncmp(host, "127.", 4) == 0 &&
           strspn(host, "0123456789.") == length;
}

enum status mail_server_check(struct mail_server *server, struct err *err)
{
    bool open = strncmp(server->url, "smtp://", 7) == 0;
    if (!open && strncmp(server->url, "smtps://", 8) != 0)
        return fail(err, BAD_INPUT,
                    "--smtp: smtp://HOST:PORT is wanted, or smtps:// for TLS from the start");
    const char *host = server->url + (open ? 7 : 8);
    if (strchr(host, '@'))
        return fail(err, BAD_INPUT,
                    "--smtp: no user or password here, where every user of the machine can "
                    "read it; see --smtp-login");
    size_t length = *host == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":/");
    if (length < 2 || length > HOST_MAX ||
        host[length + strspn(host + length, ":0123456789")] != '\0')
        return fail(err, BAD_INPUT, "--smtp: a host and a port are wanted: smtp://HOST:PORT");
    if (!server->from || !mail_address_fits(server->from))
        return fail(err, BAD_INPUT,
                    "--mail-from: the address that letters come from is wanted");
    server->plain |= open && is_own_machine(host, length);
    return OK;
}

enum status mail_start(struct err *err)
{
    return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK
               ? OK
               : fail(err, BROKEN, "libcurl does not start");
}

struct reading {
    const char *at;
};

static size_t read_more(char *out, size_t size, size_t count, void *context)
{
    struct reading *reading = context;
    size_t length = strlen(reading->at), room = size * count;
    length = length < room ? length : room;
    memcpy(out, reading->at, length);
    reading->at += length;
    return length;
}

static int look_up(void *context, curl_off_t all, curl_off_t now, curl_off_t up,
                   curl_off_t sent)
{
    const struct mail_server *server = context;
    (void)all, (void)now, (void)up, (void)sent;
    return server->stop && atomic_load(server->stop);
}

/* No proxy of the environment, no file of passwords, no other protocol: only what was said. */
static void tell_server(CURL *curl, const struct mail_server *server)
{
    curl_easy_setopt(curl, CURLOPT_URL, server->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)WHOLE_SECONDS);
    curl_easy_setopt(curl, CURLOPT_USE_SSL,
                     (long)(server->plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    if (server->authorities)
        curl_easy_setopt(curl, CURLOPT_CAINFO, server->authorities);
    if (server->user) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, server->user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, server->password ? server->password : "");
    }
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_up);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, (void *)server);
}

static enum mail_outcome judge(CURLcode told, long code)
{
    bool sign_in =
        code == AUTH_NEEDED || code == AUTH_WEAK || code == AUTH_WRONG || code == AUTH_CRYPT;
    if (told == CURLE_OK)
        return MAIL_SENT;
    if (told == CURLE_LOGIN_DENIED || told == CURLE_USE_SSL_FAILED || sign_in)
        return MAIL_UNREACHABLE;
    if (code >= 500 && code < 600)
        return MAIL_REFUSED;
    return code >= 400 && code < 500 && code != 421 ? MAIL_LATER : MAIL_UNREACHABLE;
}

enum mail_outcome mail_send(struct arena *mem, const struct mail_server *server,
                            const struct mail *mail, int *code, const char **why)
{
    struct reading reading = { mail_message(mem, mail) };
    CURL *curl = curl_easy_init();
    struct curl_slist *to = curl_slist_append(NULL, arena_text(mem, "<%s>", mail->to));
    long answered = 0;
    if (!curl || !to)
        abort();
    tell_server(curl, server);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, arena_text(mem, "<%s>", server->from));
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_more);
    curl_easy_setopt(curl, CURLOPT_READDATA, &reading);
    CURLcode told = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answered);
    curl_slist_free_all(to);
    curl_easy_cleanup(curl);
    if (code)
        *code = (int)answered;
    if (why)
        *why = curl_easy_strerror(told);
    return judge(told, answered);
}
