/* A small table of failures. Where someone falls in it is decided by the process's own key, so
 * that nobody can choose to fall beside another; two who do share their place. */
#include "web/slow_down.h"

#include <ctype.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "secret/secret.h"

enum { PLACES = 4096, WAIT_MAX_SECONDS = 900, FORGET_SECONDS = 3600, WHO_BYTES = 240 };

/* Many people sign in from behind one address; an account has one owner. */
enum { FREE_OF_ACCOUNT = 5, FREE_OF_ADDRESS = 30 };

struct failures {
    int count;
    int64_t last;
};

static struct {
    pthread_mutex_t lock;
    struct failures accounts[PLACES], addresses[PLACES];
} table = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* Letter case does not make another account. */
static struct failures *place_of(struct failures *places, const char *who)
{
    char folded[WHO_BYTES], hash[SECRET_HASH_BYTES], start[9];
    size_t i = 0;
    for (; who && who[i] && i + 1 < sizeof folded; i++)
        folded[i] = (char)tolower((unsigned char)who[i]);
    folded[i] = '\0';
    secret_form_token(folded, hash);
    snprintf(start, sizeof start, "%.8s", hash);
    return &places[strtoul(start, NULL, 16) % PLACES];
}

static bool may(const struct failures *place, int free, int64_t now)
{
    int over = place->count - free;
    if (over < 0 || now - place->last > FORGET_SECONDS)
        return true;
    int64_t wait = over < 10 ? (int64_t)1 << over : WAIT_MAX_SECONDS;
    return now - place->last >= wait;
}

static void count(struct failures *place, int64_t now)
{
    if (now - place->last > FORGET_SECONDS)
        place->count = 0;
    place->count++;
    place->last = now;
}

bool slow_down_allows(const char *address, const char *account, int64_t now)
{
    pthread_mutex_lock(&table.lock);
    bool allowed = may(place_of(table.addresses, address), FREE_OF_ADDRESS, now) &&
                   may(place_of(table.accounts, account), FREE_OF_ACCOUNT, now);
    pthread_mutex_unlock(&table.lock);
    return allowed;
}

/* Success clears the account alone: with one of their own, somebody could otherwise clear
 * what their address did to others. */
void slow_down_tell(const char *address, const char *account, bool went_well, int64_t now)
{
    pthread_mutex_lock(&table.lock);
    if (went_well)
        *place_of(table.accounts, account) = (struct failures){ 0 };
    else {
        count(place_of(table.addresses, address), now);
        count(place_of(table.accounts, account), now);
    }
    pthread_mutex_unlock(&table.lock);
}
