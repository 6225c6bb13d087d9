#include "secret/secret.h"

#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "check.h"

static struct err err;
static struct arena all;

static int start(void **state)
{
    (void)state;
    all = arena_with_limit(1 << 20);
    return secret_start(&err) == OK ? 0 : 1;
}

static void two_tokens_differ_and_hold_only_signs_that_are_not_misread(void **state)
{
    (void)state;
    struct secret_token a = secret_token_new(), b = secret_token_new();
    assert_string_not_equal(a.text, b.text);
    assert_int_equal(strlen(a.text), 32);
    assert_int_equal(strcspn(a.text, "01lo"), 32);
}

/* BLAKE2b-256 of "abc", as b2sum -l 256 prints it. */
static void what_is_kept_of_a_token_is_its_blake2b(void **state)
{
    (void)state;
    char out[SECRET_HASH_BYTES];
    secret_hash("abc", out);
    CHECK_TEXT(out, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

static void a_form_token_fits_its_own_browser_only(void **state)
{
    (void)state;
    char mine[SECRET_HASH_BYTES];
    secret_form_token("my cookie", mine);
    assert_true(secret_form_token_fits("my cookie", mine));
    assert_false(secret_form_token_fits("your cookie", mine));
    assert_false(secret_form_token_fits("my cookie", NULL));
    assert_false(secret_form_token_fits("my cookie", ""));
    mine[5] ^= 1;
    assert_false(secret_form_token_fits("my cookie", mine));
}

static void processes_with_one_key_accept_each_others_forms(void **state)
{
    (void)state;
    char first[SECRET_HASH_BYTES], other[SECRET_HASH_BYTES];
    secret_key_set("a key both read");
    secret_form_token("cookie", first);
    secret_key_set("another key");
    secret_form_token("cookie", other);
    assert_string_not_equal(first, other);
    secret_key_set("a key both read");
    assert_true(secret_form_token_fits("cookie", first));
}

static bool fits(const char *kept, const char *password)
{
    bool out = false;
    assert_int_equal(secret_password_fits(kept, password, &out, &err), OK);
    return out;
}

static void a_passphrase_fits_what_was_kept_of_it_and_nobody_fits(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 16);
    const char *kept = NULL;
    assert_int_equal(secret_password_hash(&mem, "cheval pile agrafe", &kept, &err), OK);
    assert_non_null(strstr(kept, "$argon2id$"));
    assert_true(fits(kept, "cheval pile agrafe"));
    assert_false(fits(kept, "cheval pile agrafes"));
    assert_false(fits(NULL, "nobody signs in with this"));
    arena_free(&mem);
}

/* The size of this process, and half of what argon2 asks for. */
static rlim_t little_more(void)
{
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%lu", &pages), 1);
    fclose(file);
    return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + (32u << 20);
}

static void a_lack_of_memory_says_nothing_of_the_passphrase(void **state)
{
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    NOT_CHECKED("memory cannot be limited under AddressSanitizer");
#else
    const char *kept = NULL;
    bool fit = true;
    struct rlimit before, little;
    assert_int_equal(secret_password_hash(&all, "cheval pile agrafe", &kept, &err), OK);
    getrlimit(RLIMIT_AS, &before);
    little = (struct rlimit){ little_more(), before.rlim_max };
    assert_int_equal(setrlimit(RLIMIT_AS, &little), 0);
    enum status right = secret_password_fits(kept, "cheval pile agrafe", &fit, &err);
    enum status made = secret_password_hash(&all, "cheval pile agrafe", &kept, &err);
    setrlimit(RLIMIT_AS, &before);
    assert_int_equal(right, BROKEN);
    assert_int_equal(made, BROKEN);
    assert_true(fits(kept, "cheval pile agrafe"));
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_tokens_differ_and_hold_only_signs_that_are_not_misread),
        cmocka_unit_test(what_is_kept_of_a_token_is_its_blake2b),
        cmocka_unit_test(a_form_token_fits_its_own_browser_only),
        cmocka_unit_test(processes_with_one_key_accept_each_others_forms),
        cmocka_unit_test(a_passphrase_fits_what_was_kept_of_it_and_nobody_fits),
        cmocka_unit_test(a_lack_of_memory_says_nothing_of_the_passphrase),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
