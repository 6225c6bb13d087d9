/* The way of a request through the table of routes: rights, tokens, workers, headers, and
 * a stop that finishes what it began. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "a_server.h"

static int start(void **state)
{
    struct door_limits limits = short_limits;
    (void)state;
    limits.reply_seconds = limits.body_seconds = 10;
    server_start(&limits, false);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    server_stop();
    return 0;
}

static void get(const char *target, const char *headers, struct answer *out)
{
    char bytes[2048];
    int count = snprintf(bytes, sizeof bytes, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\n",
                         target, headers);
    talk(bytes, (size_t)count, 10, out);
}

static void post(const char *target, const char *headers, const char *body, struct answer *out)
{
    char bytes[4096];
    int count = snprintf(bytes, sizeof bytes,
                         "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %zu\r\n"
                         "Content-Type: application/x-www-form-urlencoded\r\n%s\r\n%s",
                         target, strlen(body), headers, body);
    talk(bytes, (size_t)count, 5, out);
}

/* A browser that has loaded a form: its cookie, and the token in the form. */
struct browser {
    char cookie[128], token[128];
};

static struct browser load_form(void)
{
    struct browser browser;
    struct answer answer;
    get("/form", "", &answer);
    assert_int_equal(status_of(&answer), 200);
    const char *cookie = header_of(&answer, "Set-Cookie");
    snprintf(browser.cookie, sizeof browser.cookie, "Cookie: %.*s\r\n",
             (int)strcspn(cookie, ";"), cookie);
    snprintf(browser.token, sizeof browser.token, "form_token=%s", body_of(&answer));
    return browser;
}

static void test_pages_come_with_every_header_that_protects(void **state)
{
    struct answer answer;
    (void)state;
    get("/", "", &answer);
    assert_int_equal(status_of(&answer), 200);
    const char *policy = header_of(&answer, "Content-Security-Policy");
    assert_non_null(strstr(policy, "default-src 'none'"));
    assert_non_null(strstr(policy, "frame-ancestors 'none'"));
    assert_null(strstr(policy, "unsafe"));
    CHECK_TEXT(header_of(&answer, "X-Content-Type-Options"), "nosniff");
    CHECK_TEXT(header_of(&answer, "Referrer-Policy"), "same-origin");
    CHECK_TEXT(header_of(&answer, "Cache-Control"), "no-store");
    CHECK_TEXT(header_of(&answer, "Connection"), "close");
    CHECK_TEXT(header_of(&answer, "Content-Type"), "text/html; charset=utf-8");
    const char *cookie = header_of(&answer, "Set-Cookie");
    assert_non_null(strstr(cookie, "HttpOnly"));
    assert_non_null(strstr(cookie, "SameSite=Lax"));
    get("/no-such", "", &answer);
    assert_int_equal(status_of(&answer), 404);
    assert_non_null(strstr(header_of(&answer, "Content-Security-Policy"), "'none'"));
}

static void test_what_is_kept_has_no_cookie_and_may_be_kept(void **state)
{
    struct answer answer;
    (void)state;
    get("/kept", "", &answer);
    assert_non_null(strstr(header_of(&answer, "Cache-Control"), "immutable"));
    CHECK_TEXT(header_of(&answer, "Set-Cookie"), "");
}

static void test_only_what_is_the_same_for_all_is_compressed(void **state)
{
    struct answer answer;
    (void)state;
    get("/sheet", "Accept-Encoding: br, gzip\r\n", &answer);
    CHECK_TEXT(header_of(&answer, "Content-Encoding"), "gzip");
    CHECK_TEXT(header_of(&answer, "Vary"), "Accept-Encoding");
    assert_true(atoi(header_of(&answer, "Content-Length")) < 200);
    get("/sheet", "Accept-Encoding: gzip;q=0, br\r\n", &answer);
    CHECK_TEXT(header_of(&answer, "Content-Encoding"), "");
    CHECK_TEXT(header_of(&answer, "Content-Length"), "4000");
    get("/sheet", "", &answer);
    CHECK_TEXT(header_of(&answer, "Content-Encoding"), "");
    get("/kept", "Accept-Encoding: gzip\r\n", &answer); /* too short to become smaller */
    CHECK_TEXT(header_of(&answer, "Content-Encoding"), "");
    get("/form", "Accept-Encoding: gzip\r\n", &answer);
    CHECK_TEXT(header_of(&answer, "Content-Encoding"), "");
}

static void test_a_head_request_gets_the_headers_of_a_get_and_no_body(void **state)
{
    static const char head[] = "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n";
    struct answer answer;
    (void)state;
    talk(head, strlen(head), 3, &answer);
    assert_int_equal(status_of(&answer), 200);
    CHECK_TEXT(header_of(&answer, "Content-Length"), "5");
    CHECK_TEXT(body_of(&answer), "");
}

static void test_a_form_with_its_token_and_cookie_is_taken(void **state)
{
    struct answer answer;
    char body[256];
    struct browser browser = load_form();
    (void)state;
    snprintf(body, sizeof body, "words=d%%C3%%A9j%%C3%%A0+vu&%s", browser.token);
    post("/echo", browser.cookie, body, &answer);
    assert_int_equal(status_of(&answer), 200);
    CHECK_TEXT(body_of(&answer), "déjà vu");
}

static void check_post_refused(const char *headers, const char *token, const char *what)
{
    struct answer answer;
    char body[256];
    snprintf(body, sizeof body, "words=x&%s", token);
    post("/echo", headers, body, &answer);
    if (status_of(&answer) != 403)
        fail_msg("%s: %d", what, status_of(&answer));
}

static void test_a_form_that_is_not_from_our_own_page_is_refused(void **state)
{
    struct browser browser = load_form(), other = load_form();
    char headers[512];
    (void)state;
    check_post_refused(browser.cookie, "a=b", "no token");
    check_post_refused("", browser.token, "no cookie");
    check_post_refused(browser.cookie, other.token, "the token of another browser");
    check_post_refused(browser.cookie, "form_token=", "an empty token");
    snprintf(headers, sizeof headers, "%sOrigin: http://evil.example\r\n", browser.cookie);
    check_post_refused(headers, browser.token, "another origin");
    snprintf(headers, sizeof headers, "%sOrigin: null\r\n", browser.cookie);
    check_post_refused(headers, browser.token, "no origin it may name");
    snprintf(headers, sizeof headers, "%sSec-Fetch-Site: cross-site\r\n", browser.cookie);
    check_post_refused(headers, browser.token, "another site");
    snprintf(headers, sizeof headers, "%sSec-Fetch-Site: same-site\r\n", browser.cookie);
    check_post_refused(headers, browser.token, "a neighbour of this site");
}

static void test_a_form_from_our_own_origin_is_taken(void **state)
{
    struct answer answer;
    struct browser browser = load_form();
    char headers[512], body[256];
    (void)state;
    snprintf(headers, sizeof headers,
             "%sOrigin: http://127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n", browser.cookie);
    snprintf(body, sizeof body, "words=x&%s", browser.token);
    post("/echo", headers, body, &answer);
    assert_int_equal(status_of(&answer), 200);
}

static void test_a_body_that_is_no_form_is_bad_input(void **state)
{
    static const char bytes[] = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n"
                                "Content-Type: application/json\r\n\r\n{}";
    struct answer answer;
    (void)state;
    talk(bytes, strlen(bytes), 3, &answer);
    assert_int_equal(status_of(&answer), 400);
}

static void test_a_right_is_asked_of_the_site(void **state)
{
    struct answer answer;
    (void)state;
    get("/member", "", &answer);
    assert_int_equal(status_of(&answer), 403);
    get("/member", "Cookie: alliage=jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj\r\n", &answer);
    assert_int_equal(status_of(&answer), 403);
    get("/member", "Cookie: alliage=kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\r\n", &answer);
    assert_int_equal(status_of(&answer), 200);
    CHECK_TEXT(body_of(&answer), "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk");
}

static void test_a_link_from_another_site_is_asked_again_with_our_cookies(void **state)
{
    struct answer answer;
    (void)state;
    get("/member", "Sec-Fetch-Site: cross-site\r\n", &answer);
    assert_int_equal(status_of(&answer), 200);
    CHECK_TEXT(header_of(&answer, "Refresh"), "0");
    get("/member", "Sec-Fetch-Site: same-origin\r\n", &answer);
    assert_int_equal(status_of(&answer), 403);
}

static void test_the_wrong_method_is_told_from_no_page(void **state)
{
    struct answer answer;
    struct browser browser = load_form();
    (void)state;
    get("/echo", "", &answer);
    assert_int_equal(status_of(&answer), 405);
    CHECK_TEXT(header_of(&answer, "Allow"), "POST");
    post("/", browser.cookie, browser.token, &answer);
    assert_int_equal(status_of(&answer), 405);
}

static void test_parameters_are_decoded_part_by_part(void **state)
{
    struct answer answer;
    (void)state;
    get("/t/a%20b/r/%C3%A9?x=1", "", &answer);
    CHECK_TEXT(body_of(&answer), "a b|é");
    get("/t/a%00/r/1", "", &answer);
    assert_int_equal(status_of(&answer), 400);
    get("/t/%e9/r/1", "", &answer);
    assert_int_equal(status_of(&answer), 400);
    get("/t/x/r/%", "", &answer);
    assert_int_equal(status_of(&answer), 400);
}

static void test_asking_for_too_much_ends_the_request_and_not_the_server(void **state)
{
    struct answer answer;
    (void)state;
    get("/hungry", "", &answer);
    assert_int_equal(status_of(&answer), 503);
    get("/broken", "", &answer);
    assert_int_equal(status_of(&answer), 503);
    CHECK_TEXT(header_of(&answer, "Retry-After"), "5");
    get("/", "", &answer);
    assert_int_equal(status_of(&answer), 200);
}

/* ---- many at once ---- */

enum { CLIENTS = 60 };

static struct browser sender;

static void *send_slow(void *pointer)
{
    struct answer *answer = malloc(sizeof *answer);
    int *status = pointer;
    post("/slow", sender.cookie, sender.token, answer);
    *status = status_of(answer);
    free(answer);
    return NULL;
}

static void test_those_who_send_do_not_wait_for_each_other(void **state)
{
    pthread_t threads[CLIENTS];
    int statuses[CLIENTS] = { 0 };
    struct timespec begun, ended;
    (void)state;
    sender = load_form();
    clock_gettime(CLOCK_MONOTONIC, &begun);
    for (int i = 0; i < CLIENTS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, send_slow, &statuses[i]), 0);
    for (int i = 0; i < CLIENTS; i++)
        pthread_join(threads[i], NULL);
    clock_gettime(CLOCK_MONOTONIC, &ended);
    for (int i = 0; i < CLIENTS; i++)
        assert_int_equal(statuses[i], 200);
    /* One after the other they would take 18 seconds. */
    assert_true(ended.tv_sec - begun.tv_sec < 6);
}

static atomic_int slow_pages;

static void *ask_slow(void *pointer)
{
    struct answer *answer = malloc(sizeof *answer);
    (void)pointer;
    get("/slow", "", answer);
    atomic_fetch_add(&slow_pages, status_of(answer) == 200);
    free(answer);
    return NULL;
}

/* Far more of them than readers, which are as many as processors: behind them in one queue,
 * the form would be among the last. */
static void test_slow_pages_do_not_hold_what_is_sent(void **state)
{
    enum { PAGES = 40, FEW = 24, PROCESSORS_MAX = 8 };
    pthread_t threads[PAGES];
    struct answer answer;
    (void)state;
    if (sysconf(_SC_NPROCESSORS_ONLN) > PROCESSORS_MAX) {
        NOT_CHECKED("too many processors for so few pages");
        return;
    }
    sender = load_form();
    atomic_store(&slow_pages, 0);
    for (int i = 0; i < PAGES; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, ask_slow, NULL), 0);
    nanosleep(&(struct timespec){ .tv_nsec = 200000000 }, NULL);
    post("/slow", sender.cookie, sender.token, &answer);
    int before = atomic_load(&slow_pages);
    for (int i = 0; i < PAGES; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(status_of(&answer), 200);
    assert_true(before < FEW);
    assert_int_equal(atomic_load(&slow_pages), PAGES);
}

static void test_what_was_begun_is_finished_before_the_server_stops(void **state)
{
    static const char slow[] = "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n";
    struct answer answer;
    (void)state;
    int file = connect_from("127.0.0.1"), silent = connect_from("127.0.0.1");
    assert_int_equal(send(file, slow, strlen(slow), MSG_NOSIGNAL), strlen(slow));
    nanosleep(&(struct timespec){ .tv_nsec = 100000000 }, NULL);
    server_stop();
    read_to_end(file, 2, &answer);
    close(file);
    assert_int_equal(status_of(&answer), 200);
    CHECK_TEXT(body_of(&answer), "slow");
    read_to_end(silent, 2, &answer);
    close(silent);
    assert_true(answer.closed);
    assert_int_equal(answer.count, 0);
    start(NULL);
}

static void test_an_address_that_is_taken_or_none_is_refused(void **state)
{
    static const struct site site;
    struct server *server;
    struct err err;
    char taken[64];
    (void)state;
    snprintf(taken, sizeof taken, "127.0.0.1:%d", server_port_now());
    assert_int_equal(serve_open(taken, &short_limits, &site, &server, &err), BROKEN);
    assert_int_equal(serve_open("localhost", &short_limits, &site, &server, &err), BAD_INPUT);
    assert_int_equal(serve_open("localhost:80", &short_limits, &site, &server, &err),
                     BAD_INPUT);
    assert_int_equal(serve_open(":8080", &short_limits, &site, &server, &err), BAD_INPUT);
}

#define SERVED(test) cmocka_unit_test_setup_teardown(test, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SERVED(test_pages_come_with_every_header_that_protects),
        SERVED(test_what_is_kept_has_no_cookie_and_may_be_kept),
        SERVED(test_only_what_is_the_same_for_all_is_compressed),
        SERVED(test_a_head_request_gets_the_headers_of_a_get_and_no_body),
        SERVED(test_a_form_with_its_token_and_cookie_is_taken),
        SERVED(test_a_form_that_is_not_from_our_own_page_is_refused),
        SERVED(test_a_form_from_our_own_origin_is_taken),
        SERVED(test_a_body_that_is_no_form_is_bad_input),
        SERVED(test_a_right_is_asked_of_the_site),
        SERVED(test_a_link_from_another_site_is_asked_again_with_our_cookies),
        SERVED(test_the_wrong_method_is_told_from_no_page),
        SERVED(test_parameters_are_decoded_part_by_part),
        SERVED(test_asking_for_too_much_ends_the_request_and_not_the_server),
        SERVED(test_those_who_send_do_not_wait_for_each_other),
        SERVED(test_slow_pages_do_not_hold_what_is_sent),
        SERVED(test_what_was_begun_is_finished_before_the_server_stops),
        SERVED(test_an_address_that_is_taken_or_none_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
