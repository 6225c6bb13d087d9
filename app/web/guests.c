/* Those whose deadline the door keeps stand in a queue by age, so that looking for who is
 * late costs nothing when nobody is. */
#include "web/guests.h"

#include <netinet/in.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

enum { ADDRESS_COUNTERS = 8192 }; /* a power of two */

struct guest {
    enum place place;
    int64_t since_ms;
    unsigned address; /* index of its counter */
    int older, newer; /* in its queue */
};

struct queue {
    int oldest, newest;
};

struct guests {
    int in_all, per_address, count, present;
    struct guest *list; /* by file number */
    struct queue waiting, lingering;
    int addresses[ADDRESS_COUNTERS];
};

static int64_t now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

struct guests *guests_open(int in_all, int per_address, int file_count)
{
    struct guests *guests = calloc(1, sizeof *guests);
    struct guest *list = calloc((size_t)file_count, sizeof *list);
    if (!guests || !list)
        abort();
    guests->in_all = in_all;
    guests->per_address = per_address;
    guests->count = file_count;
    guests->list = list;
    guests->waiting = guests->lingering = (struct queue){ NOBODY, NOBODY };
    return guests;
}

void guests_close(struct guests *guests)
{
    free(guests->list);
    free(guests);
}

static struct queue *queue_of(struct guests *guests, enum place place)
{
    if (place == GUEST_WAITING)
        return &guests->waiting;
    return place == GUEST_LINGERING ? &guests->lingering : NULL;
}

static void queue_add(struct guests *guests, int file)
{
    struct guest *guest = &guests->list[file];
    struct queue *queue = queue_of(guests, guest->place);
    if (!queue)
        return;
    guest->older = queue->newest;
    guest->newer = NOBODY;
    if (queue->newest == NOBODY)
        queue->oldest = file;
    else
        guests->list[queue->newest].newer = file;
    queue->newest = file;
}

static void queue_remove(struct guests *guests, int file)
{
    struct guest *guest = &guests->list[file];
    struct queue *queue = queue_of(guests, guest->place);
    if (!queue)
        return;
    if (guest->older == NOBODY)
        queue->oldest = guest->newer;
    else
        guests->list[guest->older].newer = guest->newer;
    if (guest->newer == NOBODY)
        queue->newest = guest->older;
    else
        guests->list[guest->newer].older = guest->older;
}

void guests_leave(struct guests *guests, int file)
{
    struct guest *guest = &guests->list[file];
    if (guest->place == GUEST_NONE)
        return;
    queue_remove(guests, file);
    guest->place = GUEST_NONE;
    guests->addresses[guest->address]--;
    guests->present--;
}

/* FNV-1a over the bytes that name a household: an IPv4 address, or the first half of an
 * IPv6 one, since a household has a whole network of those. */
static unsigned counter_of(const struct sockaddr_storage *address)
{
    const unsigned char *bytes;
    size_t count = 4;
    if (address->ss_family == AF_INET) {
        bytes = (const unsigned char *)&((const struct sockaddr_in *)address)->sin_addr;
    } else {
        const struct in6_addr *six = &((const struct sockaddr_in6 *)address)->sin6_addr;
        bool mapped = IN6_IS_ADDR_V4MAPPED(six);
        bytes = (const unsigned char *)six + (mapped ? 12 : 0);
        count = mapped ? 4 : 8;
    }
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < count; i++)
        hash = (hash ^ bytes[i]) * 16777619u;
    return (hash ^ hash >> 16) & (ADDRESS_COUNTERS - 1);
}

static int oldest_silent(const struct guests *guests)
{
    return guests->lingering.oldest != NOBODY ? guests->lingering.oldest
                                              : guests->waiting.oldest;
}

static int judge_newcomer(struct guests *guests, int file, unsigned address, int *evicted)
{
    if (file >= guests->count)
        return 503;
    if (guests->per_address > 0 && guests->addresses[address] >= guests->per_address)
        return 429;
    if (guests->present < guests->in_all)
        return 0;
    *evicted = oldest_silent(guests);
    return *evicted == NOBODY ? 503 : 0;
}

int guests_enter(struct guests *guests, int file, const struct sockaddr_storage *address,
                 int *evicted)
{
    unsigned counter = counter_of(address);
    *evicted = NOBODY;
    int refusal = judge_newcomer(guests, file, counter, evicted);
    if (refusal == 0) {
        guests_leave(guests, file); /* a file number in use again was closed unseen */
        guests->list[file] =
            (struct guest){ .place = GUEST_WAITING, .since_ms = now_ms(), .address = counter };
        queue_add(guests, file);
        guests->addresses[counter]++;
        guests->present++;
    }
    return refusal;
}

void guests_move(struct guests *guests, int file, enum place place)
{
    struct guest *guest = &guests->list[file];
    if (guest->place != GUEST_NONE) {
        queue_remove(guests, file);
        guest->place = place;
        guest->since_ms = now_ms();
        queue_add(guests, file);
    }
}

enum place guests_place(const struct guests *guests, int file)
{
    return guests->list[file].place;
}

int guests_overdue(struct guests *guests, enum place place, int64_t milliseconds)
{
    int64_t before = now_ms() - milliseconds;
    int file = queue_of(guests, place)->oldest;
    if (file != NOBODY && guests->list[file].since_ms >= before)
        file = NOBODY;
    return file;
}

/* Reset, not closed: else the kernel would go on for minutes offering what was not taken. */
static void cut(int file)
{
    const struct linger reset = { .l_onoff = 1, .l_linger = 0 };
    setsockopt(file, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    shutdown(file, SHUT_RDWR);
}

void guests_cut_slow(struct guests *guests, int body_seconds, int reply_seconds)
{
    int64_t now = now_ms();
    for (int file = 0; file < guests->count; file++) {
        const struct guest *guest = &guests->list[file];
        int64_t waited = now - guest->since_ms;
        if ((guest->place == GUEST_BODY && waited > body_seconds * 1000) ||
            (guest->place == GUEST_REPLY && waited > reply_seconds * 1000))
            cut(file);
    }
}

int guests_present(const struct guests *guests) { return guests->present; }
