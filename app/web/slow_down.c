/* Small tables of counts. Each name falls into a set of a few places, decided by the process's
 * own key, and is told from the others there by more of the same hash; in a full set whoever
 * was seen longest ago is forgotten. So names without end make counts be forgotten, and never
 * make somebody else's count be theirs. */
#include "web/slow_down.h"

#include <ctype.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "secret/secret.h"
#include "web/network.h"

enum { SETS = 1024, PLACES = 8, WHO_BYTES = 400, HOUR = 3600, DAY = 24 * HOUR };

/* Many people sign in from behind one network. Wrong passphrases of one network, or of one
 * browser, on one account in an hour: from the first figure on whoever types is told, from the
 * second on none is looked at. 300 an hour are 7,200 guesses a day, of a passphrase that is
 * none of the commonest. */
enum { TELL_NETWORK = 5, STOP_NETWORK = 300, TELL_BROWSER = 10, STOP_BROWSER = 20 };

/* … on any accounts together: then every further failure is told so. None is left unread, since
 * a network is also that of people who have nothing to do with it. */
enum { TELL_ANY_ACCOUNT = 30 };

/* A wider IPv6 network holds 65,536 of ours. */
enum { WIDE_TIMES = 8 };

struct rule {
    size_t times;
    int64_t seconds;
};

/* A network may be a whole company's, or a room's. A link has 160 random bits: guessing is
 * hopeless, and slowed for the work it makes. A coach makes the teams of a year's class at
 * once. */
static const struct rule rules[SLOWED_KINDS] = {
    [SLOW_ACCOUNTS] = { 30, HOUR },      [SLOW_TAKEN] = { 5, HOUR },
    [SLOW_LINKS] = { 120, HOUR },        [SLOW_LETTERS] = { 64, HOUR },
    [SLOW_LETTERS_COACH] = { 200, DAY }, [SLOW_LETTERS_TO] = { 5, DAY },
    [SLOW_TEAMS] = { 30, HOUR },         [SLOW_TEAMS_ALL] = { 2000, DAY },
    [SLOW_TEAMS_COACH] = { 400, DAY },
};

struct count {
    uint64_t who; /* 0: free */
    size_t times;
    int64_t since, last;
};

enum { FAILURES = SLOWED_KINDS, TABLES };

static struct {
    pthread_mutex_t lock;
    struct count places[TABLES][SETS][PLACES];
} table = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* Letter case does not make another account. */
static uint64_t hash_of(const char *who)
{
    char folded[WHO_BYTES];
    size_t i = 0;
    for (; who[i] && i + 1 < sizeof folded; i++)
        folded[i] = (char)tolower((unsigned char)who[i]);
    folded[i] = '\0';
    return secret_number(folded) | 1;
}

/* With the lock. Its place, or the one it takes over. */
static struct count *place_of(int kind, const char *who, int64_t seconds, int64_t now)
{
    uint64_t hash = hash_of(who);
    struct count *set = table.places[kind][hash >> 32 & (SETS - 1)], *place = set;
    for (size_t i = 0; i < PLACES; i++) {
        if (set[i].who == hash) {
            place = &set[i];
            break;
        }
        if (!set[i].who || (place->who && set[i].last < place->last))
            place = &set[i];
    }
    if (place->who != hash || now - place->since >= seconds)
        *place = (struct count){ .who = hash, .since = now };
    place->last = now;
    return place;
}

static struct count *failures_of(const struct request *request, const char *account,
                                 const char *by)
{
    char who[WHO_BYTES];
    snprintf(who, sizeof who, "%s %.300s", by ? by : request->network, account);
    return place_of(FAILURES, who, HOUR, request->ticks);
}

enum slowness slow_down_look(const struct request *request, const char *account, const char *by)
{
    pthread_mutex_lock(&table.lock);
    size_t times = failures_of(request, account, by)->times;
    size_t any = by ? 0 : failures_of(request, "", NULL)->times;
    pthread_mutex_unlock(&table.lock);
    if (times >= (by ? STOP_BROWSER : STOP_NETWORK))
        return SLOW_STOP;
    bool often = times >= (by ? TELL_BROWSER : TELL_NETWORK) || any >= TELL_ANY_ACCOUNT;
    return often ? SLOW_TELL : SLOW_NOT;
}

void slow_down_failed(const struct request *request, const char *account, const char *by)
{
    pthread_mutex_lock(&table.lock);
    failures_of(request, account, by)->times++;
    failures_of(request, "", NULL)->times += !by && *account;
    pthread_mutex_unlock(&table.lock);
}

/* With the lock. */
static bool take(enum slowed what, const struct request *request, const char *who, size_t times)
{
    struct rule rule = rules[what];
    char wide[NETWORK_TEXT_BYTES];
    struct count *own =
        place_of((int)what, who ? who : request->network, rule.seconds, request->ticks);
    struct count *all = NULL;
    network_name(request->address, true, wide);
    if (!who && strchr(wide, ':'))
        all = place_of((int)what, wide, rule.seconds, request->ticks);
    size_t asked = times ? times : 1;
    if (own->times + asked > rule.times ||
        (all && all->times + asked > rule.times * WIDE_TIMES))
        return false;
    own->times += times;
    if (all)
        all->times += times;
    return true;
}

bool slow_down_take(enum slowed what, const struct request *request, const char *who,
                    size_t times)
{
    pthread_mutex_lock(&table.lock);
    bool allowed = take(what, request, who, times);
    pthread_mutex_unlock(&table.lock);
    return allowed;
}
