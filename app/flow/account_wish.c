/* The passphrase is compared before the transaction; the wish is looked at again inside it, so
 * that of two who open it at once one does. */
#include "flow/account_wish.h"

#include "secret/secret.h"

enum { DAY_SECONDS = 86400 };

static enum status refuse(enum refusal *refusal, enum refusal why, const char *sentence,
                          struct err *err)
{
    *refusal = why;
    return fail(err, REFUSED, "%s", sentence);
}

/* ---- asking ---- */

struct asking {
    const struct wish_sending *sending;
    enum refusal *refusal;
};

static enum status send_within(struct transaction *transaction, void *context, struct err *err)
{
    const struct asking *asking = context;
    const struct wish_sending *s = asking->sending;
    int64_t of_store = 0, of_address = 0;
    TRY(store_letters_since(transaction, s->now - DAY_SECONDS, &of_store, err));
    if (s->a_day > 0 && of_store >= s->a_day)
        return refuse(asking->refusal, REFUSED_SLOWED,
                      "as many letters as leave in a day have left", err);
    TRY(store_coach_wish_count(transaction, s->wish->email, s->now - KEY_SECONDS, &of_address,
                               err));
    TRY(store_coach_wish_save(transaction,
                              &(struct coach_wish){ .token = s->key,
                                                    .email = s->wish->email,
                                                    .name = s->wish->name,
                                                    .password = s->wish->password,
                                                    .lang = s->wish->lang,
                                                    .created_at = s->now,
                                                    .expires_at = s->now + KEY_SECONDS },
                              err));
    return flow_account_post_within(transaction, &s->letter, of_address < KEYS_AN_HOUR, s->now,
                                    err);
}

enum status flow_account_wish_send(struct db *db, const struct wish_sending *sending,
                                   enum refusal *refusal, struct err *err)
{
    struct asking asking = { sending, refusal };
    return db_within(db, NO_TEAM, send_within, &asking, err);
}

/* ---- opening ---- */

struct opened {
    struct arena *mem;
    const struct wish_opening *opening;
    enum refusal *refusal;
};

static enum status find(struct arena *mem, struct transaction *transaction, const char *text,
                        int64_t now, struct coach_wish *out, struct err *err)
{
    struct token_hash hash;
    secret_hash(text, hash.text);
    return store_coach_wish_find(mem, transaction, hash, now, out, err);
}

static enum status no_link(enum status status, enum refusal *refusal, struct err *err)
{
    return status == NOT_FOUND
               ? refuse(refusal, REFUSED_LINK, "this link is unknown, used or too old", err)
               : status;
}

enum status flow_account_wish_look(struct db *db, struct arena *mem, const char *text,
                                   int64_t now, struct coach_wish *out, enum refusal *refusal,
                                   struct err *err)
{
    struct transaction *transaction;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = find(mem, transaction, text, now, out, err);
    db_abandon(transaction);
    return no_link(status, refusal, err);
}

static enum status open_within(struct transaction *transaction, void *context, struct err *err)
{
    const struct opened *o = context;
    int64_t now = o->opening->now;
    struct coach_wish wish;
    TRY(no_link(find(o->mem, transaction, o->opening->text, now, &wish, err), o->refusal, err));
    struct coach_id id = { store_new_id() };
    TRY(store_coach_save(transaction,
                         &(struct coach){ .id = id,
                                          .email = wish.email,
                                          .name = wish.name,
                                          .password = wish.password,
                                          .lang = wish.lang,
                                          .created_at = now },
                         err));
    TRY(store_coach_wishes_remove(transaction, wish.email, err));
    return store_coach_session_save(
        transaction,
        &(struct coach_session){ .token = o->opening->session.token,
                                 .coach = id,
                                 .created_at = now,
                                 .seen_at = now,
                                 .label = o->opening->session.label },
        err);
}

enum status flow_account_wish_open(struct db *db, struct arena *mem,
                                   const struct wish_opening *opening, enum refusal *refusal,
                                   struct err *err)
{
    struct coach_wish wish;
    struct opened opened = { mem, opening, refusal };
    bool fits;
    TRY(flow_account_wish_look(db, mem, opening->text, opening->now, &wish, refusal, err));
    TRY(flow_account_fits(mem, wish.password, opening->passphrase, &fits, err));
    if (!fits)
        return refuse(refusal, REFUSED_PASSPHRASE, "this is not the passphrase", err);
    enum status status = db_within(db, NO_TEAM, open_within, &opened, err);
    return status == CONFLICT
               ? refuse(refusal, REFUSED_TAKEN, "an account has that address", err)
               : status;
}

/* ---- forgetting ---- */

static enum status forget_within(struct transaction *transaction, void *context,
                                 struct err *err)
{
    const int64_t *now = context;
    TRY(store_coach_wishes_purge(transaction, *now, err));
    return store_coach_keys_purge(transaction, *now, err);
}

enum status flow_account_forget(struct db *db, int64_t now, struct err *err)
{
    struct transaction *transaction;
    int64_t wishes = 0, keys = 0;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_coach_wishes_old(transaction, now, &wishes, err);
    if (status == OK)
        status = store_coach_keys_old(transaction, now, &keys, err);
    db_abandon(transaction);
    return status == OK && wishes + keys ? db_within(db, NO_TEAM, forget_within, &now, err)
                                         : status;
}
