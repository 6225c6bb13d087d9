/* Passphrases are hashed before a transaction begins: that takes a tenth of a second. */
#include "flow/account.h"

#include <string.h>

#include "flow/ending.h"
#include "flow/hand_over.h"
#include "flow/sign_in.h"
#include "secret/secret.h"
#include "store/coach_keys.h"
#include "words/plain.h"

enum { EMAIL_MAX = 200, NAME_MAX = 160, SESSION_SECONDS = SESSION_DAYS * 86400 };

const char *flow_account_address(struct arena *mem, const char *typed)
{
    const char *plain = plain_name(mem, typed);
    char *copy = arena_copy(mem, plain, strlen(plain));
    for (char *at = copy; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at - 'A' + 'a');
    return copy;
}

bool flow_account_address_fits(const char *email)
{
    const char *at = strchr(email, '@');
    if (!at || at == email || !strchr(at, '.') || strlen(email) > EMAIL_MAX)
        return false;
    for (const char *c = email; *c; c++)
        if ((unsigned char)*c <= ' ' || *c == 0x7f || *c == '<' || *c == '>' || *c == ',')
            return false;
    return strchr(at + 1, '@') == NULL;
}

bool flow_account_name_fits(const char *name) { return *name && strlen(name) <= NAME_MAX; }

static enum status refuse(enum refusal *refusal, enum refusal why, const char *sentence,
                          struct err *err)
{
    *refusal = why;
    return fail(err, REFUSED, "%s", sentence);
}

/* ---- looking ---- */

enum status flow_account_load(struct db *db, struct arena *mem, struct coach_id id,
                              struct coach *out, struct err *err)
{
    struct transaction *transaction;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_coach_load(mem, transaction, id, out, err);
    db_abandon(transaction);
    return status;
}

enum status flow_account_find(struct db *db, struct arena *mem, const char *email,
                              struct coach *out, struct err *err)
{
    struct transaction *transaction;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status =
        store_coach_find(mem, transaction, flow_account_address(mem, email), out, err);
    db_abandon(transaction);
    return status;
}

static enum status load_lines(struct arena *mem, struct transaction *transaction,
                              struct account_lines *out, struct err *err)
{
    struct coaches all;
    TRY(store_coaches_load(mem, transaction, &all, err));
    *out = (struct account_lines){ NEW_ARRAY(mem, struct account_line, all.count), all.count };
    for (size_t i = 0; i < all.count; i++) {
        struct teams teams;
        struct coach_sessions sessions;
        TRY(store_teams_load(mem, transaction, all.list[i].id, &teams, err));
        TRY(store_coach_sessions_load(mem, transaction, all.list[i].id, &sessions, err));
        out->list[i] = (struct account_line){ all.list[i], teams.count, sessions.count };
    }
    return OK;
}

enum status flow_account_list(struct db *db, struct arena *mem, struct account_lines *out,
                              struct err *err)
{
    struct transaction *transaction;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = load_lines(mem, transaction, out, err);
    db_abandon(transaction);
    return status;
}

static void drop_ended(struct coach_sessions *sessions, int64_t now)
{
    size_t count = 0;
    for (size_t i = 0; i < sessions->count; i++)
        if (now - sessions->list[i].seen_at < SESSION_SECONDS)
            sessions->list[count++] = sessions->list[i];
    sessions->count = count;
}

enum status flow_account_sessions(struct db *db, struct arena *mem, struct coach_id id,
                                  int64_t now, struct coach_sessions *out, struct err *err)
{
    struct transaction *transaction;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_coach_sessions_load(mem, transaction, id, out, err);
    db_abandon(transaction);
    if (status == OK)
        drop_ended(out, now);
    return status;
}

/* ---- the passphrase ---- */

/* Kept ones of before were hashed as they were typed. */
enum status flow_account_fits(struct arena *mem, const char *kept, const char *typed, bool *out,
                              struct err *err)
{
    const char *form = flow_passphrase_form(mem, typed);
    TRY(secret_password_fits(kept, form, out, err));
    if (!*out && strcmp(form, typed) != 0)
        TRY(secret_password_fits(kept, typed, out, err));
    return OK;
}

enum status flow_account_prove(struct db *db, struct arena *mem, struct coach_id id,
                               const char *passphrase, enum refusal *refusal, struct err *err)
{
    struct coach coach;
    TRY(flow_account_load(db, mem, id, &coach, err));
    bool fits;
    TRY(flow_account_fits(mem, coach.password, passphrase, &fits, err));
    return fits ? OK : refuse(refusal, REFUSED_PASSPHRASE, "this is not the passphrase", err);
}

enum refusal flow_account_judge(struct arena *mem, const char *passphrase, const char *email,
                                const char *name)
{
    static const enum refusal refusals[] = {
        [PASSPHRASE_FINE] = NOT_REFUSED,
        [PASSPHRASE_SHORT] = REFUSED_PASSPHRASE_SHORT,
        [PASSPHRASE_LONG] = REFUSED_PASSPHRASE_LONG,
        [PASSPHRASE_COMMON] = REFUSED_PASSPHRASE_COMMON,
        [PASSPHRASE_OWN] = REFUSED_PASSPHRASE_OWN,
    };
    return refusals[flow_passphrase_check(mem, passphrase, email, name)];
}

struct changing {
    struct arena *mem;
    struct coach_id id;
    const char *password, *name, *email; /* NULL: as it is */
    struct token_hash keep;
    int64_t now;
    const struct coach *to;
    enum account_teams teams;
    struct team_id team;
};

static enum status change_within(struct transaction *transaction, void *context,
                                 struct err *err)
{
    const struct changing *c = context;
    struct coach coach;
    TRY(store_coach_load(c->mem, transaction, c->id, &coach, err));
    coach.name = c->name ? c->name : coach.name;
    coach.email = c->email ? c->email : coach.email;
    coach.password = c->password ? c->password : coach.password;
    TRY(store_coach_save(transaction, &coach, err));
    if (c->password || c->email) /* a link that went to the address of before */
        TRY(store_coach_keys_remove(transaction, c->id, err));
    return c->password ? store_coach_sessions_remove(transaction, c->id, c->keep, err) : OK;
}

enum status flow_account_passphrase(struct db *db, struct arena *mem, struct coach_id id,
                                    const char *passphrase, struct token_hash keep,
                                    enum refusal *refusal, struct err *err)
{
    struct coach coach;
    struct changing change = { .mem = mem, .id = id, .keep = keep };
    TRY(flow_account_load(db, mem, id, &coach, err));
    enum refusal why = flow_account_judge(mem, passphrase, coach.email, coach.name);
    if (why != NOT_REFUSED)
        return refuse(refusal, why, "this cannot be a passphrase", err);
    TRY(secret_password_hash(mem, flow_passphrase_form(mem, passphrase), &change.password,
                             err));
    return db_within(db, NO_TEAM, change_within, &change, err);
}

/* ---- name, address, browsers ---- */

enum status flow_account_name(struct db *db, struct arena *mem, struct coach_id id,
                              const char *name, enum refusal *refusal, struct err *err)
{
    struct changing change = { .mem = mem, .id = id, .name = plain_name(mem, name) };
    if (!flow_account_name_fits(change.name))
        return refuse(refusal, REFUSED_ACCOUNT_NAME, "a name is needed", err);
    return db_within(db, NO_TEAM, change_within, &change, err);
}

enum status flow_account_move(struct db *db, struct arena *mem, struct coach_id id,
                              const char *email, enum refusal *refusal, struct err *err)
{
    struct changing change = { .mem = mem,
                               .id = id,
                               .email = flow_account_address(mem, email) };
    if (!flow_account_address_fits(change.email))
        return refuse(refusal, REFUSED_ADDRESS, "this is no address", err);
    enum status status = db_within(db, NO_TEAM, change_within, &change, err);
    return status == CONFLICT
               ? refuse(refusal, REFUSED_TAKEN, "an account has that address", err)
               : status;
}

static enum status end_sessions(struct transaction *transaction, void *context, struct err *err)
{
    const struct changing *c = context;
    return store_coach_sessions_remove(transaction, c->id, c->keep, err);
}

enum status flow_account_sessions_end(struct db *db, struct coach_id id, struct token_hash keep,
                                      struct err *err)
{
    struct changing change = { .id = id, .keep = keep };
    return db_within(db, NO_TEAM, end_sessions, &change, err);
}

/* ---- the end of it ---- */

static enum status load_teams(struct db *db, struct arena *mem, struct coach_id id,
                              struct teams *out, struct err *err)
{
    struct transaction *transaction;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_teams_load(mem, transaction, id, out, err);
    db_abandon(transaction);
    return status;
}

static enum status give_team(struct transaction *transaction, void *context, struct err *err)
{
    const struct changing *c = context;
    struct team team;
    TRY(store_team_load(c->mem, transaction, c->team, &team, err));
    if (team.coach.value != c->id.value)
        return OK; /* it has gone to another meanwhile */
    if (c->teams == TEAMS_DELETED)
        return store_team_end(transaction, c->team, c->now, err);
    TRY(flow_hand_over_within(transaction, &team, c->to, c->now, err));
    return c->teams == TEAMS_ENDING ? flow_ending_delete_within(transaction, &team, c->now, err)
                                    : OK;
}

/* A team may have come meanwhile: then there is an account still. */
static enum status remove_within(struct transaction *transaction, void *context,
                                 struct err *err)
{
    const struct changing *c = context;
    struct teams teams;
    TRY(store_teams_load(c->mem, transaction, c->id, &teams, err));
    if (teams.count)
        return fail(err, REFUSED, "the account has been given a team meanwhile");
    return store_coach_remove(transaction, c->id, err);
}

enum status flow_account_remove(struct db *db, struct arena *mem, const struct account_end *end,
                                int64_t now, size_t *count, enum refusal *refusal,
                                struct err *err)
{
    struct teams teams;
    struct changing change = {
        .mem = mem, .id = end->id, .to = end->to, .teams = end->teams, .now = now
    };
    TRY(load_teams(db, mem, end->id, &teams, err));
    *count = teams.count;
    if (teams.count && end->teams == TEAMS_NONE)
        return refuse(refusal, REFUSED_TEAMS, "this account has teams", err);
    for (size_t i = 0; i < teams.count; i++) {
        change.team = teams.list[i].id;
        TRY(db_within(db, change.team, give_team, &change, err));
    }
    return db_within(db, NO_TEAM, remove_within, &change, err);
}
