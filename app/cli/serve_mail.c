/* One thread: letters are few, and one connection at a time is kind to a mail server. */
#include "cli/serve_mail.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "web/alliage.h"
#include "web/mishap.h"

enum { LOOK_SECONDS = 5, LETTER_BYTES = 16 << 20, LOGIN_MAX = 1000 };

struct postman {
    struct db *db;
    struct mail_server server;
    atomic_bool stop;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t woken;
    char said[ERR_TEXT_BYTES]; /* the last trouble, told once */
    struct arena mem;          /* of one look at what waits */
};

/* ---- the command line ---- */

/* A line of the file, without its end; NULL: there is none. */
static const char *read_line(struct arena *mem, FILE *file)
{
    char line[LOGIN_MAX];
    if (!fgets(line, sizeof line, file))
        return NULL;
    return arena_copy(mem, line, strcspn(line, "\r\n"));
}

static enum status read_login(struct arena *mem, const char *path, struct mail_server *out,
                              struct err *err)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return fail(err, NOT_FOUND, "%s: %s", path, strerror(errno));
    out->user = read_line(mem, file);
    out->password = read_line(mem, file);
    fclose(file);
    if (!out->user || !*out->user || !out->password)
        return fail(err, BAD_INPUT, "%s:1: two lines are wanted: the name, then the password",
                    path);
    return OK;
}

static const char *from_environment(struct arena *mem, const char *name)
{
    const char *value = getenv(name);
    const char *copy = value ? arena_copy(mem, value, strlen(value)) : NULL;
    unsetenv(name);
    return copy;
}

enum status serve_mail_read(struct arena *mem, const struct mail_options *options,
                            struct mail_server *out, bool *wanted, bool *misused,
                            struct err *err)
{
    *wanted = options->smtp != NULL;
    *out = (struct mail_server){ .url = options->smtp,
                                 .from = options->from,
                                 .user = from_environment(mem, "ALLIAGE_SMTP_USER"),
                                 .password = from_environment(mem, "ALLIAGE_SMTP_PASSWORD"),
                                 .authorities = options->authorities,
                                 .plain = options->plain };
    *misused = true;
    if (!*wanted && (options->from || options->login || options->authorities || options->plain))
        return fail(err, BAD_INPUT, "--smtp is missing: without it no letter is sent");
    if (*wanted)
        TRY(mail_server_check(out, err));
    *misused = false;
    if (options->login)
        TRY(read_login(mem, options->login, out, err));
    return *wanted ? mail_start(err) : OK;
}

/* ---- the thread ---- */

/* A trouble that lasts is told once. */
static void tell(struct postman *p, enum status status, const struct err *err)
{
    const char *now = status == OK ? "" : err->text;
    if (*now && strcmp(now, p->said) != 0)
        fprintf(stderr, "alliage: %s\n", now);
    snprintf(p->said, sizeof p->said, "%s", now);
}

static void send_letters(void *pointer)
{
    struct postman *p = pointer;
    struct err err;
    struct letters_sent sent;
    enum status status =
        flow_letters_send(p->db, &p->mem, &p->server, (int64_t)time(NULL), &sent, &err);
    bool tried = sent.sent || sent.undelivered || sent.put_off;
    if (!atomic_load(&p->stop) && (tried || status != OK))
        tell(p, status, &err);
}

static void look(struct postman *p)
{
    p->mem = arena_with_limit(LETTER_BYTES);
    if (mishap_try(&p->mem, send_letters, p) != MISHAP_NONE)
        alliage_left();
    arena_free(&p->mem);
}

static void *run(void *pointer)
{
    struct postman *p = pointer;
    pthread_mutex_lock(&p->lock);
    while (!atomic_load(&p->stop)) {
        pthread_mutex_unlock(&p->lock);
        look(p);
        pthread_mutex_lock(&p->lock);
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec += LOOK_SECONDS;
        if (!atomic_load(&p->stop))
            pthread_cond_timedwait(&p->woken, &p->lock, &until);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

enum status serve_mail_start(struct db *db, const struct mail_server *server,
                             struct postman **out, struct err *err)
{
    struct postman *p = calloc(1, sizeof *p);
    if (!p)
        abort();
    p->db = db;
    p->server = *server;
    p->server.stop = &p->stop;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->woken, NULL);
    if (pthread_create(&p->thread, NULL, run, p) != 0) {
        free(p);
        return fail(err, BROKEN, "no thread can be started for letters");
    }
    *out = p;
    return OK;
}

void serve_mail_stop(struct postman *p)
{
    pthread_mutex_lock(&p->lock);
    atomic_store(&p->stop, true);
    pthread_cond_signal(&p->woken);
    pthread_mutex_unlock(&p->lock);
    pthread_join(p->thread, NULL);
    pthread_mutex_destroy(&p->lock);
    pthread_cond_destroy(&p->woken);
    free(p);
}
