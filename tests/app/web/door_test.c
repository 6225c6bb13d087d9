/* The door with real sockets: what is malformed, slow, too long or too much. */
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "a_server.h"
#include "heads.h"

static int start(void **state)
{
    (void)state;
    server_start(&short_limits, false);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    server_stop();
    return 0;
}

static void wait_ms(long ms)
{
    nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 }, NULL);
}

static void check_served(const char *from)
{
    struct answer answer;
    int file = connect_from(from);
    assert_true(file >= 0);
    assert_int_equal(send(file, GOOD_GET, strlen(GOOD_GET), MSG_NOSIGNAL), strlen(GOOD_GET));
    read_to_end(file, 3, &answer);
    close(file);
    assert_int_equal(status_of(&answer), 200);
    CHECK_TEXT(body_of(&answer), "hello");
}

/* A NUL would end the text of a reply for strstr: none of ours holds one. */
static void check_refused(const struct sample *sample, const char *after)
{
    struct answer answer;
    char bytes[2048];
    memcpy(bytes, sample->bytes, sample->count);
    memcpy(bytes + sample->count, after, strlen(after));
    talk(bytes, sample->count + strlen(after), 3, &answer);
    if (!answer.closed || replies_in(&answer) != 1 || status_of(&answer) != sample->status)
        fail_msg("%s: closed %d, %d replies, status %d", sample->what, answer.closed,
                 replies_in(&answer), status_of(&answer));
}

static void test_a_malformed_head_gets_one_refusal_and_a_closed_connection(void **state)
{
    (void)state;
    for (size_t i = 0; i < malformed_head_count; i++)
        check_refused(&malformed_heads[i], "");
    check_served("127.0.0.1");
}

static void test_nothing_that_follows_a_malformed_head_is_answered(void **state)
{
    (void)state;
    for (size_t i = 0; i < malformed_head_count; i++)
        check_refused(&malformed_heads[i], GOOD_GET);
}

static void test_a_second_request_on_a_connection_is_never_answered(void **state)
{
    (void)state;
    for (size_t i = 0; i < malformed_head_count; i++) {
        struct answer answer;
        char bytes[2048] = GOOD_GET;
        size_t first = strlen(GOOD_GET);
        memcpy(bytes + first, malformed_heads[i].bytes, malformed_heads[i].count);
        talk(bytes, first + malformed_heads[i].count, 3, &answer);
        if (!answer.closed || replies_in(&answer) > 1 || status_of(&answer) != 200)
            fail_msg("%s: closed %d, %d replies, status %d", malformed_heads[i].what,
                     answer.closed, replies_in(&answer), status_of(&answer));
    }
}

static void test_every_good_head_gets_its_page(void **state)
{
    (void)state;
    for (size_t i = 0; i < good_head_count; i++) {
        struct answer answer;
        talk(good_heads[i].bytes, good_heads[i].count, 3, &answer);
        if (status_of(&answer) != 200 || !answer.closed)
            fail_msg("%s: %d", good_heads[i].what, status_of(&answer));
    }
}

static void test_a_head_may_come_byte_by_byte(void **state)
{
    struct answer answer;
    int file = connect_from("127.0.0.1");
    (void)state;
    for (const char *byte = GOOD_GET; *byte; byte++) {
        assert_int_equal(send(file, byte, 1, MSG_NOSIGNAL), 1);
        wait_ms(2);
    }
    read_to_end(file, 3, &answer);
    close(file);
    assert_int_equal(status_of(&answer), 200);
}

/* Sends a byte each 100 ms until the other side has had enough. Gives the seconds. */
static double send_slowly(int file, const char *bytes)
{
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int i = 0; i < 50; i++) {
        char byte = bytes[(size_t)i % strlen(bytes)], reply[256];
        if (send(file, &byte, 1, MSG_NOSIGNAL) != 1 ||
            recv(file, reply, sizeof reply, MSG_DONTWAIT) >= 0)
            break;
        wait_ms(100);
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    return (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
}

static void test_a_slow_head_is_cut_by_its_total_time(void **state)
{
    (void)state;
    int file = connect_from("127.0.0.1");
    double seconds =
        send_slowly(file, "GET /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    close(file);
    if (seconds < 0.9 || seconds > 3)
        fail_msg("cut after %.2f s", seconds);
}

static void test_a_slow_body_is_cut_by_its_total_time(void **state)
{
    static const char head[] = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n"
                               "Content-Type: application/x-www-form-urlencoded\r\n\r\n";
    (void)state;
    int file = connect_from("127.0.0.1");
    assert_int_equal(send(file, head, strlen(head), MSG_NOSIGNAL), strlen(head));
    double seconds = send_slowly(file, "words=aaaaaaaaa");
    close(file);
    if (seconds < 0.9 || seconds > 3)
        fail_msg("cut after %.2f s", seconds);
    check_served("127.0.0.1");
}

static void test_a_client_that_does_not_read_its_reply_is_cut(void **state)
{
    static const char get[] = "GET /big HTTP/1.1\r\nHost: a\r\n\r\n";
    struct answer answer;
    int little = 4096;
    (void)state;
    int file = connect_from("127.0.0.1");
    setsockopt(file, SOL_SOCKET, SO_RCVBUF, &little, sizeof little);
    assert_int_equal(send(file, get, strlen(get), MSG_NOSIGNAL), strlen(get));
    wait_ms(2500);
    read_to_end(file, 3, &answer);
    close(file);
    assert_true(answer.closed);
    assert_int_equal(status_of(&answer), 200);
}

static void test_a_body_of_five_megabytes_is_refused_and_not_read(void **state)
{
    static const char head[] = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n"
                               "Content-Type: application/x-www-form-urlencoded\r\n\r\n";
    static char body[5000000];
    struct answer answer;
    (void)state;
    int file = connect_from("127.0.0.1");
    assert_int_equal(send(file, head, strlen(head), MSG_NOSIGNAL), strlen(head));
    struct timeval patience = { .tv_sec = 1 };
    setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    (void)!send(file, body, sizeof body, MSG_NOSIGNAL);
    read_to_end(file, 4, &answer);
    close(file);
    assert_true(answer.closed);
    assert_int_equal(replies_in(&answer), 1);
    assert_int_equal(status_of(&answer), 413);
}

static void test_a_client_that_leaves_in_the_middle_harms_nobody(void **state)
{
    (void)state;
    for (size_t n = 1; n < strlen(GOOD_GET); n += 3) {
        int file = connect_from("127.0.0.1");
        (void)!send(file, GOOD_GET, n, MSG_NOSIGNAL);
        struct linger reset = { .l_onoff = n % 2, .l_linger = 0 };
        setsockopt(file, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        close(file);
    }
    check_served("127.0.0.1");
}

/* ---- crowds ---- */

enum { CROWD = 10000 };

/* Another process, which opens silent connections, says how many, and keeps them until it is
 * told to count those that were refused. */
struct crowd {
    pid_t process;
    int orders, reports;
    size_t count, refused;
};

static size_t count_refused(const int *files, size_t count)
{
    size_t refused = 0;
    for (size_t i = 0; i < count; i++) {
        char reply[16] = "";
        if (recv(files[i], reply, sizeof reply - 1, MSG_DONTWAIT) > 0 &&
            strncmp(reply, "HTTP/1.1 429", 12) == 0)
            refused++;
    }
    return refused;
}

static void be_crowd(int orders, int reports)
{
    static int files[CROWD];
    size_t count = 0;
    char order;
    while (count < CROWD && (files[count] = connect_from("127.0.0.1")) >= 0)
        count++;
    (void)!write(reports, &count, sizeof count);
    (void)!read(orders, &order, 1);
    size_t refused = count_refused(files, count);
    (void)!write(reports, &refused, sizeof refused);
    _exit(0);
}

static struct crowd crowd_open(void)
{
    struct crowd crowd = { 0 };
    int orders[2], reports[2];
    assert_int_equal(pipe(orders), 0);
    assert_int_equal(pipe(reports), 0);
    crowd.process = fork();
    if (crowd.process == 0)
        be_crowd(orders[0], reports[1]);
    close(orders[0]);
    close(reports[1]);
    crowd.orders = orders[1];
    crowd.reports = reports[0];
    assert_int_equal(read(crowd.reports, &crowd.count, sizeof crowd.count), sizeof crowd.count);
    if (crowd.count < CROWD)
        printf("# only %zu idle connections: this machine allows no more files\n", crowd.count);
    return crowd;
}

static void crowd_close(struct crowd *crowd)
{
    assert_int_equal(write(crowd->orders, "x", 1), 1);
    assert_int_equal(read(crowd->reports, &crowd->refused, sizeof crowd->refused),
                     sizeof crowd->refused);
    waitpid(crowd->process, NULL, 0);
    close(crowd->orders);
    close(crowd->reports);
}

static int start_patient(void **state)
{
    struct door_limits limits = short_limits;
    (void)state;
    limits.head_seconds = 60;
    server_start(&limits, false);
    return 0;
}

static void test_ten_thousand_idle_connections_of_one_address_keep_nobody_else_out(void **state)
{
    (void)state;
    struct crowd crowd = crowd_open();
    check_served("127.0.0.2");
    crowd_close(&crowd);
    assert_true(crowd.count > 1000);
    assert_int_equal(crowd.refused, crowd.count - (size_t)short_limits.per_address);
    wait_ms(300);
    check_served("127.0.0.1"); /* and their places are free again */
}

static int start_full_house(void **state)
{
    struct door_limits limits = short_limits;
    (void)state;
    limits.per_address = 0;
    limits.head_seconds = 60;
    server_start(&limits, false);
    return 0;
}

static void test_a_full_house_makes_room_by_sending_away_the_silent(void **state)
{
    (void)state;
    struct crowd crowd = crowd_open();
    for (int i = 0; i < 20; i++)
        check_served("127.0.0.1");
    crowd_close(&crowd);
    assert_true(crowd.count > (size_t)short_limits.in_all);
    assert_int_equal(crowd.refused, 0);
}

#define AT_THE_DOOR(test) cmocka_unit_test_setup_teardown(test, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_THE_DOOR(test_a_malformed_head_gets_one_refusal_and_a_closed_connection),
        AT_THE_DOOR(test_nothing_that_follows_a_malformed_head_is_answered),
        AT_THE_DOOR(test_a_second_request_on_a_connection_is_never_answered),
        AT_THE_DOOR(test_every_good_head_gets_its_page),
        AT_THE_DOOR(test_a_head_may_come_byte_by_byte),
        AT_THE_DOOR(test_a_slow_head_is_cut_by_its_total_time),
        AT_THE_DOOR(test_a_slow_body_is_cut_by_its_total_time),
        AT_THE_DOOR(test_a_client_that_does_not_read_its_reply_is_cut),
        AT_THE_DOOR(test_a_body_of_five_megabytes_is_refused_and_not_read),
        AT_THE_DOOR(test_a_client_that_leaves_in_the_middle_harms_nobody),
        cmocka_unit_test_setup_teardown(
            test_ten_thousand_idle_connections_of_one_address_keep_nobody_else_out,
            start_patient, stop),
        cmocka_unit_test_setup_teardown(test_a_full_house_makes_room_by_sending_away_the_silent,
                                        start_full_house, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
