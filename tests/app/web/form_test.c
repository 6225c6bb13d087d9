/* Forms, cookies and routes, taken apart without any socket. */
#include "web/routes.h"

#include "tests/check.h"

static struct arena mem;
static struct err err;

static int open_arena(void **state)
{
    (void)state;
    mem = arena_with_limit(1 << 20);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(&mem);
    return 0;
}

static enum status parse(const char *text, struct form *form)
{
    return form_parse(&mem, text, strlen(text), form, &err);
}

static void test_fields_are_decoded_in_their_order(void **state)
{
    struct form form;
    (void)state;
    assert_int_equal(parse("a=1&nom=Zo%C3%A9+D%27Arc&vide=&seul&b=x%3Dy%26z", &form), OK);
    assert_int_equal(form.count, 5);
    CHECK_TEXT(form.fields[1].name, "nom");
    CHECK_TEXT(form_value(&form, "nom"), "Zoé D'Arc");
    CHECK_TEXT(form_value(&form, "vide"), "");
    CHECK_TEXT(form_value(&form, "b"), "x=y&z");
    assert_true(form_has(&form, "seul"));
    assert_null(form_value(&form, "absent"));
}

static void test_line_ends_become_one_and_spaces_around_a_text_go(void **state)
{
    struct form form;
    (void)state;
    assert_int_equal(parse("t=+%0D%0Aun%0D%0Adeux%0Dtrois%0A+", &form), OK);
    CHECK_TEXT(form_value(&form, "t"), " \nun\ndeux\ntrois\n ");
    CHECK_TEXT(form_text(&mem, &form, "t"), "un deux trois");
    assert_null(form_text(&mem, &form, "absent"));
}

static void test_what_is_not_plain_text_is_refused(void **state)
{
    static const char *const wrong[] = { "a=%",   "a=%4",  "a=%zz",       "a=%00",
                                         "a=%ff", "%01=a", "a=b%00c",     "a=%C0%80",
                                         "%00=a", "%7f=a", "a=%ED%A0%80", "=%e9" };
    struct form form;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (parse(wrong[i], &form) != BAD_INPUT)
            fail_msg("%s was accepted", wrong[i]);
    assert_int_equal(parse("b=1&aim=x%00y", &form), BAD_INPUT);
    CHECK_TEXT(err.text, "the field aim of this form is not readable text");
}

static void test_characters_that_nobody_sees_refuse_no_form(void **state)
{
    static const struct {
        const char *pasted, *is;
    } texts[] = {
        { "one%0Btwo", "one\ntwo" },
        { "one%0Ctwo", "one\ntwo" },
        { "one%E2%80%A8two", "one\ntwo" },
        { "one%E2%80%A9two", "one\ntwo" },
        { "one%C2%85two", "one\ntwo" },
        { "on%03e", "one" },
        { "on%7Fe", "one" },
        { "on%08e", "one" },
        { "on%1B%5B2Je", "on[2Je" },
        { "%EF%BB%BFone", "one" },
        { "on%E2%80%8Be", "one" },
        { "on%C2%ADe", "one" },
        { "on%E2%81%A0e", "one" },
        { "%E2%80%AEone", "one" },
        { "on%C2%9Fe", "one" },
        { "on%09e", "on\te" },
        { "%E2%80%8B", "" },
        { "a%C2%A0%3F", "a\xc2\xa0?" },
        { "%F0%9F%91%A9%E2%80%8D%F0%9F%9A%80", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80" },
    };
    struct form form;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(parse(arena_text(&mem, "t=%s", texts[i].pasted), &form), OK);
        CHECK_TEXT(form_value(&form, "t"), texts[i].is);
    }
}

static void test_a_line_is_taken_in_its_one_form(void **state)
{
    struct form form;
    (void)state;
    assert_int_equal(
        parse("n=%C2%A0Zoe%CC%88%0B++Le%C2%A0Gall%E2%80%8B&e=%E2%80%8B%C2%A0", &form), OK);
    CHECK_TEXT(form_text(&mem, &form, "n"), "Zo\xc3\xab Le Gall");
    CHECK_TEXT(form_text(&mem, &form, "e"), "");
}

static void test_a_field_sent_twice_or_too_many_are_refused(void **state)
{
    struct form form;
    char many[FORM_FIELDS_MAX * 8] = "", name[FORM_NAME_MAX + 4];
    (void)state;
    assert_int_equal(parse("a=1&b=2&a=1", &form), BAD_INPUT);
    for (int i = 0; i < FORM_FIELDS_MAX; i++)
        snprintf(many + strlen(many), sizeof many - strlen(many), "%sx%d", i ? "&" : "", i);
    assert_int_equal(parse(many, &form), OK);
    snprintf(many + strlen(many), sizeof many - strlen(many), "&y");
    assert_int_equal(parse(many, &form), BAD_INPUT);
    memset(name, 'n', sizeof name);
    name[FORM_NAME_MAX] = '\0';
    assert_int_equal(parse(name, &form), OK);
    name[FORM_NAME_MAX] = 'n';
    name[FORM_NAME_MAX + 1] = '\0';
    assert_int_equal(parse(name, &form), BAD_INPUT);
}

static void test_whole_numbers_have_a_range_and_nothing_around_them(void **state)
{
    static const char *const wrong[] = { "w=",
                                         "w=+5",
                                         "w=5.0",
                                         "w=0x5",
                                         "w=5x",
                                         "w=8",
                                         "w=%205",
                                         "w=--5",
                                         "w=-",
                                         "x=5",
                                         "w=9999999999999999999999999" };
    struct form form;
    int64_t number = -77;
    (void)state;
    assert_int_equal(parse("w=007&v=-3", &form), OK);
    assert_true(form_int(&form, "w", 1, 7, &number));
    assert_int_equal(number, 7);
    assert_true(form_int(&form, "v", -3, 0, &number));
    assert_int_equal(number, -3);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(parse(wrong[i], &form), OK);
        if (form_int(&form, "w", 1, 7, &number))
            fail_msg("%s is %d", wrong[i], (int)number);
    }
    assert_int_equal(number, -3);
}

static void test_cookies_are_read_and_what_is_malformed_left_out(void **state)
{
    struct form cookies;
    (void)state;
    request_parse_cookies(&mem, "a=1;  alliage=abc=d ; broken; =x; __Host-alliage=z", &cookies);
    CHECK_TEXT(form_value(&cookies, "a"), "1");
    CHECK_TEXT(form_value(&cookies, "alliage"), "abc=d");
    CHECK_TEXT(form_value(&cookies, "__Host-alliage"), "z");
    assert_int_equal(cookies.count, 3);
    request_parse_cookies(&mem, NULL, &cookies);
    assert_int_equal(cookies.count, 0);
}

static void test_on_https_only_a_cookie_bound_to_this_host_counts(void **state)
{
    struct request request = { .mem = &mem };
    (void)state;
    request_parse_cookies(&mem, "alliage=planted; __Host-alliage=ours", &request.cookies);
    CHECK_TEXT(request_cookie(&request, "alliage"), "planted");
    request.https = true;
    CHECK_TEXT(request_cookie(&request, "alliage"), "ours");
    request_parse_cookies(&mem, "alliage=planted", &request.cookies);
    assert_null(request_cookie(&request, "alliage"));
}

static enum status nothing(struct request *request, struct reply *reply, struct err *why)
{
    (void)request;
    (void)reply;
    (void)why;
    return OK;
}

static const struct route list[] = {
    { GET, "/", RIGHT_ANYONE, INLINE, nothing },
    { GET, "/t/nouvelle", RIGHT_ANYONE, INLINE, nothing },
    { GET, "/t/{team}", RIGHT_TEAM, INLINE, nothing },
    { POST, "/t/{team}", RIGHT_TEAM, INLINE, nothing },
    { POST, "/t/{team}/s/{step}", RIGHT_TEAM, INLINE, nothing },
};

static int find(enum method method, const char *path, struct form *params, bool *other)
{
    const struct routes routes = { list, sizeof list / sizeof *list };
    const struct route *route = routes_find(&mem, routes, method, path, params, other);
    return route ? (int)(route - list) : -1;
}

static void test_a_path_finds_its_route_and_parameters(void **state)
{
    struct form params;
    bool other;
    (void)state;
    assert_int_equal(find(GET, "/", &params, &other), 0);
    assert_int_equal(find(GET, "/t/nouvelle", &params, &other), 1);
    assert_int_equal(find(GET, "/t/4821", &params, &other), 2);
    CHECK_TEXT(form_value(&params, "team"), "4821");
    assert_int_equal(find(POST, "/t/4821", &params, &other), 3);
    assert_int_equal(find(POST, "/t/4821/s/11", &params, &other), 4);
    CHECK_TEXT(form_value(&params, "step"), "11");
}

static void test_a_path_that_fits_nothing_finds_nothing(void **state)
{
    static const char *const wrong[] = { "",           "//",   "/t",       "/t/",     "/t//",
                                         "/t/1/",      "/x",   "/t/1/s",   "/t/1/s/", "t/1",
                                         "/t/1/s/2/3", "/T/1", "/t/1//s/2" };
    struct form params;
    bool other;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (find(GET, wrong[i], &params, &other) != -1 || other)
            fail_msg("%s was found", wrong[i]);
    assert_int_equal(find(GET, "/t/1/s/2", &params, &other), -1);
    assert_true(other);
}

#define WITH_ARENA(test) cmocka_unit_test_setup_teardown(test, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(test_fields_are_decoded_in_their_order),
        WITH_ARENA(test_line_ends_become_one_and_spaces_around_a_text_go),
        WITH_ARENA(test_what_is_not_plain_text_is_refused),
        WITH_ARENA(test_characters_that_nobody_sees_refuse_no_form),
        WITH_ARENA(test_a_line_is_taken_in_its_one_form),
        WITH_ARENA(test_a_field_sent_twice_or_too_many_are_refused),
        WITH_ARENA(test_whole_numbers_have_a_range_and_nothing_around_them),
        WITH_ARENA(test_cookies_are_read_and_what_is_malformed_left_out),
        WITH_ARENA(test_on_https_only_a_cookie_bound_to_this_host_counts),
        WITH_ARENA(test_a_path_finds_its_route_and_parameters),
        WITH_ARENA(test_a_path_that_fits_nothing_finds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
