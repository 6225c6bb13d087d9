/* The passphrase is hashed before the transaction; the key is looked at again inside it, so
 * that of two who use it at once one does. */
#include "flow/account_key.h"

#include <string.h>

#include "secret/secret.h"

struct account_key flow_account_key_new(struct arena *mem)
{
    struct secret_token token = secret_token_new();
    struct account_key key = { .text = arena_copy(mem, token.text, strlen(token.text)) };
    secret_hash(key.text, key.hash.text);
    return key;
}

/* ---- sending ---- */

struct sending {
    const struct key_wish *wish;
    const struct account_letter *letter;
    int64_t now;
    enum refusal *refusal;
};

/* One that does not leave is a row that ended at once, so that the time it takes tells
 * nothing. */
enum status flow_account_post_within(struct transaction *transaction,
                                     const struct account_letter *letter, bool leaves,
                                     int64_t now, struct err *err)
{
    struct letter_id id = { store_new_id() };
    TRY(store_coach_letter_save(transaction,
                                &(struct letter){ .id = id,
                                                  .address = letter->address,
                                                  .name = letter->name,
                                                  .subject = letter->subject,
                                                  .body = letter->body,
                                                  .created_at = now,
                                                  .next_try_at = now },
                                err));
    return leaves ? OK : store_letter_end(transaction, NO_TEAM, id, true, now, err);
}

static enum status send_within(struct transaction *transaction, void *context, struct err *err)
{
    const struct sending *s = context;
    const struct key_wish *wish = s->wish;
    int64_t sent = 0;
    if (wish->coach.value)
        TRY(store_coach_key_count(transaction, wish->coach, s->now - KEY_SECONDS, &sent, err));
    if (sent >= KEYS_AN_HOUR && wish->move) {
        *s->refusal = REFUSED_LETTERS;
        return fail(err, REFUSED, "too many letters in an hour");
    }
    if (!wish->coach.value || sent >= KEYS_AN_HOUR)
        return flow_account_post_within(transaction, &wish->letter, false, s->now, err);
    TRY(store_coach_key_save(
        transaction,
        &(struct coach_key){ .token = wish->key.hash,
                             .coach = wish->coach,
                             .address = wish->move ? wish->letter.address : NULL,
                             .created_at = s->now,
                             .expires_at = s->now + KEY_SECONDS },
        err));
    return flow_account_post_within(transaction, &wish->letter, true, s->now, err);
}

enum status flow_account_key_send(struct db *db, const struct key_wish *wish, int64_t now,
                                  enum refusal *refusal, struct err *err)
{
    struct sending sending = { wish, NULL, now, refusal };
    return db_within(db, NO_TEAM, send_within, &sending, err);
}

static enum status tell_within(struct transaction *transaction, void *context, struct err *err)
{
    const struct sending *s = context;
    return flow_account_post_within(transaction, s->letter, true, s->now, err);
}

enum status flow_account_tell(struct db *db, const struct account_letter *letter, int64_t now,
                              struct err *err)
{
    struct sending sending = { NULL, letter, now, NULL };
    return db_within(db, NO_TEAM, tell_within, &sending, err);
}

/* ---- using ---- */

struct using
{
    struct arena *mem;
    struct token_hash hash;
    const char *password;
    int64_t now;
    enum refusal *refusal;
};

static enum status refuse_link(enum refusal *refusal, struct err *err)
{
    *refusal = REFUSED_LINK;
    return fail(err, REFUSED, "this link is unknown, used or too old");
}

static enum status look_within(const struct using *u, struct transaction *transaction,
                               struct coach_key *key, struct coach *coach, struct err *err)
{
    enum status status = store_coach_key_find(u->mem, transaction, u->hash, u->now, key, err);
    if (status == NOT_FOUND)
        return refuse_link(u->refusal, err);
    TRY(status);
    return store_coach_load(u->mem, transaction, key->coach, coach, err);
}

enum status flow_account_key_look(struct db *db, struct arena *mem, const char *text,
                                  int64_t now, struct coach_key *key, struct coach *coach,
                                  enum refusal *refusal, struct err *err)
{
    struct transaction *transaction;
    struct using using = { .mem = mem, .now = now, .refusal = refusal };
    secret_hash(text, using.hash.text);
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = look_within(&using, transaction, key, coach, err);
    db_abandon(transaction);
    return status;
}

static enum status renew_within(struct transaction *transaction, void *context, struct err *err)
{
    const struct using *u = context;
    const struct token_hash none = { "" };
    struct coach_key key;
    struct coach coach;
    TRY(look_within(u, transaction, &key, &coach, err));
    if (key.address)
        return refuse_link(u->refusal, err);
    coach.password = u->password;
    TRY(store_coach_save(transaction, &coach, err));
    TRY(store_coach_keys_remove(transaction, coach.id, err));
    return store_coach_sessions_remove(transaction, coach.id, none, err);
}

enum status flow_account_key_renew(struct db *db, struct arena *mem, const char *text,
                                   const char *passphrase, int64_t now, enum refusal *refusal,
                                   struct err *err)
{
    struct coach_key key;
    struct coach coach;
    struct using using = { .mem = mem, .now = now, .refusal = refusal };
    TRY(flow_account_key_look(db, mem, text, now, &key, &coach, refusal, err));
    *refusal = flow_account_judge(mem, passphrase, coach.email, coach.name);
    if (*refusal != NOT_REFUSED)
        return fail(err, REFUSED, "this cannot be a passphrase");
    secret_hash(text, using.hash.text);
    TRY(secret_password_hash(mem, flow_passphrase_form(mem, passphrase), &using.password, err));
    return db_within(db, NO_TEAM, renew_within, &using, err);
}

static enum status confirm_within(struct transaction *transaction, void *context,
                                  struct err *err)
{
    const struct using *u = context;
    struct coach_key key;
    struct coach coach;
    TRY(look_within(u, transaction, &key, &coach, err));
    if (!key.address)
        return refuse_link(u->refusal, err);
    coach.email = key.address;
    TRY(store_coach_save(transaction, &coach, err));
    return store_coach_keys_remove(transaction, coach.id, err);
}

enum status flow_account_key_confirm(struct db *db, struct arena *mem, const char *text,
                                     int64_t now, enum refusal *refusal, struct err *err)
{
    struct using using = { .mem = mem, .now = now, .refusal = refusal };
    secret_hash(text, using.hash.text);
    enum status status = db_within(db, NO_TEAM, confirm_within, &using, err);
    if (status != CONFLICT)
        return status;
    *refusal = REFUSED_TAKEN;
    return fail(err, REFUSED, "an account has that address");
}
