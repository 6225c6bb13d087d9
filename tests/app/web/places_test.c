/* Whose place a browser is: one's own link again, another's, a coach's, a place that was lost;
 * and links as they come out of letters. */
#include <stdlib.h>

#include "a_play.h"

static struct play play;
static struct browser tablet, phone, other;

static bool sits_as(struct browser *b, const char *name)
{
    char title[64];
    browser_get(b, play_path(&play, "/moi"));
    snprintf(title, sizeof title, "<h1>%s</h1>", name);
    return b->status == 200 && has(b, title);
}

static void press(struct browser *b, size_t link, bool confirmed)
{
    browser_post(b, play.links[link], one_field(confirmed ? "ici" : NULL, "1"));
}

static void make_place(const char *name)
{
    play_links(&play, name, 4, true);
    browser_start(&tablet, "127.0.0.51");
    browser_start(&phone, "127.0.0.52");
    browser_start(&other, "127.0.0.53");
}

static size_t counted(const struct browser *b, const char *what)
{
    size_t count = 0;
    for (const char *at = b->body; (at = strstr(at, what)); at++)
        count++;
    return count;
}

static void ones_own_link_opens_ones_place_again_and_again(void **state)
{
    (void)state;
    make_place("La même");
    for (int time = 0; time < 3; time++) {
        press(&phone, 0, false);
        assert_int_equal(phone.status, 303);
        CHECK_TEXT(phone.location, play.home);
        browser_get(&phone, play.links[0]);
        assert_int_equal(phone.status, 303);
        CHECK_TEXT(phone.location, play.home);
    }
    assert_true(sits_as(&phone, "Aïcha Diop"));
}

static void elsewhere_ones_own_link_says_how_to_come_in_and_the_team_is_told(void **state)
{
    (void)state;
    make_place("Ailleurs");
    press(&phone, 0, false);
    browser_get(&other, play.links[0]);
    assert_int_equal(other.status, 200); /* looking tells nothing */
    press(&other, 0, false);
    assert_int_equal(other.status, 403);
    assert_true(has(&other, "Ce lien a déjà servi ailleurs"));
    assert_true(has(&other, "Ajouter un appareil"));
    assert_true(has(&other, "une place vide"));
    browser_get(&other, play.home);
    assert_int_equal(other.status, 404);
    browser_get(&phone, play.home);
    assert_true(has(&phone, "un lien qui avait déjà servi ailleurs"));
    assert_int_equal(counted(&phone, "un lien qui avait déjà servi ailleurs"), 1);
}

/* A tablet that goes round a table: nobody reads another's answers, no link is lost. */
static void a_tablet_goes_from_hand_to_hand(void **state)
{
    static struct fields fields;
    char stale[FIELDS_BYTES];
    (void)state;
    make_place("La table");
    press(&tablet, 0, false);
    play_open_round(&play);
    browser_post(&tablet, play_path(&play, "/repondre"), one_field("equipe", "oui"));
    browser_get(&tablet, play_path(&play, "/repondre/1"));
    fields.count = 0;
    field_add(&fields, "q1", "2");
    snprintf(stale, sizeof stale, "form_token=%s&q1=7", browser_token(&tablet));
    browser_post(&tablet, play_path(&play, "/repondre/1"), &fields);
    browser_get(&tablet, play.links[1]); /* the next one: looks, is told, changes nothing */
    assert_int_equal(tablet.status, 200);
    assert_true(has(&tablet, "Ce navigateur est ouvert pour Aïcha Diop"));
    press(&tablet, 1, false);
    assert_int_equal(tablet.status, 409);
    assert_true(sits_as(&tablet, "Aïcha Diop"));
    press(&tablet, 1, true);
    assert_int_equal(tablet.status, 303);
    assert_true(sits_as(&tablet, "Bruno Faure"));
    browser_get(&tablet, play_path(&play, "/moi?montrer=1"));
    assert_false(has(&tablet, "class=\"number\""));
    /* A form of the first one, open in another tab, is not the second one's. */
    browser_send(&tablet, "POST", play_path(&play, "/repondre/1"),
                 "Content-Type: application/x-www-form-urlencoded\r\n", stale, strlen(stale));
    assert_int_equal(tablet.status, 403);
    press(&tablet, 0, true);
    assert_int_equal(tablet.status, 303);
    assert_true(sits_as(&tablet, "Aïcha Diop"));
    press(&tablet, 1, true);
    assert_true(sits_as(&tablet, "Bruno Faure"));
    press(&phone, 2, false);
    assert_int_equal(phone.status, 303); /* and each other link still opens */
}

static void a_coachs_browser_takes_no_seat_and_spends_no_link(void **state)
{
    char before[FIELDS_BYTES];
    (void)state;
    make_place("Accompagnée");
    press(&phone, 0, false);
    for (size_t i = 0; i < 2; i++) { /* one was opened, one not: the same words */
        browser_get(&play.coach, play.links[i]);
        assert_true(has(&play.coach, "Ce lien est pour "));
        press(&play.coach, i, false);
        assert_int_equal(play.coach.status, 403);
        press(&play.coach, i, true);
        assert_int_equal(play.coach.status, 403);
        assert_true(take_between(play.coach.body, "<main", "</main>", before, sizeof before));
        assert_non_null(strstr(before, i ? "Bruno Faure" : "Aïcha Diop"));
        assert_null(strstr(before, "servi"));
    }
    browser_get(&play.coach, play_path(&play, "/moi"));
    assert_int_equal(play.coach.status, 404);
    press(&other, 1, false);
    assert_int_equal(other.status, 303);
    browser_get(&phone, play.home);
    assert_false(has(&phone, "un lien qui avait déjà servi ailleurs"));
}

/* Signed in later, in a browser that had a place: it has none for as long. */
static void a_coach_who_signs_in_where_someone_sits_reads_nothing_of_theirs(void **state)
{
    (void)state;
    make_place("Prêtée");
    press(&tablet, 0, false);
    assert_true(sits_as(&tablet, "Aïcha Diop"));
    for (size_t i = 0; i < play.coach.cookie_count; i++)
        if (strcmp(play.coach.cookies[i].name, "alliage-coach") == 0)
            tablet.cookies[tablet.cookie_count++] = play.coach.cookies[i];
    browser_get(&tablet, play_path(&play, "/moi"));
    assert_int_equal(tablet.status, 404);
    browser_get(&tablet, play.home);
    assert_int_equal(tablet.status, 200);
    assert_false(has(&tablet, "c’est vous"));
}

static void the_place_that_was_lost_is_told_on_every_page_of_it(void **state)
{
    char path[600], link[160];
    (void)state;
    make_place("Perdue");
    press(&phone, 0, false);
    snprintf(path, sizeof path, "%s/place/%s", play.home, play.seats[0]);
    browser_post(&play.coach, path, one_field(NULL, NULL));
    for (int hop = 0; hop < 2 && play.coach.status == 303; hop++) {
        snprintf(path, sizeof path, "%s", play.coach.location);
        browser_get(&play.coach, path);
    }
    assert_non_null(take_between(play.coach.body, "readonly value=\"http://127.0.0.1", "\"",
                                 link, sizeof link));
    browser_get(&phone, play.home);
    assert_int_equal(phone.status, 403);
    assert_true(has(&phone, "Un nouveau lien a été fait pour votre place le "));
    assert_true(has(&phone, "dites-le à l"));
    browser_get(&phone, play_path(&play, "/repondre"));
    assert_true(has(&phone, "Un nouveau lien a été fait"));
    press(&phone, 0, false);
    assert_int_equal(phone.status, 403);
    assert_true(has(&phone, "Un nouveau lien a été fait"));
    press(&other, 0, false);
    assert_true(has(&other, "Ce lien a été remplacé"));
    browser_post(&phone, link, one_field(NULL, NULL));
    assert_int_equal(phone.status, 303);
    assert_true(sits_as(&phone, "Aïcha Diop"));
}

static void a_device_is_removed_by_its_owner_and_left_by_who_holds_it(void **state)
{
    char link[160], page[600], rest[64];
    const char *at;
    (void)state;
    make_place("Appareils");
    press(&phone, 0, false);
    browser_post(&phone, play_path(&play, "/moi"), one_field("quoi", "appareil"));
    for (int hop = 0; hop < 2 && phone.status == 303; hop++) {
        snprintf(page, sizeof page, "%s", phone.location);
        browser_get(&phone, page);
    }
    assert_non_null(
        take_between(phone.body, "readonly value=\"http://127.0.0.1", "\"", link, sizeof link));
    browser_post(&other, link, one_field(NULL, NULL));
    assert_true(sits_as(&other, "Aïcha Diop"));
    /* The first one removes the second. */
    browser_get(&phone, play_path(&play, "/moi"));
    assert_int_equal(counted(&phone, "/moi/appareil/"), 2);
    at = strstr(phone.body, "/moi/appareil/");
    if (!strstr(phone.body, "Quitter cet appareil") ||
        strstr(phone.body, "Quitter cet appareil") < strstr(at + 1, "/moi/appareil/"))
        at = strstr(at + 1, "/moi/appareil/");
    assert_non_null(take_between(at, "/moi/appareil/", "\"", rest, sizeof rest));
    snprintf(page, sizeof page, "%s/moi/appareil/%s", play.home, rest);
    browser_get(&phone, page);
    assert_true(has(&phone, "Retirer cet appareil"));
    assert_false(has(&phone, "le seul appareil"));
    browser_post(&phone, page, one_field(NULL, NULL));
    assert_int_equal(phone.status, 303);
    assert_false(sits_as(&other, "Aïcha Diop"));
    browser_post(&other, link, one_field(NULL, NULL));
    assert_int_equal(other.status, 403); /* nor by the link that served there */
    /* The last one is told first. */
    browser_get(&phone, play_path(&play, "/moi"));
    assert_non_null(take_between(phone.body, "/moi/appareil/", "\"", rest, sizeof rest));
    snprintf(page, sizeof page, "%s/moi/appareil/%s", play.home, rest);
    browser_get(&other, page);
    assert_int_equal(other.status, 404);
    press(&tablet, 1, false);
    browser_post(&tablet, page, one_field(NULL, NULL));
    assert_int_equal(tablet.status, 404); /* not one's own */
    browser_get(&phone, page);
    assert_true(has(&phone, "le seul appareil"));
    browser_post(&phone, page, one_field(NULL, NULL));
    assert_int_equal(phone.status, 303);
    assert_false(sits_as(&phone, "Aïcha Diop"));
}

struct around {
    const char *before, *after;
};

static void a_link_is_found_again_as_letters_and_sentences_leave_it(void **state)
{
    static const struct around around[] = {
        { "", "." },
        { "", "," },
        { "", "/" },
        { "", ">" },
        { "", ")" },
        { "", "%E2%80%A6" },
        { "", "%C2%A0" },
        { "", "%20" },
        { "", "?utm=1&utm=2" },
        { "", "?q=100%" },
        { "", ".?fbclid=%ff" },
        { "/", "" },
        { "", "%" },
        { "", "%0A" },
        { "", "?&&&=" },
        { "", "%E2%80%8B" },
    };
    char path[256];
    (void)state;
    make_place("Retrouvée");
    press(&phone, 0, false);
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        snprintf(path, sizeof path, "%s%s%s", around[i].before, play.links[0], around[i].after);
        browser_get(&phone, path);
        if (phone.status != 303 || strcmp(phone.location, play.home) != 0)
            fail_msg("%s: %d", path, phone.status);
        browser_get(&other, path);
        assert_int_equal(other.status, 200);
        assert_true(has(&other, play.links[0]));
    }
    for (char *c = strcpy(path, play.links[0]) + 3; *c; c++)
        *c = (char)(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
    browser_get(&phone, path);
    assert_int_equal(phone.status, 303);
}

static void a_link_is_found_in_what_was_pasted(void **state)
{
    static const struct around around[] = {
        { "<http://127.0.0.1", ">" },
        { "Votre lien : ", ". Merci !" },
        { "(", ")" },
        { "« http://a.example/", " »" },
        { "", "\xC2\xA0" },
        { "http%3A%2F%2Fa.example%2Fr%2F", "" },
    };
    char code[256];
    (void)state;
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        const char *link = play.links[1] + (strstr(around[i].before, "%2Fr") ? 3 : 0);
        snprintf(code, sizeof code, "%s%.90s%s", around[i].before, link, around[i].after);
        browser_post(&other, "/code", one_field("code", code));
        if (other.status != 303 || strcmp(other.location, play.links[1]) != 0)
            fail_msg("%s: %d %s", code, other.status, other.location);
    }
    snprintf(code, sizeof code, "%.30s \xC2\xAD\n%.60s", play.links[1], play.links[1] + 30);
    browser_post(&other, "/code", one_field("code", code));
    CHECK_TEXT(other.location, play.links[1]);
}

static void a_page_is_found_with_a_full_stop_and_an_odd_query(void **state)
{
    static const char *const paths[] = { "/aide.",       "/aide/",
                                         "/aide)",       "/aide?a=1&a=2",
                                         "/aide?q=100%", "/qui-voit-quoi,?utm_source=%FF",
                                         "/aide%C2%A0",  "/?q=%zz" };
    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        browser_get(&other, paths[i]);
        if (other.status != 200)
            fail_msg("%s: %d", paths[i], other.status);
    }
    browser_get(&phone, play_path(&play, "."));
    assert_int_equal(phone.status, 200);
    browser_get(&phone, play_path(&play, "/moi/?montrer=%"));
    assert_int_equal(phone.status, 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ones_own_link_opens_ones_place_again_and_again),
        cmocka_unit_test(elsewhere_ones_own_link_says_how_to_come_in_and_the_team_is_told),
        cmocka_unit_test(a_tablet_goes_from_hand_to_hand),
        cmocka_unit_test(a_coachs_browser_takes_no_seat_and_spends_no_link),
        cmocka_unit_test(a_coach_who_signs_in_where_someone_sits_reads_nothing_of_theirs),
        cmocka_unit_test(the_place_that_was_lost_is_told_on_every_page_of_it),
        cmocka_unit_test(a_device_is_removed_by_its_owner_and_left_by_who_holds_it),
        cmocka_unit_test(a_link_is_found_again_as_letters_and_sentences_leave_it),
        cmocka_unit_test(a_link_is_found_in_what_was_pasted),
        cmocka_unit_test(a_page_is_found_with_a_full_stop_and_an_odd_query),
    };
    return cmocka_run_group_tests(tests, play_open, play_close);
}
