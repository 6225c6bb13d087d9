/* The story: the team finds itself, comes together, has its frictions, then cooperates. The
 * answers are drawn around the levels that the model gives to each stage, and go through the
 * same rounds, closing and release as anybody's. */
#include "flow/demo.h"

#include <math.h>

#include "base/chance.h"
#include "flow/group.h"
#include "flow/round_within.h"
#include "store/aims.h"
#include "store/answers.h"
#include "store/happenings.h"
#include "store/seats.h"

enum { DAY_SECONDS = 86400, MONTH_DAYS = 30, OPEN_SINCE_DAYS = 2, ROUND_DAYS = 14 };
enum { FIRST_ID = 1, SEED = 20260714, ANSWERS_MAX = ITEMS_MAX + 64 };

/* How far from an ordinary team towards the stage, in hundredths, and how far people and
 * questions differ, in points of 100. */
static const double strength = 0.8, person_sd = 6, question_sd = 11, rating_sd = 14;
static const double unknown_share = 0.03;

struct demo_member {
    const char *name;
    struct phrase craft, horizon;
    bool manager;
};

static const char *const team_names[LANG_COUNT] = { "La Passerelle (équipe inventée)",
                                                    "The Footbridge (invented team)" };
static const char *const aims[LANG_COUNT] = {
    "Ouvrir la passerelle au printemps, avec celles et ceux qui l’emprunteront",
    "Open the footbridge in spring, together with those who will cross it"
};

static const struct demo_member members[DEMO_MEMBERS] = {
    { "Anémone", { { "charpente", "timber framing" } }, { { "la montagne", "the hills" } }, 0 },
    { "Basilic",
      { { "calcul", "structures" } },
      { { "une école du soir", "night school" } },
      0 },
    { "Capucine",
      { { "paysage", "landscape" } },
      { { "le maraîchage", "market gardens" } },
      0 },
    { "Dahlia",
      { { "conduite du projet", "project lead" } },
      { { "le port", "the docks" } },
      1 },
    { "Érable", { { "soudure", "welding" } }, { { "les chantiers navals", "shipyards" } }, 0 },
    { "Fougère", { { "voisinage", "neighbours" } }, { { "le théâtre", "the theatre" } }, 0 },
};

struct staging {
    struct arena *mem;
    const struct round_rules *rules;
    enum lang lang;
    int64_t now;
    struct team_id team;
    struct seat_id seats[DEMO_MEMBERS];
    struct chance chance;
    double leniency[DEMO_MEMBERS];
};

struct team_id flow_demo_id(enum lang lang)
{
    return (struct team_id){ FIRST_ID + (int64_t)lang };
}

/* ---- answers ---- */

static double choice_at(const struct instrument *instrument, double points)
{
    double span = instrument->high - instrument->low;
    double choice = instrument->low + round(span * points / 100);
    return fmin(fmax(choice, instrument->low), instrument->high);
}

static double level_of(const struct staging *s, const char *construct, int stage)
{
    int found = model_profile(s->rules->model, construct);
    if (found == NO_INDEX)
        return 50;
    const struct profile *profile = &s->rules->model->profiles[found];
    return profile->reference + strength * (profile->prototype[stage] - profile->reference);
}

static void answer_items(struct staging *s, size_t member, int stage, struct answers *out)
{
    const struct instrument *instrument = s->rules->instrument;
    for (size_t i = 0; i < instrument->item_count; i++) {
        const struct item *item = &instrument->items[i];
        double points = level_of(s, instrument->constructs[item->construct].key, stage) +
                        s->leniency[member] + question_sd * chance_normal(&s->chance);
        out->list[out->count++] = (struct answer){
            .kind = ANSWER_ITEM,
            .question = item->key,
            .known = chance_unit(&s->chance) >= unknown_share,
            .choice = choice_at(instrument, item->reversed ? 100 - points : points),
        };
    }
}

/* What circulates follows the constructs of the same names. */
static void answer_ratings(struct staging *s, size_t member, int stage, struct answers *out)
{
    static const char *const construct[QUESTIONS_MAX] = { "INF", "APP", "EXP" };
    const struct instrument *instrument = s->rules->instrument;
    for (size_t q = 0; q < instrument->question_count; q++)
        for (size_t other = 0; other < DEMO_MEMBERS; other++) {
            if (other == member)
                continue;
            double points = level_of(s, construct[q], stage) + s->leniency[member] / 2 +
                            rating_sd * chance_normal(&s->chance);
            out->list[out->count++] =
                (struct answer){ .kind = ANSWER_RATING,
                                 .question = instrument->questions[q].key,
                                 .about = s->seats[other],
                                 .known = true,
                                 .choice = choice_at(instrument, points) };
        }
}

/* Everyone starts from the order of the questionnaire and moves a few motives: fewer with
 * each stage, so that the team draws nearer. */
static void answer_ranks(struct staging *s, int stage, struct answers *out)
{
    const struct instrument *instrument = s->rules->instrument;
    size_t order[MOTIVES_MAX], count = instrument->motive_count;
    for (size_t i = 0; i < count; i++)
        order[i] = i;
    for (int swap = stage; swap < STAGES && count > 1; swap++) {
        size_t at = (size_t)chance_below(&s->chance, count - 1), kept = order[at];
        order[at] = order[at + 1];
        order[at + 1] = kept;
    }
    for (size_t rank = 0; rank < count; rank++)
        out->list[out->count++] =
            (struct answer){ .kind = ANSWER_RANK,
                             .question = instrument->motives[order[rank]].key,
                             .known = true,
                             .choice = (double)(rank + 1) };
}

static enum status answer_round(struct transaction *transaction, struct staging *s,
                                const struct round *round, size_t member, int stage, int64_t at,
                                struct err *err)
{
    struct answers answers = { NEW_ARRAY(s->mem, struct answer, ANSWERS_MAX), 0 };
    answer_items(s, member, stage, &answers);
    if (round->ratings)
        answer_ratings(s, member, stage, &answers);
    if (round->ranks)
        answer_ranks(s, stage, &answers);
    answers.list[answers.count++] = (struct answer){
        .kind = ANSWER_GUESS, .question = "stage", .known = true, .choice = stage + 1
    };
    TRY(store_participant_save(transaction,
                               &(struct participant){ .team = s->team,
                                                      .round = round->id,
                                                      .seat = s->seats[member],
                                                      .right_team = YES,
                                                      .consents = NOT_ASKED,
                                                      .submitted = SUBMITTED },
                               err));
    return store_answers_save_within(transaction, s->team, round->id, s->seats[member],
                                     &answers, at, err);
}

/* ---- rounds ---- */

static enum status open_at(struct transaction *transaction, struct staging *s, int64_t at,
                           struct round *round, struct err *err)
{
    enum refusal refusal = NOT_REFUSED;
    TRY(flow_round_open_within(s->mem, transaction, s->team, s->rules->instrument, at,
                               at + (int64_t)ROUND_DAYS * DAY_SECONDS, &refusal, err));
    return store_round_find_open(s->mem, transaction, s->team, round, err);
}

static enum status past_round(struct transaction *transaction, struct staging *s, int number,
                              struct err *err)
{
    struct round round;
    enum refusal refusal = NOT_REFUSED;
    int64_t closed = s->now - (int64_t)(DEMO_PAST_ROUNDS - number) * MONTH_DAYS * DAY_SECONDS;
    int64_t opened = closed - (int64_t)ROUND_DAYS / 2 * DAY_SECONDS;
    /* In the third round somebody has no time: five answers of six. */
    size_t answered = number == 2 ? DEMO_MEMBERS - 1 : DEMO_MEMBERS;
    TRY(open_at(transaction, s, opened, &round, err));
    for (size_t member = 0; member < answered; member++)
        TRY(answer_round(transaction, s, &round, member, number, opened + DAY_SECONDS, err));
    return round_close_within(s->mem, transaction, s->team, s->rules, closed, &round, &refusal,
                              err);
}

static enum status open_round(struct transaction *transaction, struct staging *s,
                              struct err *err)
{
    struct round round;
    int64_t opened = s->now - (int64_t)OPEN_SINCE_DAYS * DAY_SECONDS;
    TRY(open_at(transaction, s, opened, &round, err));
    for (size_t member = 0; member < DEMO_ANSWERED; member++)
        TRY(answer_round(transaction, s, &round, member, STAGES - 1, opened + DAY_SECONDS,
                         err));
    return OK;
}

/* ---- the team ---- */

static enum status seat_everyone(struct transaction *transaction, struct staging *s,
                                 struct err *err)
{
    for (size_t i = 0; i < DEMO_MEMBERS; i++) {
        s->seats[i] = (struct seat_id){ store_new_id() };
        s->leniency[i] = person_sd * chance_normal(&s->chance);
        TRY(store_seat_save(transaction,
                            &(struct seat){ .team = s->team,
                                            .id = s->seats[i],
                                            .position = (int)i,
                                            .name = members[i].name,
                                            .initials = flow_initials(s->mem, members[i].name),
                                            .craft = members[i].craft.in[s->lang],
                                            .horizon = members[i].horizon.in[s->lang],
                                            .works_best = "",
                                            .manager = members[i].manager,
                                            .state = SEAT_JOINED,
                                            .lang = s->lang },
                            err));
    }
    return OK;
}

static enum status remove_old(struct transaction *transaction, const struct staging *s,
                              struct err *err)
{
    enum status status = store_team_remove(transaction, s->team, err);
    return status == NOT_FOUND ? OK : status;
}

static enum status stage_within(struct transaction *transaction, void *context, struct err *err)
{
    struct staging *s = context;
    int64_t made = s->now - (int64_t)(DEMO_PAST_ROUNDS + 1) * MONTH_DAYS * DAY_SECONDS;
    s->chance = chance_from_seed(SEED);
    TRY(remove_old(transaction, s, err));
    TRY(store_team_save(transaction,
                        &(struct team){ .id = s->team,
                                        .name = team_names[s->lang],
                                        .aim = aims[s->lang],
                                        .lang = s->lang,
                                        .invented = true,
                                        .created_at = made },
                        err));
    TRY(store_happening_save(transaction, s->team,
                             &(struct happening){ .at = made, .kind = "team.created" }, err));
    TRY(store_aim_save(transaction,
                       &(struct aim){ .team = s->team,
                                      .number = 1,
                                      .sentence = aims[s->lang],
                                      .state = AIM_KEPT,
                                      .proposed_at = made,
                                      .ended_at = made },
                       err));
    TRY(seat_everyone(transaction, s, err));
    for (int number = 0; number < DEMO_PAST_ROUNDS; number++)
        TRY(past_round(transaction, s, number, err));
    return open_round(transaction, s, err);
}

enum status flow_demo_reset(struct db *db, struct arena *mem, const struct round_rules *rules,
                            enum lang lang, int64_t now, struct err *err)
{
    struct staging staging = {
        .mem = mem, .rules = rules, .lang = lang, .now = now, .team = flow_demo_id(lang)
    };
    return db_within(db, staging.team, stage_within, &staging, err);
}

/* Gives in *fresh whether it may be shown as it is. */
static enum status look(struct transaction *transaction, struct arena *mem, struct team_id team,
                        int64_t now, bool *fresh, struct err *err)
{
    struct round round;
    enum status status = store_round_find_open(mem, transaction, team, &round, err);
    *fresh = status == OK && now >= round.opened_at &&
             now - round.opened_at < (int64_t)DEMO_FRESH_DAYS * DAY_SECONDS;
    return status == NOT_FOUND ? OK : status;
}

enum status flow_demo_team(struct db *db, struct arena *mem, const struct round_rules *rules,
                           enum lang lang, int64_t now, struct team_id *out, struct err *err)
{
    struct transaction *transaction;
    bool fresh = false;
    *out = flow_demo_id(lang);
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = look(transaction, mem, *out, now, &fresh, err);
    db_abandon(transaction);
    TRY(status);
    return fresh ? OK : flow_demo_reset(db, mem, rules, lang, now, err);
}
