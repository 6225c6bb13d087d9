#ifndef FLOW_SITE_H
#define FLOW_SITE_H

/* Where people find the site, and the only place where an address is joined to a link. */
#include "base/arena.h"
#include "base/status.h"

/* flow_site_address: what --base-url holds, in one form. Fails as mail_site_address. */
enum status flow_site_address(struct arena *mem, const char *text, const char **out,
                              struct err *err);

/* "https://alliage.example/r/TEAM-SECRET". Takes an address that flow_site_address gave. */
const char *flow_site_link(struct arena *mem, const char *site, const char *link);

#endif
