/* The page by which a team is put away or deleted, what its other pages say meanwhile, and
 * what its browsers are told afterwards. */
#include <time.h>

#include "flow/ending.h"
#include "store/seats.h"

#include "a_play.h"

static struct play play, alone;
static struct browser anyone;

static int make_teams(void **state)
{
    int wrong = play_open(state);
    play_team(&play, "Équipe inventée du Phare", 4, true);
    play_team(&alone, "Équipe inventée du Môle", 3, false);
    browser_start(&anyone, "127.0.0.61");
    return wrong;
}

static void press(struct browser *b, const struct play *of, const char *what, const char *name)
{
    static struct fields fields;
    fields.count = 0;
    field_add(&fields, "quoi", what);
    field_add(&fields, "nom", name);
    browser_post(b, play_path(of, "/fin"), &fields);
}

static const char *const pages[] = { "", "/charte", "/moi", "/moi/carte", "/fini" };

static bool all_say(struct browser *b, const char *what)
{
    size_t said = 0;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        browser_get(b, play_path(&play, pages[i]));
        assert_int_equal(b->status, 200);
        said += has(b, what);
    }
    assert_true(said == 0 || said == sizeof pages / sizeof *pages);
    return said != 0;
}

static void every_page_says_that_a_team_is_archived_and_its_forms_change_nothing(void **state)
{
    struct browser *c = &play.coach, *m = &play.members[0];
    (void)state;
    press(m, &play, "archiver", "");
    assert_int_equal(m->status, 403);
    assert_false(all_say(m, "Cette équipe est archivée"));
    press(c, &play, "archiver", "");
    assert_int_equal(c->status, 303);
    assert_true(all_say(m, "Cette équipe est archivée"));
    browser_get(m, play.home);
    assert_true(has(m, "équipe a été archivée"));
    assert_false(has(m, "/fin\"")); /* not a member's to undo */
    browser_get(c, "/coach");
    assert_true(has(c, "Équipes archivées"));
    assert_true(has(c, play.home));
    assert_false(has(c, "team-line\"")); /* not in the list itself */
    browser_post(c, play_path(&play, "/barometre/ouvrir"), one_field("date", "2030-01-01"));
    assert_int_equal(c->status, 422);
    assert_true(has(c, "sortir des archives"));
    browser_get(c, play_path(&play, "/ajouter"));
    assert_int_equal(c->status, 403);
    assert_true(has(c, "sortir des archives"));
    press(c, &play, "reprendre", "");
    assert_int_equal(c->status, 303);
    assert_false(all_say(m, "Cette équipe est archivée"));
    browser_get(c, "/coach");
    assert_true(has(c, "team-line\""));
}

static void a_wrong_name_deletes_nothing_and_comes_back_as_text(void **state)
{
    struct browser *c = &play.coach;
    (void)state;
    press(c, &play, "supprimer", "<b>\"Phare");
    assert_int_equal(c->status, 422);
    assert_true(has(c, "&lt;b&gt;"));
    assert_true(has(c, "pas le nom de l"));
    assert_false(has(c, "sera supprimée après"));
    press(c, &play, "n'importe quoi", "");
    assert_int_equal(c->status, 400);
}

static void two_members_of_a_team_without_a_coach_see_no_name_of_who_proposed(void **state)
{
    struct browser *a = &alone.members[0], *b = &alone.members[1];
    (void)state;
    press(a, &alone, "supprimer", "Équipe inventée du Môle");
    assert_int_equal(a->status, 303);
    browser_get(a, play_path(&alone, "/fin"));
    assert_true(has(a, "attend l"));
    browser_get(b, play_path(&alone, "/fin"));
    assert_true(has(b, "Un membre propose de supprimer"));
    assert_false(has(b, "Aïcha"));
    press(b, &alone, "supprimer", "");
    assert_int_equal(b->status, 422); /* who agrees types the name too */
    press(b, &alone, "supprimer", "Équipe inventée du Môle");
    assert_int_equal(b->status, 303);
    browser_get(&alone.members[2], alone.home);
    assert_true(has(&alone.members[2], "Cette équipe sera supprimée après le"));
    press(&alone.members[2], &alone, "arreter", "");
    assert_int_equal(alone.members[2].status, 303);
    browser_get(a, alone.home);
    assert_false(has(a, "sera supprimée après"));
    assert_true(has(a, "été arrêtée"));
}

static void the_browsers_of_a_deleted_team_are_told_its_day_and_no_name(void **state)
{
    struct err err;
    struct browser *m = &play.members[1], *c = &play.coach;
    (void)state;
    press(c, &play, "supprimer", "Équipe inventée du Phare");
    assert_int_equal(c->status, 303);
    assert_true(all_say(m, "Cette équipe sera supprimée après le"));
    browser_get(c, "/coach");
    assert_true(has(c, "sera supprimée après le"));
    int64_t later = (int64_t)time(NULL) + 8 * 86400;
    assert_int_equal(flow_ending_clock(play_here.db, &play_mem, later, &err), OK);
    browser_get(m, play.home);
    assert_int_equal(m->status, 403);
    assert_true(has(m, "Cette équipe a été supprimée le"));
    assert_false(has(m, "Phare"));
    assert_false(has(m, "Faure"));
    browser_get(&anyone, play.home);
    assert_int_equal(anyone.status, 404);
    browser_get(&alone.members[0], play.home);
    assert_int_equal(alone.members[0].status, 404);
    browser_get(c, play.home);
    assert_int_equal(c->status, 404);
    browser_get(m, "/moi");
    assert_int_equal(m->status, 200);
    assert_false(has(m, "Phare"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_page_says_that_a_team_is_archived_and_its_forms_change_nothing),
        cmocka_unit_test(a_wrong_name_deletes_nothing_and_comes_back_as_text),
        cmocka_unit_test(two_members_of_a_team_without_a_coach_see_no_name_of_who_proposed),
        cmocka_unit_test(the_browsers_of_a_deleted_team_are_told_its_day_and_no_name),
    };
    return cmocka_run_group_tests(tests, make_teams, play_close);
}
