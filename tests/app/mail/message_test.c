/* Addresses and the bytes of letters: nothing that people type can become a line of the head.
 */
#include "mail/address.h"
#include "mail/message.h"

#include <string.h>

#include "base/text.h"

#include "check.h"

static struct arena mem;

static int start(void **state)
{
    (void)state;
    mem = arena_with_limit(1 << 24);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(&mem);
    return 0;
}

static void usual_addresses_fit(void **state)
{
    static const char *const fit[] = { "a@b.fr", "prenom.nom+equipe@sous.exemple.fr",
                                       "o'neil@exemple.fr", "1_2-3@a-b.example",
                                       "x@xn--exmple-cua.fr" };
    (void)state;
    for (size_t i = 0; i < sizeof fit / sizeof *fit; i++)
        if (!mail_address_fits(fit[i]))
            fail_msg("%s is refused", fit[i]);
}

static void what_could_mean_more_than_an_address_is_refused(void **state)
{
    static const char *const not [] = { "",
                                        "@",
                                        "a",
                                        "a@",
                                        "@b.fr",
                                        "a@b",
                                        "a@@b.fr",
                                        "a@b@c.fr",
                                        "a b@c.fr",
                                        " a@b.fr",
                                        "a@b.fr ",
                                        "a@b.fr\r\nRCPT TO:<x@y.fr>",
                                        "a@b.fr\nBcc: x@y.fr",
                                        "a\r@b.fr",
                                        "a\t@b.fr",
                                        "a@b.fr,c@d.fr",
                                        "a@b.fr;c",
                                        "<a@b.fr>",
                                        "A <a@b.fr>",
                                        "\"a b\"@c.fr",
                                        "a@[127.0.0.1]",
                                        ".a@b.fr",
                                        "a.@b.fr",
                                        "a..b@c.fr",
                                        "a@.b.fr",
                                        "a@b..fr",
                                        "a@b.fr.",
                                        "a@-b.fr",
                                        "a@b-.fr",
                                        "é@b.fr",
                                        "a@é.fr",
                                        "a@b_c.fr",
                                        "a\x7f@b.fr",
                                        "a(x)@b.fr",
                                        "a\\@b.fr",
                                        "a:b@c.fr" };
    (void)state;
    for (size_t i = 0; i < sizeof not / sizeof *not ; i++)
        if (mail_address_fits(not [i]))
            fail_msg("\"%s\" is taken", not [i]);
}

static const char *repeated(char c, size_t count)
{
    char *text = arena_alloc(&mem, count + 1, 1);
    memset(text, c, count);
    text[count] = '\0';
    return text;
}

static void an_address_has_a_length(void **state)
{
    (void)state;
    const char *label = repeated('b', 63);
    assert_true(mail_address_fits(arena_text(&mem, "%s@b.fr", repeated('a', 64))));
    assert_false(mail_address_fits(arena_text(&mem, "%s@b.fr", repeated('a', 65))));
    assert_true(mail_address_fits(arena_text(&mem, "a@%s.fr", label)));
    assert_false(mail_address_fits(arena_text(&mem, "a@%sb.fr", label)));
    assert_true(mail_address_fits(
        arena_text(&mem, "%s@%s.%s.%s", repeated('a', 62), label, label, repeated('c', 63))));
    assert_false(mail_address_fits(
        arena_text(&mem, "%s@%s.%s.%s", repeated('a', 63), label, label, repeated('c', 63))));
}

static const char *message(const char *name, const char *subject, const char *body)
{
    const struct mail mail = { .from = "alliage@exemple.fr",
                               .to = "a@b.fr",
                               .name = name,
                               .subject = subject,
                               .body = body,
                               .id = "1f",
                               .date = 784111777 };
    return mail_message(&mem, &mail);
}

/* Dates of RFC 9110's example; base64 by coreutils. */
static void a_letter_is_what_the_standards_say(void **state)
{
    (void)state;
    const char *text = message("Aicha", "Éclair", "Bonjour\nÉlise\n");
    CHECK_TEXT(text, "Date: Sun, 6 Nov 1994 08:49:37 +0000\r\n"
                     "From: Alliage <alliage@exemple.fr>\r\n"
                     "To: Aicha\r\n <a@b.fr>\r\n"
                     "Subject: =?utf-8?B?w4ljbGFpcg==?=\r\n"
                     "Message-ID: <1f@exemple.fr>\r\n"
                     "MIME-Version: 1.0\r\n"
                     "Content-Type: text/plain; charset=utf-8\r\n"
                     "Content-Transfer-Encoding: base64\r\n"
                     "Auto-Submitted: auto-generated\r\n"
                     "\r\n"
                     "Qm9uam91cg0Kw4lsaXNlDQo=\r\n");
}

/* ASCII, short, CR LF and only there. */
static void check_lines(const char *text)
{
    size_t length = 0;
    for (const char *at = text; *at; at++) {
        unsigned char c = (unsigned char)*at;
        if (c == '\r') {
            assert_int_equal(at[1], '\n');
            assert_true(length <= 78);
            length = 0;
            at++;
            continue;
        }
        assert_in_range(c, ' ', '~');
        length++;
    }
}

static size_t lines_of_head(const char *text)
{
    size_t count = 0;
    for (const char *at = text; at && strncmp(at, "\r\n", 2) != 0; count++)
        at = strstr(at, "\r\n") + 2;
    return count;
}

static void no_text_makes_a_line_of_the_head(void **state)
{
    static const char *const hostile[] = { "x\r\nBcc: y@z.fr",
                                           "x\nBcc: y@z.fr",
                                           "x\r\n\r\nbody",
                                           "<y@z.fr>, z",
                                           "=?utf-8?B?AAAA?=",
                                           "\x01\x7f",
                                           "",
                                           " ",
                                           "\"" };
    (void)state;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        const char *text = message(hostile[i], hostile[i], ".\r\n.\r\nQUIT\r\n");
        check_lines(text);
        assert_int_equal(lines_of_head(text), 10);
        assert_null(strstr(text, "Bcc"));
        assert_null(strstr(text, "z.fr"));
        assert_null(strstr(text, "QUIT"));
    }
}

static void long_names_are_folded_between_characters(void **state)
{
    (void)state;
    struct text name = { .mem = &mem };
    for (size_t i = 0; i < 60; i++)
        text_add(&name, i % 3 ? "é" : "𝄞");
    const char *text = message(text_done(&name), repeated('a', 200), repeated('b', 5000));
    check_lines(text);
    for (const char *at = text; (at = strstr(at, "=?utf-8?B?")); at++)
        assert_true(strcspn(at, "\r") <= 75);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(usual_addresses_fit),
        cmocka_unit_test(what_could_mean_more_than_an_address_is_refused),
        cmocka_unit_test(an_address_has_a_length),
        cmocka_unit_test(a_letter_is_what_the_standards_say),
        cmocka_unit_test(no_text_makes_a_line_of_the_head),
        cmocka_unit_test(long_names_are_folded_between_characters),
    };
    return cmocka_run_group_tests_name("message", tests, start, end);
}
