#ifndef WEB_ONCE_H
#define WEB_ONCE_H

/* A form that makes something makes it once. Its token is followed by a number; sent again, by
 * a double click, a reload or after Back, in any tab and to any process, it leads where the
 * first sending led. */
#include "web/routes.h"

/* once_new: a number for the forms of one page. It remembers whether a coach was signed in. */
const char *once_new(struct arena *mem, bool coach);

/* once_of_coach: this form stood on a page for a coach, who may be signed out by now. */
bool once_of_coach(const struct request *request);

/* once_handle: site.handle. Runs the handler, unless the form's number was used: then it
 * redirects. What a handler refuses, or answers with a page, uses no number. */
enum status once_handle(route_handler handler, struct request *request, struct reply *reply,
                        struct err *err);

#endif
