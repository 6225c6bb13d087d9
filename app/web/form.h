#ifndef WEB_FORM_H
#define WEB_FORM_H

/* The fields of a form or of the query of an address (application/x-www-form-urlencoded),
 * with their limits. */
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

enum { FORM_FIELDS_MAX = 256, FORM_NAME_MAX = 64 };

struct field {
    const char *name, *value;
};

struct form {
    size_t count;
    const struct field *fields;
};

/* form_parse: takes bytes apart.
 *
 * Gives    names and values decoded; line ends as LF, also those that word processors write;
 *          without the characters that nobody sees and that are pasted unawares; in the order
 *          they came.
 * Fails    BAD_INPUT: too many fields, a name too long or given twice; a broken escape, text
 *          that is not UTF-8 or holds NUL, and then which field. */
enum status form_parse(struct arena *mem, const char *bytes, size_t count, struct form *out,
                       struct err *err);

/* form_parse_query: the query of an address, which others write too: what cannot be read is
 * left out, and of a name given twice the first counts. */
void form_parse_query(struct arena *mem, const char *bytes, size_t count, struct form *out);

/* A field's value; NULL: it was not sent. form_text is for one line: a name, a sentence, in its
 * one form (words/plain.h). */
const char *form_value(const struct form *form, const char *name);
const char *form_text(struct arena *mem, const struct form *form, const char *name);

/* A whole number of that range; false: not sent, or not that. */
bool form_int(const struct form *form, const char *name, int64_t low, int64_t high,
              int64_t *out);

/* A number of that range with its decimal part, if any, after a point or a comma; false: not
 * sent, or not that. `out` is then untouched. */
bool form_decimal(const struct form *form, const char *name, double low, double high,
                  double *out);

/* A box that was ticked, or a button that was pressed. */
bool form_has(const struct form *form, const char *name);

/* web_unescape: %XX and, where asked, + for a space. NULL when an escape is broken or the
 * text is not plain UTF-8. */
const char *web_unescape(struct arena *mem, const char *text, size_t length, bool plus);

#endif
