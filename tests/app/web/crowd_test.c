/* Networks: who is counted with whom, whom a proxy's word is taken from, and that none of them
 * fills what all share. */
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "secret/secret.h"
#include "web/network.h"
#include "web/slow_down.h"

#include "a_server.h"

static int start_behind(void **state)
{
    struct door_limits limits = short_limits;
    (void)state;
    limits.reply_seconds = limits.body_seconds = 30;
    limits.per_address = limits.in_all = 400;
    server_start(&limits, true);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    server_stop();
    return 0;
}

/* ---- names of networks ---- */

static void check_name(const char *address, const char *narrow, const char *wide)
{
    char name[NETWORK_TEXT_BYTES];
    network_name(address, false, name);
    CHECK_TEXT(name, narrow);
    network_name(address, true, name);
    CHECK_TEXT(name, wide);
}

static void an_address_is_counted_with_its_network(void **state)
{
    (void)state;
    check_name("192.0.2.77", "192.0.2.0/24", "192.0.0.0/16");
    check_name("::ffff:192.0.2.77", "192.0.2.0/24", "192.0.0.0/16");
    check_name("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48");
    check_name("::1", "::/64", "::/48");
    check_name("unknown", "?", "?");
    check_name("", "?", "?");
}

static void check_parsed(const char *text, const char *wanted)
{
    char out[NETWORK_TEXT_BYTES] = "none";
    bool found = network_parse(text, strlen(text), out);
    CHECK_TEXT(out, wanted ? wanted : "none");
    assert_int_equal(found, wanted != NULL);
}

static void an_address_is_read_as_proxies_write_it(void **state)
{
    (void)state;
    check_parsed(" 192.0.2.1 ", "192.0.2.1");
    check_parsed("192.0.2.1:5678", "192.0.2.1");
    check_parsed("[2001:DB8::1]:443", "2001:db8::1");
    check_parsed("[2001:db8::1]", "2001:db8::1");
    check_parsed("\"[2001:db8::1]:443\"", "2001:db8::1");
    check_parsed("::ffff:10.0.0.1", "10.0.0.1");
    check_parsed("", NULL);
    check_parsed("unknown", NULL);
    check_parsed("192.0.2.1.5", NULL);
    check_parsed("[2001:db8::1", NULL);
    check_parsed("192.0.2.1, 192.0.2.2", NULL);
    check_parsed("999.0.0.1", NULL);
}

static void a_proxy_is_named_by_an_address_or_a_network(void **state)
{
    (void)state;
    assert_true(network_holds(NULL, "127.0.0.9"));
    assert_true(network_holds(NULL, "::1"));
    assert_false(network_holds(NULL, "10.0.0.1"));
    assert_true(network_holds("10.0.0.0/8", "10.200.3.4"));
    assert_false(network_holds("10.0.0.0/8", "11.0.0.1"));
    assert_true(network_holds("10.0.0.1", "10.0.0.1"));
    assert_false(network_holds("10.0.0.1", "10.0.0.2"));
    assert_true(network_holds("fd00::/8", "fd12::1"));
    assert_false(network_holds("::/0x", "10.0.0.1"));
    assert_true(network_fits("172.17.0.0/16") && network_fits("::1"));
    assert_false(network_fits("proxy.example"));
    assert_false(network_fits("10.0.0.0/33"));
    assert_false(network_fits("10.0.0.0/"));
    assert_false(network_fits(""));
}

/* ---- whose word is taken ---- */

static const char *from(const char *headers)
{
    static struct answer answer;
    char bytes[2048];
    int count =
        snprintf(bytes, sizeof bytes, "GET /from HTTP/1.1\r\nHost: a\r\n%s\r\n", headers);
    talk(bytes, (size_t)count, 5, &answer);
    assert_int_equal(status_of(&answer), 200);
    return body_of(&answer);
}

static void the_last_line_of_the_proxy_says_who_asks(void **state)
{
    (void)state;
    CHECK_TEXT(from("X-Forwarded-For: 9.9.9.9\r\n"), "9.9.9.9|9.9.9.0/24");
    CHECK_TEXT(from("X-Forwarded-For: 1.1.1.1, 9.9.9.9\r\n"), "9.9.9.9|9.9.9.0/24");
    CHECK_TEXT(from("X-Forwarded-For: 1.1.1.1\r\nx-forwarded-for: 9.9.9.9\r\n"),
               "9.9.9.9|9.9.9.0/24");
    CHECK_TEXT(from("X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 2.2.2.2, ::ffff:9.9.9.9\r\n"),
               "9.9.9.9|9.9.9.0/24");
    CHECK_TEXT(from("X-Forwarded-For: [2001:db8::5]:99\r\n"), "2001:db8::5|2001:db8::/64");
}

/* What cannot be read is counted as the proxy's own: all of it together. */
static void nonsense_in_the_header_buys_nobody_an_address(void **state)
{
    (void)state;
    CHECK_TEXT(from("X-Forwarded-For: unknown\r\n"), "127.0.0.1|127.0.0.0/24");
    CHECK_TEXT(from("X-Forwarded-For: 9.9.9.9,\r\n"), "127.0.0.1|127.0.0.0/24");
    CHECK_TEXT(from("X-Forwarded-For: 9.9.9.9\r\nX-Forwarded-For: _hidden\r\n"),
               "127.0.0.1|127.0.0.0/24");
    CHECK_TEXT(from(""), "127.0.0.1|127.0.0.0/24");
}

static void the_header_is_believed_from_the_proxy_only(void **state)
{
    (void)state;
    server_believes("10.0.0.1");
    CHECK_TEXT(from("X-Forwarded-For: 9.9.9.9\r\n"), "127.0.0.1|127.0.0.0/24");
    server_believes("127.0.0.0/8");
    CHECK_TEXT(from("X-Forwarded-For: 9.9.9.9\r\n"), "9.9.9.9|9.9.9.0/24");
}

/* ---- heavy work ---- */

struct asking {
    pthread_t thread;
    char address[64];
    int status;
    double seconds;
    bool waits; /* Retry-After was there */
};

static void *ask(void *pointer)
{
    struct asking *asking = pointer;
    struct answer *answer = calloc(1, sizeof *answer);
    char bytes[256];
    int count = snprintf(bytes, sizeof bytes,
                         "GET /hard HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: %s\r\n\r\n",
                         asking->address);
    talk(bytes, (size_t)count, 60, answer);
    asking->status = status_of(answer);
    asking->seconds = answer->seconds;
    asking->waits = *header_of(answer, "Retry-After") != '\0';
    free(answer);
    return NULL;
}

static void pause_ms(long milliseconds)
{
    nanosleep(&(struct timespec){ .tv_nsec = milliseconds * 1000000 }, NULL);
}

static void start_asking(struct asking *asking, const char *address)
{
    snprintf(asking->address, sizeof asking->address, "%s", address);
    assert_int_equal(pthread_create(&asking->thread, NULL, ask, asking), 0);
}

enum { CROWD = 60, NETWORKS = 40 };

static int count_of(const struct asking *list, size_t count, int status)
{
    int found = 0;
    for (size_t i = 0; i < count; i++)
        found += list[i].status == status;
    return found;
}

static double longest(const struct asking *list, size_t count)
{
    double seconds = 0;
    for (size_t i = 0; i < count; i++)
        seconds = list[i].seconds > seconds ? list[i].seconds : seconds;
    return seconds;
}

static void one_network_has_one_heavy_request_running_and_four_waiting(void **state)
{
    static struct asking crowd[CROWD], honest;
    char address[64];
    (void)state;
    for (size_t i = 0; i < CROWD; i++) {
        snprintf(address, sizeof address, "2001:db8:7:7::%zx", i + 1);
        start_asking(&crowd[i], address);
    }
    pause_ms(100);
    start_asking(&honest, "192.0.2.1");
    pthread_join(honest.thread, NULL);
    for (size_t i = 0; i < CROWD; i++)
        pthread_join(crowd[i].thread, NULL);
    int served = count_of(crowd, CROWD, 200);
    assert_in_range(served, 5, 8); /* those who came while the first were answered too */
    assert_int_equal(count_of(crowd, CROWD, 429), CROWD - served);
    for (size_t i = 0; i < CROWD; i++)
        assert_true(crowd[i].status == 200 || crowd[i].waits);
    assert_int_equal(honest.status, 200);
    /* 0.2 s of its own and at most as much of another's; five pieces take a second. */
    assert_true(honest.seconds < 0.8 || honest.seconds < longest(crowd, CROWD));
}

/* Who has brought least is served first: the first of each of forty networks, then the second.
 */
static void forty_networks_do_not_keep_the_next_one_waiting_for_all_they_brought(void **state)
{
    static struct asking crowd[NETWORKS * 4], honest;
    char address[64];
    (void)state;
    for (size_t i = 0; i < NETWORKS * 4; i++) {
        snprintf(address, sizeof address, "10.%zu.0.%zu", i % NETWORKS, i / NETWORKS + 1);
        start_asking(&crowd[i], address);
    }
    pause_ms(300);
    start_asking(&honest, "192.0.2.1");
    pthread_join(honest.thread, NULL);
    for (size_t i = 0; i < NETWORKS * 4; i++)
        pthread_join(crowd[i].thread, NULL);
    assert_int_equal(honest.status, 200);
    double all = longest(crowd, NETWORKS * 4);
    printf("# one beside 160 heavy requests of 40 networks: %.1f s of %.1f s\n", honest.seconds,
           all);
    assert_int_equal(count_of(crowd, NETWORKS * 4, 200), NETWORKS * 4);
    assert_true(honest.seconds < all * 0.45); /* 40 of 160 before it, not 160 */
}

/* ---- counts ---- */

static struct request asks(const char *address, int64_t ticks)
{
    static char network[NETWORK_TEXT_BYTES];
    network_name(address, false, network);
    return (struct request){ .address = address, .network = network, .ticks = ticks };
}

static void failures_of_one_network_are_nobody_elses(void **state)
{
    (void)state;
    struct request bad = asks("66.6.6.6", 100);
    for (int i = 0; i < 400; i++)
        slow_down_failed(&bad, "ana@example.com", NULL);
    assert_int_equal(slow_down_look(&bad, "ANA@example.com", NULL), SLOW_STOP);
    assert_int_equal(slow_down_look(&bad, "ana@example.com", "browser x"), SLOW_NOT);
    assert_int_equal(slow_down_look(&bad, "zoe@example.com", NULL), SLOW_TELL);
    bad = asks("66.6.6.7", 100); /* the same network */
    assert_int_equal(slow_down_look(&bad, "ana@example.com", NULL), SLOW_STOP);
    bad = asks("66.6.7.6", 100);
    assert_int_equal(slow_down_look(&bad, "ana@example.com", NULL), SLOW_NOT);
    bad = asks("66.6.6.6", 100 + 3600);
    assert_int_equal(slow_down_look(&bad, "ana@example.com", NULL), SLOW_NOT);
}

static void one_network_that_tries_many_accounts_is_told_to_slow_down(void **state)
{
    char account[32], address[64];
    int told = 0;
    (void)state;
    for (int i = 0; i < 40; i++) {
        snprintf(account, sizeof account, "u%d@x.fr", i);
        snprintf(address, sizeof address, "2001:db8:3::%x", i + 1);
        struct request one = asks(address, 100);
        told += slow_down_look(&one, account, NULL) == SLOW_TELL;
        slow_down_failed(&one, account, NULL);
    }
    assert_int_equal(told, 10);
}

/* Tables are small: whoever brings names without end must not fill the places of others. */
static void a_hundred_thousand_names_take_nobodys_place(void **state)
{
    char address[64];
    (void)state;
    for (unsigned i = 0; i < 100000; i++) {
        snprintf(address, sizeof address, "%u.%u.%u.1", 100 + i / 65536, i / 256 % 256,
                 i % 256);
        struct request one = asks(address, 200);
        for (int k = 0; k < 30; k++)
            slow_down_take(SLOW_TEAMS, &one, NULL, 1);
    }
    int refused = 0;
    for (unsigned i = 0; i < 1000; i++) {
        snprintf(address, sizeof address, "9.%u.%u.1", i / 256, i % 256);
        struct request honest = asks(address, 201);
        refused += !slow_down_take(SLOW_TEAMS, &honest, NULL, 1);
    }
    assert_int_equal(refused, 0);
}

static void a_provider_with_many_networks_is_one_in_the_end(void **state)
{
    char address[64];
    int allowed = 0;
    (void)state;
    for (unsigned i = 0; i < 1000; i++) {
        snprintf(address, sizeof address, "2001:db8:9:%x::1", i);
        struct request one = asks(address, 300);
        allowed += slow_down_take(SLOW_TEAMS, &one, NULL, 1);
    }
    assert_int_equal(allowed, 240);
    struct request other = asks("2001:db8:a::1", 300);
    assert_true(slow_down_take(SLOW_TEAMS, &other, NULL, 1));
}

#define SERVED(test) cmocka_unit_test_setup_teardown(test, start_behind, stop)

int main(void)
{
    struct err err;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_is_counted_with_its_network),
        cmocka_unit_test(an_address_is_read_as_proxies_write_it),
        cmocka_unit_test(a_proxy_is_named_by_an_address_or_a_network),
        SERVED(the_last_line_of_the_proxy_says_who_asks),
        SERVED(nonsense_in_the_header_buys_nobody_an_address),
        SERVED(the_header_is_believed_from_the_proxy_only),
        SERVED(one_network_has_one_heavy_request_running_and_four_waiting),
        SERVED(forty_networks_do_not_keep_the_next_one_waiting_for_all_they_brought),
        cmocka_unit_test(failures_of_one_network_are_nobody_elses),
        cmocka_unit_test(one_network_that_tries_many_accounts_is_told_to_slow_down),
        cmocka_unit_test(a_hundred_thousand_names_take_nobodys_place),
        cmocka_unit_test(a_provider_with_many_networks_is_one_in_the_end),
    };
    if (secret_start(&err) != OK)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
