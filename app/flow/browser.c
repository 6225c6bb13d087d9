/* Keys change; the browser they stand for, and its seats, stay. */
#include "flow/browser.h"

#include "store/past_seats.h"

enum { DAY_SECONDS = 86400 };

bool flow_browser_opens(const struct browser_key *key, const struct device *seat)
{
    return key->kind == KEY_COOKIE && key->made_at + KEY_FRESH_SECONDS >= seat->created_at;
}

enum status flow_browser_add_key(struct transaction *transaction, struct token_hash browser,
                                 struct token_hash key, int64_t now, struct err *err)
{
    struct browser_key added = {
        .token = key, .browser = browser, .kind = KEY_COOKIE, .made_at = now
    };
    return store_browser_key_save(transaction, &added, err);
}

struct rekeying {
    struct token_hash browser, key;
    int64_t now;
};

static enum status rekey_within(struct transaction *transaction, void *context, struct err *err)
{
    const struct rekeying *r = context;
    return flow_browser_add_key(transaction, r->browser, r->key, r->now, err);
}

enum status flow_browser_rekey(struct db *db, struct token_hash browser, struct token_hash key,
                               int64_t now, struct err *err)
{
    struct rekeying rekeying = { browser, key, now };
    return db_within(db, NO_TEAM, rekey_within, &rekeying, err);
}

struct seeing {
    struct arena *mem;
    const struct sighting *sightings;
    size_t count;
    int64_t now;
};

static enum status see_session(struct transaction *transaction, const struct seeing *s,
                               struct token_hash token, struct err *err)
{
    struct coach_session session;
    enum status status = store_coach_session_find(s->mem, transaction, token, &session, err);
    if (status != OK)
        return status == NOT_FOUND ? OK : status;
    session.seen_at = s->now;
    return store_coach_session_save(transaction, &session, err);
}

static enum status see_key(struct transaction *transaction, const struct seeing *s,
                           struct token_hash token, struct err *err)
{
    struct browser_key key;
    enum status status = store_browser_key_find(s->mem, transaction, token, &key, err);
    if (status != OK)
        return status == NOT_FOUND ? OK : status;
    int64_t day = s->now / DAY_SECONDS * DAY_SECONDS;
    TRY(store_browser_key_see(transaction, &key, day, err));
    return store_device_see(transaction, key.browser, day, err);
}

static enum status see_within(struct transaction *transaction, void *context, struct err *err)
{
    const struct seeing *s = context;
    for (size_t i = 0; i < s->count; i++) {
        const struct sighting *seen = &s->sightings[i];
        TRY(seen->session ? see_session(transaction, s, seen->token, err)
                          : see_key(transaction, s, seen->token, err));
    }
    return OK;
}

enum status flow_browser_seen(struct db *db, struct arena *mem,
                              const struct sighting *sightings, size_t count, int64_t now,
                              struct err *err)
{
    struct seeing seeing = { mem, sightings, count, now };
    return count ? db_within(db, NO_TEAM, see_within, &seeing, err) : OK;
}

static enum status forget_within(struct transaction *transaction, void *context,
                                 struct err *err)
{
    int64_t now = *(const int64_t *)context;
    TRY(store_past_seats_forget(transaction, now - (int64_t)LOST_TOLD_DAYS * DAY_SECONDS, err));
    return store_browser_keys_forget(transaction, now - DAY_SECONDS, err);
}

enum status flow_browser_forget(struct db *db, int64_t now, struct err *err)
{
    return db_within(db, NO_TEAM, forget_within, &now, err);
}
