#ifndef WEB_HERE_H
#define WEB_HERE_H

/* Alliage's own side of the server: what its handlers work on, who is asking, and the frame
 * every page of it has. */
#include "flow/round.h"
#include "flow/sign_in.h"
#include "html/html.h"
#include "page/site_frame.h"
#include "web/serve.h"

/* request->site of every request. Set up before serving, read by all threads. */
struct here {
    struct db *db;
    struct round_rules rules;
    const char *base_url;  /* "https://alliage.example", without a last `/`: in links */
    const char *proxy;     /* where the proxy's requests come from; NULL: this machine */
    bool opens_accounts;   /* a coach may open an account from the first page */
    bool reads_wait;       /* the store is across a network */
    int64_t letters_a_day; /* that this store sends at most; 0: no bound */
    bool mails;            /* there is a mail server to send links by */
};

/* request->who: recognised once a request. */
struct who {
    struct visitor visitor;
    enum lang lang;
    struct team_id team; /* of {team} in the path; 0: none */
    struct seat_id seat; /* this visitor's, in that team; 0: none */
    bool coaches;        /* this visitor coaches that team */
    enum status read;    /* not OK: the store could not say who this is, for the reason below */
    struct err why;
};

struct here *here_of(const struct request *request);

/* here_who: who is asking. A store that cannot be read makes nobody a stranger: here_may has
 * refused the request by then, with what the store said, whatever the right. */
const struct who *here_who(struct request *request);
enum lang here_lang(struct request *request);

/* site.may: rights by the cookie and the store. Who may not know of a team is told that it
 * does not exist; a store that does not say is told as what it is (BROKEN). */
enum status here_may(struct request *request, enum right right, struct err *err);

/* here_sign_in_first: refuses, and the page that says so lets a coach sign in and go on where
 * they were, with what they had typed. */
enum status here_sign_in_first(struct request *request, struct err *err);

/* site.trouble: the page that says what did not work. */
void here_trouble(struct request *request, int http_status, const struct err *err,
                  struct reply *reply);

struct site_frame here_frame(struct request *request, const char *title);

/* A page is written to a text in the request's arena, then sent. */
struct html here_write(struct request *request, struct text *text);
void here_send(struct reply *reply, struct text *text);

/* here_new_key, here_new_session: a secret made now, and the cookie with it.
 * Gives    its hash, for the store to keep. */
struct token_hash here_new_key(struct request *request, struct reply *reply);
struct token_hash here_new_session(struct request *request, struct reply *reply);

/* here_new_forms: forms that this browser has open are no longer taken. */
void here_new_forms(struct request *request, struct reply *reply);

/* here_lost: what the browser that lost a place by a new link is told. */
struct past_seat;
const char *here_lost(struct request *request, const struct past_seat *lost);

/* What kind of device asks, for its owner's own list: enough to know which, not more. */
const char *here_label(const struct request *request);

/* "/t/12" and what follows. */
const char *here_team_path(struct request *request, struct team_id team, const char *rest);

/* here_refusal: the sentence for a refusal, in the visitor's language. */
const char *here_refusal(enum lang lang, enum refusal refusal);

#endif
