#ifndef WEB_SLOW_DOWN_H
#define WEB_SLOW_DOWN_H

/* Whoever guesses passphrases or links, opens accounts, makes teams or sends letters without
 * end is slowed down, in this process. Only what failed or was used counts, and it counts
 * against a network or a browser, never against the account: nobody is kept out by what
 * somebody elsewhere does. Times are request->ticks, of a clock that nobody sets. */
#include "web/request.h"

/* A passphrase is looked at before anyone is slowed, so that the right one opens.
 *
 * Takes    by: known_browser (web/known.h), or NULL for the request's network.
 * Gives    SLOW_NOT; SLOW_TELL: it failed too often of late, and whoever types should look
 *          again; SLOW_STOP: so often that none is looked at for a while (300 failures in an
 *          hour of one network on one account; 20 of one browser that was signed in). */
enum slowness { SLOW_NOT, SLOW_TELL, SLOW_STOP };
enum slowness slow_down_look(const struct request *request, const char *account,
                             const char *by);
void slow_down_failed(const struct request *request, const char *account, const char *by);

/* What may be done so many times in so long. */
enum slowed {
    SLOW_ACCOUNTS,      /* accounts a network opens, or tries to: each is a passphrase's work */
    SLOW_TAKEN,         /* … that were refused: they tell of addresses */
    SLOW_LINKS,         /* links a network tried that open nothing */
    SLOW_LETTERS,       /* letters a network asked for */
    SLOW_LETTERS_COACH, /* … a coach asked for, in a day; who: the account */
    SLOW_LETTERS_TO,    /* … to one address, in a day; who: the address */
    SLOW_TEAMS,         /* teams without a coach that a network makes */
    SLOW_TEAMS_ALL,     /* … and everyone together, in a day; who: "" */
    SLOW_TEAMS_COACH,   /* teams of one coach, in a day; who: the account */
    SLOWED_KINDS
};

/* slow_down_take: `times` more of it. false: that would be too many, and none is counted.
 * times 0 asks whether one more would do.
 *
 * Takes    who: NULL for the request's network, and for eight times as much the wider one
 *          that an IPv6 provider gives out. */
bool slow_down_take(enum slowed what, const struct request *request, const char *who,
                    size_t times);

#endif
