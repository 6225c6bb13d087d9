#ifndef WEB_COMPOSING_H
#define WEB_COMPOSING_H

/* What the two handlers of composing share. */
#include "flow/composer.h"
#include "page/composer.h"
#include "web/here.h"

/* "/composer/12" and what follows. */
const char *composing_path(struct request *request, struct draft_id id, const char *rest);

/* The draft of {draft}, if it is this coach's; else NOT_FOUND, in the reader's language. */
enum status composing_load(struct request *request, struct composer *out, struct err *err);

/* composing_search: a search of this coach, unless one is under way or they have had their
 * share: then `busy`. */
enum status composing_search(struct request *request, struct composer *composer, bool again,
                             bool *busy, struct err *err);

#endif
