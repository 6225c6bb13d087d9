#ifndef TESTS_APP_WEB_CLIENT_H
#define TESTS_APP_WEB_CLIENT_H

/* A plain browser over a socket: cookies, form tokens, and every byte it was sent. */
#include <stdbool.h>
#include <stddef.h>

#include "tests/check.h"

enum { COOKIES_HELD = 8, PAGE_BYTES = 512 * 1024, FIELDS_BYTES = 64 * 1024 };

struct held_cookie {
    char name[32], value[800];
};

struct browser {
    const char *from; /* the address it comes from, "127.0.0.7" */
    size_t cookie_count;
    struct held_cookie cookies[COOKIES_HELD];
    int status;             /* of the last reply; 0: none came */
    char bytes[PAGE_BYTES]; /* the last reply, head and body */
    size_t count;
    const char *body;
    char location[512];
    char links_at[512]; /* where the last page of links is */
    char *record;       /* every reply so far, where it is asked for */
    size_t record_count, record_room;
    bool records;
};

/* A form being filled: names and values, escaped. */
struct fields {
    char text[FIELDS_BYTES];
    size_t count;
};

/* The port of the server that browsers talk to. */
extern int client_port;

/* Forgets the cookies. */
void browser_start(struct browser *b, const char *from);
void browser_end(struct browser *b);

void browser_get(struct browser *b, const char *path);

/* browser_post: with the form token of the last page that had one. Where it leads to a page of
 * links, that page is got; other redirections are left to the test. browser_post_again: with
 * the token of the last browser_post, as a second click or a reload sends it. */
void browser_post(struct browser *b, const char *path, const struct fields *fields);
void browser_post_with(struct browser *b, const char *token, const char *path,
                       const struct fields *fields);
void browser_post_again(struct browser *b, const char *path, const struct fields *fields);

/* browser_send: any method, header lines and body; headers end in CR LF each. */
void browser_send(struct browser *b, const char *method, const char *path, const char *headers,
                  const char *body, size_t count);

/* The token of a form, as the browser last saw it; "": none. */
const char *browser_token(const struct browser *b);

/* The value of a cookie; NULL: not held. */
const char *browser_cookie_of(const struct browser *b, const char *name);

void field_add(struct fields *fields, const char *name, const char *value);
void field_add_bytes(struct fields *fields, const char *name, const char *value, size_t count);

/* One form of one or no field. */
const struct fields *one_field(const char *name, const char *value);

/* take_between: the text between two marks, the first time after `from`.
 * Gives where it ended; NULL: not there. */
const char *take_between(const char *from, const char *before, const char *after, char *out,
                         size_t room);

bool has(const struct browser *b, const char *text);

/* The number that follows a form's token is another in each page: dots take its place. */
void hide_form_numbers(char *bytes);

#endif
