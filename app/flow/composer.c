/* A draft is read, understood, and everyone put where its turn in force says. */
#include "flow/composer.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "compose/sizes.h"
#include "flow/compose_setup.h"
#include "flow/composer_within.h"
#include "store/seats.h"
#include "store/teams.h"

static const double weight_low = 0.1, weight_high = 10;

static enum status save_within(struct transaction *transaction, void *context, struct err *err)
{
    return store_draft_save(transaction, context, err);
}

enum status flow_composer_list(struct db *db, struct arena *mem, struct coach_id coach,
                               struct drafts *out, struct err *err)
{
    struct transaction *transaction;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_drafts_load(mem, transaction, coach, out, err);
    db_abandon(transaction);
    return status;
}

enum status flow_composer_open(struct db *db, struct arena *mem,
                               const struct composer_list *list, int64_t now,
                               struct draft_id *out, struct composer_fault *fault,
                               struct err *err)
{
    struct sheet table;
    struct drafts drafts;
    struct composer_choices choices;
    TRY(flow_composer_list(db, mem, list->coach, &drafts, err));
    *fault = (struct composer_fault){ .kind = COMPOSER_FULL, .number = drafts.count };
    if (drafts.count >= COMPOSER_DRAFTS_MAX)
        return OK;
    TRY(composer_table(mem, list->text, &table, fault, err));
    if (fault->kind != COMPOSER_FINE)
        return OK;
    composer_guess(mem, &table, &choices);
    *out = (struct draft_id){ store_new_id() };
    struct draft draft = {
        .id = *out,
        .coach = list->coach,
        .title = list->title,
        .roster = list->text,
        .choices = composer_choices_format(mem, &choices, table.columns),
        .together = "",
        .apart = "",
        .met = "",
        .version = 1,
        .created_at = now,
        .touched_at = now,
    };
    return db_within(db, NO_TEAM, save_within, &draft, err);
}

/* ---- from choices to a problem ---- */

static struct composer_fault check_choices(const struct composer *composer)
{
    size_t skills = 0, mixed = 0;
    const struct sheet *table = &composer->table;
    for (size_t c = 0; c < table->columns; c++) {
        const struct column_choice *choice = &composer->choices.column[c];
        bool weighs = choice->role == ROLE_MIX || choice->role == ROLE_SHARE;
        if (weighs && !(choice->weight >= weight_low && choice->weight <= weight_high))
            return (struct composer_fault){ .kind = COMPOSER_WEIGHT, .about = table->heads[c] };
        mixed += choice->role == ROLE_MIX;
        skills += choice->role == ROLE_COVER;
    }
    if (skills > COMPOSE_SKILLS_MAX)
        return (struct composer_fault){ .kind = COMPOSER_SKILLS, .number = skills };
    return (struct composer_fault){ .kind = mixed ? COMPOSER_FINE : COMPOSER_NOTHING };
}

/* Roster columns follow the table's, names and those left out aside. */
static void fill_request(struct arena *mem, struct composer *composer)
{
    const struct composer_choices *choices = &composer->choices;
    struct compose_request *request = &composer->request;
    size_t kept = 0;
    *request = (struct compose_request){ .size_low = choices->low,
                                         .size_high = choices->high,
                                         .objective = choices->objective,
                                         .threads = 1 };
    for (size_t c = 0; c < composer->table.columns; c++) {
        const struct column_choice *choice = &choices->column[c];
        if (choice->role == ROLE_NAME || choice->role == ROLE_LEFT_OUT)
            continue;
        const char *name = composer->composition.roster.columns[kept++].name;
        if (choice->role == ROLE_COVER)
            request->cover[request->cover_count++] = (struct cover_wish){
                .column = name,
                .value = *choice->value ? arena_copy(mem, choice->value, strlen(choice->value))
                                        : NULL,
                .least = choice->least ? choice->least : 1,
            };
        else
            request->mix[request->mix_count++] =
                (struct mix){ name, choice->weight, choice->role == ROLE_SHARE,
                              ROSTER_DETECTED };
    }
}

static enum status pose(struct arena *mem, struct composer *composer, struct err *err)
{
    struct composition *composition = &composer->composition;
    const struct composer_choices *choices = &composer->choices;
    size_t people = composition->roster.people;
    bool sized = choices->low >= 1 && choices->low <= choices->high &&
                 choices->high <= COMPOSE_TEAM_SIZE_MAX;
    if (!sized || sizes_teams(people, choices->low, choices->high) < 2) {
        composer->fault = (struct composer_fault){ .kind = COMPOSER_SIZES, .number = people };
        return OK;
    }
    composer_wishes(mem, choices->together, WISH_TOGETHER, &composition->roster,
                    &composition->together, &composer->fault);
    if (composer->fault.kind == COMPOSER_FINE)
        composer_wishes(mem, choices->apart, WISH_APART, &composition->roster,
                        &composition->apart, &composer->fault);
    if (composer->fault.kind != COMPOSER_FINE)
        return OK;
    composer_pairs_parse(mem, composer->draft.met, people, &composition->met);
    fill_request(mem, composer);
    TRY(compose_problem(mem, &composer->request, composition, err));
    composer->contradiction = contradiction_find(mem, &composition->problem);
    if (composer->contradiction.kind != CONTRADICTION_NONE)
        composer->fault.kind = COMPOSER_CONTRADICTION;
    return OK;
}

enum status composer_understand(struct arena *mem, struct composer *composer, struct err *err)
{
    struct composer_fault *fault = &composer->fault;
    composer->composition = (struct composition){ .rounds = 1, .gap = NAN };
    TRY(composer_table(mem, composer->draft.roster, &composer->table, fault, err));
    if (fault->kind != COMPOSER_FINE)
        return OK;
    TRY(composer_roster(mem, &composer->table, &composer->choices,
                        &composer->composition.roster, fault, err));
    if (fault->kind == COMPOSER_FINE)
        *fault = check_choices(composer);
    return fault->kind == COMPOSER_FINE ? pose(mem, composer, err) : OK;
}

/* ---- everyone in their place ---- */

void composer_explain(struct arena *mem, struct composition *composition)
{
    struct problem *problem = &composition->problem;
    struct team_size *size = NEW_ARRAY(mem, struct team_size, problem->teams);
    for (size_t i = 0; i < problem->people; i++)
        size[composition->round[0].team[i]].low++;
    for (size_t t = 0; t < problem->teams; t++)
        size[t].high = size[t].low;
    problem->size = size;
    compose_explain(mem, composition);
}

enum status composer_place(struct arena *mem, struct composer *composer, struct err *err)
{
    struct composition *composition = &composer->composition;
    const struct draft_turn *turn = &composer->turn;
    size_t people = composition->problem.people, teams = composition->problem.teams;
    uint32_t *team = NEW_ARRAY(mem, uint32_t, people);
    uint32_t *lock = NEW_ARRAY(mem, uint32_t, teams);
    if (!composer_numbers_parse(turn->seats, (uint32_t)teams, team, people))
        return fail(err, BROKEN, "this composition cannot be read back");
    composer->locked = NEW_ARRAY(mem, bool, teams);
    if (composer_numbers_parse(turn->locks, 2, lock, teams))
        for (size_t t = 0; t < teams; t++)
            composer->locked[t] = lock[t] != 0;
    composition->round = NEW_ARRAY(mem, struct composed_round, 1);
    composition->round[0].team = team;
    composition->seed = (uint64_t)turn->seed;
    composition->steps = (uint64_t)turn->steps;
    composition->stop_step = (uint64_t)turn->stop_step;
    composer_explain(mem, composition);
    return OK;
}

static enum status load_rows(struct arena *mem, struct transaction *transaction,
                             struct coach_id coach, struct draft_id id, struct composer *out,
                             struct err *err)
{
    int64_t turns = 0;
    TRY(store_draft_load(mem, transaction, coach, id, &out->draft, err));
    if (out->draft.turn == 0)
        return OK;
    TRY(store_draft_turns_count(transaction, id, &turns, err));
    out->can_undo = turns > 1;
    return store_draft_turn_load(mem, transaction, id, out->draft.turn, &out->turn, err);
}

enum status flow_composer_load(struct db *db, struct arena *mem, struct coach_id coach,
                               struct draft_id id, struct composer *out, struct err *err)
{
    struct transaction *transaction;
    *out = (struct composer){ 0 };
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = load_rows(mem, transaction, coach, id, out, err);
    db_abandon(transaction);
    TRY(status);
    composer_choices_parse(mem, out->draft.choices, &out->choices);
    out->choices.together = out->draft.together;
    out->choices.apart = out->draft.apart;
    TRY(composer_understand(mem, out, err));
    bool placed = out->turn.number > 0 && out->fault.kind == COMPOSER_FINE;
    return placed ? composer_place(mem, out, err) : OK;
}

/* ---- keeping ---- */

struct keeping {
    const struct draft *draft;
    const struct draft_turn *turn;
};

static enum status keep_within(struct transaction *transaction, void *context, struct err *err)
{
    const struct keeping *keeping = context;
    const struct draft *draft = keeping->draft;
    TRY(store_draft_change(transaction, draft, err));
    if (keeping->turn)
        TRY(store_draft_turn_save(transaction, draft->id, keeping->turn, err));
    return store_draft_turns_keep(transaction, draft->id, draft->turn - COMPOSER_TURNS_MAX + 1,
                                  draft->turn, err);
}

enum status composer_keep(struct db *db, struct composer *composer,
                          const struct draft_turn *turn, int64_t now, struct err *err)
{
    struct draft *draft = &composer->draft;
    draft->touched_at = now;
    if (turn)
        draft->turn = turn->number;
    struct keeping keeping = { draft, turn };
    TRY(db_within(db, NO_TEAM, keep_within, &keeping, err));
    draft->version++;
    return OK;
}

/* Pairs of the list who sit in one team today. */
static void pair_seats(const struct seats *seats, const struct names *ids, struct text *out)
{
    uint32_t found[TEAM_MAX + 1];
    size_t count = 0;
    for (size_t s = 0; s < seats->count && count <= TEAM_MAX; s++) {
        uint32_t person = files_names_find(ids, seats->list[s].name);
        if (person == NO_NUMBER || seats->list[s].state == SEAT_LEFT)
            continue;
        for (size_t k = 0; k < count; k++)
            if (found[k] != person)
                text_add_format(out, "%u-%u ", found[k], person);
        found[count++] = person;
    }
}

/* Of all the coach's teams: by their names, which the coach reads already. */
static enum status find_met(struct arena *mem, struct transaction *transaction,
                            const struct composer *composer, struct text *out, struct err *err)
{
    struct teams teams;
    TRY(store_teams_load(mem, transaction, composer->draft.coach, &teams, err));
    for (size_t t = 0; t < teams.count; t++) {
        struct seats seats;
        TRY(store_seats_load(mem, transaction, teams.list[t].id, &seats, err));
        pair_seats(&seats, &composer->composition.roster.ids, out);
    }
    return OK;
}

static enum status read_met(struct db *db, struct arena *mem, struct composer *composer,
                            struct err *err)
{
    struct transaction *transaction;
    struct text text = { .mem = mem };
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = find_met(mem, transaction, composer, &text, err);
    db_abandon(transaction);
    composer->draft.met = text_done(&text);
    return status;
}

enum status flow_composer_choose(struct db *db, struct arena *mem, struct composer *composer,
                                 const struct composer_choices *choices, const char *title,
                                 int64_t now, struct err *err)
{
    if (composer->draft.made > 0) {
        composer->fault = (struct composer_fault){ .kind = COMPOSER_MADE };
        return OK;
    }
    composer->choices = *choices;
    composer->draft.title = title;
    composer->draft.met = "";
    TRY(composer_understand(mem, composer, err));
    if (composer->fault.kind != COMPOSER_FINE)
        return OK;
    if (choices->avoid) {
        TRY(read_met(db, mem, composer, err));
        TRY(composer_understand(mem, composer, err));
    }
    composer->draft.choices = composer_choices_format(mem, choices, composer->table.columns);
    composer->draft.together = choices->together;
    composer->draft.apart = choices->apart;
    composer->draft.turn = 0;
    composer->turn = (struct draft_turn){ 0 };
    return composer_keep(db, composer, NULL, now, err);
}

struct removal {
    struct coach_id coach;
    struct draft_id id;
};

static enum status remove_within(struct transaction *transaction, void *context,
                                 struct err *err)
{
    const struct removal *removal = context;
    return store_draft_remove(transaction, removal->coach, removal->id, err);
}

enum status flow_composer_remove(struct db *db, struct coach_id coach, struct draft_id id,
                                 struct err *err)
{
    struct removal removal = { coach, id };
    return db_within(db, NO_TEAM, remove_within, &removal, err);
}
