#ifndef BASE_STATUS_H
#define BASE_STATUS_H

/* How a call that can fail says so.
 *
 * It returns `enum status` and writes one plain sentence for a person into its last
 * parameter, `err`, at the place where the trouble is first seen; callers pass both up
 * untouched with TRY. The compiler refuses a status left unread. */
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#if defined(__has_c_attribute)
#if __has_c_attribute(nodiscard)
#define MUST_READ [[nodiscard]]
#endif
#endif
#ifndef MUST_READ
#define MUST_READ
#endif

enum MUST_READ status {
    OK = 0,
    BAD_INPUT, /* what was handed in breaks a rule; the sentence says which, and what is right
                */
    NOT_FOUND, /* no such thing, or none that this person may know of */
    REFUSED,   /* this person may not */
    CONFLICT,  /* it changed since it was read */
    BROKEN     /* the disk, the database or the network let us down */
};

/* Long enough for a path, a line number, what is wrong and what would be right. */
enum { ERR_TEXT_BYTES = 600 };

/* `format` and what fills it, one text after another, are what a reader's own language says it
 * with (words/refusal.h). `text` is for a log: the key and its holes. */
struct err {
    enum status status;
    const char *format;
    char text[ERR_TEXT_BYTES];
    char holes[ERR_TEXT_BYTES];
};

/* Gives `status` back, so that a refusal is one line:
 *
 *     return fail(err, BAD_INPUT, "%s:%zu: refusal.cells|%zu|%zu", name, line, got, wanted);
 *
 * format is the key of a sentence in locale/ and its holes, {0} {1} …, each behind a bar and
 * typed as for printf; before it, where there is one, the place. check-refusals sees that the
 * sentence is there in every language, with as many holes. (A sentence of English, with spaces
 * and without a key, is told as it is.) */
enum status fail(struct err *err, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same from a list of arguments, for what is told and stops nothing. */
void fail_with(struct err *err, enum status status, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));

/* err_place_length: how much of a format is its place, "%s:%zu: ". */
size_t err_place_length(const char *format);

/* err_key_length: how long the key is with which a format goes on behind its place; 0: it has
 * none. */
size_t err_key_length(const char *format);

/* err_says: is it that refusal? `key` as it stands in locale/. */
bool err_says(const struct err *err, const char *key);

/* Safe to return early: memory belongs to an arena, not to this function. */
#define TRY(call)                        \
    do {                                 \
        enum status try_status = (call); \
        if (try_status != OK)            \
            return try_status;           \
    } while (0)

#endif
