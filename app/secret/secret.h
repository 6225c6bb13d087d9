#ifndef SECRET_SECRET_H
#define SECRET_SECRET_H

/* Secrets: random tokens, what is kept of them, and passphrases. libsodium does the work;
 * this says which of it the product uses, once. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

/* secret_start: once, before anything else here; any thread may call the rest after it.
 * Fails    BROKEN: the machine gives no random bytes. */
enum status secret_start(struct err *err);

/* 160 random bits as 32 letters and digits without 0, 1, l and o, which are misread. */
enum { TOKEN_TEXT_BYTES = 33 };
struct secret_token {
    char text[TOKEN_TEXT_BYTES];
};

struct secret_token secret_token_new(void);

/* secret_is_token: could it be one of ours? Whoever made it, it opens nothing by itself. */
bool secret_is_token(const char *text);

/* secret_page_number: 15 digits, the first not 0: names a page among all that were shown. */
int64_t secret_page_number(void);

/* secret_hash: what is kept of a token: BLAKE2b of 32 bytes, in hexadecimal. A token has
 * bits enough that no salt is needed.
 * Source   RFC 7693. */
enum { SECRET_HASH_BYTES = 65 };
void secret_hash(const char *token, char out[SECRET_HASH_BYTES]);

/* secret_form_token: goes with the forms of one browser, so that another site cannot send
 * them. A keyed hash of what its cookie holds: nothing is stored.
 *
 * Takes    browser, the value of the cookie; the key is this process's, or the one given to
 *          secret_key_set, which processes that serve together share. */
void secret_form_token(const char *browser, char out[SECRET_HASH_BYTES]);

/* secret_form_token_fits: a token may be followed by the number of its form, FORM_NUMBER_BYTES
 * hexadecimal digits that are nobody's secret. */
enum { FORM_NUMBER_BYTES = 32 };
bool secret_form_token_fits(const char *browser, const char *given);
void secret_key_set(const char *text);

/* secret_number: a number of a text, of the same key: nobody outside can choose texts that
 * share one. */
uint64_t secret_number(const char *text);

/* secret_seal, secret_open: bytes that only whoever has the key can read, and cannot change
 * unseen.
 *
 * Takes    key, any text of bits enough.
 * Gives    a text in base 64; the bytes again, NULL under another key or when it is not whole.
 * Source   libsodium's secretbox: XSalsa20 and Poly1305. */
const char *secret_seal(struct arena *mem, const char *key, const char *bytes, size_t count);
const char *secret_open(struct arena *mem, const char *key, const char *sealed, size_t *count);

/* Whole texts compared in a time that does not tell where they differ. */
bool secret_equal(const char *a, const char *b);

/* A passphrase's argon2id text, with its salt and its cost in it.
 *
 * Cost     about a tenth of a second and 64 MB: the caller sees that few run at once.
 * Source   RFC 9106; libsodium's interactive limits. */
enum status secret_password_hash(struct arena *mem, const char *password, const char **out,
                                 struct err *err);

/* secret_password_fits: whether a passphrase is the one of which `kept` was kept.
 *
 * Takes    kept; NULL takes as long and is false: who does not exist is not told by time.
 * Fails    BROKEN: there is no memory to tell, which says nothing of the passphrase. */
enum status secret_password_fits(const char *kept, const char *password, bool *out,
                                 struct err *err);

#endif
