/* Small tables of failures and of uses. Where someone falls in them is decided by the process's
 * own key, so that nobody can choose to fall beside another; two who do share their place. */
#include "web/slow_down.h"

#include <ctype.h>
#include <pthread.h>

#include "base/number.h"
#include "secret/secret.h"

enum { PLACES = 4096, WAIT_MAX_SECONDS = 900, FORGET_SECONDS = 3600, WHO_BYTES = 240 };

/* Many people sign in from behind one address; an account has one owner. */
enum { FREE_OF_ACCOUNT = 5, FREE_OF_ADDRESS = 30 };

struct failures {
    int count;
    int64_t last;
};

struct uses {
    size_t count;
    int64_t since;
};

/* An address may be a whole company's, or a room's. A link has 160 random bits: guessing is
 * hopeless, and slowed for the work it makes. */
static const size_t uses_an_hour[SLOWED_KINDS] = {
    [SLOW_ACCOUNTS] = 30,
    [SLOW_LINKS] = 120,
    [SLOW_LETTERS] = 64,
};

static struct {
    pthread_mutex_t lock;
    struct failures accounts[PLACES], addresses[PLACES];
    struct uses uses[SLOWED_KINDS][PLACES];
} table = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* Letter case does not make another account. */
static size_t place_of(const char *who)
{
    char folded[WHO_BYTES], hash[SECRET_HASH_BYTES];
    uint64_t start = 0;
    size_t i = 0;
    for (; who && who[i] && i + 1 < sizeof folded; i++)
        folded[i] = (char)tolower((unsigned char)who[i]);
    folded[i] = '\0';
    secret_form_token(folded, hash);
    hash[8] = '\0';
    number_start_hex(hash, &start);
    return start % PLACES;
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
    bool allowed = may(&table.addresses[place_of(address)], FREE_OF_ADDRESS, now) &&
                   may(&table.accounts[place_of(account)], FREE_OF_ACCOUNT, now);
    pthread_mutex_unlock(&table.lock);
    return allowed;
}

/* Success clears the account alone: with one of their own, somebody could otherwise clear
 * what their address did to others. */
void slow_down_tell(const char *address, const char *account, bool went_well, int64_t now)
{
    pthread_mutex_lock(&table.lock);
    if (went_well)
        table.accounts[place_of(account)] = (struct failures){ 0 };
    else {
        count(&table.addresses[place_of(address)], now);
        count(&table.accounts[place_of(account)], now);
    }
    pthread_mutex_unlock(&table.lock);
}

bool slow_down_take(enum slowed what, const char *address, size_t times, int64_t now)
{
    pthread_mutex_lock(&table.lock);
    struct uses *uses = &table.uses[what][place_of(address)];
    if (now - uses->since >= FORGET_SECONDS)
        *uses = (struct uses){ 0, now };
    bool allowed = uses->count + (times ? times : 1) <= uses_an_hour[what];
    uses->count += allowed ? times : 0;
    pthread_mutex_unlock(&table.lock);
    return allowed;
}
