#ifndef CONTENT_TREE_H
#define CONTENT_TREE_H

/* A YAML file as a tree that knows where each of its pieces stands, and typed reading of
 * it. For this folder only: outside it, content is instruments and models.
 *
 * Aliases are followed (a piece may stand at two places), so a tree may even contain itself;
 * readers go down a fixed number of levels and therefore always end. */
#include <stdbool.h>
#include <stddef.h>

#include "instrument/instrument.h"

enum tree_kind { TREE_TEXT, TREE_LIST, TREE_TABLE };

struct tree {
    enum tree_kind kind;
    const char *file;
    size_t line, column;      /* from 1 */
    const char *text;         /* of a text, else NULL */
    size_t length;            /* of the text, which may contain NUL */
    size_t count;             /* children */
    const struct tree **keys; /* of a table, else NULL */
    const struct tree **values;
};

/* tree_parse: one YAML document.
 *
 * Takes    bytes, at most CONTENT_BYTES_MAX of them.
 * Fails    BAD_INPUT: not UTF-8, not YAML, tabs, empty, several documents, too deep. */
enum status tree_parse(struct arena *mem, const char *file, const char *bytes, size_t length,
                       const struct tree **out, struct err *err);

/* A refusal at this place of the file. */
enum status tree_fail(const struct tree *at, struct err *err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Refuses what is no table, an unknown key or a key given twice. `what` names the table in
 * the sentence; `known` is ended by NULL. */
enum status tree_accept_keys(const struct tree *table, const char *what,
                             const char *const *known, struct err *err);

/* The value under a key of a table, or NULL. */
const struct tree *tree_find(const struct tree *table, const char *key);

/* Reading one value of a table, which must be there. A text is trimmed and not empty; a key
 * is letters, digits, _ and -, a letter first, at most CONTENT_KEY_MAX. */
enum status tree_need(const struct tree *table, const char *key, const struct tree **out,
                      struct err *err);
enum status tree_text(struct arena *mem, const struct tree *table, const char *key,
                      const char **out, struct err *err);
enum status tree_key(struct arena *mem, const struct tree *table, const char *key,
                     const char **out, struct err *err);
enum status tree_number(const struct tree *table, const char *key, double low, double high,
                        double *out, struct err *err);
enum status tree_whole(const struct tree *table, const char *key, int low, int high, int *out,
                       struct err *err);
enum status tree_phrase(struct arena *mem, const struct tree *table, const char *key,
                        struct phrase *out, struct err *err);

/* fr and en read from the table itself. */
enum status tree_languages(struct arena *mem, const struct tree *table, struct phrase *out,
                           struct err *err);

/* false when the key is absent. */
enum status tree_flag(const struct tree *table, const char *key, bool *out, struct err *err);

/* A list under a key, of `low` to `high` entries. */
enum status tree_list(const struct tree *table, const char *key, size_t low, size_t high,
                      const struct tree **out, struct err *err);

/* Exactly `count` numbers. `at` is the list itself; `what` names it in the sentence. */
enum status tree_numbers(const struct tree *at, const char *what, size_t count, double low,
                         double high, double *out, struct err *err);

/* Which of the names this value is; the sentence lists them all. */
enum status tree_choice(const struct tree *table, const char *key, const char *const *names,
                        size_t *out, struct err *err);

#endif
