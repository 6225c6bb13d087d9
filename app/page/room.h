#ifndef PAGE_ROOM_H
#define PAGE_ROOM_H

/* The restitution on the screen of the room, read from five metres: each block in three
 * times. Holds what the portrait holds, and no person. */
#include "page/site_frame.h"

enum room_time { ROOM_ASK = 1, ROOM_SHOW, ROOM_SPEAK };

struct room_page {
    struct site_frame frame;
    const char *team_name, *theme, *question, *progress;
    enum room_time time;
    const char *const *moments;      /* the four, where the question is about them; NULL */
    const char *action, *leave;      /* where the button posts; the coach's own page */
    const char *back, *next, *opens; /* next NULL: a button opens so many blocks */
};

#endif
