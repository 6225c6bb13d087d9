/* The invented team goes through the real flows once; the others are copies of its last
 * round, long ended and so without who answered: nothing is left to purge while pages are
 * measured. The functions of the store write them, some hundreds in a transaction. */
#include "many_teams.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "flow/demo.h"
#include "flow/opened.h"
#include "secret/secret.h"
#include "store/browsers.h"
#include "store/releases.h"
#include "store/rounds.h"
#include "store/seats.h"
#include "store/teams.h"

enum { TEAMS_A_TRANSACTION = 500 };

struct model_team {
    struct team team;
    struct seats seats;
    struct rounds rounds;
    struct stored_releases releases;
    size_t wanted, made;
    const struct member *member;
};

static struct arena mem;

static enum status load_model(struct db *db, struct team_id id, struct model_team *out,
                              struct err *err)
{
    struct transaction *t;
    TRY(db_begin_reading(db, &t, err));
    enum status status = store_team_load(&mem, t, id, &out->team, err);
    status = status == OK ? store_seats_load(&mem, t, id, &out->seats, err) : status;
    status = status == OK ? store_rounds_load(&mem, t, id, &out->rounds, err) : status;
    status = status == OK ? store_releases_load(&mem, t, id, &out->releases, err) : status;
    db_abandon(t);
    return status;
}

static enum status copy_seats(struct transaction *t, const struct model_team *model,
                              struct team_id team, struct round_id round, struct err *err)
{
    for (size_t i = 0; i < model->seats.count; i++) {
        struct seat seat = model->seats.list[i];
        struct device device = { .team = team, .label = "Android", .created_at = 1 };
        struct secret_token token = secret_token_new();
        seat.team = team;
        seat.id = (struct seat_id){ store_new_id() };
        device.seat = seat.id;
        secret_hash(token.text, device.token.text);
        TRY(store_seat_save(t, &seat, err));
        TRY(store_device_save(t, &device, err));
        TRY(store_participant_save(t,
                                   &(struct participant){ team, round, seat.id, NOT_ASKED,
                                                          NOT_ASKED, 0, NOT_SUBMITTED, false },
                                   err));
    }
    return OK;
}

static enum status copy_team(struct transaction *t, const struct model_team *model,
                             struct err *err)
{
    size_t last = model->releases.count - 1;
    struct team team = model->team;
    struct round round = model->rounds.list[last];
    struct stored_release release = model->releases.list[last];
    team.id = round.team = release.team = (struct team_id){ store_new_id() };
    team.invented = false;
    round.id = release.round = (struct round_id){ store_new_id() };
    round.number = 1;
    TRY(store_team_save(t, &team, err));
    TRY(store_round_save(t, &round, err));
    TRY(store_release_save(t, &release, err));
    return copy_seats(t, model, team.id, round.id, err);
}

static enum status copy_some(struct transaction *t, void *context, struct err *err)
{
    struct model_team *model = context;
    for (size_t i = 0; i < TEAMS_A_TRANSACTION && model->made < model->wanted; i++) {
        TRY(copy_team(t, model, err));
        model->made++;
    }
    return OK;
}

static enum status sit_down(struct transaction *t, void *context, struct err *err)
{
    const struct model_team *model = context;
    struct device device = { .team = model->team.id,
                             .seat = model->seats.list[0].id,
                             .label = "Android",
                             .created_at = 1 };
    secret_hash(model->member->device, device.token.text);
    TRY(store_device_save(t, &device, err));
    struct browser_key key = { .token = device.token, .browser = device.token, .made_at = 1 };
    return store_browser_key_save(t, &key, err);
}

static enum status fill(struct db *db, const struct round_rules *rules, size_t count,
                        struct member *member, struct err *err)
{
    struct model_team model = { .wanted = count, .member = member };
    TRY(flow_demo_reset(db, &mem, rules, FR, (int64_t)time(NULL), err));
    TRY(flow_demo_reset(db, &mem, rules, EN, (int64_t)time(NULL), err));
    member->team = flow_demo_id(FR);
    strcpy(member->device, secret_token_new().text);
    strcpy(member->form, secret_token_new().text);
    TRY(load_model(db, member->team, &model, err));
    TRY(db_within(db, member->team, sit_down, &model, err));
    while (model.made < model.wanted)
        TRY(db_within(db, NO_TEAM, copy_some, &model, err));
    return OK;
}

enum status many_teams_make(const char *url, size_t count, struct member *out, struct err *err)
{
    struct round_rules rules;
    struct db *db;
    mem = arena_with_limit((size_t)256 << 20);
    TRY(flow_get_ready(&mem, &rules, err));
    TRY(flow_open(url, (int64_t)time(NULL), &db, err));
    enum status status = fill(db, &rules, count, out, err);
    flow_close(db);
    arena_free(&mem);
    return status;
}
