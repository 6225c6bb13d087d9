#ifndef WEB_KNOWN_H
#define WEB_KNOWN_H

/* A browser in which an account was signed in before keeps a mark of it, so that whatever
 * strangers do to that account, its owner's own browser is counted apart from them. The mark
 * opens nothing.
 * Source   OWASP, device cookies: slow down online guessing. */
#include "web/reply.h"
#include "web/request.h"

/* known_mark: this browser has signed in to that account: the cookie that says so. */
void known_mark(struct request *request, struct reply *reply, const char *account);

/* known_browser: what this browser is counted by, for that account; NULL: it has not signed in
 * there before. */
const char *known_browser(struct request *request, const char *account);

#endif
