/* One thread, one loop: the daemon has none of its own, its epoll set is one of our files. A
 * connection first waits (for the rest of its head), then is either handed over, or refused
 * and lingers: our answer is sent and what still arrives is thrown away for a moment, since
 * closing at once would reset the connection and destroy the answer. */
#define _GNU_SOURCE
#include "web/door.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "web/guests.h"
#include "web/head.h"
#include "web/listen.h"

const struct door_limits door_usual_limits = {
    .head_seconds = 10,
    .body_seconds = 20,
    .reply_seconds = 30,
    .body_bytes = 256 * 1024,
    .in_all = 4096,
    .per_address = 256,
};

/* Files the rest of the program needs: stores, logs, the daemon's own. */
enum { FILES_KEPT_FREE = 128 };
enum { EVENTS_MAX = 128, TICK_MS = 250, LINGER_MS = 1500 };

struct door {
    struct door_limits limits;
    int listener, events, wake, port;
    struct guests *guests;
    int file_count;
    struct MHD_Daemon *daemon;
    int daemon_events; /* its epoll set, in ours */
    pthread_t thread;
    bool started;
    atomic_bool stopping;
    int stop_seconds; /* written before `stopping` */
};

/* ---- refusing ---- */

static const char *reason_of(int status)
{
    switch (status) {
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 411:
        return "Length Required";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 417:
        return "Expectation Failed";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 503:
        return "Service Unavailable";
    default:
        return "Bad Request";
    }
}

static void say(int file, int status)
{
    char text[256];
    const char *reason = reason_of(status);
    int length = snprintf(text, sizeof text,
                          "HTTP/1.1 %d %s\r\nContent-Type: text/plain; charset=utf-8\r\n"
                          "%sX-Content-Type-Options: nosniff\r\nConnection: close\r\n"
                          "Content-Length: %zu\r\n\r\n%s\n",
                          status, reason, status == 405 ? "Allow: GET, HEAD, POST\r\n" : "",
                          strlen(reason) + 1, reason);
    (void)!send(file, text, (size_t)length, MSG_NOSIGNAL | MSG_DONTWAIT);
    shutdown(file, SHUT_WR);
}

static void let_go(struct door *door, int file)
{
    guests_leave(door->guests, file);
    close(file); /* leaves the epoll set by itself */
}

static void refuse(struct door *door, int file, int status)
{
    say(file, status);
    guests_move(door->guests, file, GUEST_LINGERING);
}

/* ---- one connection ---- */

static void hand_over(struct door *door, int file, const struct sockaddr_storage *address,
                      socklen_t size)
{
    guests_move(door->guests, file, GUEST_BODY);
    /* A daemon that cannot take it closes it, without a word to us. */
    if (MHD_add_connection(door->daemon, file, (const struct sockaddr *)address, size) !=
        MHD_YES)
        guests_leave(door->guests, file);
}

/* Nothing is taken out of the socket: the daemon reads the same bytes again. Gives what
 * arrived so far, as recv does. */
static ssize_t judge(struct door *door, int file, int *verdict)
{
    char bytes[HEAD_BYTES_MAX];
    struct head head;
    ssize_t count = recv(file, bytes, sizeof bytes, MSG_PEEK | MSG_DONTWAIT);
    *verdict = count > 0 ? head_judge(bytes, (size_t)count, door->limits.body_bytes, &head)
                         : HEAD_INCOMPLETE;
    return count;
}

static void look_at_head(struct door *door, int file, bool hung_up)
{
    int verdict;
    ssize_t count = judge(door, file, &verdict);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (verdict == HEAD_FINE) {
        struct sockaddr_storage address;
        socklen_t size = sizeof address;
        epoll_ctl(door->events, EPOLL_CTL_DEL, file, NULL);
        if (getpeername(file, (struct sockaddr *)&address, &size) == 0)
            hand_over(door, file, &address, size);
        else
            let_go(door, file);
    } else if (verdict != HEAD_INCOMPLETE) {
        refuse(door, file, verdict);
    } else if (count <= 0 || hung_up) {
        let_go(door, file);
    }
}

/* ---- accepting ---- */

static void wait_for_head(struct door *door, int file)
{
    struct epoll_event event = { .events = EPOLLIN | EPOLLRDHUP | EPOLLET, .data.fd = file };
    if (epoll_ctl(door->events, EPOLL_CTL_ADD, file, &event) != 0)
        let_go(door, file);
}

/* Most often the whole head is there already, and five calls of the kernel are saved. */
static void welcome(struct door *door, int file, const struct sockaddr_storage *address,
                    socklen_t size)
{
    int evicted, verdict;
    int refusal = guests_enter(door->guests, file, address, &evicted);
    if (refusal) {
        say(file, refusal);
        close(file);
        return;
    }
    if (evicted != NOBODY)
        let_go(door, evicted);
    judge(door, file, &verdict);
    if (verdict == HEAD_FINE)
        hand_over(door, file, address, size);
    else
        wait_for_head(door, file); /* what is there already counts as news to it */
}

static void accept_all(struct door *door)
{
    for (;;) {
        struct sockaddr_storage address;
        socklen_t size = sizeof address;
        int file = accept4(door->listener, (struct sockaddr *)&address, &size,
                           SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (file >= 0)
            welcome(door, file, &address, size);
        else if (errno == EMFILE || errno == ENFILE) /* no file left: do not spin on it */
            nanosleep(&(struct timespec){ .tv_nsec = 20000000 }, NULL);
        if (file < 0 && errno != ECONNABORTED && errno != EINTR)
            return;
    }
}

/* ---- events ---- */

static void throw_away(struct door *door, int file)
{
    char junk[16384];
    ssize_t count;
    do
        count = recv(file, junk, sizeof junk, MSG_DONTWAIT);
    while (count > 0);
    if (count == 0 || (errno != EAGAIN && errno != EINTR))
        let_go(door, file);
}

static void attend(struct door *door, const struct epoll_event *event)
{
    int file = event->data.fd;
    enum place place = guests_place(door->guests, file);
    if (place == GUEST_WAITING)
        look_at_head(door, file, event->events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR));
    else if (place == GUEST_LINGERING)
        throw_away(door, file);
}

static void keep_deadlines(struct door *door)
{
    int file;
    int64_t head_ms = (int64_t)door->limits.head_seconds * 1000;
    while ((file = guests_overdue(door->guests, GUEST_WAITING, head_ms)) != NOBODY)
        refuse(door, file, 408);
    while ((file = guests_overdue(door->guests, GUEST_LINGERING, LINGER_MS)) != NOBODY)
        let_go(door, file);
    guests_cut_slow(door->guests, door->limits.body_seconds, door->limits.reply_seconds);
}

static int64_t now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* The daemon's turn. What it still has to do has no file to wake us: it is asked. */
static void run_daemon(struct door *door)
{
    MHD_UNSIGNED_LONG_LONG wait;
    do
        MHD_run(door->daemon);
    while (MHD_get_timeout(door->daemon, &wait) == MHD_YES && wait == 0);
}

static void take_events(struct door *door, const struct epoll_event *events, int count)
{
    for (int i = 0; i < count; i++) {
        int file = events[i].data.fd;
        uint64_t calls;
        if (file == door->listener)
            accept_all(door);
        else if (file == door->wake)
            (void)!read(door->wake, &calls, sizeof calls);
        else if (file != door->daemon_events)
            attend(door, &events[i]);
    }
    if (count > 0)
        run_daemon(door);
}

static void let_nobody_in(struct door *door)
{
    close(door->listener); /* leaves the epoll set by itself */
    door->listener = NOBODY;
    for (int file = 0; file < door->file_count; file++) {
        enum place place = guests_place(door->guests, file);
        if (place == GUEST_WAITING || place == GUEST_LINGERING)
            let_go(door, file);
    }
}

/* Until asked to stop, and then until all have left or it has taken too long. */
static void *run(void *pointer)
{
    struct door *door = pointer;
    struct epoll_event events[EVENTS_MAX];
    int64_t looked = now_ms(), until = INT64_MAX;
    while (now_ms() < until) {
        if (until == INT64_MAX && atomic_load(&door->stopping)) {
            until = now_ms() + (int64_t)door->stop_seconds * 1000;
            let_nobody_in(door);
        }
        if (until != INT64_MAX && guests_present(door->guests) == 0)
            break;
        int count = epoll_wait(door->events, events, EVENTS_MAX, TICK_MS);
        take_events(door, events, count);
        if (count == 0 || now_ms() - looked >= 1000) {
            keep_deadlines(door);
            looked = now_ms();
        }
    }
    return NULL;
}

/* ---- what the daemon tells ---- */

void door_notify(void *pointer, struct MHD_Connection *connection, void **socket_context,
                 enum MHD_ConnectionNotificationCode code)
{
    struct door *door = pointer;
    (void)socket_context;
    if (code == MHD_CONNECTION_NOTIFY_CLOSED)
        guests_leave(
            door->guests,
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd);
}

void door_phase(struct door *door, struct MHD_Connection *connection, enum visit_phase phase)
{
    static const enum place places[] = {
        [VISIT_BODY] = GUEST_BODY, [VISIT_WORKING] = GUEST_WORKING, [VISIT_REPLY] = GUEST_REPLY
    };
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    guests_move(door->guests, info->connect_fd, places[phase]);
}

/* ---- opening and closing ---- */

/* Gives how many files there may be, and lowers the limit of connections to what fits. */
static int room_for_files(struct door_limits *limits)
{
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    rlim_t wanted = (rlim_t)limits->in_all + FILES_KEPT_FREE;
    int files = (int)(limit.rlim_cur < wanted ? limit.rlim_cur : wanted);
    if (files < limits->in_all + FILES_KEPT_FREE)
        limits->in_all = files > 2 * FILES_KEPT_FREE ? files - FILES_KEPT_FREE : files / 2;
    return files;
}

static void watch(struct door *door, int file)
{
    struct epoll_event event = { .events = EPOLLIN, .data.fd = file };
    int outcome = epoll_ctl(door->events, EPOLL_CTL_ADD, file, &event);
    assert(outcome == 0);
}

enum status door_open(const char *address, const struct door_limits *limits, struct door **out,
                      struct err *err)
{
    int listener, port;
    TRY(web_listen(address, &listener, &port, err));
    struct door *door = calloc(1, sizeof *door);
    if (!door)
        abort();
    *door = (struct door){ .limits = *limits, .listener = listener, .port = port };
    door->file_count = room_for_files(&door->limits);
    door->guests = guests_open(door->limits.in_all, door->limits.per_address, door->file_count);
    door->events = epoll_create1(EPOLL_CLOEXEC);
    door->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    assert(door->events >= 0 && door->wake >= 0);
    watch(door, door->listener);
    watch(door, door->wake);
    *out = door;
    return OK;
}

int door_port(const struct door *door) { return door->port; }

enum status door_start(struct door *door, struct MHD_Daemon *daemon, struct err *err)
{
    door->daemon = daemon;
    door->daemon_events = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    watch(door, door->daemon_events);
    int code = pthread_create(&door->thread, NULL, run, door);
    if (code != 0)
        return fail(err, BROKEN, "cannot start a thread: %s", strerror(code));
    door->started = true;
    return OK;
}

void door_wake(struct door *door)
{
    uint64_t one = 1;
    (void)!write(door->wake, &one, sizeof one);
}

int door_stop(struct door *door, int seconds)
{
    if (!door->started)
        return 0;
    door->stop_seconds = seconds;
    atomic_store(&door->stopping, true);
    door_wake(door);
    pthread_join(door->thread, NULL);
    door->started = false;
    return guests_present(door->guests);
}

void door_close(struct door *door)
{
    if (door->listener != NOBODY)
        close(door->listener);
    close(door->events);
    close(door->wake);
    guests_close(door->guests);
    free(door);
}
