#ifndef WEB_HEAD_H
#define WEB_HEAD_H

/* Is this the head of a request, byte for byte? Knows no socket and keeps nothing.
 *
 * One grammar and no leniency, so that what stands behind the door cannot read the same
 * bytes in another way: GET, HEAD or POST; a target that starts with a slash, printable
 * bytes only; HTTP/1.1 or 1.0; each line a name, a colon and a value, ended by CR LF; no
 * folded line, no control byte, no bare CR or LF; one Host; no Transfer-Encoding; at most
 * one Content-Length, digits only, and one for each POST. */
#include <stdbool.h>
#include <stddef.h>

enum {
    HEAD_BYTES_MAX = 8192,
    HEAD_LINES_MAX = 64,
    TARGET_BYTES_MAX = 2048,
    HOST_BYTES_MAX = 255,
    /* Lines, cookies and fields of the query together: the daemon keeps a place for each, and
     * would close without a word when it has no more. */
    HEAD_PIECES_MAX = 256,
    LENGTH_DIGITS_MAX = 9
};

enum head_method { HEAD_GET, HEAD_HEAD, HEAD_POST };

struct head {
    enum head_method method;
    size_t bytes;      /* of the head, with the empty line that ends it */
    size_t body_bytes; /* that follow */
};

enum { HEAD_INCOMPLETE = 0, HEAD_FINE = 200 };

/* head_judge: reads what has arrived so far.
 *
 * Takes    bytes from the first of the connection on; body_max, the longest body accepted.
 * Gives    HEAD_INCOMPLETE: nothing wrong yet; HEAD_FINE: complete, and `out` is set; else
 *          the status to refuse it with: 400, 405, 411, 413, 414, 417 or 431.
 * Cost     one pass, O(count). */
int head_judge(const char *bytes, size_t count, size_t body_max, struct head *out);

#endif
