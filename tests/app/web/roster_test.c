/* The pages by which a team changes: what is typed in them comes out as the text it is, and
 * each change is only its own people's. */
#include "a_play.h"

static struct play play, alone;

static const char hostile[] = "<b>\"'&;</title><script>";

static int make_teams(void **state)
{
    int wrong = play_open(state);
    play_team(&play, "Équipe inventée du Phare", 4, true);
    play_team(&alone, "Équipe inventée du Môle", 3, false);
    return wrong;
}

static void is_inert(const struct browser *b)
{
    assert_true(has(b, "&lt;b&gt;"));
    assert_false(has(b, "<b>"));
    assert_false(has(b, "<script>"));
}

static const struct fields *fields_of(const char *const *pairs)
{
    static struct fields fields;
    fields.count = 0;
    for (; *pairs; pairs += 2)
        field_add(&fields, pairs[0], pairs[1]);
    return &fields;
}

#define FIELDS(...) fields_of((const char *const[]){ __VA_ARGS__, NULL })

static void what_is_typed_about_a_person_comes_out_as_text(void **state)
{
    struct browser *m = &play.members[0];
    (void)state;
    browser_post(m, play_path(&play, "/moi/carte"),
                 FIELDS("name", "Aïcha Diop", "craft", hostile, "horizon", hostile,
                        "works_best", hostile));
    assert_int_equal(m->status, 303);
    browser_get(m, play_path(&play, "/moi/carte"));
    is_inert(m);
    browser_get(m, play.home);
    is_inert(m);
    browser_post(&play.coach, play_path(&play, "/ajouter"),
                 FIELDS("name", hostile, "craft", hostile, "horizon", hostile));
    assert_int_equal(play.coach.status, 200);
    is_inert(&play.coach);
    browser_post(&play.coach, play_path(&play, "/ajouter"),
                 FIELDS("name", hostile, "craft", hostile));
    assert_int_equal(play.coach.status, 422); /* that name is taken; it comes back typed */
    is_inert(&play.coach);
}

static void a_name_and_an_aim_come_out_as_text(void **state)
{
    struct browser *c = &play.coach;
    (void)state;
    browser_post(c, play_path(&play, "/charte"), FIELDS("quoi", "nom", "nom", hostile));
    assert_int_equal(c->status, 303);
    browser_post(c, play_path(&play, "/charte"), FIELDS("quoi", "but", "but", hostile));
    assert_int_equal(c->status, 303);
    browser_get(c, play_path(&play, "/charte"));
    is_inert(c);
    for (size_t i = 0; i < 2; i++) {
        browser_post(&play.members[i], play_path(&play, "/charte"),
                     FIELDS("quoi", "accord", "numero", "2"));
        assert_int_equal(play.members[i].status, 303);
    }
    browser_get(&play.members[0], play.home);
    is_inert(&play.members[0]);
}

static void a_coach_says_nothing_in_the_teams_place(void **state)
{
    struct browser *c = &play.coach;
    (void)state;
    browser_post(&play.members[0], play_path(&play, "/charte"),
                 FIELDS("quoi", "but", "but", "Éclairer"));
    browser_post(c, play_path(&play, "/charte"), FIELDS("quoi", "accord", "numero", "3"));
    assert_int_equal(c->status, 422);
    browser_post(c, play_path(&play, "/charte"), FIELDS("quoi", "objection", "numero", "3"));
    assert_int_equal(c->status, 422);
    browser_get(&play.members[1], play_path(&play, "/charte"));
    assert_true(has(&play.members[1], "value=\"accord\""));
}

static void a_team_alone_proposes_agrees_and_opens_a_round_itself(void **state)
{
    struct browser *a = &alone.members[0], *b = &alone.members[1];
    char answer[96];
    (void)state;
    browser_post(a, play_path(&alone, "/ajouter"), FIELDS("name", "Dora", "craft", hostile));
    assert_int_equal(a->status, 303);
    browser_get(b, alone.home);
    is_inert(b);
    const char *at = strstr(b->body, "/arrivee/");
    assert_non_null(at);
    snprintf(answer, sizeof answer, "%s%.*s", alone.home, (int)strcspn(at, "\""), at);
    browser_post(a, answer, FIELDS("reponse", "oui"));
    assert_int_equal(a->status, 403);
    browser_post(b, answer, FIELDS("reponse", "oui"));
    assert_int_equal(b->status, 200);
    assert_true(has(b, "readonly value=\"http"));
    browser_get(a, alone.home);
    assert_true(has(a, "/barometre/ouvrir")); /* the round that was open is cancelled */
    browser_post(a, play_path(&alone, "/barometre/ouvrir"), FIELDS("date", "2001-01-01"));
    assert_int_equal(a->status, 403);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_typed_about_a_person_comes_out_as_text),
        cmocka_unit_test(a_name_and_an_aim_come_out_as_text),
        cmocka_unit_test(a_coach_says_nothing_in_the_teams_place),
        cmocka_unit_test(a_team_alone_proposes_agrees_and_opens_a_round_itself),
    };
    return cmocka_run_group_tests(tests, make_teams, play_close);
}
