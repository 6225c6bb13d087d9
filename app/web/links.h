#ifndef WEB_LINKS_H
#define WEB_LINKS_H

/* The page that shows new links, once. */
#include "flow/link.h"
#include "web/here.h"

enum status links_send(struct request *request, struct reply *reply, struct team_id team,
                       const char *team_name, const struct issued_links *links, bool alone,
                       struct err *err);

#endif
