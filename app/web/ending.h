#ifndef WEB_ENDING_H
#define WEB_ENDING_H

/* What every page of a team says while it is in the archive or is to be deleted, and what its
 * browsers are told once it is no more. */
#include "flow/ending.h"
#include "web/here.h"

/* Whoever may put this team away or delete it: its coach; without one, any member. */
bool ending_may(const struct who *who, const struct team *team);

/* ending_state_said: the sentence for a state, the date in it; NULL: the team is active. */
const char *ending_state_said(struct request *request, const struct team *team);

/* ending_banner: for the frame of a page of the team that this visitor may read. The path is
 * that of the page where it is undone, NULL for who may not. */
void ending_banner(struct request *request, struct site_frame *frame);

/* ending_refuses: REFUSED with the reader's sentence while nothing changes in the team. */
enum status ending_refuses(struct request *request, const struct team *team, struct err *err);

/* ending_told: REFUSED with the day on which the team of this page was deleted; NOT_FOUND. */
enum status ending_told(struct request *request, struct err *err);

#endif
