/* Whoever guesses is slowed down, and nobody else is: a coach whose passphrase strangers try, a
 * member whose colleagues tried links. Addresses of one 127.x.y are one network here. */
#include <stdlib.h>
#include <time.h>

#include "web/known.h"
#include "web/slow_down.h"

#include "a_play.h"

static struct play play;
static struct fields form;
static const char email[] = "ana@exemple.fr", right[] = "une phrase de passe";

static int start(void **state)
{
    int wrong = play_open(state);
    play_coach(&play.coach, email, "127.0.1.1");
    return wrong;
}

static void sign_in(struct browser *b, const char *address, const char *password)
{
    form.count = 0;
    form.text[0] = '\0';
    field_add(&form, "email", address);
    field_add(&form, "password", password);
    browser_get(b, "/entrer");
    browser_post(b, "/entrer", &form);
}

static struct request from(const char *network)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (struct request){ .address = "127.0.2.1", .network = network, .ticks = time.tv_sec };
}

/* As if so many had failed: each would take a tenth of a second. */
static void many_fail(const char *network, int times)
{
    struct request request = from(network);
    for (int i = 0; i < times; i++)
        slow_down_failed(&request, email, NULL);
}

static void the_right_passphrase_opens_after_forty_wrong_ones_of_the_same_network(void **state)
{
    static struct browser stranger, honest;
    (void)state;
    browser_start(&stranger, "127.0.2.1");
    for (int i = 0; i < 12; i++) {
        sign_in(&stranger, email, "une autre phrase");
        assert_int_equal(stranger.status, i < 5 ? 422 : 429);
        assert_true(has(&stranger, "value=\"ana@exemple.fr\""));
        assert_int_equal(strstr(stranger.bytes, "Retry-After: ") != NULL, i >= 5);
    }
    many_fail("127.0.2.0/24", 28);
    browser_start(&honest, "127.0.2.2");
    sign_in(&honest, email, right);
    assert_int_equal(honest.status, 303);
    CHECK_TEXT(honest.location, "/coach");
}

static void a_guesser_is_stopped_and_a_browser_known_to_the_account_is_not(void **state)
{
    static struct browser stranger, elsewhere;
    (void)state;
    many_fail("127.0.3.0/24", 300);
    browser_start(&stranger, "127.0.3.1");
    sign_in(&stranger, email, right);
    assert_int_equal(stranger.status, 429);
    browser_start(&elsewhere, "127.0.4.1");
    sign_in(&elsewhere, email, right);
    assert_int_equal(elsewhere.status, 303);
    browser_post(&elsewhere, "/sortir", one_field(NULL, NULL));
    elsewhere.from = "127.0.3.2"; /* the coach comes into the guesser's network */
    sign_in(&elsewhere, email, right);
    assert_int_equal(elsewhere.status, 303);
}

/* The mark is an account's: one's own account does not help to guess at another's. */
static void a_mark_of_one_account_is_none_of_another(void **state)
{
    static struct play other;
    (void)state;
    play_coach(&other.coach, "eve@exemple.fr", "127.0.5.1");
    const char *mark = browser_cookie_of(&other.coach, "alliage-known");
    assert_non_null(mark);
    assert_int_equal(strlen(mark), 32 + 33);
    assert_null(strstr(mark, "eve"));
    many_fail("127.0.5.0/24", 300);
    sign_in(&other.coach, email, right);
    assert_int_equal(other.coach.status, 429);
    sign_in(&other.coach, "eve@exemple.fr", right);
    assert_int_equal(other.coach.status, 303);
}

static void a_mark_that_we_did_not_make_is_none(void **state)
{
    static struct browser b;
    static const char *const made_up[] = {
        "",
        "x",
        "23456789abcdefghijkmnpqrstuvwxyz",
        "23456789abcdefghijkmnpqrstuvwxyz.0123456789abcdef0123456789abcdef",
        "23456789abcdefghijkmnpqrstuvwxyz.0123456789abcdef0123456789abcde",
        "23456789abcdefghijkmnpqrstuvwxyz.................................",
    };
    (void)state;
    for (size_t i = 0; i < sizeof made_up / sizeof *made_up; i++) {
        struct arena mem = arena_with_limit(1 << 20);
        char header[200];
        snprintf(header, sizeof header, "alliage-known=%s", made_up[i]);
        struct request request = { .mem = &mem };
        request_parse_cookies(&mem, header, &request.cookies);
        assert_null(known_browser(&request, email));
        arena_free(&mem);
    }
    browser_start(&b, "127.0.6.1");
}

/* A browser that was known and now guesses is a stranger again, counted with its network. */
static void a_known_browser_that_guesses_is_a_stranger_again(void **state)
{
    static struct browser b;
    (void)state;
    browser_start(&b, "127.0.7.1");
    sign_in(&b, email, right);
    assert_int_equal(b.status, 303);
    struct request request = from("127.0.7.0/24");
    char by[64];
    snprintf(by, sizeof by, "browser %.32s", browser_cookie_of(&b, "alliage-known"));
    for (int i = 0; i < 20; i++)
        slow_down_failed(&request, email, by);
    many_fail("127.0.7.0/24", 300);
    sign_in(&b, email, right);
    assert_int_equal(b.status, 429);
}

/* Everything but the date and what was typed. */
static void an_address_with_and_without_an_account_get_the_same_page(void **state)
{
    static struct browser known, unknown;
    (void)state;
    for (int i = 0; i < 7; i++) {
        browser_start(&known, "127.0.8.1");
        browser_start(&unknown, "127.0.8.2");
        sign_in(&known, email, "une autre phrase");
        sign_in(&unknown, "zoe@exemple.fr", "une autre phrase");
        assert_int_equal(known.status, unknown.status);
        assert_int_equal(known.count, unknown.count);
        const char *one = strstr(known.body, "role=\"alert\">"),
                   *two = strstr(unknown.body, "role=\"alert\">");
        assert_non_null(one);
        assert_int_equal(strcspn(one, "\n"), strcspn(two, "\n"));
        assert_memory_equal(one, two, strcspn(one, "\n"));
    }
}

static void a_good_link_opens_after_two_hundred_that_were_none(void **state)
{
    static struct browser b;
    int slowed = 0;
    (void)state;
    play_links(&play, "Équipe inventée du Phare", 3, false);
    browser_start(&b, "127.0.0.63"); /* in the network of those who join */
    browser_get(&b, "/");
    for (size_t i = 0; i < 200; i++) {
        browser_post(&b, "/r/abc-defghijkmnpqrstuvwxyz23456789abc", one_field(NULL, NULL));
        assert_true(b.status == 404 || b.status == 429);
        slowed += b.status == 429;
    }
    assert_int_equal(slowed, 80);
    play_join(&play, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_right_passphrase_opens_after_forty_wrong_ones_of_the_same_network),
        cmocka_unit_test(a_guesser_is_stopped_and_a_browser_known_to_the_account_is_not),
        cmocka_unit_test(a_mark_of_one_account_is_none_of_another),
        cmocka_unit_test(a_mark_that_we_did_not_make_is_none),
        cmocka_unit_test(a_known_browser_that_guesses_is_a_stranger_again),
        cmocka_unit_test(an_address_with_and_without_an_account_get_the_same_page),
        cmocka_unit_test(a_good_link_opens_after_two_hundred_that_were_none),
    };
    return cmocka_run_group_tests(tests, start, play_close);
}
