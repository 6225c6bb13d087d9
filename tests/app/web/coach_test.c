/* What a hostile coach may try: links made again to read or to count, rounds cancelled or
 * closed at the edge, a seat of straw, a member sent away, a late answer. */
#include <stdlib.h>

#include "sights.h"

static struct play play;
static struct browser puppet;
static struct sights before, after;

static void post(struct browser *b, const char *rest, const char *name, const char *value)
{
    browser_post(b, play_path(&play, rest), one_field(name, value));
}

static void close_round(int status)
{
    browser_get(&play.coach, play_path(&play, "/barometre"));
    post(&play.coach, "/barometre/clore", NULL, NULL);
    assert_int_equal(play.coach.status, status);
}

static void open_whole(const char *rest)
{
    post(&play.coach, rest, "bloc", "tout");
    assert_int_equal(play.coach.status, 303);
}

static void look(struct sights *sights, struct browser *b, const char *rest)
{
    browser_get(b, play_path(&play, rest));
    sights_add(sights, rest, b);
}

static void make_team(size_t count)
{
    sights_free(&before);
    sights_free(&after);
    play_team(&play, "Équipe inventée du Phare", count, true);
    play_open_round(&play);
}

static void answer(size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        play_answer(&play, i, (int)i, "1");
}

/* The coach makes a seat's link again and opens it. */
static void take_seat(size_t seat)
{
    char rest[64], link[160];
    snprintf(rest, sizeof rest, "/place/%s", play.seats[seat]);
    post(&play.coach, rest, NULL, NULL);
    assert_int_equal(play.coach.status, 200);
    assert_non_null(take_between(play.coach.body, "readonly value=\"http://127.0.0.1", "\"",
                                 link, sizeof link));
    browser_start(&puppet, "127.0.0.70");
    browser_get(&puppet, link);
    browser_post(&puppet, link, one_field(NULL, NULL));
    assert_int_equal(puppet.status, 303);
}

static void a_link_made_again_reads_nothing_and_everyone_is_told(void **state)
{
    (void)state;
    make_team(6);
    answer(0, 6);
    close_round(303);
    open_whole("/restitution/1");
    browser_get(&play.members[0], play_path(&play, "/moi?montrer=1"));
    assert_true(has(&play.members[0], "class=\"number\""));
    post(&play.members[0], "/moi", "quoi", "mots");
    browser_get(&play.members[0], play_path(&play, "/moi"));
    assert_true(has(&play.members[0], "class=\"received"));
    take_seat(0);
    browser_get(&puppet, play_path(&play, "/moi?montrer=1"));
    assert_int_equal(puppet.status, 200);
    assert_false(has(&puppet, "class=\"number\""));
    assert_false(has(&puppet, "class=\"received"));
    assert_false(has(&puppet, "value=\"mots\""));
    browser_get(&puppet, play_path(&play, "/moi/donnees"));
    assert_false(has(&puppet, "\": 1") || has(&puppet, "often") || has(&puppet, "rarely"));
    browser_get(&play.members[0], play.home);
    assert_int_equal(play.members[0].status, 403);
    assert_true(has(&play.members[0], "Un nouveau lien a été fait pour votre place le "));
    assert_true(has(&play.members[0], " par le coach"));
    browser_get(&play.members[3], play.home);
    assert_true(has(&play.members[3], "Aïcha Diop</li>") || has(&play.members[3], "lien"));
}

static void a_seat_taken_while_a_round_is_open_finds_an_empty_form(void **state)
{
    (void)state;
    make_team(5);
    answer(0, 2);
    browser_get(&play.members[0], play_path(&play, "/repondre/1"));
    assert_true(has(&play.members[0], " checked"));
    take_seat(0);
    browser_get(&puppet, play_path(&play, "/repondre"));
    assert_int_equal(puppet.status, 200);
    for (int step = 1; step < 12; step++) {
        char rest[32];
        snprintf(rest, sizeof rest, "/repondre/%d", step);
        browser_get(&puppet, play_path(&play, rest));
        assert_false(has(&puppet, " checked"));
    }
}

/* Had the count gone down, or up by less, it would tell that this person had answered. */
static void a_link_made_again_does_not_tell_by_the_count_who_had_answered(void **state)
{
    struct sights *const worlds[] = { &before, &after };
    (void)state;
    make_team(6);
    answer(0, 4);
    browser_get(&play.coach, play_path(&play, "/barometre"));
    play_keep();
    for (size_t world = 0; world < 2; world++) {
        if (world)
            play_go_back();
        take_seat(world ? 5 : 0);
        look(worlds[world], &play.coach, "/barometre");
        play_days_pass(&play, 1);
        look(worlds[world], &play.coach, "/barometre");
        play_days_pass(&play, 1);
        look(worlds[world], &play.coach, "/barometre");
        assert_non_null(sights_hold(worlds[world], "3 réponses"));
    }
    sights_are_same(&before, &after, "the coach");
}

/* Else trying to close would tell the moment of an answer, or of a "no". */
static void why_a_round_cannot_be_closed_is_said_in_the_same_bytes(void **state)
{
    (void)state;
    make_team(4);
    answer(0, 2);
    close_round(422);
    sights_add(&before, "clore", &play.coach);
    post(&play.members[3], "/repondre", "equipe", "non");
    close_round(422);
    sights_add(&after, "clore", &play.coach);
    sights_are_same(&before, &after, "a no");
    answer(2, 3);
    sights_free(&before);
    sights_free(&after);
    post(&play.members[3], "/repondre", "equipe", "oui");
    play_keep(); /* three are told as three */
    answer(3, 4);
    post(&play.members[3], "/repondre", "equipe", "non");
    take_seat(2);
    close_round(422);
    sights_add(&before, "clore", &play.coach);
    play_go_back();
    take_seat(2);
    close_round(422);
    sights_add(&after, "clore", &play.coach);
    sights_are_same(&before, &after, "three answers and a no, two and none");
}

static void a_no_holds_the_portrait_back_whoever_else_has_answered(void **state)
{
    (void)state;
    make_team(4);
    answer(0, 3);
    browser_get(&play.members[3], play_path(&play, "/repondre"));
    for (size_t i = 0; i < 3; i++)
        assert_true(has(&play.members[3], i == 0   ? "Aïcha Diop"
                                          : i == 1 ? "Bruno Faure"
                                                   : "Claire Nam"));
    post(&play.members[3], "/repondre", "equipe", "non");
    close_round(422);
    take_seat(3);
    close_round(422);
}

static void a_cancelled_round_is_nowhere_to_be_compared_with(void **state)
{
    static const char *const rests[] = { "/portrait/1", "/restitution/1", "/portrait/2",
                                         "/restitution/2" };
    (void)state;
    make_team(5);
    answer(0, 5);
    post(&play.coach, "/barometre/annuler", NULL, NULL);
    assert_int_equal(play.coach.status, 303);
    play_open_round(&play);
    for (size_t i = 0; i < sizeof rests / sizeof *rests; i++) {
        browser_get(&play.coach, play_path(&play, rests[i]));
        assert_int_equal(play.coach.status, 403);
        post(&play.coach, "/restitution/1", "bloc", "tout");
        assert_int_equal(play.coach.status, 403);
    }
    browser_get(&play.members[0], play_path(&play, "/repondre/1"));
    assert_false(has(&play.members[0], " checked"));
    answer(0, 4);
    close_round(303);
    open_whole("/restitution/2");
    browser_get(&play.coach, play_path(&play, "/portrait/2"));
    assert_int_equal(play.coach.status, 200);
    assert_false(has(&play.coach, "Tour 1"));
    browser_get(&play.coach, play_path(&play, "/portrait/1"));
    assert_int_equal(play.coach.status, 403);
    char date[32]; /* and there are 21 days before the next */
    browser_get(&play.coach, play_path(&play, "/barometre"));
    assert_non_null(take_between(strstr(play.coach.body, "type=\"date\""), "value=\"", "\"",
                                 date, sizeof date));
    post(&play.coach, "/barometre/ouvrir", "date", date);
    assert_int_equal(play.coach.status, 422);
}

/* Closed with three of four, whatever they said: no page differs by it. */
static void three_answers_of_four_leave_nothing_to_read(void **state)
{
    (void)state;
    make_team(4);
    play_keep();
    for (int world = 0; world < 2; world++) {
        struct sights *sights = world ? &after : &before;
        if (world)
            play_go_back();
        for (size_t i = 0; i < 3; i++)
            play_answer(&play, i, world ? 3 : (int)i, "1");
        close_round(303);
        open_whole("/restitution/1");
        for (int who = 0; who < 2; who++) {
            struct browser *b = who ? &play.members[3] : &play.coach;
            look(sights, b, "/portrait/1");
            assert_int_equal(b->status, 200);
            look(sights, b, "");
        }
        look(sights, &play.coach, "/restitution/1");
        browser_get(&play.coach, "/coach");
        sights_add(sights, "/coach", &play.coach);
    }
    sights_are_same(&before, &after, "three of four");
}

static void begin(size_t member, const char *consent)
{
    static struct fields fields;
    fields.count = 0;
    field_add(&fields, "equipe", "oui");
    if (consent)
        field_add(&fields, "consent", consent);
    browser_post(&play.members[member], play_path(&play, "/repondre"), &fields);
    assert_int_equal(play.members[member].status, 303);
}

/* In a team of three: that one refused cannot be told from one having said nothing. */
static void a_refusal_and_a_silence_about_the_stage_look_the_same(void **state)
{
    static const char *const said[] = { "non", NULL };
    (void)state;
    make_team(3);
    play_keep();
    for (int world = 0; world < 2; world++) {
        struct sights *sights = world ? &after : &before;
        if (world)
            play_go_back();
        answer(0, 2);
        begin(2, said[world]);
        post(&play.members[2], "/repondre/1", "q1", "4");
        assert_int_equal(play.members[2].status, 303);
        answer(2, 3); /* what was said of the stage stands since the first answer */
        close_round(303);
        open_whole("/restitution/1");
        look(sights, &play.coach, "/portrait/1");
        look(sights, &play.members[0], "/portrait/1");
        assert_int_equal(play.members[0].status, 200);
    }
    sights_are_same(&before, &after, "refused or silent");
}

static void who_leaves_or_answers_late_changes_no_portrait(void **state)
{
    static struct fields fields;
    (void)state;
    make_team(5);
    answer(0, 4);
    close_round(303);
    open_whole("/restitution/1");
    look(&before, &play.coach, "/portrait/1");
    look(&before, &play.members[1], "/portrait/1");
    fields.count = 0;
    field_add(&fields, "q1", "7");
    browser_post(&play.members[4], play_path(&play, "/repondre/1"), &fields);
    assert_int_equal(play.members[4].status, 403);
    post(&play.members[0], "/moi", "quoi", "effacer");
    assert_int_equal(play.members[0].status, 303);
    take_seat(3);
    look(&after, &play.coach, "/portrait/1");
    look(&after, &play.members[1], "/portrait/1");
    sights_are_same(&before, &after, "the frozen portrait");
}

static void a_member_who_leaves_ends_the_open_round(void **state)
{
    (void)state;
    make_team(5);
    answer(0, 5);
    post(&play.members[4], "/moi", "quoi", "effacer");
    close_round(422);
    browser_get(&play.coach, play_path(&play, "/portrait/1"));
    assert_int_equal(play.coach.status, 403);
    play_open_round(&play);
    browser_get(&play.members[0], play_path(&play, "/repondre/1"));
    assert_false(has(&play.members[0], " checked"));
}

static int forget(void **state)
{
    sights_free(&before);
    sights_free(&after);
    return play_close(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_link_made_again_reads_nothing_and_everyone_is_told),
        cmocka_unit_test(a_seat_taken_while_a_round_is_open_finds_an_empty_form),
        cmocka_unit_test(a_link_made_again_does_not_tell_by_the_count_who_had_answered),
        cmocka_unit_test(why_a_round_cannot_be_closed_is_said_in_the_same_bytes),
        cmocka_unit_test(a_no_holds_the_portrait_back_whoever_else_has_answered),
        cmocka_unit_test(a_cancelled_round_is_nowhere_to_be_compared_with),
        cmocka_unit_test(three_answers_of_four_leave_nothing_to_read),
        cmocka_unit_test(a_refusal_and_a_silence_about_the_stage_look_the_same),
        cmocka_unit_test(who_leaves_or_answers_late_changes_no_portrait),
        cmocka_unit_test(a_member_who_leaves_ends_the_open_round),
    };
    return cmocka_run_group_tests(tests, play_open, forget);
}
