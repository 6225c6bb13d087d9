#ifndef WEB_ONCE_H
#define WEB_ONCE_H

/* A form that makes something makes it once. It carries a number (`once`, site_frame.once);
 * sent again, by a double click, a reload or after Back, in any tab and to any process, it
 * leads where the first sending led. */
#include "web/routes.h"

/* once_handle: site.handle. Runs the handler, unless the form's number was used: then it
 * redirects. What a handler refuses, or answers with a page, uses no number. */
enum status once_handle(route_handler handler, struct request *request, struct reply *reply,
                        struct err *err);

#endif
