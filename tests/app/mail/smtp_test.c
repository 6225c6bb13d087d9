/* Letters handed to a real mail server, which takes them, refuses them, wants them later, asks
 * for TLS or a sign-in, or is not there. */
#include "mail/smtp.h"

#include <string.h>

#include "check.h"
#include "post_office.h"

static struct arena mem;
static struct err err;

static int start(void **state)
{
    (void)state;
    mem = arena_with_limit(1 << 24);
    return mail_start(&err) != OK;
}

static int end(void **state)
{
    (void)state;
    arena_free(&mem);
    return 0;
}

static struct mail_server server_at(const struct office *office)
{
    struct mail_server server = { .url = office->url, .from = "alliage@exemple.fr" };
    assert_int_equal(mail_server_check(&server, &err), OK);
    assert_true(server.plain); /* this machine itself */
    return server;
}

static enum mail_outcome send(const struct mail_server *server, const char *to, int *code)
{
    const struct mail mail = { .from = server->from,
                               .to = to,
                               .name = "Aïcha, « la » Diop",
                               .subject =
                                   "Votre lien : l’équipe du Phare ☂ et une fin assez longue "
                                   "pour être coupée en deux mots",
                               .body = "Bonjour Aïcha,\n\n.\nhttp://exemple.fr/r/1-abc\n",
                               .id = "1",
                               .date = 1790000000 };
    const char *why;
    return mail_send(&mem, server, &mail, code, &why);
}

static void a_letter_arrives_as_it_was_written(void **state)
{
    struct office office;
    (void)state;
    if (!office_open(&office, NULL))
        return;
    struct mail_server server = server_at(&office);
    assert_int_equal(send(&server, "aicha@exemple.fr", NULL), MAIL_SENT);
    const char *read = office_read(&office, 1, false);
    assert_non_null(read);
    assert_non_null(strstr(read,
                           "Votre lien : l’équipe du Phare ☂ et une fin assez longue pour "
                           "être coupée en deux mots\nAïcha, « la » Diop\n"
                           "aicha@exemple.fr\n"));
    assert_non_null(strstr(read, "Bonjour Aïcha,"));
    assert_non_null(strstr(read, "\r\n.\r\n"));
    assert_non_null(strstr(read, "http://exemple.fr/r/1-abc"));
    assert_non_null(
        strstr(office_read(&office, 1, true), "alliage@exemple.fr\naicha@exemple.fr\n"));
    office_close(&office);
}

static void a_refusal_is_for_good_and_a_delay_is_not(void **state)
{
    struct office office;
    int code;
    (void)state;
    if (!office_open(&office, NULL))
        return;
    struct mail_server server = server_at(&office);
    assert_int_equal(send(&server, "refused@exemple.fr", &code), MAIL_REFUSED);
    assert_int_equal(code, 550);
    assert_int_equal(send(&server, "full@exemple.fr", &code), MAIL_REFUSED);
    assert_int_equal(code, 552);
    assert_int_equal(send(&server, "later@exemple.fr", &code), MAIL_LATER);
    assert_int_equal(code, 451);
    assert_int_equal(office_count(&office), 0);
    assert_int_equal(send(&server, "later@exemple.fr", &code), MAIL_SENT);
    office_stop(&office);
    assert_int_equal(send(&server, "aicha@exemple.fr", &code), MAIL_UNREACHABLE);
    assert_true(office_start(&office, NULL));
    assert_int_equal(send(&server, "aicha@exemple.fr", &code), MAIL_SENT);
    office_close(&office);
}

static void without_the_promised_tls_nothing_leaves(void **state)
{
    struct office office;
    char certificate[96], key[96];
    (void)state;
    if (!office_open(&office, NULL))
        return;
    struct mail_server server = server_at(&office);
    server.plain = false;
    assert_int_equal(send(&server, "aicha@exemple.fr", NULL), MAIL_UNREACHABLE);
    office_stop(&office);
    if (!office_certificate(&office, certificate, key))
        fail_msg("openssl makes no certificate");
    assert_true(office_start(&office, (const char *[]){ "tls", certificate, key, NULL }));
    assert_int_equal(send(&server, "aicha@exemple.fr", NULL), MAIL_UNREACHABLE);
    server.authorities = certificate;
    assert_int_equal(send(&server, "aicha@exemple.fr", NULL), MAIL_SENT);
    server.plain = true; /* the server insists */
    assert_int_not_equal(send(&server, "aicha@exemple.fr", NULL), MAIL_SENT);
    assert_int_equal(office_count(&office), 1);
    office_close(&office);
}

static void a_wrong_sign_in_gives_up_no_letter(void **state)
{
    struct office office;
    const char *const words[] = { "login", "alliage", "un mot de passe", NULL };
    (void)state;
    if (!office_open(&office, words))
        return;
    struct mail_server server = server_at(&office);
    assert_int_equal(send(&server, "aicha@exemple.fr", NULL), MAIL_UNREACHABLE);
    server.user = "alliage";
    server.password = "un autre";
    assert_int_equal(send(&server, "aicha@exemple.fr", NULL), MAIL_UNREACHABLE);
    server.password = "un mot de passe";
    assert_int_equal(send(&server, "aicha@exemple.fr", NULL), MAIL_SENT);
    office_close(&office);
}

static void what_stops_the_program_breaks_off_a_letter(void **state)
{
    struct office office;
    atomic_bool stop = true;
    (void)state;
    if (!office_open(&office, NULL))
        return;
    struct mail_server server = server_at(&office);
    server.stop = &stop;
    assert_int_equal(send(&server, "aicha@exemple.fr", NULL), MAIL_UNREACHABLE);
    assert_int_equal(office_count(&office), 0);
    office_close(&office);
}

static void an_address_of_a_server_is_checked(void **state)
{
    static const char *const wrong[] = { "",
                                         "exemple.fr",
                                         "http://exemple.fr",
                                         "smtp://",
                                         "smtp://:25",
                                         "smtp://name:secret@exemple.fr",
                                         "smtp://exemple.fr/x",
                                         "smtp://exemple.fr:25\r\nQUIT",
                                         "SMTP://exemple.fr",
                                         "file:///etc/passwd" };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct mail_server server = { .url = wrong[i], .from = "a@b.fr" };
        if (mail_server_check(&server, &err) != BAD_INPUT)
            fail_msg("%s is taken", wrong[i]);
        assert_null(strstr(err.text, "secret"));
    }
    struct mail_server server = { .url = "smtps://exemple.fr:465", .from = "a@b.fr" };
    assert_int_equal(mail_server_check(&server, &err), OK);
    server.url = "smtp://127.evil.example:25";
    assert_int_equal(mail_server_check(&server, &err), OK);
    assert_false(server.plain);
    server.from = "a@b.fr\r\nRCPT TO:<c@d.fr>";
    assert_int_equal(mail_server_check(&server, &err), BAD_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_arrives_as_it_was_written),
        cmocka_unit_test(a_refusal_is_for_good_and_a_delay_is_not),
        cmocka_unit_test(without_the_promised_tls_nothing_leaves),
        cmocka_unit_test(a_wrong_sign_in_gives_up_no_letter),
        cmocka_unit_test(what_stops_the_program_breaks_off_a_letter),
        cmocka_unit_test(an_address_of_a_server_is_checked),
    };
    return cmocka_run_group_tests_name("smtp", tests, start, end);
}
