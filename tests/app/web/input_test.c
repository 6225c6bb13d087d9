/* What a hostile browser sends: forms from elsewhere, answers off the scale, bytes that are
 * no text, text that would be markup or a header. */
#include <stdlib.h>

#include "a_play.h"

static struct play play;
static struct browser b;

static int make_a_round(void **state)
{
    int wrong = play_open(state);
    play_team(&play, "Équipe inventée du Phare", 5, true);
    play_open_round(&play);
    return wrong;
}

/* ---- forms from elsewhere ---- */

static void send_form(struct browser *from, const char *path, const char *headers,
                      const char *token, const char *rest)
{
    char body[512], head[512];
    int count = snprintf(body, sizeof body, "%s%s%s%s", token ? "form_token=" : "",
                         token ? token : "", token && *rest ? "&" : "", rest);
    snprintf(head, sizeof head, "Content-Type: application/x-www-form-urlencoded\r\n%s",
             headers);
    browser_send(from, "POST", path, head, body, (size_t)count);
}

static const char *filled(const char *pattern)
{
    static char path[160];
    const char *rest = strchr(pattern + strlen("/t/"), '/');
    if (strncmp(pattern, "/t/", 3) != 0)
        return pattern;
    rest = strstr(pattern, "{step}")       ? "/repondre/1"
           : strstr(pattern, "{seat}")     ? NULL
           : strstr(pattern, "{newcomer}") ? "/arrivee/1"
           : strstr(pattern, "{round}")    ? "/restitution/1"
                                           : rest;
    snprintf(path, sizeof path, "%s%s%s", play.home, rest ? rest : "/place/",
             rest ? "" : play.seats[1]);
    return path;
}

static void is_refused(struct browser *from, const char *path, const char *how)
{
    if (from->status != 403)
        fail_msg("POST %s %s: %d, not 403", path, how, from->status);
}

static void every_post_needs_its_own_pages_token(void **state)
{
    static char token[128], others[128];
    struct browser *const people[] = { &play.coach, &play.members[0] };
    const struct routes routes = alliage_site(&play_here).routes;
    (void)state;
    browser_get(&play.members[2], "/");
    strcpy(others, browser_token(&play.members[2]));
    for (size_t who = 0; who < 2; who++) {
        browser_get(people[who], "/");
        strcpy(token, browser_token(people[who]));
        for (size_t i = 0; i < routes.count; i++) {
            if (routes.list[i].method != POST)
                continue;
            struct browser *from = people[who];
            const char *path = filled(routes.list[i].pattern);
            static const char rest[] = "quoi=effacer&equipe=non&date=2027-01-01&bloc=tout";
            send_form(from, path, "", NULL, rest);
            is_refused(from, path, "without a token");
            assert_true(has(from, "trop ancien") && !has(from, "too old"));
            send_form(from, path, "", "", rest);
            is_refused(from, path, "with an empty token");
            send_form(from, path, "", others, rest);
            is_refused(from, path, "with another browser's token");
            send_form(from, path, "Origin: https://ailleurs.example\r\n", token, rest);
            is_refused(from, path, "from another origin");
            send_form(from, path, "Origin: null\r\n", token, rest);
            is_refused(from, path, "from no origin");
            send_form(from, path, "Sec-Fetch-Site: cross-site\r\n", token, rest);
            is_refused(from, path, "from another site");
            assert_true(has(from, "d’un autre site") && !has(from, "another site"));
            send_form(from, path, "Sec-Fetch-Site: same-site\r\n", token, rest);
            is_refused(from, path, "from a neighbour");
        }
    }
    browser_get(&play.members[0], play_path(&play, "/repondre"));
    assert_int_equal(play.members[0].status, 200);
    browser_get(&play.coach, play_path(&play, "/barometre"));
    assert_true(has(&play.coach, "/barometre/annuler"));
}

/* ---- links ---- */

static void a_links_text_is_digits_a_dash_and_its_secret(void **state)
{
    static const char *const codes[] = {
        "x/\t 12-abc",
        "x/\n\n 12-abc",
        "\v12-a",
        "-12-abc",
        "+12-abc",
        "12 -abc",
        "12-",
        "12",
        "-",
        "/",
        "ffffffffffffffff-abc",
        "12-abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrst"
        "uvwxyzabcdefghijklmnopqrstuvwxyz",
    };
    (void)state;
    browser_start(&b, "127.0.0.60");
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        browser_post(&b, "/code", one_field("code", codes[i]));
        if (b.status == 303) {
            char path[512];
            strcpy(path, b.location);
            browser_post(&b, path, one_field(NULL, NULL));
            assert_int_equal(b.status, 404);
        } else {
            assert_true(b.status == 422 || b.status == 400);
        }
    }
    browser_get(&b, "/r/%09%2012-abc");
    assert_true(b.status == 404 || b.status == 200);
    browser_get(&b, "/r/%2F%09%2012-abc");
    assert_true(b.status == 404 || b.status == 200);
}

static void a_pasted_link_carries_no_second_header_line(void **state)
{
    static struct play closed;
    char code[256];
    (void)state;
    play_links(&closed, "Équipe inventée du Môle", 3, false);
    browser_start(&b, "127.0.0.61");
    snprintf(code, sizeof code, "http://127.0.0.1%s ici\r\nSet-Cookie: alliage=volé",
             closed.links[0]);
    browser_post(&b, "/code", one_field("code", code));
    assert_int_equal(b.status, 303);
    CHECK_TEXT(b.location, closed.links[0]);
    assert_null(browser_cookie_of(&b, "alliage"));
}

static void looking_at_a_link_does_not_tell_whether_it_was_opened(void **state)
{
    static struct play closed;
    static char fresh[PAGE_BYTES], later[PAGE_BYTES];
    (void)state;
    play_links(&closed, "Équipe inventée du Môle", 3, true);
    for (int pasted = 0; pasted < 2; pasted++) {
        struct browser *c = &closed.coach;
        size_t seat = (size_t)pasted;
        for (int opened = 0; opened < 2; opened++) {
            if (pasted)
                browser_post(c, "/code", one_field("code", closed.links[seat]));
            browser_get(c, closed.links[seat]);
            assert_int_equal(c->status, 200);
            strcpy(opened ? later : fresh, c->body);
            hide_form_numbers(opened ? later : fresh);
            if (opened)
                CHECK_TEXT(later, fresh);
            if (!opened)
                play_join(&closed, seat);
        }
    }
}

static void back_leads_to_our_own_pages_only(void **state)
{
    static const struct {
        const char *back, *location;
    } cases[] = {
        { "/aide", "/aide" },
        { "https://ailleurs.example/", "/" },
        { "//ailleurs.example", "/" },
        { "/\\ailleurs.example", "/" },
        { "\\\\ailleurs.example", "/" },
        { "/\t/ailleurs.example", "/" },
        { "/\r\n/ailleurs.example", "/" },
        { "/aide\r\nSet-Cookie: alliage=x", "/" },
        { "/aide\nSet-Cookie: alliage=x", "/" },
        { "javascript:alert(1)", "/" },
        { "", "/" },
    };
    (void)state;
    browser_start(&b, "127.0.0.62");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        browser_post(&b, "/langue", one_field("back", cases[i].back));
        assert_int_equal(b.status, 303);
        CHECK_TEXT(b.location, cases[i].location);
        assert_null(browser_cookie_of(&b, "alliage"));
    }
}

/* ---- answers ---- */

static void answers_off_the_form_are_not_saved(void **state)
{
    struct browser *m = &play.members[0];
    static const char *const values[] = { "0",        "8",   "-1",
                                          "4.5",      "1e1", "999999999999999999999",
                                          "abc",      "",    " 4",
                                          "4 OR 1=1", "NaN" };
    char field[64];
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        browser_post(m, play_path(&play, "/repondre/1"), one_field("q1", values[i]));
        assert_int_equal(m->status, 422);
    }
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        browser_post(m, play_path(&play, "/repondre/11"), one_field("moment", values[i]));
        assert_int_equal(m->status, 422);
    }
    snprintf(field, sizeof field, "s%s", play.seats[0]);
    browser_post(m, play_path(&play, "/repondre/7"), one_field(field, "7"));
    browser_post(m, play_path(&play, "/repondre/7"), one_field("s1", "7"));
    browser_post(m, play_path(&play, "/repondre/1"), one_field("q30", "7"));
    browser_get(m, play_path(&play, "/moi/donnees"));
    assert_int_equal(m->status, 200);
    assert_false(has(m, ": 7"));
    assert_false(has(m, "\"7\""));
}

static void steps_that_are_not_there_are_not_found(void **state)
{
    static const char *const steps[] = { "/repondre/0",
                                         "/repondre/-1",
                                         "/repondre/99999",
                                         "/repondre/abc",
                                         "/repondre/1%00",
                                         "/repondre/13",
                                         "/repondre/18446744073709551617",
                                         "/repondre/1/2" };
    struct browser *m = &play.members[0];
    (void)state;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        browser_get(m, play_path(&play, steps[i]));
        assert_true(m->status == 404 || m->status == 400);
        browser_post(m, play_path(&play, steps[i]), one_field("q1", "4"));
        assert_true(m->status == 404 || m->status == 400);
    }
    browser_get(m, "/t/99999999999999999999/moi");
    assert_int_equal(m->status, 404);
    browser_get(m, "/t/0/moi");
    assert_int_equal(m->status, 404);
    browser_get(m, "/t/-1/moi");
    assert_int_equal(m->status, 404);
}

static void post_body(struct browser *from, const char *path, const char *body, size_t count)
{
    static char all[1024];
    char token[128];
    browser_get(from, "/");
    strcpy(token, browser_token(from));
    int used = snprintf(all, sizeof all, "form_token=%s&", token);
    memcpy(all + used, body, count);
    browser_send(from, "POST", path, "Content-Type: application/x-www-form-urlencoded\r\n", all,
                 (size_t)used + count);
}

static void forms_that_are_no_forms_are_refused(void **state)
{
    static const struct {
        const char *bytes;
        size_t count;
    } bodies[] = {
        { "q1=4&q1=5", 9 }, { "q1=%00", 6 },      { "q1=4\0", 5 },
        { "q1=%C3%28", 9 }, { "q1=\xff\xfe", 5 }, { "q1=%ED%A0%80", 12 },
        { "q1=%4", 5 },     { "q1=%zz", 6 },      { "%1B=4", 5 },
        { "%7F=4", 5 },     { "%00=4", 5 },       { "q1=%F4%90%80%80", 15 },
    };
    struct browser *m = &play.members[1];
    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        post_body(m, play_path(&play, "/repondre/1"), bodies[i].bytes, bodies[i].count);
        assert_int_equal(m->status, 400);
    }
    browser_send(m, "POST", play_path(&play, "/repondre/1"),
                 "Content-Type: multipart/form-data; boundary=x\r\n", "--x--", 5);
    assert_int_equal(m->status, 400);
}

static void a_body_of_five_megabytes_and_a_form_of_many_fields_go_no_further(void **state)
{
    enum { FIVE = 5 * 1024 * 1024, MANY = 400 };
    static struct fields fields;
    char name[16];
    char *big = malloc(FIVE);
    struct browser *m = &play.members[1];
    (void)state;
    assert_non_null(big);
    memset(big, 'a', FIVE);
    browser_send(m, "POST", play_path(&play, "/repondre/1"),
                 "Content-Type: application/x-www-form-urlencoded\r\n", big, FIVE);
    free(big);
    assert_true(m->status == 413 || m->status == 0);
    fields.count = 0;
    for (int i = 0; i < MANY; i++) {
        snprintf(name, sizeof name, "f%d", i);
        field_add(&fields, name, "1");
    }
    browser_post(m, play_path(&play, "/repondre/1"), &fields);
    assert_int_equal(m->status, 400);
    browser_get(m, play.home);
    assert_int_equal(m->status, 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_post_needs_its_own_pages_token),
        cmocka_unit_test(looking_at_a_link_does_not_tell_whether_it_was_opened),
        cmocka_unit_test(back_leads_to_our_own_pages_only),
        cmocka_unit_test(answers_off_the_form_are_not_saved),
        cmocka_unit_test(steps_that_are_not_there_are_not_found),
        cmocka_unit_test(forms_that_are_no_forms_are_refused),
        cmocka_unit_test(a_body_of_five_megabytes_and_a_form_of_many_fields_go_no_further),
        cmocka_unit_test(a_links_text_is_digits_a_dash_and_its_secret),
        cmocka_unit_test(a_pasted_link_carries_no_second_header_line),
    };
    return cmocka_run_group_tests(tests, make_a_round, play_close);
}
