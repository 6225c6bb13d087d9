/* Thin on purpose: every choice here is libsodium's default, named. */
#include "secret/secret.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/number.h"

/* Set once at the start, read by all threads: the one state of this file. */
static struct {
    unsigned char form_key[crypto_generichash_KEYBYTES];
    char nobody[crypto_pwhash_STRBYTES]; /* the hash that stands for an unknown person */
} secrets;

enum status secret_start(struct err *err)
{
    if (sodium_init() < 0)
        return fail(err, BROKEN, "this machine gives no random bytes");
    randombytes_buf(secrets.form_key, sizeof secrets.form_key);
    static const char nobody[] = "nobody signs in with this";
    if (crypto_pwhash_str(secrets.nobody, nobody, sizeof nobody - 1,
                          crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        return fail(err, BROKEN, "there is no memory left to check a passphrase (64 MB)");
    return OK;
}

int64_t secret_page_number(void)
{
    static const int64_t low = 100000000000000, high = 1000000000000000;
    uint64_t random;
    randombytes_buf(&random, sizeof random);
    return low + (int64_t)(random % (uint64_t)(high - low));
}

/* 32 signs, so that five random bits choose one without bias. */
static const char signs[] = "23456789abcdefghijkmnpqrstuvwxyz";

struct secret_token secret_token_new(void)
{
    static_assert(sizeof signs == 33, "32 signs");
    unsigned char random[TOKEN_TEXT_BYTES - 1];
    struct secret_token token;
    randombytes_buf(random, sizeof random);
    for (size_t i = 0; i < sizeof random; i++)
        token.text[i] = signs[random[i] & 31];
    token.text[sizeof random] = '\0';
    return token;
}

bool secret_is_token(const char *text)
{
    return strlen(text) == TOKEN_TEXT_BYTES - 1 && strspn(text, signs) == TOKEN_TEXT_BYTES - 1;
}

static void hash(const char *text, const unsigned char *key, size_t key_bytes,
                 char out[SECRET_HASH_BYTES])
{
    unsigned char bytes[32];
    crypto_generichash(bytes, sizeof bytes, (const unsigned char *)text, strlen(text), key,
                       key_bytes);
    sodium_bin2hex(out, SECRET_HASH_BYTES, bytes, sizeof bytes);
}

void secret_hash(const char *token, char out[SECRET_HASH_BYTES]) { hash(token, NULL, 0, out); }

void secret_key_set(const char *text)
{
    crypto_generichash(secrets.form_key, sizeof secrets.form_key, (const unsigned char *)text,
                       strlen(text), NULL, 0);
}

void secret_form_token(const char *browser, char out[SECRET_HASH_BYTES])
{
    hash(browser, secrets.form_key, sizeof secrets.form_key, out);
}

uint64_t secret_number(const char *text)
{
    unsigned char bytes[crypto_generichash_BYTES];
    uint64_t number;
    crypto_generichash(bytes, sizeof bytes, (const unsigned char *)text, strlen(text),
                       secrets.form_key, sizeof secrets.form_key);
    memcpy(&number, bytes, sizeof number);
    return number;
}

bool secret_equal(const char *a, const char *b)
{
    size_t length = strlen(a);
    return length == strlen(b) && sodium_memcmp(a, b, length) == 0;
}

bool secret_form_token_fits(const char *browser, const char *given)
{
    char wanted[SECRET_HASH_BYTES], token[SECRET_HASH_BYTES];
    size_t length = given ? strspn(given, "0123456789abcdef") : 0, own = sizeof token - 1;
    if (!given || given[length] != '\0' || (length != own && length != own + FORM_NUMBER_BYTES))
        return false;
    memcpy(token, given, own);
    token[own] = '\0';
    secret_form_token(browser, wanted);
    return secret_equal(wanted, token);
}

/* ---- sealing ---- */

static void seal_key(const char *key, unsigned char out[crypto_secretbox_KEYBYTES])
{
    crypto_generichash(out, crypto_secretbox_KEYBYTES, (const unsigned char *)key, strlen(key),
                       NULL, 0);
}

/* The number used once stands before what it sealed. */
enum { SEAL_HEAD = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES };

const char *secret_seal(struct arena *mem, const char *key, const char *bytes, size_t count)
{
    unsigned char own[crypto_secretbox_KEYBYTES];
    unsigned char *sealed = arena_alloc(mem, SEAL_HEAD + count, 1);
    size_t room = sodium_base64_encoded_len(SEAL_HEAD + count, sodium_base64_VARIANT_ORIGINAL);
    char *text = arena_alloc(mem, room, 1);
    seal_key(key, own);
    randombytes_buf(sealed, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(sealed + crypto_secretbox_NONCEBYTES, (const unsigned char *)bytes,
                          count, sealed, own);
    sodium_bin2base64(text, room, sealed, SEAL_HEAD + count, sodium_base64_VARIANT_ORIGINAL);
    return text;
}

const char *secret_open(struct arena *mem, const char *key, const char *sealed, size_t *count)
{
    unsigned char own[crypto_secretbox_KEYBYTES];
    size_t length = strlen(sealed), whole = 0;
    unsigned char *bytes = arena_alloc(mem, length + 1, 1);
    if (sodium_base642bin(bytes, length, sealed, length, NULL, &whole, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        whole < SEAL_HEAD)
        return NULL;
    char *out = arena_alloc(mem, whole - SEAL_HEAD + 1, 1);
    seal_key(key, own);
    if (crypto_secretbox_open_easy((unsigned char *)out, bytes + crypto_secretbox_NONCEBYTES,
                                   whole - crypto_secretbox_NONCEBYTES, bytes, own) != 0)
        return NULL;
    *count = whole - SEAL_HEAD;
    return out;
}

/* ---- passphrases ---- */

enum status secret_password_hash(struct arena *mem, const char *password, const char **out,
                                 struct err *err)
{
    char text[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str(text, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        return fail(err, BROKEN, "there is no memory left to keep a passphrase (64 MB)");
    *out = arena_copy(mem, text, strlen(text));
    return OK;
}

/* "$argon2id$v=19$m=65536,t=2,p=1$SALT$HASH", both in base 64 without padding. */
struct kept_password {
    int64_t kilobytes, passes;
    unsigned char salt[crypto_pwhash_SALTBYTES], hash[32];
};

static const char *take_bytes(const char *at, unsigned char *out, size_t count)
{
    size_t length = 0;
    const char *end = at;
    if (!at || sodium_base642bin(out, count, at, strlen(at), NULL, &length, &end,
                                 sodium_base64_VARIANT_ORIGINAL_NO_PADDING) != 0)
        return NULL;
    return length == count ? end : NULL;
}

static const char *take(const char *at, const char *words)
{
    size_t length = strlen(words);
    return at && strncmp(at, words, length) == 0 ? at + length : NULL;
}

static const char *take_number(const char *at, int64_t *out)
{
    return at ? number_start_whole(at, 1, INT32_MAX, out) : NULL;
}

static bool read_kept(const char *text, struct kept_password *out)
{
    const char *at = take(take_number(take(text, "$argon2id$v=19$m="), &out->kilobytes), ",t=");
    at = take_bytes(take(take_number(at, &out->passes), ",p=1$"), out->salt, sizeof out->salt);
    at = take_bytes(take(at, "$"), out->hash, sizeof out->hash);
    return at && *at == '\0';
}

/* The library's own comparison says "no" when there is no memory to compare: what it does is
 * done here, so that the two are told apart. */
static enum status compare(const char *kept, const char *password, bool *out, struct err *err)
{
    struct kept_password was;
    unsigned char is[sizeof was.hash];
    *out = false;
    if (!read_kept(kept, &was))
        return fail(err, BROKEN, "what is kept of a passphrase cannot be read");
    if (crypto_pwhash(is, sizeof is, password, strlen(password), was.salt,
                      (unsigned long long)was.passes, (size_t)was.kilobytes * 1024,
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(err, BROKEN, "there is no memory left to check a passphrase (64 MB)");
    *out = sodium_memcmp(is, was.hash, sizeof is) == 0;
    return OK;
}

enum status secret_password_fits(const char *kept, const char *password, bool *out,
                                 struct err *err)
{
    TRY(compare(kept ? kept : secrets.nobody, password, out, err));
    *out = *out && kept;
    return OK;
}
