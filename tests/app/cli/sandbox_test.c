/* After the sandbox: what a program taken over would try is refused, what serving needs is not.
 * Each test is a process of its own, since nobody comes out again. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/sandbox.h"

#include "check.h"

static char folder[] = "/tmp/alliage-sandbox-XXXXXX";
static char store[64], outside[64];
static int port; /* of a listener of ours, which is no mail server */

/* ---- in the process that is held ---- */

static int open_store(void) { return open(store, O_RDWR | O_CREAT, 0600); }
static int read_resolver(void) { return open("/etc/hosts", O_RDONLY); }
static int read_random(void) { return open("/dev/urandom", O_RDONLY); }
static int write_outside(void) { return open(outside, O_WRONLY | O_CREAT, 0600); }
static int read_outside(void) { return open(outside, O_RDONLY); }
static int read_homes(void) { return open("/home", O_RDONLY | O_DIRECTORY); }
static int truncate_outside(void) { return truncate(outside, 0); }
static int remove_outside(void) { return unlink(outside); }

static int run_program(void)
{
    char *const words[] = { (char *)"true", NULL };
    return execv("/bin/true", words);
}

static int raw_packets(void) { return socket(AF_PACKET, SOCK_RAW, 0); }

static int connect_elsewhere(void)
{
    struct sockaddr_in there = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    int file = socket(AF_INET, SOCK_STREAM, 0);
    inet_pton(AF_INET, "127.0.0.1", &there.sin_addr);
    return connect(file, (const struct sockaddr *)&there, sizeof there);
}

static int listen_elsewhere(void)
{
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(28149) };
    return bind(socket(AF_INET, SOCK_STREAM, 0), (const struct sockaddr *)&here, sizeof here);
}

static int find_a_name(void)
{
    struct addrinfo *found = NULL;
    return getaddrinfo("localhost", "25", NULL, &found) == 0 ? 0 : -1;
}

static void *nothing(void *context) { return context; }

static int start_thread(void)
{
    pthread_t thread;
    return pthread_create(&thread, NULL, nothing, NULL) == 0 ? pthread_join(thread, NULL) : -1;
}

/* 0: it could; else why not. 255: there is no sandbox here. */
static int tried(int (*what)(void), int wanted)
{
    int status = 0;
    pid_t process = fork();
    if (process == 0) {
        const struct sandbox wish = { .folder = folder, .listens = 28148, .mails = 25 };
        if ((sandbox_enter(&wish) & wanted) != wanted)
            _exit(255);
        errno = 0;
        _exit(what() >= 0 ? 0 : errno);
    }
    waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 254;
}

static int by_files(int (*what)(void)) { return tried(what, SANDBOX_FILES); }
static int by_calls(int (*what)(void)) { return tried(what, SANDBOX_CALLS); }

/* ---- the tests ---- */

static void serving_has_what_it_needs(void **state)
{
    (void)state;
    assert_int_equal(tried(open_store, 0), 0);
    assert_int_equal(tried(read_resolver, 0), 0);
    assert_int_equal(tried(read_random, 0), 0);
    assert_int_equal(tried(find_a_name, 0), 0);
    assert_int_equal(tried(start_thread, 0), 0);
}

static void nothing_else_is_written_read_or_removed(void **state)
{
    (void)state;
    if (by_files(open_store) == 255) {
        NOT_CHECKED("this kernel has no landlock");
        return;
    }
    assert_int_equal(by_files(write_outside), EACCES);
    assert_int_equal(by_files(read_outside), EACCES);
    assert_int_equal(by_files(read_homes), EACCES);
    assert_int_equal(by_files(truncate_outside), EACCES);
    assert_int_equal(by_files(remove_outside), EACCES);
}

static void no_program_is_started_and_no_raw_packet_sent(void **state)
{
    (void)state;
    if (by_calls(open_store) == 255) {
        NOT_CHECKED("this kernel takes no seccomp filter");
        return;
    }
    assert_int_equal(by_calls(run_program), EPERM);
    assert_int_equal(by_calls(raw_packets), EAFNOSUPPORT);
}

static void nothing_else_is_connected_to_or_listened_on(void **state)
{
    (void)state;
    int connected = by_files(connect_elsewhere);
    if (connected == 255 || connected == 0) {
        NOT_CHECKED("this kernel's landlock does not know the network");
        return;
    }
    assert_int_equal(connected, EACCES);
    assert_int_equal(by_files(listen_elsewhere), EACCES);
}

static void the_port_of_a_mail_server_is_read_from_its_address(void **state)
{
    (void)state;
    assert_int_equal(sandbox_port("smtp://mail.example:587", 25), 587);
    assert_int_equal(sandbox_port("smtp://mail.example", 25), 25);
    assert_int_equal(sandbox_port("smtps://[::1]:4650", 465), 4650);
    assert_int_equal(sandbox_port("smtps://[::1]", 465), 465);
    assert_int_equal(sandbox_port("smtp://mail.example:0", 25), 25);
    assert_int_equal(sandbox_port(NULL, 25), 25);
}

static int start(void **state)
{
    struct sockaddr_in here = { .sin_family = AF_INET };
    socklen_t size = sizeof here;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    (void)state;
    inet_pton(AF_INET, "127.0.0.1", &here.sin_addr);
    if (!mkdtemp(folder) || bind(listener, (const struct sockaddr *)&here, sizeof here) != 0 ||
        listen(listener, 5) != 0 || getsockname(listener, (struct sockaddr *)&here, &size) != 0)
        return 1;
    port = ntohs(here.sin_port);
    snprintf(store, sizeof store, "%s/store.db", folder);
    snprintf(outside, sizeof outside, "%s.outside", folder);
    return close(open(outside, O_WRONLY | O_CREAT, 0600));
}

static int end(void **state)
{
    (void)state;
    unlink(store);
    unlink(outside);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(serving_has_what_it_needs),
        cmocka_unit_test(nothing_else_is_written_read_or_removed),
        cmocka_unit_test(no_program_is_started_and_no_raw_packet_sent),
        cmocka_unit_test(nothing_else_is_connected_to_or_listened_on),
        cmocka_unit_test(the_port_of_a_mail_server_is_read_from_its_address),
    };
    return cmocka_run_group_tests(tests, start, end);
}
