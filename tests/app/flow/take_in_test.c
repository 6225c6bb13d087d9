/* Out of one store as raw files and into another: the portraits frozen there are those of the
 * files, and nobody who opens a new link finds what another answered. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "flow/demo.h"
#include "flow/diagnose.h"
#include "flow/hand_out.h"
#include "flow/portrait.h"
#include "flow/take_in.h"
#include "flow/upkeep.h"
#include "store/answers.h"
#include "store/releases.h"
#include "store/teams.h"

#include "../store/each_store.h"
#include "frozen_alike.h"

static const int64_t t0 = 1790000000;

static struct err err;
static struct arena mem;
static struct round_rules rules;
static struct diagnose_request request;
static struct taken_teams taken;
static char base[40];

static enum status take(struct db *db, const char *coach)
{
    struct incoming incoming;
    const struct take_in wish = { coach, EN };
    TRY(flow_take_in_read(&mem, rules.instrument, &request, &incoming, &err));
    return flow_take_in(db, &mem, &rules, &incoming, &wish, t0, &taken, &err);
}

/* The example leaves as files; the stores are shared by the tests, so it comes under another
 * name each time. */
static int open_store(void **state)
{
    struct store *store = *state;
    struct handed_out out;
    mem = arena_with_limit(1 << 27);
    CHECK_OK(flow_upkeep_rules(&mem, NULL, &rules, &err));
    CHECK_OK(flow_upkeep_open(store->url, true, t0, &store->db, &err));
    CHECK_OK(flow_demo_reset(store->db, &mem, &rules, FR, t0, &err));
    strcpy(base, "/tmp/alliage-take-XXXXXX");
    assert_non_null(mkdtemp(base));
    const char *folder = arena_text(&mem, "%s/out", base);
    const struct hand_out wish = { "1", folder, true };
    CHECK_OK(flow_hand_out(store->db, &mem, &rules, &wish, t0, &out, &err));
    request = (struct diagnose_request){ .source_count = 0 };
    CHECK_OK(files_in(&mem, folder, request.sources, &request.source_count, &err));
    return 0;
}

static enum status remove_within(struct transaction *transaction, void *context,
                                 struct err *why)
{
    return store_team_remove(transaction, *(const struct team_id *)context, why);
}

static int close_store(void **state)
{
    struct store *store = *state;
    if (taken.count)
        CHECK_OK(
            db_within(store->db, taken.list[0].team, remove_within, &taken.list[0].team, &err));
    taken.count = 0;
    pid_t child = fork();
    if (child == 0) {
        execl("/bin/rm", "rm", "-rf", base, (char *)NULL);
        _exit(127);
    }
    waitpid(child, NULL, 0);
    db_close(store->db);
    arena_free(&mem);
    return 0;
}

static void the_portraits_frozen_are_those_of_the_files(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct shown_portraits shown;
    enum refusal refusal;
    if (take(db, NULL) != OK)
        fail_msg("%s", err.text);
    assert_int_equal(taken.count, 1);
    assert_int_equal(taken.list[0].rounds, DEMO_PAST_ROUNDS);
    CHECK_OK(flow_portrait_load(db, &mem, &rules, taken.list[0].team, 0, false, &shown,
                                &refusal, &err));
    check_frozen_alike(&mem, &shown, &request);
    struct upkeep upkeep;
    CHECK_OK(flow_upkeep_look(db, &mem, t0, &upkeep, &err));
    assert_true(flow_upkeep_is_well(&upkeep));
}

static void new_places_are_empty_and_past_answers_are_under_people_who_left(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct transaction *transaction;
    struct rounds rounds;
    size_t asked = 0, mine = 0, words = 0;
    CHECK_OK(take(db, NULL));
    const struct taken_team *team = &taken.list[0];
    assert_int_equal(team->link_count, DEMO_MEMBERS);
    CHECK_OK(db_begin_reading(db, &transaction, &err));
    CHECK_OK(store_rounds_load(&mem, transaction, team->team, &rounds, &err));
    for (size_t i = 0; i < rounds.count; i++) {
        struct participants people;
        struct answers all;
        CHECK_OK(store_participants_load(&mem, transaction, team->team, rounds.list[i].id,
                                         &people, &err));
        CHECK_OK(store_answers_load_round(&mem, transaction, team->team, rounds.list[i].id,
                                          &all, &err));
        asked += all.count;
        for (size_t p = 0; p < people.count; p++) {
            struct received_words received;
            CHECK_OK(store_received_load(&mem, transaction, team->team, rounds.list[i].id,
                                         people.list[p].seat, &received, &err));
            words += received.count;
            for (size_t l = 0; l < team->link_count; l++)
                mine += people.list[p].seat.value == team->links[l].seat.value;
        }
    }
    db_abandon(transaction);
    assert_true(asked > 30 * DEMO_MEMBERS);
    assert_int_equal(mine, 0);
    assert_int_equal(words, 0);
}

static void a_team_comes_in_once_and_a_coach_is_known_or_nothing_is_written(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct upkeep before, after;
    CHECK_OK(flow_upkeep_look(db, &mem, t0, &before, &err));
    assert_int_equal(take(db, "personne@exemple.fr"), NOT_FOUND);
    taken.count = 0;
    CHECK_OK(flow_upkeep_look(db, &mem, t0, &after, &err));
    assert_int_equal(after.teams, before.teams);
    CHECK_OK(take(db, NULL));
    struct taken_teams first = taken;
    assert_int_equal(take(db, NULL), CONFLICT);
    taken = first;
    CHECK_OK(flow_upkeep_look(db, &mem, t0, &after, &err));
    assert_int_equal(after.teams, before.teams + 1);
}

#define ON_STORE(test) cmocka_unit_test_setup_teardown(test, open_store, close_store)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STORE(the_portraits_frozen_are_those_of_the_files),
        ON_STORE(new_places_are_empty_and_past_answers_are_under_people_who_left),
        ON_STORE(a_team_comes_in_once_and_a_coach_is_known_or_nothing_is_written),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
