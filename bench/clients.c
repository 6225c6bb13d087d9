/* Threads with blocking sockets: little of a client's own cost falls on those measured, whose
 * processor time is read from their own clocks. */
#include "clients.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CLIENTS_MAX = 256, REPLY_MAX = 256 * 1024, STACK_BYTES = 512 * 1024 };

static int call(int port)
{
    struct sockaddr_in there = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(file, (struct sockaddr *)&there, sizeof there) != 0) {
        perror("connect");
        exit(2);
    }
    return file;
}

/* How long the reply will be; 0: its head is not whole. */
static size_t length_of(const char *reply)
{
    const char *end = strstr(reply, "\r\n\r\n"), *line = strstr(reply, "\r\n");
    for (; end && line && line < end; line = strstr(line + 2, "\r\n"))
        if (strncasecmp(line + 2, "Content-Length: ", 16) == 0)
            return (size_t)(end - reply) + 4 + strtoul(line + 18, NULL, 10);
    return 0;
}

static size_t ask(int file, const char *request, char *reply)
{
    size_t count = 0, wanted = 0;
    if (send(file, request, strlen(request), MSG_NOSIGNAL) < 0)
        exit(2);
    while (!wanted || count < wanted) {
        ssize_t more = recv(file, reply + count, REPLY_MAX - 1 - count, 0);
        if (more <= 0)
            break;
        count += (size_t)more;
        reply[count] = '\0';
        wanted = wanted ? wanted : length_of(reply);
    }
    if (strncmp(reply, "HTTP/1.1 200 ", 13) != 0 || count != wanted) {
        fprintf(stderr, "%.60s: %.200s\n", request, count ? reply : "no reply");
        exit(2);
    }
    return count;
}

static void *ask_often(void *pointer)
{
    const struct asked *asked = pointer;
    char *reply = malloc(REPLY_MAX);
    int file = asked->keeps ? call(asked->port) : -1;
    for (int i = 0; i < asked->each; i++) {
        file = asked->keeps ? file : call(asked->port);
        ask(file, asked->request, reply);
        if (!asked->keeps)
            close(file);
    }
    if (asked->keeps)
        close(file);
    free(reply);
    return NULL;
}

double clients_ask(const struct asked *asked)
{
    pthread_t threads[CLIENTS_MAX];
    pthread_attr_t wish;
    struct timespec begun, ended;
    pthread_attr_init(&wish);
    pthread_attr_setstacksize(&wish, STACK_BYTES);
    clock_gettime(CLOCK_MONOTONIC, &begun);
    for (int i = 0; i < asked->clients; i++)
        if (pthread_create(&threads[i], &wish, ask_often, (void *)asked) != 0)
            exit(2);
    for (int i = 0; i < asked->clients; i++)
        pthread_join(threads[i], NULL);
    clock_gettime(CLOCK_MONOTONIC, &ended);
    return (double)(ended.tv_sec - begun.tv_sec) +
           (double)(ended.tv_nsec - begun.tv_nsec) / 1e9;
}

size_t clients_fetch(int port, const char *request, const char **body)
{
    static char reply[REPLY_MAX];
    int file = call(port);
    size_t count = ask(file, request, reply);
    close(file);
    if (body)
        *body = strstr(reply, "\r\n\r\n") + 4;
    return count;
}
