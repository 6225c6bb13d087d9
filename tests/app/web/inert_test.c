/* Hostile text in every field that takes text, and every page, picture and file that shows
 * it: it comes out as the text it is. */
#include <dirent.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "flow/hand_out.h"

#include "sights.h"

/* Each piece begins and ends with a mark, so that what became of it is found again. */
#define START "zq\xc2\xb5"
#define END "\xc2\xb5qz"
#define MARKED "zq%C2%B5%3Cscript%3E%22%27%C2%B5qz" /* in an address */

static const char *const hostile[] = {
    START "<b>\"'&;" END,
    START "</title></svg></textarea><script>alert(1)</script>" END,
    START "\" onmouseover=alert(1) x='" END,
    START "javascript:alert(1)//&#60;img src=x onerror=a()&gt;" END,
    START "{{ 7*7 }}{% x %}${7}<!--#exec-->]]>%s%n%p" END,
    "=HYPERLINK(\"http://x\";\"" START "<x>'" END "\")",
    "@SUM(" START "<\xe2\x80\xae>\"" END ")",
    "-2+3+cmd|' /C calc'!" START "<>" END,
};
enum { HOSTILE = sizeof hostile / sizeof *hostile };

static struct play play;
static struct browser visitor;
static struct sights sights;

/* Between its two marks there is nothing that ends text or an attribute. */
static const char *check_piece(const char *piece, const char *where)
{
    const char *end = strstr(piece, END);
    if (!end)
        fail_msg("%s: \"%.120s\" is cut off", where, piece);
    for (const char *at = piece; at < end; at++)
        if (strchr("<>\"'", *at) ||
            (*at == '&' && strncmp(at, "&lt;", 4) != 0 && strncmp(at, "&gt;", 4) != 0 &&
             strncmp(at, "&amp;", 5) != 0 && strncmp(at, "&quot;", 6) != 0 &&
             strncmp(at, "&#39;", 5) != 0))
            fail_msg("%s: \"%.120s\"", where, piece);
    return end;
}

static size_t check_markup(const char *bytes, const char *where)
{
    size_t count = 0;
    for (const char *at = bytes; (at = strstr(at, START)); count++)
        at = check_piece(at, where);
    return count;
}

/* Nothing of it is in a header, and a page says which type it has. */
static size_t check_reply(const char *bytes, const char *where)
{
    const char *body = strstr(bytes, "\r\n\r\n"), *first = strstr(bytes, START);
    assert_non_null(body);
    if (first && first < body)
        fail_msg("%s: in a header", where);
    if (!first)
        return 0;
    assert_non_null(strstr(bytes, "\r\nX-Content-Type-Options: nosniff\r\n"));
    if (strstr(bytes, "\r\nContent-Type: application/json\r\n"))
        return 1; /* read as JSON below */
    assert_non_null(strstr(bytes, "\r\nContent-Type: text/html; charset=utf-8\r\n"));
    return check_markup(body, where);
}

static size_t check_all(struct browser *b)
{
    size_t count = 0;
    sights_take(&sights, b, &play);
    for (size_t i = 0; i < sights.count; i++)
        count += check_reply(sights.list[i].bytes, sights.list[i].path);
    return count;
}

static size_t check_last(const struct browser *b, const char *where)
{
    return check_reply(b->bytes, where);
}

/* ---- a team of such names ---- */

static void fill_team(struct fields *fields, size_t first)
{
    char name[16];
    fields->count = 0;
    fields->text[0] = '\0';
    field_add(fields, "name", hostile[first % HOSTILE]);
    field_add(fields, "aim", hostile[(first + 1) % HOSTILE]);
    field_add(fields, "days", "7");
    for (size_t i = 0; i < 6; i++) {
        snprintf(name, sizeof name, "name%zu", i + 1);
        field_add(fields, name, hostile[(first + i) % HOSTILE]);
        snprintf(name, sizeof name, "craft%zu", i + 1);
        field_add(fields, name, hostile[(first + i + 2) % HOSTILE]);
        snprintf(name, sizeof name, "horizon%zu", i + 1);
        field_add(fields, name, hostile[(first + i + 3) % HOSTILE]);
    }
}

static void make_coach(size_t first)
{
    static struct fields fields;
    static int number;
    char email[32];
    snprintf(email, sizeof email, "c%d@exemple.fr", ++number);
    browser_start(&play.coach, "127.0.0.41");
    browser_get(&play.coach, "/coach/nouveau");
    fields.count = 0;
    field_add(&fields, "name", hostile[first % HOSTILE]);
    field_add(&fields, "email", email);
    field_add(&fields, "password", "une phrase de passe");
    browser_post(&play.coach, "/coach/nouveau", &fields);
    assert_int_equal(play.coach.status, 303);
}

static void make_team(size_t first)
{
    static struct fields fields;
    make_coach(first);
    fill_team(&fields, first);
    play.count = 6;
    browser_post(&play.coach, "/equipes/nouvelle", &fields);
    if (play.coach.status != 200)
        fail_msg("%.2000s", play.coach.body);
    assert_true(check_last(&play.coach, "the links") > 6);
    play_read(&play, &play.coach);
    for (size_t i = 0; i < play.count; i++)
        play_join(&play, i);
}

static void play_round(void)
{
    play_open_round(&play);
    for (size_t i = 0; i < play.count; i++) {
        play_answer(&play, i, (int)i, "1");
        if (i == 0)
            assert_true(check_all(&play.members[0]) > 10);
    }
    browser_post(&play.coach, play_path(&play, "/barometre/clore"), one_field(NULL, NULL));
    browser_post(&play.coach, play_path(&play, "/restitution/1"), one_field("bloc", "1"));
    assert_true(check_all(&play.coach) > 10);
    browser_post(&play.coach, play_path(&play, "/restitution/1"), one_field("bloc", "tout"));
    assert_int_equal(play.coach.status, 303);
}

/* Our own reading of JSON: outside strings a piece would break it, inside it is escaped. */
static void check_json(const char *text, const char *where)
{
    bool inside = false;
    for (const char *at = text; *at; at++) {
        if (*at == '"')
            inside = !inside;
        else if (inside && *at == '\\')
            at++;
        else if (!inside && strncmp(at, START, strlen(START)) == 0)
            fail_msg("%s: \"%.80s\" outside a string", where, at);
    }
    assert_false(inside);
}

static void names_aims_and_crafts_are_text_on_every_page(void **state)
{
    (void)state;
    for (size_t first = 0; first < HOSTILE; first += 3) {
        make_team(first);
        play_round();
        assert_true(check_all(&play.members[1]) > 10);
        assert_true(check_all(&play.coach) > 10);
        browser_get(&play.members[1], play_path(&play, "/moi/donnees"));
        assert_int_equal(play.members[1].status, 200);
        check_json(play.members[1].body, "my data");
        browser_post(&play.members[1], play_path(&play, "/moi"), one_field("quoi", "appareil"));
        assert_true(check_last(&play.members[1], "a second device") > 0);
    }
}

/* What a page gives back to whoever typed it. */
static void what_is_typed_wrong_comes_back_as_text(void **state)
{
    static struct fields fields;
    static const char *const forms[][2] = { { "/code", "code" },
                                            { "/entrer", "email" },
                                            { "/coach/nouveau", "email" },
                                            { "/coach/nouveau", "name" },
                                            { "/langue", "back" } };
    (void)state;
    browser_start(&visitor, "127.0.0.72");
    for (size_t i = 0; i < HOSTILE; i++) {
        for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
            browser_post(&visitor, forms[f][0], one_field(forms[f][1], hostile[i]));
            (void)check_last(&visitor, forms[f][0]);
        }
        fill_team(&fields, i);
        field_add(&fields, "name1", ""); /* and not a name: the form comes back filled */
        field_add(&fields, "days", "0");
        browser_post(&visitor, "/equipes/nouvelle", &fields);
        (void)check_last(&visitor, "/equipes/nouvelle");
        browser_get(&visitor, "/r/" MARKED "?x=" MARKED);
        (void)check_last(&visitor, "a link");
        browser_get(&visitor, "/" MARKED);
        (void)check_last(&visitor, "no page");
        browser_send(&visitor, "GET", "/aide",
                     "Accept-Language: " START "<b>\"" END "\r\nUser-Agent: " START "<b>" END
                     " Android\r\nReferer: http://x/" START "<b>" END "\r\n",
                     "", 0);
        (void)check_last(&visitor, "headers");
    }
}

/* A cell that a spreadsheet would run begins with one of these; quoted or not. */
static void check_cells(const char *text, const char *where)
{
    bool quoted = false, starts = true;
    for (const char *at = text; *at; at++) {
        if (starts && *at == '"') {
            quoted = true;
            continue;
        }
        if (starts && strchr("=+-@\t\r", *at))
            fail_msg("%s: a cell begins \"%.40s\"", where, at);
        starts = false;
        if (quoted && *at == '"' && at[1] == '"')
            at++;
        else if (quoted && *at == '"')
            quoted = false;
        else if (!quoted && (*at == ',' || *at == '\n'))
            starts = true;
    }
}

static size_t check_folder(const char *folder)
{
    static char text[1 << 20];
    size_t count = 0;
    char path[512];
    DIR *all = opendir(folder);
    assert_non_null(all);
    for (const struct dirent *entry; (entry = readdir(all));) {
        snprintf(path, sizeof path, "%s/%.200s", folder, entry->d_name);
        FILE *file = entry->d_name[0] == '.' ? NULL : fopen(path, "rb");
        if (!file)
            continue;
        text[fread(text, 1, sizeof text - 1, file)] = '\0';
        fclose(file);
        unlink(path);
        count += strstr(text, START) != NULL;
        if (strstr(path, ".csv"))
            check_cells(text, path);
        else
            check_json(text, path);
    }
    closedir(all);
    rmdir(folder);
    return count;
}

static void exported_files_hold_text_and_no_formula(void **state)
{
    (void)state;
    for (size_t first = 5; first < HOSTILE; first++) {
        make_team(first);
        play_round();
    }
    for (int raw = 0; raw < 2; raw++) {
        struct handed_out out;
        struct err err;
        const struct hand_out request = { .folder = play_file("out"), .raw = raw };
        if (flow_hand_out(play_here.db, &play_mem, &play_here.rules, &request,
                          (int64_t)time(NULL), &out, &err) != OK)
            fail_msg("%s", err.text);
        assert_true(out.teams >= 3);
        assert_true(check_folder(request.folder) >= 3);
    }
}

static int forget(void **state)
{
    sights_free(&sights);
    return play_close(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_aims_and_crafts_are_text_on_every_page),
        cmocka_unit_test(what_is_typed_wrong_comes_back_as_text),
        cmocka_unit_test(exported_files_hold_text_and_no_formula),
    };
    return cmocka_run_group_tests(tests, play_open, forget);
}
