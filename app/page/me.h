#ifndef PAGE_ME_H
#define PAGE_ME_H

/* What is mine: seats, answers, received words, devices, data. */
#include "page/site_frame.h"

struct my_team {
    const char *path, *name;
};

struct my_word {
    const char *wording, *hue; /* means-information … */
    size_t word;               /* 0 rarely, 1 sometimes, 2 often */
};

struct my_answer {
    const char *wording, *choice;
};

struct my_device {
    const char *label, *since, *seen;
    const char *remove; /* the page that removes it */
    bool this_one;
    bool shared; /* another person sits there now */
};

/* Before a device is removed: what that takes away. */
struct my_device_page {
    struct site_frame frame;
    const char *back, *team_name, *path;
    const struct my_device *device;
    const char *text;    /* what it does */
    const char *last;    /* it is the only one: how to come back; NULL */
    const char *instead; /* what may be better; NULL */
    const char *title, *go;
};

struct me_page {
    struct site_frame frame;
    size_t team_count;
    const struct my_team *teams;
};

struct my_seat_page {
    struct site_frame frame;
    const char *home, *team_name, *name, *path;
    bool words_there, words_open; /* received words exist; their owner has opened them */
    size_t word_count, answer_count, device_count;
    const struct my_word *words;
    bool answers_open; /* unmasked */
    const struct my_answer *answers;
    const struct my_device *devices;
};

#endif
