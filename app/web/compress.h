#ifndef WEB_COMPRESS_H
#define WEB_COMPRESS_H

/* Files that are the same for all, made smaller once and kept so. Pages are not compressed
 * here: they hold the form's token beside what a stranger may have typed, and the length of
 * the two together would tell the token. */
#include <stdbool.h>
#include <stddef.h>

/* web_compressed: the same bytes as gzip.
 *
 * Takes    bytes that live as long as the program.
 * Gives    false when they do not become smaller, or there are too many files. Any thread. */
bool web_compressed(const char *bytes, size_t count, const char **out, size_t *out_count);

/* Does the header Accept-Encoding name gzip? NULL: no. */
bool web_takes_gzip(const char *accept_encoding);

#endif
