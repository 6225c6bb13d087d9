/* From files to teams, without the command around it; and what wishes cost in mixing. */
#include "flow/compose.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"
#include "check.h"

#define PEOPLE "../shared/data/mdgp/people/people_n"

static struct compose_request request_of(const char *roster)
{
    return (struct compose_request){
        .roster = roster, .seed = 1, .threads = 1, .size_low = 5, .size_high = 5
    };
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

struct folder {
    char path[64], file[3][80];
};

/* A roster and two files of wishes, in a folder of their own. */
static struct folder folder_with(const char *roster, const char *together, const char *apart)
{
    struct folder folder = { .path = "/tmp/compose-XXXXXX" };
    assert_non_null(mkdtemp(folder.path));
    const char *const texts[] = { roster, together, apart };
    for (size_t k = 0; k < 3; k++) {
        snprintf(folder.file[k], sizeof folder.file[k], "%s/%zu.csv", folder.path, k);
        write_file(folder.file[k], texts[k]);
    }
    return folder;
}

static void remove_folder(const struct folder *folder)
{
    for (size_t k = 0; k < 3; k++)
        unlink(folder->file[k]);
    rmdir(folder->path);
}

static void wishes_that_contradict_one_another_are_named_by_their_lines(void **state)
{
    (void)state;
    static const struct {
        uint32_t size;
        const char *together, *apart, *said;
    } wrong[] = {
        { 3, "Ana,Bo\nBo,Cid\n", "Da,Eve\nAna,Cid\n", "/2.csv:2: kept apart: Ana / Cid" },
        { 3, "Ana,Bo,Cid,Da\n", "Eve,Fa\n", "/1.csv:1: 4 people are kept together" },
        { 3, "Ana,Bo\n", "Ana,Cid,Eve\n", "/2.csv:1: 3 people are all kept apart" },
        { 3, "Ana,Bo\nCid,Da\nEve,Fa\n", "Ana,Cid\n",
          "/1.csv:1: those kept together cannot share out" },
        { 4, "Ana,Bo\n", "Ana,Cid\n", "/0.csv:1: 6 people do not divide into teams of 4; --s" },
        { 7, "Ana,Bo\n", "Ana,Cid\n", "/0.csv:1: 6 people do not divide into teams of 7; --s" },
        { 9, "Ana,Bo\n", "Ana,Cid\n", "/0.csv:1: 6 people do not divide into teams of 9" },
    };
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        struct arena mem = arena_with_limit(1 << 26);
        struct folder folder = folder_with("id,craft\nAna,a\nBo,b\nCid,c\nDa,d\nEve,e\nFa,f\n",
                                           wrong[k].together, wrong[k].apart);
        struct compose_request request = request_of(folder.file[0]);
        request.together = folder.file[1];
        request.apart = folder.file[2];
        request.size_low = request.size_high = wrong[k].size;
        request.steps = 1000;
        struct composition composition;
        struct err err = { .status = OK };
        assert_int_equal(flow_compose(&mem, &request, &composition, &err), BAD_INPUT);
        if (!strstr(err.text, wrong[k].said))
            fail_msg("%zu: \"%s\" does not say \"%s\"", k, err.text, wrong[k].said);
        remove_folder(&folder);
        arena_free(&mem);
    }
}

static void a_size_that_is_proposed_would_do(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 26);
    /* 7 people make neither fives nor teams of 4 to 6. */
    struct folder folder =
        folder_with("id,c\nA,1\nB,2\nC,3\nD,4\nE,5\nF,6\nG,7\n", "A,B\n", "C,D\n");
    struct compose_request request = request_of(folder.file[0]);
    request.steps = 1000;
    struct composition composition;
    struct err err = { .status = OK };
    assert_int_equal(flow_compose(&mem, &request, &composition, &err), BAD_INPUT);
    assert_null(strstr(err.text, "would do"));
    remove_folder(&folder);
    arena_free(&mem);
}

static void several_rounds_hold_every_wish(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit((size_t)1 << 28);
    struct folder folder = folder_with(
        "id,c\nA,1\nB,2\nC,3\nD,4\nE,5\nF,6\nG,7\nH,8\nI,9\nJ,10\n", "A,B\n", "C,D\n");
    struct compose_request request = request_of(folder.file[0]);
    request.together = folder.file[1];
    request.apart = folder.file[2];
    request.rounds = 3;
    request.steps = 200000;
    request.size_low = request.size_high = 3;
    struct composition out;
    struct err err = { .status = OK };
    assert_int_equal(flow_compose(&mem, &request, &out, &err), OK);
    double objective = 0;
    for (size_t r = 0; r < 3; r++) {
        const uint32_t *team = out.round[r].team;
        assert_int_equal(out.round[r].worth.together_unmet, 0);
        assert_int_equal(out.round[r].worth.apart_unmet, 0);
        assert_int_equal(team[0], team[1]);
        assert_true(team[2] != team[3] || team[2] >= out.problem.teams);
        objective += out.round[r].worth.objective / 3;
    }
    CHECK_NEAR(out.objective, objective, 1e-12);
    assert_true(isnan(out.gap)); /* one person sits out: no ceiling is known */
    assert_int_equal(out.meetings.sits_high - out.meetings.sits_low, 1);
    remove_folder(&folder);
    arena_free(&mem);
}

static void more_people_than_rounds_are_searched_for_are_refused(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 28);
    struct text text = { .mem = &mem };
    text_add(&text, "id\n");
    for (size_t k = 0; k <= COMPOSE_MATRIX_PEOPLE_MAX; k++)
        text_add_format(&text, "p%zu\n", k);
    struct folder folder = folder_with(text_done(&text), "", "");
    struct compose_request request = request_of(folder.file[0]);
    request.rounds = 2;
    request.steps = 1000;
    struct composition composition;
    struct err err = { .status = OK };
    assert_int_equal(flow_compose(&mem, &request, &composition, &err), BAD_INPUT);
    assert_non_null(strstr(err.text, "0.csv:1: 5001 people, and several rounds go up to 5000"));
    remove_folder(&folder);
    arena_free(&mem);
}

/* The roster with its wishes, or without: what is mixed, once every wish is met. */
static double mixed(const char *people, bool wishes, uint64_t steps)
{
    struct arena mem = arena_with_limit((size_t)1 << 30);
    char roster[100], constraints[120];
    snprintf(roster, sizeof roster, PEOPLE "%s.csv", people);
    snprintf(constraints, sizeof constraints, "%s.constraints", roster);
    struct compose_request request = request_of(roster);
    request.steps = steps;
    static const char *const columns[] = { "department", "site",   "seniority",
                                           "discipline", "gender", "tenure_years",
                                           "age",        "tz" };
    static const double weights[] = { 2, 1, 1, 2, 0.5, 1, 1, 0.5 };
    for (size_t k = 0; k < 8; k++)
        request.mix[request.mix_count++] =
            (struct mix){ .column = columns[k],
                          .weight = weights[k],
                          .kind = k < 5 ? ROSTER_CATEGORY : ROSTER_NUMBER };
    if (wishes) {
        request.together = request.apart = constraints;
        request.cover[request.cover_count++] = (struct cover_wish){ "skills", NULL, 1, 1 };
        request.cover[request.cover_count++] = (struct cover_wish){ "skills", NULL, 2, 1 };
    }
    struct composition out;
    struct err err = { .status = OK };
    if (flow_compose(&mem, &request, &out, &err) != OK)
        fail_msg("%s", err.text);
    assert_int_equal(out.round[0].worth.together_unmet, 0);
    assert_int_equal(out.round[0].worth.apart_unmet, 0);
    assert_int_equal(out.round[0].worth.skill_lack, 0);
    assert_int_equal(wishes, out.apart.count > 0 && out.problem.skill_count == 2);
    double objective = out.objective;
    arena_free(&mem);
    return objective;
}

static void wishes_cost_less_than_a_hundredth_of_the_mixing(void **state)
{
    (void)state;
    if (access(PEOPLE "120.csv", R_OK) != 0) {
        NOT_CHECKED("no ../shared/data here");
        return;
    }
    static const struct {
        const char *people;
        uint64_t steps;
    } rosters[] = { { "120", 1000000 }, { "480", 1000000 } };
    for (size_t k = 0; k < sizeof rosters / sizeof *rosters; k++) {
        double free = mixed(rosters[k].people, false, rosters[k].steps);
        double held = mixed(rosters[k].people, true, rosters[k].steps);
        print_message("%s people: %.2f %% of the mixing\n", rosters[k].people,
                      100 * (1 - held / free));
        assert_true(held >= 0.99 * free);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wishes_that_contradict_one_another_are_named_by_their_lines),
        cmocka_unit_test(a_size_that_is_proposed_would_do),
        cmocka_unit_test(several_rounds_hold_every_wish),
        cmocka_unit_test(more_people_than_rounds_are_searched_for_are_refused),
        cmocka_unit_test(wishes_cost_less_than_a_hundredth_of_the_mixing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
