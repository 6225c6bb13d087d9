#ifndef WEB_RESUME_H
#define WEB_RESUME_H

/* Someone was signed out while they looked, or typed: they sign in, and go on where they were,
 * with what they had typed. Nothing is stored: the sign-in form carries it. */
#include "page/sign_in.h"
#include "web/request.h"

/* resume_path_fits: is it a path of ours, that a redirect may lead to? */
bool resume_path_fits(const char *path);

/* resume_refused: the request that was refused, to be gone on with. A form is carried with all
 * of its fields but its token; one with a passphrase with none. */
struct resume resume_refused(struct request *request);

/* resume_address: the sign-in page's address for it, without what was typed. NULL: it is not
 * gone on with. */
const char *resume_address(struct request *request, const char *path);

/* resume_carried: what a sign-in form carries, or the address of its page names. */
struct resume resume_carried(struct request *request);

#endif
