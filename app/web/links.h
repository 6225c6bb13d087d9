#ifndef WEB_LINKS_H
#define WEB_LINKS_H

/* The page that shows new links: kept for the browser that made them, for half an hour. */
#include "flow/letter.h"
#include "page/links.h"
#include "web/here.h"

/* Cards of links, each with its code to scan. */
enum status links_cards(struct request *request, const struct issued_links *links,
                        const struct seat_link **out, struct err *err);

enum status links_send(struct request *request, struct reply *reply, struct team_id team,
                       const char *team_name, const struct issued_links *links, bool alone,
                       struct err *err);

/* links_send_again: the same page after its form of letters has been used.
 *
 * Takes    typed, one for each link; told, a sentence over the list. */
struct typed_letter {
    const char *address, *wrong;
    enum lang lang;
    bool mailed;
};
enum status links_send_again(struct request *request, struct reply *reply,
                             const struct team *team, const struct issued_links *links,
                             const struct typed_letter *typed, const char *told,
                             struct err *err);

/* The whole address of a link. */
const char *links_address(struct request *request, const struct issued_link *link);

/* links_sender: may this visitor have letters sent for that team, where there is a mail server;
 * and what letters say of it. */
enum status links_sender(struct request *request, struct team_id team,
                         struct letter_sender *out, struct err *err);

#endif
