/* A draft is read, understood, and everyone put where its turn in force says. */
#include "flow/composer.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "compose/sizes.h"
#include "flow/compose_setup.h"
#include "flow/composer_within.h"

static const double weight_low = 0.1;

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
    const char *text = table.columns > 0 ? composer_headed(mem, list, &table) : list->text;
    if (text != list->text) {
        struct composer_fault headless;
        TRY(composer_table(mem, text, &table, &headless, err));
        if (headless.kind == COMPOSER_FINE || list->first == FIRST_PERSON)
            *fault = headless;
    }
    if (fault->kind != COMPOSER_FINE)
        return OK;
    composer_guess(mem, &table, &choices);
    *out = (struct draft_id){ store_new_id() };
    struct draft draft = {
        .id = *out,
        .coach = list->coach,
        .title = list->title,
        .roster = text,
        .choices = composer_choices_format(mem, &choices, table.columns),
        .together = "",
        .apart = "",
        .met = "",
        .past = "",
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
        bool heavy = choice->weight > COMPOSER_WEIGHT_MAX, light = choice->weight < weight_low;
        if (weighs && (choice->weight_typed || heavy || light))
            return (struct composer_fault){ .kind = COMPOSER_WEIGHT, .about = table->heads[c] };
        if (choice->role == ROLE_COVER && choice->least_typed)
            return (struct composer_fault){ .kind = COMPOSER_LEAST, .about = table->heads[c] };
        mixed += choice->role == ROLE_MIX;
        skills += choice->role == ROLE_COVER;
    }
    if (skills > COMPOSE_SKILLS_MAX)
        return (struct composer_fault){ .kind = COMPOSER_SKILLS, .number = skills };
    /* Names alone are enough to meet one another. */
    bool only_meet =
        composer->choices.rounds > 1 && composer->composition.roster.column_count == 0;
    bool enough = mixed || only_meet;
    return (struct composer_fault){ .kind = enough ? COMPOSER_FINE : COMPOSER_NOTHING };
}

static struct composer_fault check_rounds(const struct composer *composer)
{
    const struct composer_choices *choices = &composer->choices;
    size_t seats = choices->rounds * composer->composition.roster.people;
    if (choices->rounds < 1 || choices->rounds > COMPOSER_ROUNDS_MAX)
        return (struct composer_fault){ .kind = COMPOSER_ROUNDS };
    if (choices->rounds > 1 && seats > COMPOSER_SEATS_MAX)
        return (struct composer_fault){ .kind = COMPOSER_ROUNDS_MANY, .number = seats };
    if (choices->rounds > 1 && choices->objective == OBJECTIVE_WORST)
        return (struct composer_fault){ .kind = COMPOSER_ROUNDS_WORST };
    return (struct composer_fault){ .kind = COMPOSER_FINE };
}

/* In a rotation some may sit out; there are two teams in any case. */
static bool sizes_fit(const struct composer_choices *choices, size_t people)
{
    bool sized = choices->low >= 1 && choices->low <= choices->high &&
                 choices->high <= COMPOSE_TEAM_SIZE_MAX;
    if (!sized)
        return false;
    return sizes_teams(people, choices->low, choices->high) >= 2 ||
           (choices->rounds > 1 && people / choices->high >= 2);
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
                                         .rounds = choices->rounds,
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
    if (!sizes_fit(choices, people)) {
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
    uint32_t rounds = composer->choices.rounds;
    composer->composition = (struct composition){ .rounds = rounds ? rounds : 1, .gap = NAN };
    TRY(composer_table(mem, composer->draft.roster, &composer->table, fault, err));
    if (fault->kind != COMPOSER_FINE)
        return OK;
    TRY(composer_roster(mem, &composer->table, &composer->choices,
                        &composer->composition.roster, fault, err));
    if (fault->kind == COMPOSER_FINE)
        *fault = check_choices(composer);
    if (fault->kind == COMPOSER_FINE)
        *fault = check_rounds(composer);
    return fault->kind == COMPOSER_FINE ? pose(mem, composer, err) : OK;
}

/* ---- everyone in their place ---- */

void composer_explain(struct arena *mem, struct composition *composition)
{
    struct problem *problem = &composition->problem;
    if (composition->rounds > 1) { /* nobody's move changes a size */
        compose_explain(mem, composition);
        return;
    }
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
    size_t rounds = composition->rounds;
    uint32_t *team = NEW_ARRAY(mem, uint32_t, rounds * people);
    uint32_t *lock = NEW_ARRAY(mem, uint32_t, teams);
    /* Who sits out of a round is in a team beyond the last. */
    uint32_t limit = (uint32_t)teams + (rounds > 1);
    if (!composer_numbers_parse(turn->seats, limit, team, rounds * people))
        return fail(err, BROKEN, "this composition cannot be read back");
    composer->locked = NEW_ARRAY(mem, bool, teams);
    if (composer_numbers_parse(turn->locks, 2, lock, teams))
        for (size_t t = 0; t < teams; t++)
            composer->locked[t] = lock[t] != 0;
    composition->round = NEW_ARRAY(mem, struct composed_round, rounds);
    for (size_t r = 0; r < rounds; r++)
        composition->round[r].team = team + r * people;
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
    out->choices.past = out->draft.past;
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
    if (composer->fault.kind == COMPOSER_FINE && (choices->avoid || *choices->past)) {
        TRY(composer_meet(db, mem, composer, err));
        if (composer->fault.kind == COMPOSER_FINE)
            TRY(composer_understand(mem, composer, err));
    }
    if (composer->fault.kind != COMPOSER_FINE)
        return OK;
    composer->draft.choices = composer_choices_format(mem, choices, composer->table.columns);
    composer->draft.together = choices->together;
    composer->draft.apart = choices->apart;
    composer->draft.past = choices->past;
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
