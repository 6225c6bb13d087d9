#ifndef FLOW_LETTER_H
#define FLOW_LETTER_H

/* Personal links by mail. Whoever holds new links types addresses; a letter for each waits in
 * the outbox, is tried again while the mail server does not take it, and loses its address and
 * its text in the moment that says what became of it. Nothing here depends on whether a link
 * has been opened: whoever typed the address could else learn it. */
#include "flow/link.h"
#include "mail/smtp.h"
#include "store/outbox.h"
#include "store/teams.h"

enum {
    LETTER_LINK_SECONDS = 86400, /* a link can be mailed so long after it was made */
    LETTER_TRIES = 8,            /* over a day and a half; then it is given up */
    LETTER_ROOM = 64             /* letters a call of flow_letters_send tries at most */
};

/* flow_letter_links: whose links these are, to show the page of new links again.
 *
 * Takes    keys of one team, as the page of new links sent them.
 * Fails    REFUSED: one is no link of that team, or older than LETTER_LINK_SECONDS. */
struct link_keys {
    const struct link_key *list;
    size_t count;
};
enum status flow_letter_links(struct db *db, struct arena *mem, const struct link_keys *keys,
                              int64_t now, struct team *team, struct issued_links *out,
                              struct err *err);

/* flow_letter_sender: may this visitor have letters sent for this team, and what they say of
 * it. A coach may for their team; a member once two have opened their links: else whoever
 * makes a team of nobody could have anything sent to anyone. */
struct letter_asker {
    struct team_id team;
    struct coach_id coach; /* signed in; 0: none */
    struct seat_id seat;   /* of the visitor in that team; 0: none */
};
struct letter_sender {
    bool may;
    const char *coach; /* the name; NULL: a team without a coach */
    int64_t closes_at; /* of the open round, as announced; 0: none is open */
};
enum status flow_letter_sender(struct db *db, struct arena *mem,
                               const struct letter_asker *asker, struct letter_sender *out,
                               struct err *err);

/* flow_letter_post: puts letters into the outbox, all or none; a link that waits there or went
 * before is passed over.
 *
 * Takes    letters of one team with key, address, name, subject and body; addresses fit.
 * Gives    how many wait now.
 * Fails    REFUSED: so many have left this store in the last 24 hours that these would be too
 *          many; none waits then. */
struct letter_text {
    struct link_key key;
    const char *address, *name, *subject, *body;
};
struct letter_texts {
    const struct letter_text *list;
    size_t count;
    int64_t a_day; /* letters this store sends in 24 hours; 0: as many as there are */
};
enum status flow_letter_post(struct db *db, struct arena *mem,
                             const struct letter_texts *letters, int64_t now, size_t *posted,
                             struct err *err);

/* What a text typed as an address lacks. */
bool flow_letter_address_fits(const char *text);

/* flow_letters_send: tries what is due, in any number of processes at once. A letter is sent
 * again when a process ends between the server's answer and the commit that notes it.
 *
 * Gives    how many were sent, given up, and put off.
 * Fails    BROKEN: the mail server cannot be reached, or the store; the sentence holds nothing
 *          of a letter. */
struct letters_sent {
    size_t sent, undelivered, put_off;
};
enum status flow_letters_send(struct db *db, struct arena *mem,
                              const struct mail_server *server, int64_t now,
                              struct letters_sent *out, struct err *err);

/* flow_letters_undelivered: the seats of a team whose letter was given up. For whoever may make
 * their link again. Stays until then, or until it is purged, whether or not the person came. */
enum status flow_letters_undelivered(struct db *db, struct arena *mem, struct team_id team,
                                     struct undelivered *out, struct err *err);

#endif
