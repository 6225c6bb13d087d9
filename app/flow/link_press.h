#ifndef FLOW_LINK_PRESS_H
#define FLOW_LINK_PRESS_H

/* A personal link meets a browser. Who one is, is decided by the link shown now; a link is
 * spent in the commit that binds its seat, or not at all. */
#include "flow/browser.h"
#include "flow/link.h"
#include "store/past_seats.h"
#include "store/teams.h"

struct link_press {
    struct link_key key;
    const struct token_hash *shown; /* the key of this browser; NULL: none */
    struct token_hash form;         /* what its forms are tied to */
    struct token_hash new_browser;  /* a name for one that is not known */
    struct token_hash new_key;      /* what it shows from now on, if it gets one */
    struct coach_id coach;          /* who is signed in here; 0: nobody */
    const char *label;              /* for the list of its owner's devices */
    bool confirmed;                 /* it may go from one place to another */
    int64_t now;
};

/* Nothing is spent but by LINK_OPENS. */
enum link_meets {
    LINK_UNKNOWN,   /* no such link, or its person has left the team */
    LINK_OPENS,     /* its seat is this browser's now, or was already */
    LINK_COACHED,   /* who is signed in here accompanies the team, or made it */
    LINK_ELSEWHERE, /* this browser is at another's place: to be confirmed */
    LINK_SERVED,    /* another browser opened it */
    LINK_REPLACED,  /* a newer one was made for the place */
    LINK_LOST,      /* so it was, and this browser sat there */
    LINK_EXPIRED,   /* a link for a second device, after its ten minutes */
    LINK_UNTOLD     /* looked at: what it would do is told to who presses it */
};

struct link_met {
    enum link_meets meets;
    const char *team_name;
    struct seat seat;      /* of the link */
    const char *holder;    /* LINK_ELSEWHERE: whose place this browser is */
    struct past_seat lost; /* LINK_LOST: when, by whom */
    bool rekeyed;          /* the browser is to show the new key */
    bool switched;         /* it was at another's place until now */
};

/* flow_link_look: what pressing it would say of this browser; nothing of whether the link was
 * opened, since whoever made the links could else watch who has. */
enum status flow_link_look(struct db *db, struct arena *mem, const struct link_press *press,
                           struct link_met *out, struct err *err);

/* flow_link_press: opens it, or says why not. A browser whose reply was lost presses again and
 * is let in; one that served several people goes to the place of the link it is shown. That a
 * link was pressed after it served elsewhere is told to the team. */
enum status flow_link_press(struct db *db, struct arena *mem, const struct link_press *press,
                            struct link_met *out, struct err *err);

/* flow_link_lost: was a place in that team taken from this browser by others, and not given
 * back? NOT_FOUND: no. */
enum status flow_link_lost(struct db *db, struct arena *mem, struct token_hash browser,
                           struct team_id team, int64_t now, struct past_seat *out,
                           struct err *err);

#endif
