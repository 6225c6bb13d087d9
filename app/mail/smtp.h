#ifndef MAIL_SMTP_H
#define MAIL_SMTP_H

/* Handing one letter to a mail server. Nothing of the letter, of its address or of what the
 * server answers is ever printed or kept: an answer may quote the address. */
#include <stdatomic.h>
#include <stdbool.h>

#include "base/status.h"
#include "mail/message.h"

struct mail_server {
    const char *url;             /* smtp://HOST:PORT, or smtps:// for TLS from the start */
    const char *from;            /* the address letters come from */
    const char *user, *password; /* NULL: the server asks for none */
    const char *authorities;     /* file of certificates to trust; NULL: the machine's */
    bool plain;                  /* smtp:// without STARTTLS */
    const atomic_bool *stop;     /* true: what is under way is broken off; NULL: never */
};

/* mail_server_check: before anything is sent.
 *
 * Takes    server with url and from as they were given; sets plain where the server is this
 *          machine itself, where nobody listens in between.
 * Fails    BAD_INPUT: another scheme, no host, a user or a password in the address, what can
 *          be no sender. */
enum status mail_server_check(struct mail_server *server, struct err *err);

/* mail_start: once, before any thread. Fails BROKEN. */
enum status mail_start(struct err *err);

enum mail_outcome {
    MAIL_SENT,       /* the server has it */
    MAIL_REFUSED,    /* for good: no such address, and the like */
    MAIL_LATER,      /* not now: full box, greylisting; another letter may go */
    MAIL_UNREACHABLE /* no server, no TLS, wrong sign-in: no letter goes */
};

/* mail_send: takes at most half a minute.
 *
 * Gives    code: of the server's last answer, 0 when there was none; may be NULL. why, for
 *          MAIL_UNREACHABLE: libcurl's own constant sentence; may be NULL. */
enum mail_outcome mail_send(struct arena *mem, const struct mail_server *server,
                            const struct mail *mail, int *code, const char **why);

#endif
