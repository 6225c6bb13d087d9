/* Who a browser is: the keys it shows, whoever made them, and what becomes of them. */
#include <stdlib.h>
#include <time.h>

#include "a_play.h"
#include "web/seen.h"

static struct play play, other;
static struct browser visitor, attacker;

static void give_cookie(struct browser *b, const char *name, const char *value)
{
    struct held_cookie *held = &b->cookies[b->cookie_count++];
    *held = (struct held_cookie){ .name = "" };
    snprintf(held->name, sizeof held->name, "%s", name);
    snprintf(held->value, sizeof held->value, "%s", value);
}

/* A browser that shows that one secret alone. */
static void show_only(struct browser *b, const char *name, const char *value)
{
    browser_start(b, "127.0.0.60");
    give_cookie(b, name, value);
}

static void write_down(void)
{
    struct err err;
    assert_int_equal(seen_write(play_here.db, (int64_t)time(NULL), &err), OK);
}

static void sign_in(struct browser *b, const char *email)
{
    static struct fields fields;
    browser_get(b, "/entrer");
    fields.count = 0;
    field_add(&fields, "email", email);
    field_add(&fields, "password", "une phrase de passe");
    browser_post(b, "/entrer", &fields);
    assert_int_equal(b->status, 303);
}

/* One coach for many teams: accounts from one address are counted. */
static void one_more_team(struct play *team, const char *name)
{
    static struct fields fields;
    static const char *const people[] = { "Ada", "Bob", "Cy" };
    char field[16];
    fields.count = 0;
    field_add(&fields, "name", name);
    field_add(&fields, "days", "7");
    for (int i = 0; i < 3; i++) {
        snprintf(field, sizeof field, "name%d", i + 1);
        field_add(&fields, field, people[i]);
    }
    team->count = 3;
    browser_post(&play.coach, "/equipes/nouvelle", &fields);
    assert_int_equal(play.coach.status, 200);
    play_read(team, &play.coach);
}

static int status_for(const char *cookie, const char *value, const char *path)
{
    show_only(&attacker, cookie, value);
    browser_get(&attacker, path);
    return attacker.status;
}

static void a_sign_in_has_a_secret_of_its_own_and_ends_with_it(void **state)
{
    char session[40], old[40];
    (void)state;
    play_coach(&visitor, "seule@exemple.fr", "127.0.0.61");
    assert_null(browser_cookie_of(&visitor, "alliage"));
    snprintf(session, sizeof session, "%s", browser_cookie_of(&visitor, "alliage-coach"));
    assert_int_equal(status_for("alliage-coach", session, "/coach"), 200);
    assert_int_equal(status_for("alliage", session, "/coach"), 403);
    sign_in(&visitor, "seule@exemple.fr");
    snprintf(old, sizeof old, "%s", session);
    snprintf(session, sizeof session, "%s", browser_cookie_of(&visitor, "alliage-coach"));
    assert_string_not_equal(old, session);
    assert_int_equal(status_for("alliage-coach", old, "/coach"), 403);
    browser_post(&visitor, "/sortir", one_field(NULL, NULL));
    CHECK_TEXT(browser_cookie_of(&visitor, "alliage-coach"), "");
    assert_int_equal(status_for("alliage-coach", session, "/coach"), 403);
}

static void a_planted_secret_signs_nobody_in(void **state)
{
    static const char *const planted[] = { "attackerchosen", "x",
                                           "abcdefghjkmnpqrstuvwxyz234567abc" };
    (void)state;
    play_coach(&visitor, "plantee@exemple.fr", "127.0.0.62");
    for (size_t i = 0; i < sizeof planted / sizeof *planted; i++) {
        browser_start(&visitor, "127.0.0.62");
        give_cookie(&visitor, "alliage", planted[i]);
        give_cookie(&visitor, "alliage-coach", planted[i]);
        sign_in(&visitor, "plantee@exemple.fr");
        assert_int_equal(status_for("alliage", planted[i], "/coach"), 403);
        assert_int_equal(status_for("alliage-coach", planted[i], "/coach"), 403);
    }
}

static void a_planted_secret_is_not_the_one_a_seat_is_bound_to(void **state)
{
    static const char *const planted[] = { "x", "abcdefghjkmnpqrstuvwxyz234567abc" };
    (void)state;
    one_more_team(&other, "Plantée");
    for (size_t i = 0; i < sizeof planted / sizeof *planted; i++) {
        browser_start(&visitor, "127.0.0.63");
        give_cookie(&visitor, "alliage", planted[i]);
        browser_post(&visitor, other.links[i], one_field(NULL, NULL));
        assert_int_equal(visitor.status, 303);
        browser_get(&visitor, other.home);
        assert_int_equal(visitor.status, 200);
        assert_int_equal(status_for("alliage", planted[i], other.home), 404);
    }
}

/* The planter has a seat, and plants its key, which the store knows. */
static void a_known_key_that_was_planted_does_not_open_what_is_bound_later(void **state)
{
    char planted[40];
    (void)state;
    one_more_team(&other, "Ailleurs");
    snprintf(planted, sizeof planted, "%s", browser_cookie_of(&play.members[0], "alliage"));
    browser_start(&visitor, "127.0.0.64");
    give_cookie(&visitor, "alliage", planted);
    browser_post(&visitor, other.links[0], one_field(NULL, NULL));
    assert_int_equal(visitor.status, 303);
    assert_string_not_equal(browser_cookie_of(&visitor, "alliage"), planted);
    browser_get(&visitor, other.home);
    assert_int_equal(visitor.status, 200);
    write_down();
    assert_int_equal(status_for("alliage", planted, other.home), 404);
    assert_int_equal(status_for("alliage", planted, play.home), 404);
}

static void a_sign_in_gives_a_seated_browser_a_fresh_key_with_its_seats(void **state)
{
    char before[40];
    struct browser *b = &play.members[1];
    (void)state;
    play_coach(&visitor, "membre@exemple.fr", "127.0.0.65");
    snprintf(before, sizeof before, "%s", browser_cookie_of(b, "alliage"));
    sign_in(b, "membre@exemple.fr");
    assert_string_not_equal(browser_cookie_of(b, "alliage"), before);
    browser_get(b, play.home);
    assert_int_equal(b->status, 200);
    write_down();
    assert_int_equal(status_for("alliage", before, play.home), 404);
    browser_get(b, play.home);
    assert_int_equal(b->status, 200);
    browser_post(b, "/sortir", one_field(NULL, NULL));
    browser_get(b, play.home);
    assert_int_equal(b->status, 200);
}

/* The reply that brings the new key is lost: the old one still opens. */
static void a_key_is_over_only_when_the_next_one_was_shown(void **state)
{
    char before[40];
    struct browser *b = &play.members[2];
    (void)state;
    play_coach(&visitor, "perdue@exemple.fr", "127.0.0.66");
    snprintf(before, sizeof before, "%s", browser_cookie_of(b, "alliage"));
    sign_in(b, "perdue@exemple.fr");
    write_down();
    assert_int_equal(status_for("alliage", before, play.home), 200);
}

static void forty_teams_on_one_device_all_open(void **state)
{
    static char homes[40][40];
    (void)state;
    browser_start(&visitor, "127.0.0.67");
    for (size_t i = 0; i < 40; i++) {
        one_more_team(&other, "Équipe");
        strcpy(homes[i], other.home);
        browser_post(&visitor, other.links[1], one_field(NULL, NULL));
        assert_int_equal(visitor.status, 303);
        if (i % 13 == 0)
            write_down();
    }
    for (size_t i = 0; i < 40; i++) {
        browser_get(&visitor, homes[i]);
        assert_int_equal(visitor.status, 200);
    }
    browser_get(&visitor, "/moi");
    for (size_t i = 0; i < 40; i++)
        assert_true(has(&visitor, homes[i]));
}

/* Both were sent before either was answered: with the same cookies. */
static void two_links_of_two_teams_pressed_at_once_both_open(void **state)
{
    static struct play first, second;
    struct browser before;
    (void)state;
    one_more_team(&first, "Une");
    one_more_team(&second, "Autre");
    browser_start(&visitor, "127.0.0.68");
    browser_post(&visitor, play.links[0], one_field(NULL, NULL)); /* any page, for its cookie */
    one_more_team(&other, "Avant");
    browser_post(&visitor, other.links[0], one_field(NULL, NULL));
    before = visitor;
    browser_post(&visitor, first.links[0], one_field(NULL, NULL));
    assert_int_equal(visitor.status, 303);
    visitor = before;
    browser_post(&visitor, second.links[0], one_field(NULL, NULL));
    assert_int_equal(visitor.status, 303);
    browser_get(&visitor, first.home);
    assert_int_equal(visitor.status, 200);
    browser_get(&visitor, second.home);
    assert_int_equal(visitor.status, 200);
    browser_get(&visitor, other.home);
    assert_int_equal(visitor.status, 200);
}

static void foreign_cookies_hide_none_of_ours(void **state)
{
    static char headers[8000];
    size_t used = 0;
    (void)state;
    used += (size_t)snprintf(headers, sizeof headers, "Cookie: ");
    for (int i = 0; i < 200; i++)
        used += (size_t)snprintf(headers + used, sizeof headers - used, "x%d=%d; ", i, i);
    snprintf(headers + used, sizeof headers - used, "alliage=planted; alliage=%s\r\n",
             browser_cookie_of(&play.members[0], "alliage"));
    browser_start(&visitor, "127.0.0.69");
    browser_send(&visitor, "GET", play.home, headers, "", 0);
    assert_int_equal(visitor.status, 200);
}

/* More than the daemon has places for: told, not closed without a word. */
static void five_hundred_cookies_are_refused_aloud(void **state)
{
    static char headers[8000];
    size_t used = (size_t)snprintf(headers, sizeof headers, "Cookie: a=1");
    (void)state;
    for (int i = 0; i < 500; i++)
        used += (size_t)snprintf(headers + used, sizeof headers - used, "; x%d=1", i);
    snprintf(headers + used, sizeof headers - used, "\r\n");
    browser_start(&visitor, "127.0.0.69");
    browser_send(&visitor, "GET", "/", headers, "", 0);
    assert_int_equal(visitor.status, 431);
}

/* The first use of a day begins the 400 days of the cookie anew. */
static void a_key_lasts_longer_each_day_it_is_used(void **state)
{
    struct browser *b = &play.members[0];
    (void)state;
    browser_get(b, play.home);
    assert_true(has(b, "Set-Cookie: alliage="));
    assert_true(has(b, "Max-Age=34560000"));
    browser_get(&play.coach, "/coach");
    write_down();
    browser_get(b, play.home);
    assert_false(has(b, "Set-Cookie: alliage="));
    browser_get(&play.coach, "/coach");
    assert_false(has(&play.coach, "Set-Cookie: alliage-coach="));
}

static int make_them(void **state)
{
    play_open(state);
    play_team(&play, "Les clés", 3, true);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_lasts_longer_each_day_it_is_used),
        cmocka_unit_test(five_hundred_cookies_are_refused_aloud),
        cmocka_unit_test(foreign_cookies_hide_none_of_ours),
        cmocka_unit_test(a_sign_in_has_a_secret_of_its_own_and_ends_with_it),
        cmocka_unit_test(a_planted_secret_signs_nobody_in),
        cmocka_unit_test(a_planted_secret_is_not_the_one_a_seat_is_bound_to),
        cmocka_unit_test(a_sign_in_gives_a_seated_browser_a_fresh_key_with_its_seats),
        cmocka_unit_test(a_key_is_over_only_when_the_next_one_was_shown),
        cmocka_unit_test(two_links_of_two_teams_pressed_at_once_both_open),
        cmocka_unit_test(forty_teams_on_one_device_all_open),
        cmocka_unit_test(a_known_key_that_was_planted_does_not_open_what_is_bound_later),
    };
    return cmocka_run_group_tests(tests, make_them, play_close);
}
