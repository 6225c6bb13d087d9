#ifndef WEB_ALLIAGE_H
#define WEB_ALLIAGE_H

/* The site that this program serves. */
#include "web/here.h"

/* Takes here, which must outlive the server; base_url decides on https. */
struct site alliage_site(struct here *here);

/* alliage_left: ends what work that was left by a jump (web/mishap.h) had begun on this thread,
 * its transaction and its search. Also for threads that answer no request. */
void alliage_left(void);

#endif
