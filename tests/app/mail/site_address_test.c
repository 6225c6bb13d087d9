/* The address of the site: one form, or a refusal that says what would be right. */
#include "mail/site_address.h"
#include "tests/check.h"

static struct arena mem;
static struct err err;

static void read_as(const char *text, const char *wanted)
{
    const char *got = NULL;
    if (mail_site_address(&mem, text, &got, &err) != OK)
        fail_msg("%s: %s", text, err.text);
    CHECK_TEXT(got, wanted);
}

static void refused(const char *text, const char *because)
{
    const char *got = NULL;
    if (mail_site_address(&mem, text, &got, &err) != BAD_INPUT)
        fail_msg("%s was taken as %s", text, got);
    if (!strstr(err.text, because))
        fail_msg("%s: %s, without \"%s\"", text, err.text, because);
}

static void what_means_the_same_is_one_address(void **state)
{
    (void)state;
    read_as("https://alliage.example", "https://alliage.example");
    read_as("https://alliage.example/", "https://alliage.example");
    read_as("HTTPS://Alliage.Example", "https://alliage.example");
    read_as("https://alliage.example:443/", "https://alliage.example");
    read_as("http://alliage.example:80", "http://alliage.example");
    read_as("https://alliage.example.", "https://alliage.example");
    read_as("https://alliage.example:8443", "https://alliage.example:8443");
    read_as("http://127.0.0.1:8080", "http://127.0.0.1:8080");
    read_as("http://[::1]:8080/", "http://[::1]:8080");
}

static void letters_beyond_ascii_are_what_a_browser_sends_or_refused(void **state)
{
    const char *got = NULL;
    (void)state;
    enum status status = mail_site_address(&mem, "https://équipe.example", &got, &err);
    if (status == OK)
        CHECK_TEXT(got, "https://xn--quipe-9ra.example");
    else
        assert_int_equal(status, BAD_INPUT);
}

static void what_cannot_work_is_refused_with_what_would_be_right(void **state)
{
    (void)state;
    refused("alliage.example", "https://alliage.example");
    refused("alliage.example:8443", "https://alliage.example:8443");
    refused("ftp://alliage.example", "https:// or http://");
    refused("https:/alliage.example", "https://");
    refused("https://", "https://alliage.example");
    refused("https://alliage.example/alliage", "root of a host");
    refused("https://alliage.example//", "root of a host");
    refused("https://alliage.example/?a=1", "after ? or #");
    refused("https://alliage.example#top", "after ? or #");
    refused("https://ana:secret@alliage.example", "no passphrase");
    refused("https://alliage example", "https://alliage.example");
    refused("https://alliage.example:99999", "https://alliage.example");
    refused("https://alliage.example:port", "https://alliage.example");
    refused("http://0.0.0.0:8080", "all addresses");
    refused("http://[::]:8080", "all addresses");
    refused("https://a<b>", "");
    refused("https://alliage.example\r\nX: y", "");
    refused("", "https://");
    refused("https://.", "");
}

static int open_mem(void **state)
{
    (void)state;
    mem = arena_with_limit(1 << 20);
    return 0;
}

static int close_mem(void **state)
{
    (void)state;
    arena_free(&mem);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_means_the_same_is_one_address),
        cmocka_unit_test(letters_beyond_ascii_are_what_a_browser_sends_or_refused),
        cmocka_unit_test(what_cannot_work_is_refused_with_what_would_be_right),
    };
    return cmocka_run_group_tests(tests, open_mem, close_mem);
}
