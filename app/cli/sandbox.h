#ifndef CLI_SANDBOX_H
#define CLI_SANDBOX_H

/* What a server that was taken over could still do to its machine: little. After sandbox_enter
 * this process writes where its store is and nowhere else, reads what the system keeps for
 * everyone, starts no program, looks into no other process, and connects to nothing but a mail
 * server and PostgreSQL. */
#include <stdbool.h>

enum { SANDBOX_FILES_MAX = 6 };

struct sandbox {
    const char *folder; /* of the SQLite store; NULL: PostgreSQL, which is connected to */
    const char *files[SANDBOX_FILES_MAX]; /* to read beside: certificates; NULL: none */
    int listens;                          /* the port; 0: any */
    int mails;                            /* the mail server's port; 0: no mail */
};

/* sandbox_enter: for this thread and all it starts from then on: so, before any.
 *
 * Gives    what is held: nothing, files and the network (landlock), system calls (seccomp), or
 *          both. A kernel that lacks one of them is no failure. */
enum sandbox_held { SANDBOX_FILES = 1, SANDBOX_CALLS = 2 };
int sandbox_enter(const struct sandbox *wish);

/* sandbox_port: of "smtp://host:587"; what is usual for its scheme where none stands. */
int sandbox_port(const char *url, int usual);

#endif
