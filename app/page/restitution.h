#ifndef PAGE_RESTITUTION_H
#define PAGE_RESTITUTION_H

/* Around a portrait on the web: the team's page of it, and the restitution that opens it
 * block by block, the team speaking before each. */
#include "page/site_frame.h"

struct portrait_page {
    struct site_frame frame;
    const char *home, *team_name, *aim;
    bool invented;
    const char *waiting; /* more is to come: the sentence that says so; NULL: all is open */
    size_t round_count;
    const struct past_round {
        const char *path, *name;
        bool current;
    } * rounds;
};

struct restitution_page {
    struct site_frame frame;
    const char *home, *team_name, *kicker, *action, *portrait;
    const char *screen;           /* path of the screen of the room */
    const char *progress;         /* "Bloc 2 sur 8" */
    const char *theme, *question; /* of the block to open; NULL: all is open */
    const char *next;             /* value the button sends */
};

#endif
