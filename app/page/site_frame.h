#ifndef PAGE_SITE_FRAME_H
#define PAGE_SITE_FRAME_H

/* What is around every page of the web application: head, masthead, foot. */
#include <stdbool.h>

#include "words/words.h"

/* Which link of the masthead is the current page; SITE_ELSEWHERE: none. */
enum site_place { SITE_ELSEWHERE, SITE_COACH, SITE_COMPOSE, SITE_ME, SITE_WHO_SEES, SITE_HELP };

struct site_frame {
    enum lang lang;
    const char *title;      /* of the document, before "· Alliage" */
    const char *path;       /* of this page: where changing language comes back to */
    const char *form_token; /* goes with every form */
    const char *once;       /* after it, where a form makes something: a number used once */
    enum site_place place;
    bool coach, member;      /* what this device is signed in as */
    bool room;               /* the screen of the room: no masthead */
    const char *refresh;     /* seconds after which the page is asked again; NULL: never */
    const char *statics;     /* "/static/…": changes when a file there does */
    const char *script;      /* name of the page's own script; NULL: none */
    const char *places;      /* "team.seat team.seat" of this device: no draft of another place
                                stays on it; NULL: not known */
    const char *ending;      /* that the team is in the archive, or to be deleted; NULL */
    const char *ending_path; /* … and where that is undone; NULL: not this visitor's to do */
    const char *open;        /* "team.seat.round" of the open round, where the page knows it, or
                                "team.seat.0": none is open; NULL */
};

/* `fr`, `en`: the value of lang="". The other language is the one offered. */
const char *site_lang(enum lang lang);
enum lang site_other_lang(enum lang lang);

/* The class of the body: `site`, or `room-page` on the screen of the room. */
const char *site_body(const struct site_frame *frame);

#endif
