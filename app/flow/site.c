/* Read once, joined once. */
#include "flow/site.h"

#include "mail/site_address.h"

enum status flow_site_address(struct arena *mem, const char *text, const char **out,
                              struct err *err)
{
    return mail_site_address(mem, text, out, err);
}

const char *flow_site_link(struct arena *mem, const char *site, const char *link)
{
    return arena_text(mem, "%s/r/%s", site, link);
}
