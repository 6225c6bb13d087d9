/* Addresses in numbers only: a name could mean another address tomorrow. */
#define _GNU_SOURCE
#include "web/listen.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 1024, HOST_ROOM = 64, PORT_ROOM = 8 };

static enum status split(const char *address, char host[HOST_ROOM], char port[PORT_ROOM],
                         struct err *err)
{
    const char *colon = strrchr(address, ':');
    size_t length = colon ? (size_t)(colon - address) : 0;
    if (length >= 2 && address[0] == '[' && colon[-1] == ']') {
        address++;
        length -= 2;
    }
    if (length == 0 || length >= HOST_ROOM || !colon[1] || strlen(colon + 1) >= PORT_ROOM)
        return fail(err, BAD_INPUT,
                    "an address to listen on is HOST:PORT, as 127.0.0.1:8080 or [::1]:8080");
    snprintf(host, HOST_ROOM, "%.*s", (int)length, address);
    snprintf(port, PORT_ROOM, "%s", colon + 1);
    return OK;
}

static int open_socket(const struct addrinfo *found)
{
    int yes = 1;
    int listener = socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (listener < 0)
        return -1;
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
        bind(listener, found->ai_addr, found->ai_addrlen) == 0 &&
        listen(listener, BACKLOG) == 0)
        return listener;
    int why = errno;
    close(listener);
    errno = why;
    return -1;
}

enum status web_listen(const char *address, int *out, int *port, struct err *err)
{
    char host[HOST_ROOM], service[PORT_ROOM];
    TRY(split(address, host, service, err));
    const struct addrinfo wish = { .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
                                   .ai_socktype = SOCK_STREAM };
    struct addrinfo *found = NULL;
    if (getaddrinfo(host, service, &wish, &found) != 0)
        return fail(err, BAD_INPUT, "%s is not an address in numbers to listen on", address);
    *out = open_socket(found);
    int why = errno;
    freeaddrinfo(found);
    if (*out < 0)
        return fail(err, BROKEN, "cannot listen on %s: %s", address, strerror(why));

    struct sockaddr_storage own;
    socklen_t size = sizeof own;
    getsockname(*out, (struct sockaddr *)&own, &size);
    *port = ntohs(own.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&own)->sin6_port
                                            : ((struct sockaddr_in *)&own)->sin_port);
    return OK;
}
