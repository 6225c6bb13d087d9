/* Accounts and browsers. */
#include "flow/sign_in.h"

#include "flow/account.h"
#include "secret/secret.h"
#include "store/teams.h"
#include "words/plain.h"

enum { DAY_SECONDS = 86400 };
enum { SESSION_SECONDS = SESSION_DAYS * DAY_SECONDS };

static enum status refuse(enum refusal *refusal, enum refusal why, const char *sentence,
                          struct err *err)
{
    *refusal = why;
    return fail(err, REFUSED, "%s", sentence);
}

struct seat_id visitor_seat(const struct visitor *visitor, struct team_id team)
{
    for (size_t i = 0; i < visitor->seat_count; i++)
        if (visitor->seats[i].team.value == team.value)
            return visitor->seats[i].seat;
    return (struct seat_id){ 0 };
}

static bool before_today(int64_t seen_at, int64_t now)
{
    return seen_at / DAY_SECONDS < now / DAY_SECONDS;
}

static enum status recognise_coach(struct arena *mem, struct transaction *transaction,
                                   const struct token_hash *token, int64_t now,
                                   struct visitor *out, struct err *err)
{
    struct coach_session session;
    enum status status = store_coach_session_find(mem, transaction, *token, &session, err);
    if (status == OK && now - session.seen_at < SESSION_SECONDS) {
        out->coach = session.coach;
        out->session_due = before_today(session.seen_at, now);
    }
    return status == NOT_FOUND ? OK : status;
}

static enum status recognise_seats(struct arena *mem, struct transaction *transaction,
                                   const struct token_hash *token, int64_t now,
                                   struct visitor *out, struct err *err)
{
    struct browser_key key;
    struct devices devices;
    enum status status = store_browser_key_find(mem, transaction, *token, &key, err);
    if (status != OK || key.kind != KEY_COOKIE)
        return status == NOT_FOUND ? OK : status;
    TRY(store_browser_seats_load(mem, transaction, key.browser, &devices, err));
    struct membership *seats = NEW_ARRAY(mem, struct membership, devices.count);
    for (size_t i = 0; i < devices.count; i++)
        if (flow_browser_opens(&key, &devices.list[i]))
            seats[out->seat_count++] =
                (struct membership){ devices.list[i].team, devices.list[i].seat };
    out->seats = seats;
    out->known = true;
    out->browser = key.browser;
    out->key_due = before_today(key.seen_on, now);
    return OK;
}

enum status flow_sign_in_recognise(struct db *db, struct arena *mem,
                                   const struct token_hash *session,
                                   const struct token_hash *key, int64_t now,
                                   struct visitor *out, struct err *err)
{
    struct transaction *transaction;
    *out = (struct visitor){ 0 };
    if (!session && !key)
        return OK;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status =
        session ? recognise_coach(mem, transaction, session, now, out, err) : OK;
    if (status == OK && key)
        status = recognise_seats(mem, transaction, key, now, out, err);
    db_abandon(transaction);
    return status;
}

struct account {
    struct arena *mem;
    struct coach coach;
    struct coach_session session;
};

static enum status save_coach(struct transaction *transaction, void *context, struct err *err)
{
    struct account *account = context;
    return store_coach_save(transaction, &account->coach, err);
}

enum status flow_sign_in_judge(struct arena *mem, const struct new_coach *wish, int64_t now,
                               struct coach *out, enum refusal *refusal, struct err *err)
{
    const char *name = plain_name(mem, wish->name);
    if (!flow_account_name_fits(name))
        return refuse(refusal, REFUSED_ACCOUNT_NAME, "a name is needed", err);
    const char *email = flow_account_address(mem, wish->email);
    if (!flow_account_address_fits(email))
        return refuse(refusal, REFUSED_ADDRESS, "this is no address", err);
    enum refusal why = flow_account_judge(mem, wish->password, email, name);
    if (why != NOT_REFUSED)
        return refuse(refusal, why, "this cannot be a passphrase", err);
    *out = (struct coach){ .id = { store_new_id() },
                           .email = email,
                           .name = name,
                           .lang = wish->lang,
                           .created_at = now };
    return secret_password_hash(mem, flow_passphrase_form(mem, wish->password), &out->password,
                                err);
}

enum status flow_sign_in_open(struct db *db, struct arena *mem, const struct new_coach *wish,
                              int64_t now, struct coach *out, enum refusal *refusal,
                              struct err *err)
{
    struct account account = { .mem = mem };
    TRY(flow_sign_in_judge(mem, wish, now, &account.coach, refusal, err));
    enum status status = db_within(db, NO_TEAM, save_coach, &account, err);
    if (status == CONFLICT)
        return refuse(refusal, REFUSED_TAKEN, "an account has that address", err);
    *out = account.coach;
    return status;
}

static enum status save_session(struct transaction *transaction, void *context, struct err *err)
{
    struct account *account = context;
    return store_coach_session_save(transaction, &account->session, err);
}

enum status flow_sign_in_bind(struct db *db, struct coach_id coach,
                              const struct new_session *session, int64_t now, struct err *err)
{
    struct account account = { .session = { .token = session->token,
                                            .coach = coach,
                                            .created_at = now,
                                            .seen_at = now,
                                            .label = session->label } };
    return db_within(db, NO_TEAM, save_session, &account, err);
}

enum status flow_sign_in(struct db *db, struct arena *mem, const char *email,
                         const char *password, const struct new_session *session, int64_t now,
                         struct coach *out, enum refusal *refusal, struct err *err)
{
    struct transaction *transaction;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status =
        store_coach_find(mem, transaction, flow_account_address(mem, email), out, err);
    db_abandon(transaction);
    if (status != OK && status != NOT_FOUND)
        return status;
    bool fits;
    TRY(flow_account_fits(mem, status == OK ? out->password : NULL, password, &fits, err));
    if (!fits)
        return refuse(refusal, REFUSED_SIGN_IN, "address and passphrase do not go together",
                      err);
    return flow_sign_in_bind(db, out->id, session, now, err);
}

enum status flow_sign_in_coaches(struct db *db, struct arena *mem, struct coach_id coach,
                                 struct team_id team, bool *out, struct err *err)
{
    struct transaction *transaction;
    struct team found;
    *out = false;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_team_load(mem, transaction, team, &found, err);
    db_abandon(transaction);
    if (status == OK)
        *out = coach.value && found.coach.value == coach.value;
    return status == NOT_FOUND ? OK : status;
}

static enum status remove_session(struct transaction *transaction, void *context,
                                  struct err *err)
{
    struct account *account = context;
    return store_coach_session_remove(transaction, account->session.token, err);
}

enum status flow_sign_out(struct db *db, struct token_hash session, struct err *err)
{
    struct account account = { .session = { .token = session } };
    enum status status = db_within(db, NO_TEAM, remove_session, &account, err);
    return status == NOT_FOUND ? OK : status;
}
