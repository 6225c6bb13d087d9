#ifndef TESTS_APP_MAIL_POST_OFFICE_H
#define TESTS_APP_MAIL_POST_OFFICE_H

/* A real mail server for a test (python3-aiosmtpd), with a folder of the letters it took. What
 * it refuses is said in smtp_server. It ends with the test, also when the test crashes. */
#include <stdbool.h>
#include <sys/types.h>

struct office {
    char folder[64], url[64];
    int port;
    pid_t server;
};

/* Gives false when aiosmtpd does not run here, and says that nothing is checked. words:
 * as smtp_server takes them after the port, at most eight; NULL: none. */
bool office_open(struct office *office, const char *const words[]);

/* Down, letters kept; up again at the same port; and gone with its folder. */
void office_stop(struct office *office);
bool office_start(struct office *office, const char *const words[]);
void office_close(struct office *office);

/* office_read: letter n, from 1: raw, after two lines of envelope, or as it is understood.
 * Gives NULL when there is none; the text is good until the next call. */
const char *office_read(const struct office *office, int n, bool raw);
int office_count(const struct office *office);

/* A certificate for 127.0.0.1 and its key, in the folder; false: openssl is not here. */
bool office_certificate(const struct office *office, char certificate[96], char key[96]);

#endif
