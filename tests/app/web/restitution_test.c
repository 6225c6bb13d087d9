/* The restitution on the screen of the room: what it shows, when, and what it never shows. */
#include "a_play.h"

enum { MEMBERS = 6 };
static struct play play;

static const char shown[] = "<section class=\"finding\"", asked[] = "class=\"huge\"";

static struct browser *see(const char *where)
{
    char path[64];
    snprintf(path, sizeof path, "/restitution/1%s", where);
    browser_get(&play.coach, play_path(&play, path));
    assert_int_equal(play.coach.status, 200);
    return &play.coach;
}

static void open_block(const char *block, bool from_the_room)
{
    static struct fields fields;
    fields.count = 0;
    field_add(&fields, "bloc", block);
    if (from_the_room)
        field_add(&fields, "ecran", "1");
    browser_post(&play.coach, play_path(&play, "/restitution/1"), &fields);
    assert_int_equal(play.coach.status, 303);
}

static int close_a_round(void **state)
{
    int wrong = play_open(state);
    play_team(&play, "Équipe inventée du Phare", MEMBERS, true);
    play_open_round(&play);
    for (size_t i = 0; i < MEMBERS; i++)
        play_answer(&play, i, (int)i, "1");
    browser_post(&play.coach, play_path(&play, "/barometre/clore"), one_field(NULL, NULL));
    assert_int_equal(play.coach.status, 303);
    return wrong;
}

static void before_its_question_no_block_is_on_the_screen(void **state)
{
    static const char *const places[] = { "?ecran=1",    "?ecran=1-2", "?ecran=1-3",
                                          "?ecran=8-2",  "?ecran=2-2", "?ecran=99-9",
                                          "?ecran=-1-2", "?ecran=",    "?ecran=1-2x",
                                          "?ecran=0-0" };
    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct browser *b = see(places[i]);
        assert_true(has(b, asked));
        assert_false(has(b, shown));
        assert_true(has(b, "name=\"bloc\" value=\"1\""));
    }
}

static void opening_from_the_screen_shows_the_block_and_opens_it_to_all(void **state)
{
    (void)state;
    browser_get(&play.members[0], play_path(&play, "/portrait/1"));
    assert_int_equal(play.members[0].status, 403);
    open_block("1", true);
    assert_non_null(strstr(play.coach.location, "?ecran=1-2"));
    struct browser *b = see("?ecran=1-2");
    assert_true(has(b, shown));
    assert_true(has(b, "rel=\"next\""));
    browser_get(&play.members[0], play_path(&play, "/portrait/1"));
    assert_int_equal(play.members[0].status, 200);
    assert_true(has(see("?ecran=2-2"), asked)); /* the next one waits for its question */
}

static void nobody_is_named_on_the_screen(void **state)
{
    static const char *const names[] = { "Diop", "Bruno", "Claire", "David",
                                         "Roy",  "Sow",   "Camille" };
    char place[16];
    (void)state;
    open_block("tout", false);
    for (int block = 1; block <= 9; block++)
        for (int time = 1; time <= 3; time++) {
            snprintf(place, sizeof place, "?ecran=%d-%d", block, time);
            struct browser *b = see(place);
            assert_false(has(b, "class=\"masthead\""));
            for (size_t i = 0; i < sizeof names / sizeof *names; i++)
                if (has(b, names[i]))
                    fail_msg("%s is on the screen at %s", names[i], place);
        }
}

static void the_portrait_says_when_and_with_what_it_was_published(void **state)
{
    (void)state;
    open_block("tout", false);
    browser_get(&play.members[1], play_path(&play, "/portrait/1"));
    assert_true(has(&play.members[1], "<dt>Publié"));
    assert_true(has(&play.members[1], "version 2026-11"));
    assert_false(has(&play.members[1], "À la publication"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_its_question_no_block_is_on_the_screen),
        cmocka_unit_test(opening_from_the_screen_shows_the_block_and_opens_it_to_all),
        cmocka_unit_test(nobody_is_named_on_the_screen),
        cmocka_unit_test(the_portrait_says_when_and_with_what_it_was_published),
    };
    return cmocka_run_group_tests(tests, close_a_round, play_close);
}
