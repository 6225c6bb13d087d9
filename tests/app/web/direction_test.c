/* A team whose people write from right to left, in pages that are read from left to right:
 * none of their texts stands bare beside ours, and files hold them as they were typed. */
#include "sights.h"

#define WORD "\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85" /* salâm */
#define ISOLATE "\xe2\x81\xa8"

static struct play play;
static struct sights sights;

static bool ends_with(const char *start, const char *at, const char *text)
{
    size_t length = strlen(text);
    return (size_t)(at - start) >= length && strncmp(at - length, text, length) == 0;
}

/* Between isolates, or the whole of an attribute. */
static size_t check_page(const char *body, const char *where)
{
    size_t count = 0;
    for (const char *at = body; (at = strstr(at, WORD)) != NULL; at += strlen(WORD), count++)
        if (!ends_with(body, at, ISOLATE) && !ends_with(body, at, "=\""))
            fail_msg("%s: \"%.80s\" stands bare", where, at - body > 40 ? at - 40 : body);
    return count;
}

static size_t check_all(struct browser *b)
{
    size_t count = 0;
    sights_take(&sights, b, &play);
    for (size_t i = 0; i < sights.count; i++) {
        const struct sight *sight = &sights.list[i];
        const char *body = strstr(sight->bytes, "\r\n\r\n");
        assert_non_null(body);
        if (strstr(sight->bytes, "\r\nContent-Type: text/html"))
            count += check_page(body, sight->path);
        else if (strstr(body, ISOLATE))
            fail_msg("%s: a file holds an isolate", sight->path);
    }
    return count;
}

static void make_team(void)
{
    static struct fields fields;
    char field[16], name[32];
    play_coach(&play.coach, "salam@exemple.fr", "127.0.0.41");
    fields.count = 0;
    field_add(&fields, "name", WORD ": 100 %");
    field_add(&fields, "aim", WORD ": 100 %");
    play.count = 4;
    for (size_t i = 1; i <= play.count; i++) {
        snprintf(field, sizeof field, "name%zu", i);
        snprintf(name, sizeof name, WORD " (%zu)", i);
        field_add(&fields, field, name);
        snprintf(field, sizeof field, "craft%zu", i);
        field_add(&fields, field, WORD ", 3");
    }
    browser_post(&play.coach, "/equipes/nouvelle", &fields);
    assert_int_equal(play.coach.status, 200);
    assert_true(check_page(play.coach.body, "the links") >= 9);
    play_read(&play, &play.coach);
    for (size_t i = 0; i < play.count; i++)
        play_join(&play, i);
}

static void a_text_read_right_to_left_stands_apart_on_every_page(void **state)
{
    (void)state;
    make_team();
    play_open_round(&play);
    assert_true(check_all(&play.members[0]) > 20);
    for (size_t i = 0; i < play.count; i++)
        play_answer(&play, i, (int)i, "1");
    assert_true(check_all(&play.members[1]) > 20);
    browser_post(&play.coach, play_path(&play, "/barometre/clore"), one_field(NULL, NULL));
    browser_post(&play.coach, play_path(&play, "/restitution/1"), one_field("bloc", "tout"));
    assert_true(check_all(&play.coach) > 20);
}

static void the_journal_keeps_its_order_around_a_name(void **state)
{
    static struct fields fields;
    (void)state;
    fields.count = 0;
    field_add(&fields, "quoi", "nom");
    field_add(&fields, "nom", WORD " 7");
    browser_post(&play.coach, play_path(&play, "/charte"), &fields);
    assert_int_equal(play.coach.status, 303);
    browser_get(&play.coach, play_path(&play, ""));
    assert_non_null(strstr(play.coach.body, "<h1>" ISOLATE WORD " 7\xe2\x81\xa9</h1>"));
    assert_non_null(strstr(play.coach.body, ISOLATE WORD " 7\xe2\x81\xa9"));
    sights_free(&sights);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_read_right_to_left_stands_apart_on_every_page),
        cmocka_unit_test(the_journal_keeps_its_order_around_a_name),
    };
    return cmocka_run_group_tests(tests, play_open, play_close);
}
