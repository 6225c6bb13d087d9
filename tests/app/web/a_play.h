#ifndef TESTS_APP_WEB_A_PLAY_H
#define TESTS_APP_WEB_A_PLAY_H

/* The whole application in this process, on a store of its own, and people who use it. */
#include "web/alliage.h"

#include "client.h"

enum { PEOPLE_MAX = 8 };

/* A team, its coach where it has one, and the browsers of its members. */
struct play {
    char id[24], home[40];
    char links[PEOPLE_MAX][96]; /* "/r/…" */
    char seats[PEOPLE_MAX][24]; /* ids, in the order of the names */
    size_t count;
    struct browser coach, members[PEOPLE_MAX];
};

extern struct here play_here;
extern struct arena play_mem;

/* Where the store is; NULL: in a file of the play's own. Set before play_open. */
extern const char *play_url;

/* For cmocka: the site up, and down again. */
int play_open(void **state);
int play_close(void **state);

/* The store as it is now, and back to it: what is played from there on is played twice, with
 * the same people, numbers and cookies. */
void play_keep(void);
void play_go_back(void);

/* Where a file of the play's own is, "store.db" or another; removed by play_close. */
const char *play_file(const char *name);

/* A coach with an account of their own. */
void play_coach(struct browser *b, const char *email, const char *from);

/* play_team: the coach makes a team and every member opens their link; coached: false makes
 * a team alone. */
void play_team(struct play *play, const char *name, size_t count, bool coached);

/* play_links: the same, the links left closed. */
void play_links(struct play *play, const char *name, size_t count, bool coached);
/* play_read: the links and seats of a team of play->count, from the page that gave its links.
 */
void play_read(struct play *play, const struct browser *b);
void play_join(struct play *play, size_t member);

void play_open_round(struct play *play);

/* play_answer: every step, item i answered with base + i % 3; `sent`: "1", or "2" for good;
 * NULL: not sent. */
void play_answer(struct play *play, size_t member, int base, const char *sent);

/* What the form on the screen says of itself: whose, of which round, which page. */
void play_page(const struct browser *b, struct fields *fields);

/* "/t/12" and what follows; the last eight stay good. */
const char *play_path(const struct play *play, const char *rest);

/* An hour or many days pass: all times of the team's rounds move back. */
void play_days_pass(const struct play *play, int days);

#endif
