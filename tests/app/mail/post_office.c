#define _GNU_SOURCE
#include "post_office.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/check.h"

enum { TRIES = 200, TRY_MS = 50, WORDS_MAX = 12, LETTER_BYTES = 64 * 1024 };

/* What they say is no line of the test's. */
static pid_t spawn(const char *const words[])
{
    pid_t child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (!freopen("/dev/null", "w", stdout) || !freopen("/dev/null", "w", stderr))
            _exit(127);
        execv(words[0], (char *const *)words);
        _exit(127);
    }
    return child;
}

static bool read_port(struct office *office)
{
    char path[96];
    snprintf(path, sizeof path, "%s/port", office->folder);
    FILE *file = fopen(path, "r");
    bool read = file && fscanf(file, "%d", &office->port) == 1;
    if (file)
        fclose(file);
    return read;
}

static bool ended(struct office *office)
{
    int outcome;
    if (waitpid(office->server, &outcome, WNOHANG) != office->server)
        return false;
    office->server = 0;
    return true;
}

bool office_start(struct office *office, const char *const words[])
{
    char port[16], path[96];
    const char *all[WORDS_MAX + 1] = { "tests/app/mail/smtp_server", office->folder, port };
    snprintf(port, sizeof port, "%d", office->port);
    snprintf(path, sizeof path, "%s/port", office->folder);
    unlink(path);
    for (size_t i = 0; words && words[i]; i++)
        all[3 + i] = words[i];
    office->server = spawn(all);
    for (int i = 0; i < TRIES; i++) {
        if (read_port(office)) {
            snprintf(office->url, sizeof office->url, "smtp://127.0.0.1:%d", office->port);
            return true;
        }
        if (ended(office))
            return false;
        nanosleep(&(struct timespec){ .tv_nsec = TRY_MS * 1000000L }, NULL);
    }
    office_stop(office);
    return false;
}

bool office_open(struct office *office, const char *const words[])
{
    *office = (struct office){ .folder = "/tmp/alliage-mail-XXXXXX" };
    if (mkdtemp(office->folder) && office_start(office, words))
        return true;
    NOT_CHECKED("python3-aiosmtpd does not run here");
    return false;
}

void office_stop(struct office *office)
{
    if (office->server > 0) {
        kill(office->server, SIGTERM);
        waitpid(office->server, NULL, 0);
    }
    office->server = 0;
}

void office_close(struct office *office)
{
    office_stop(office);
    pid_t child = spawn((const char *const[]){ "/bin/rm", "-rf", office->folder, NULL });
    waitpid(child, NULL, 0);
}

const char *office_read(const struct office *office, int n, bool raw)
{
    static char bytes[LETTER_BYTES];
    char path[96];
    snprintf(path, sizeof path, "%s/%d.%s", office->folder, n, raw ? "eml" : "txt");
    FILE *file = fopen(path, "r");
    if (!file)
        return NULL;
    bytes[fread(bytes, 1, sizeof bytes - 1, file)] = '\0';
    fclose(file);
    return bytes;
}

int office_count(const struct office *office)
{
    int count = 0;
    while (office_read(office, count + 1, false))
        count++;
    return count;
}

bool office_certificate(const struct office *office, char certificate[96], char key[96])
{
    int outcome = -1;
    snprintf(certificate, 96, "%s/certificate.pem", office->folder);
    snprintf(key, 96, "%s/key.pem", office->folder);
    pid_t child = spawn((const char *const[]){
        "/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
        "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key,
        "-out", certificate, NULL });
    return waitpid(child, &outcome, 0) == child && outcome == 0;
}
