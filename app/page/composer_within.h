#ifndef PAGE_COMPOSER_WITHIN_H
#define PAGE_COMPOSER_WITHIN_H

/* Inside page/composer: what its files share. */
#include "page/composer.h"

struct showing {
    struct arena *mem;
    enum lang lang;
    const struct composer *composer;
    const char *path;
    const struct composer_gaze *gaze;
};

const char *showing_team(const struct showing *showing, size_t team);
const char *showing_name(const struct showing *showing, size_t person);

/* page_composer_rotation: its rounds, and who meets whom. `words`: the whole composition's. */
struct rotation_view page_composer_rotation(const struct showing *showing,
                                            const struct compose_page *words);

/* page_composer_cost: what the move looked at would change. Gives false, and page->wrong, when
 * it cannot be made. */
bool page_composer_cost(const struct showing *showing, struct composer_teams_page *page);

#endif
