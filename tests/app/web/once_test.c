/* Clumsy hands: a double click, a reload, Back and Forward, a form sent after a restart. What a
 * form makes is made once, and the page of links can be come back to by who made them alone. */
#include <pthread.h>

#include "a_play.h"
#include "flow/forms.h"
#include "secret/secret.h"

static struct browser coach, other;
static struct play play;

static struct fields team_form(const char *name)
{
    struct fields fields = { .count = 0 };
    field_add(&fields, "name", name);
    field_add(&fields, "rows", "3");
    field_add(&fields, "name1", "Ada");
    field_add(&fields, "name2", "Bob");
    field_add(&fields, "name3", "Cy");
    return fields;
}

static size_t times(const char *text, const char *what)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
        count++;
    return count;
}

/* The first link of a page, or of none. */
static void first_link(const struct browser *b, char out[200])
{
    out[0] = '\0';
    take_between(b->body, "readonly value=\"", "\"", out, 200);
}

static size_t teams_called(const char *name)
{
    browser_get(&coach, "/coach");
    assert_int_equal(coach.status, 200);
    return times(coach.body, name);
}

static void a_team_is_made_once_however_often_its_form_is_sent(void **state)
{
    char first[200], again[200];
    (void)state;
    browser_get(&coach, "/equipes/nouvelle");
    struct fields fields = team_form("Deux clics");
    browser_post(&coach, "/equipes/nouvelle", &fields);
    assert_int_equal(coach.status, 200);
    first_link(&coach, first);
    assert_non_null(strstr(first, "/r/"));
    browser_post_again(&coach, "/equipes/nouvelle", &fields);
    assert_int_equal(coach.status, 200);
    first_link(&coach, again);
    CHECK_TEXT(again, first);
    size_t one = teams_called("Deux clics");
    browser_get(&coach, "/equipes/nouvelle");
    fields = team_form("Deux clics");
    browser_post(&coach, "/equipes/nouvelle", &fields);
    assert_int_equal(teams_called("Deux clics"), 2 * one); /* a new form makes a new one */
}

struct click {
    struct browser browser;
    struct fields fields;
    char link[200];
};

static void *press(void *pointer)
{
    struct click *click = pointer;
    browser_post(&click->browser, "/equipes/nouvelle", &click->fields);
    first_link(&click->browser, click->link);
    return NULL;
}

static void two_clicks_at_once_make_one_team(void **state)
{
    static struct click clicks[2];
    pthread_t threads[2];
    (void)state;
    browser_get(&coach, "/equipes/nouvelle");
    for (int i = 0; i < 2; i++) {
        clicks[i].browser = coach;
        clicks[i].browser.body = clicks[i].browser.bytes + (coach.body - coach.bytes);
        clicks[i].fields = team_form("Ensemble");
    }
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, press, &clicks[i]), 0);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    assert_non_null(strstr(clicks[0].link, "/r/"));
    CHECK_TEXT(clicks[1].link, clicks[0].link);
}

static void what_was_changed_after_back_is_another_use(void **state)
{
    (void)state;
    browser_get(&coach, "/equipes/nouvelle");
    struct fields fields = team_form("Avant retour"), changed = team_form("Après");
    browser_post(&coach, "/equipes/nouvelle", &fields);
    browser_post_again(&coach, "/equipes/nouvelle", &changed);
    assert_true(teams_called("Avant retour") > 0 && teams_called("Après") > 0);
}

static void a_refused_form_uses_no_number(void **state)
{
    (void)state;
    browser_get(&coach, "/equipes/nouvelle");
    struct fields fields = team_form("Refusée");
    struct fields wrong = fields;
    field_add(&wrong, "aim", "x");
    field_add(&wrong, "craft8", "sans nom");
    browser_post(&coach, "/equipes/nouvelle", &wrong);
    assert_int_equal(coach.status, 422);
    browser_post_again(&coach, "/equipes/nouvelle", &wrong);
    assert_int_equal(coach.status, 422);
    browser_post_again(&coach, "/equipes/nouvelle", &fields);
    assert_int_equal(coach.status, 200);
}

static void a_link_made_again_twice_is_one_link(void **state)
{
    char path[96], first[200], again[200];
    (void)state;
    snprintf(path, sizeof path, "%s", play_path(&play, "/place/"));
    strcat(path, play.seats[1]);
    browser_get(&play.coach, path);
    struct fields fields = { .count = 0 };
    browser_post(&play.coach, path, &fields);
    assert_int_equal(play.coach.status, 200);
    first_link(&play.coach, first);
    browser_post_again(&play.coach, path, &fields);
    first_link(&play.coach, again);
    CHECK_TEXT(again, first);
    /* The one on paper still opens. */
    browser_start(&other, "127.0.0.77");
    browser_get(&other, strstr(first, "/r/"));
    browser_post(&other, strstr(first, "/r/"), one_field(NULL, NULL));
    assert_int_equal(other.status, 303);
}

static void a_page_of_links_is_come_back_to_by_its_browser_alone(void **state)
{
    char address[512], first[200], again[200];
    (void)state;
    browser_get(&coach, "/equipes/nouvelle");
    struct fields fields = team_form("Revenir");
    browser_post(&coach, "/equipes/nouvelle", &fields);
    first_link(&coach, first);
    snprintf(address, sizeof address, "%s", coach.links_at);
    browser_get(&coach, "/coach");
    browser_get(&coach, address);
    assert_int_equal(coach.status, 200);
    first_link(&coach, again);
    CHECK_TEXT(again, first);
    browser_start(&other, "127.0.0.78");
    browser_get(&other, address);
    assert_int_equal(other.status, 403);
    assert_false(has(&other, first));
    browser_get(&other, "/liens/courriel");
    assert_int_equal(other.status, 403);
    /* Who signed out has left it behind. */
    browser_get(&coach, "/coach");
    browser_post(&coach, "/sortir", one_field(NULL, NULL));
    browser_get(&coach, address);
    assert_int_equal(coach.status, 403);
    assert_false(has(&coach, first));
}

static void a_form_loaded_before_a_restart_is_accepted_after_it(void **state)
{
    struct err err;
    (void)state;
    struct browser *m = &play.members[0];
    browser_get(m, play_path(&play, ""));
    assert_true(*browser_token(m));
    if (secret_start(&err) != OK || flow_forms_share(play_here.db, &play_mem, 5, &err) != OK)
        fail_msg("%s", err.text);
    browser_post(m, "/langue", one_field("lang", "fr"));
    assert_int_equal(m->status, 303);
}

/* ---- signed out while typing ---- */

/* The hidden fields of the first form of the page that goes to `action`, and what is typed. */
static struct fields form_to(const struct browser *b, const char *action)
{
    static const char name_mark[] = "<input type=\"hidden\" name=\"",
                      value_mark[] = "\" value=\"";
    struct fields fields = { .count = 0 };
    char mark[160];
    snprintf(mark, sizeof mark, "action=\"%s\"", action);
    const char *at = strstr(b->body, mark), *end = at ? strstr(at, "</form>") : NULL;
    if (!end)
        fail_msg("no form to %s in %.3000s", action, b->body);
    while ((at = strstr(at, name_mark)) && at < end) {
        char name[80], value[4000];
        at = take_between(at, name_mark, value_mark, name, sizeof name);
        at = take_between(at, value_mark, "\">", value, sizeof value);
        if (strcmp(name, "form_token") != 0)
            field_add(&fields, name, value);
    }
    return fields;
}

static void leave(void)
{
    browser_get(&coach, "/coach");
    assert_int_equal(coach.status, 200);
    browser_post(&coach, "/sortir", one_field(NULL, NULL));
}

static void sign_in_with(struct fields fields, const char *password)
{
    field_add(&fields, "email", "une.fois@exemple.fr");
    field_add(&fields, "password", password);
    browser_post(&coach, "/entrer", &fields);
}

static const char right[] = "une phrase de passe";

static void a_list_typed_while_signed_out_is_sent_after_signing_in(void **state)
{
    static const char list[] = "nom,site\nAïda,N\nBo,S\nCid,N\nDa,S\nEve,N\nFa,S\n";
    (void)state;
    sign_in_with((struct fields){ .count = 0 }, right);
    browser_get(&coach, "/composer");
    struct fields fields = { .count = 0 };
    field_add(&fields, "liste", list);
    field_add(&fields, "nom", "Gardée");
    leave();
    browser_post(&coach, "/composer", &fields);
    assert_int_equal(coach.status, 403);
    assert_true(has(&coach, "Eve,N"));
    sign_in_with(form_to(&coach, "/entrer"), "not the right one");
    assert_int_equal(coach.status, 422);
    assert_true(has(&coach, "Eve,N"));
    sign_in_with(form_to(&coach, "/entrer"), right);
    assert_int_equal(coach.status, 200);
    fields = form_to(&coach, "/composer");
    browser_post(&coach, "/composer", &fields);
    assert_int_equal(coach.status, 303);
    browser_get(&coach, coach.location);
    assert_true(has(&coach, "6 personnes, 2 colonnes"));
    assert_true(has(&coach, "Gardée"));
}

static void a_coachs_team_does_not_become_a_team_without_coach(void **state)
{
    (void)state;
    char token[128];
    browser_get(&coach, "/equipes/nouvelle");
    strcpy(token, browser_token(&coach));
    struct fields fields = form_to(&coach, "/equipes/nouvelle");
    field_add(&fields, "name", "Tapée avant");
    field_add(&fields, "name1", "Ada");
    field_add(&fields, "name2", "Bob");
    field_add(&fields, "name3", "Cy");
    leave();
    browser_post_with(&coach, token, "/equipes/nouvelle", &fields);
    assert_int_equal(coach.status, 403);
    sign_in_with(form_to(&coach, "/entrer"), right);
    fields = form_to(&coach, "/equipes/nouvelle");
    browser_post(&coach, "/equipes/nouvelle", &fields);
    assert_int_equal(coach.status, 200);
    assert_true(teams_called("Tapée avant") > 0);
}

static void signing_in_leads_back_to_where_one_was(void **state)
{
    char page[96], address[200];
    (void)state;
    snprintf(page, sizeof page, "%s", play_path(&play, "/barometre"));
    leave();
    browser_get(&coach, page);
    assert_int_equal(coach.status, 404);
    assert_non_null(
        take_between(coach.body, "<a href=\"/entrer?", "\"", address, sizeof address));
    browser_get(&coach, "/composer?x=1");
    assert_int_equal(coach.status, 403);
    sign_in_with(form_to(&coach, "/entrer"), right);
    assert_int_equal(coach.status, 303);
    CHECK_TEXT(coach.location, "/composer?x=1");
}

static void signing_in_leads_to_no_other_site(void **state)
{
    static const char *const elsewhere[] = { "//evil.example", "https://evil.example",
                                             "/\\evil",        "/\t/evil.example",
                                             "evil",           "",
                                             "/a b",           "/%0d%0aX: y\n" };
    (void)state;
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++) {
        leave();
        browser_get(&coach, "/entrer");
        struct fields fields = { .count = 0 };
        field_add(&fields, "retour", elsewhere[i]);
        sign_in_with(fields, right);
        assert_int_equal(coach.status, 303);
        CHECK_TEXT(coach.location, "/coach");
    }
}

static int begin(void **state)
{
    struct err err;
    int code = play_open(state);
    if (flow_forms_share(play_here.db, &play_mem, 5, &err) != OK)
        fail_msg("%s", err.text);
    play_coach(&coach, "une.fois@exemple.fr", "127.0.0.54");
    play_team(&play, "Une fois", 4, true);
    return code;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_team_is_made_once_however_often_its_form_is_sent),
        cmocka_unit_test(what_was_changed_after_back_is_another_use),
        cmocka_unit_test(a_refused_form_uses_no_number),
        cmocka_unit_test(two_clicks_at_once_make_one_team),
        cmocka_unit_test(a_link_made_again_twice_is_one_link),
        cmocka_unit_test(a_form_loaded_before_a_restart_is_accepted_after_it),
        cmocka_unit_test(a_page_of_links_is_come_back_to_by_its_browser_alone),
        cmocka_unit_test(a_list_typed_while_signed_out_is_sent_after_signing_in),
        cmocka_unit_test(a_coachs_team_does_not_become_a_team_without_coach),
        cmocka_unit_test(signing_in_leads_back_to_where_one_was),
        cmocka_unit_test(signing_in_leads_to_no_other_site),
    };
    return cmocka_run_group_tests(tests, begin, play_close);
}
