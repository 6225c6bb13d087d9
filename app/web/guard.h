#ifndef WEB_GUARD_H
#define WEB_GUARD_H

/* Is a changing request sent by a page of ours? Three checks, of which the last would do
 * alone: where the browser says it comes from, the origin it names, and the form's token. */
#include "web/request.h"

extern const char form_token_field[]; /* its name in every form */

/* guard_accept: may this POST change something?
 *
 * Takes    origin, of this site ("https://alliage.example"); NULL: http and the Host sent.
 * Fails    REFUSED, and request->guarded says why, for a page in the sender's language. */
enum status guard_accept(struct request *request, const char *origin, struct err *err);

#endif
