#ifndef STORE_OUTBOX_H
#define STORE_OUTBOX_H

/* Mail to be sent. Written in the transaction of what it announces, so that there is neither
 * mail without its reason nor the reverse. */
#include "store/ids.h"

struct letter {
    struct team_id team; /* 0: to a coach */
    struct letter_id id;
    const char *address, *subject;
    const char *body; /* NULL once sent: it holds a link */
    int64_t created_at;
    int64_t next_try_at; /* 0: sent, or given up */
    int tries;
    int64_t sent_at;     /* 0: not sent */
    const char *trouble; /* what the mail server said last; NULL: nothing */
};

struct letters {
    struct letter *list;
    size_t count;
};

/* Saving one as sent deletes its body. */
enum status store_letter_save(struct transaction *transaction, const struct letter *letter,
                              struct err *err);

/* At most `limit` letters of any team to try now, those that waited longest first. */
enum status store_letters_due(struct arena *mem, struct transaction *transaction, int64_t now,
                              int limit, struct letters *out, struct err *err);

#endif
