#ifndef HTML_HTML_H
#define HTML_HTML_H

/* Where a page or a picture is written: a file, or a text growing in an arena.
 *
 * Only what page2c made from a template calls these. Markup is copied; whatever comes from
 * a person or a number goes through one of the escapers, one per place: html_text between
 * tags, html_attribute between quotes, html_url at the
 * start of an address and html_url_part further on in one. There is no other way in. */
#include <stddef.h>
#include <stdio.h>

#include "base/text.h"

struct html {
    FILE *file; /* NULL: to the text */
    struct text *text;
};

struct html html_to_file(FILE *file);
struct html html_to_text(struct text *text);

/* A template's own words, as they are. */
void html_markup(struct html *out, const char *markup);

void html_put_text(struct html *out, const char *text);

/* The same; a text read right to left is kept apart from what stands beside it (by characters,
 * which hold in a title, a choice and a picture too). */
void html_put_apart(struct html *out, const char *text);

/* An address whose scheme is neither http, https, mailto nor absent becomes `#`. */
void html_put_url(struct html *out, const char *address);
void html_put_url_part(struct html *out, const char *part);

/* A coordinate: at most one decimal, none where it would be 0, never minus zero, whatever
 * the locale. */
void html_put_double(struct html *out, double number);
void html_put_int(struct html *out, int number);
void html_put_size(struct html *out, size_t number);

/* A type that is none of these does not compile. */
#define HTML_PUT(out, x, put_string) \
    _Generic((x), const char *: put_string, char *: put_string, double: html_put_double,   \
             int: html_put_int, size_t: html_put_size)((out), (x))
#define html_text(out, x) HTML_PUT(out, x, html_put_apart)
#define html_attribute(out, x) HTML_PUT(out, x, html_put_text)
#define html_url(out, x) HTML_PUT(out, x, html_put_url)
#define html_url_part(out, x) HTML_PUT(out, x, html_put_url_part)

#endif
