#ifndef PAGE_FRAME_H
#define PAGE_FRAME_H

/* What stands around the portraits of a file. */
#include "page/portraits.h"
#include "words/words.h"

struct frame {
    enum lang lang;
    const char *lang_code, *title, *index_title;
    const char *const *teams;
    size_t team_count;
};

struct team_head {
    const char *id, *id_heading, *kicker, *team;
    const char *back; /* to the index; NULL: there is none */
};

#endif
