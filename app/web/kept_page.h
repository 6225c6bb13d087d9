#ifndef WEB_KEPT_PAGE_H
#define WEB_KEPT_PAGE_H

/* Pages with links that nothing else keeps: a form leads to them by redirect, and for half an
 * hour the same browser comes back to them as often as it likes, by reload, Back and Forward.
 * Stored sealed, under a key made of the address and of what only that browser holds. */
#include "web/reply.h"
#include "web/request.h"

/* kept_page_go: the page in the reply becomes one that is kept, and the reply leads to it. */
enum status kept_page_go(struct request *request, struct reply *reply, struct err *err);

#endif
