#ifndef CLI_SERVE_MAIL_H
#define CLI_SERVE_MAIL_H

/* The thread of `serve` that sends letters, and what it is told on the command line. */
#include "flow/letter.h"

struct postman;

/* What --smtp and the options beside it say. */
struct mail_options {
    const char *smtp, *from, *login, *authorities;
    bool plain;
};

/* serve_mail_read: the options checked, and name and password from the file of --smtp-login or
 * from ALLIAGE_SMTP_USER and ALLIAGE_SMTP_PASSWORD, which are then forgotten.
 *
 * Takes    mem, where texts are kept.
 * Gives    *wanted false when there is no --smtp; *misused: it is the options that are wrong.
 * Fails    BAD_INPUT: the options do not go together; NOT_FOUND: no such file. */
enum status serve_mail_read(struct arena *mem, const struct mail_options *options,
                            struct mail_server *out, bool *wanted, bool *misused,
                            struct err *err);

/* serve_mail_start: letters leave until serve_mail_stop, which breaks off the one under way. */
enum status serve_mail_start(struct db *db, const struct mail_server *server,
                             struct postman **out, struct err *err);
void serve_mail_stop(struct postman *postman);

#endif
