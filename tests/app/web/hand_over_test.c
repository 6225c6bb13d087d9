/* A team goes from one coach to another through the pages: nothing told before it is accepted,
 * nothing left afterwards. */
#include <string.h>

#include "a_play.h"

static struct play play;
static struct browser bob;
static struct fields form;

static int start(void **state)
{
    int wrong = play_open(state);
    play_team(&play, "Équipe inventée du Phare", 3, true);
    play_coach(&bob, "bob@exemple.fr", "127.0.2.2");
    return wrong;
}

static void propose(const char *what, const char *email)
{
    browser_get(&play.coach, play_path(&play, "/confier"));
    form.count = 0;
    form.text[0] = '\0';
    field_add(&form, "quoi", what);
    field_add(&form, "email", email);
    browser_post(&play.coach, play_path(&play, "/confier"), &form);
}

static void answer(struct browser *b, const char *yes)
{
    char path[64];
    snprintf(path, sizeof path, "/coach/equipe/%s", play.id);
    browser_get(b, "/coach");
    browser_post(b, path, one_field("reponse", yes));
}

static void an_address_looks_alike_whether_or_not_an_account_has_it(void **state)
{
    (void)state;
    propose("proposer", "personne@exemple.fr");
    assert_int_equal(play.coach.status, 303);
    browser_get(&play.coach, play.coach.location);
    assert_true(has(&play.coach, "personne@exemple.fr"));
    assert_true(has(&play.coach, "value=\"retirer\""));
    propose("proposer", "bob@exemple.fr");
    assert_int_equal(play.coach.status, 303);
    browser_get(&play.coach, play.coach.location);
    assert_true(has(&play.coach, "bob@exemple.fr"));
    propose("proposer", "pas\"><b>une adresse");
    assert_int_equal(play.coach.status, 422);
    assert_true(has(&play.coach, "pas&quot;&gt;&lt;b&gt;une adresse"));
    propose("rien", "bob@exemple.fr");
    assert_int_equal(play.coach.status, 400);
}

static void nothing_of_the_team_is_open_before_it_is_accepted(void **state)
{
    (void)state;
    browser_get(&bob, "/coach");
    assert_true(has(&bob, "Équipe inventée du Phare"));
    browser_get(&bob, play.home);
    assert_int_equal(bob.status, 404);
    answer(&play.coach, "oui"); /* not proposed to its own coach */
    CHECK_TEXT(play.coach.location, "/coach");
    browser_get(&bob, play.home);
    assert_int_equal(bob.status, 404);
}

static void the_one_who_accepts_coaches_and_the_other_no_longer_does(void **state)
{
    (void)state;
    propose("proposer", "bob@exemple.fr");
    answer(&bob, "oui");
    CHECK_TEXT(bob.location, play.home);
    browser_get(&bob, play.home);
    assert_int_equal(bob.status, 200);
    assert_true(has(&bob, "Camille Coach"));
    browser_get(&play.coach, play.home);
    assert_int_equal(play.coach.status, 404);
    browser_get(&play.members[0], play.home);
    assert_int_equal(play.members[0].status, 200);
    assert_true(has(&play.members[0], "Camille Coach"));
}

static void whoever_sits_in_a_team_does_not_coach_it_in_that_browser(void **state)
{
    struct browser *b = &play.members[1];
    (void)state;
    browser_get(b, "/coach/nouveau");
    form.count = 0;
    form.text[0] = '\0';
    field_add(&form, "name", "Membre");
    field_add(&form, "email", "membre@exemple.fr");
    field_add(&form, "password", "une phrase de passe");
    browser_post(b, "/coach/nouveau", &form);
    assert_int_equal(b->status, 303);
    browser_get(&bob, play_path(&play, "/confier"));
    form.count = 0;
    form.text[0] = '\0';
    field_add(&form, "quoi", "proposer");
    field_add(&form, "email", "membre@exemple.fr");
    browser_post(&bob, play_path(&play, "/confier"), &form);
    assert_int_equal(bob.status, 303);
    answer(b, "oui");
    assert_int_equal(b->status, 403);
    browser_get(&bob, play.home);
    assert_int_equal(bob.status, 200);
    answer(b, "non");
    CHECK_TEXT(b->location, "/coach");
    browser_get(b, "/coach");
    assert_false(has(b, "/coach/equipe/"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_looks_alike_whether_or_not_an_account_has_it),
        cmocka_unit_test(nothing_of_the_team_is_open_before_it_is_accepted),
        cmocka_unit_test(the_one_who_accepts_coaches_and_the_other_no_longer_does),
        cmocka_unit_test(whoever_sits_in_a_team_does_not_coach_it_in_that_browser),
    };
    return cmocka_run_group_tests_name("hand over", tests, start, play_close);
}
