/* The count that a coach reads. It stands still between two moments told beforehand, so that
 * looking often does not tell when someone answered; it never goes down; and it stands until
 * the end once a link was made again, since the next one would tell whether its holder had
 * answered. */
#define _DEFAULT_SOURCE /* localtime_r */
#include <time.h>

#include "flow/round_within.h"
#include "release/counts.h"
#include "store/answers.h"

enum { COUNT_HOUR = 8, DAYS_BACK = -1 };

/* That hour of the day of `at`, or of one so many days later. */
static int64_t hour_of_day(int64_t at, int days)
{
    time_t moment = (time_t)at;
    struct tm day;
    localtime_r(&moment, &day);
    day.tm_mday += days;
    day.tm_hour = COUNT_HOUR;
    day.tm_min = day.tm_sec = 0;
    day.tm_isdst = -1;
    return (int64_t)mktime(&day);
}

int64_t flow_round_next_count(int64_t now)
{
    int64_t today = hour_of_day(now, 0);
    return today > now ? today : hour_of_day(now, 1);
}

static int64_t last_count(int64_t now)
{
    int64_t today = hour_of_day(now, 0);
    return today <= now ? today : hour_of_day(now, DAYS_BACK);
}

/* A moment that never comes, far from where sums of seconds overflow. */
static const int64_t never = INT64_MAX / 2;

bool flow_round_count_stands(const struct round *round) { return round->told_at >= never / 2; }

void round_count_stop(struct round *round) { round->told_at = never; }

static enum status count_again(struct transaction *transaction,
                               const struct instrument *instrument, struct round *round,
                               int64_t now, struct err *err)
{
    int64_t counted = 0;
    TRY(store_answers_count(transaction, round->team, round->id, release_form_needs(instrument),
                            &counted, err));
    if (counted < R_RELEASE)
        return OK;
    if (round->told_count < (int)counted)
        round->told_count = (int)counted;
    round->told_at = now;
    return store_round_save(transaction, round, err);
}

enum status round_count_third(struct arena *mem, struct transaction *transaction,
                              const struct instrument *instrument, const struct round *round,
                              int64_t now, struct err *err)
{
    struct round fresh;
    if (round->told_count >= R_RELEASE || flow_round_count_stands(round))
        return OK;
    TRY(store_round_load(mem, transaction, round->team, round->id, &fresh, err));
    return count_again(transaction, instrument, &fresh, now, err);
}

struct daily {
    struct arena *mem;
    const struct instrument *instrument;
    struct team_id team;
    int64_t now;
};

static enum status daily_within(struct transaction *transaction, void *context, struct err *err)
{
    const struct daily *d = context;
    struct round round;
    enum status status = store_round_find_open(d->mem, transaction, d->team, &round, err);
    if (status != OK || round.told_at >= last_count(d->now))
        return status == NOT_FOUND ? OK : status;
    return count_again(transaction, d->instrument, &round, d->now, err);
}

enum status round_count_daily(struct db *db, struct arena *mem,
                              const struct instrument *instrument, int64_t now, struct err *err)
{
    struct transaction *transaction;
    struct rounds untold;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_rounds_untold(mem, transaction, last_count(now), &untold, err);
    db_abandon(transaction);
    for (size_t i = 0; status == OK && i < untold.count; i++) {
        struct daily daily = { mem, instrument, untold.list[i].team, now };
        status = db_within(db, untold.list[i].team, daily_within, &daily, err);
        if (status == CONFLICT)
            status = OK; /* another machine did it */
    }
    return status;
}
