/* Opening an account where there is mail: what the page tells of an address, and whom the
 * letter's link lets in. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "flow/account_wish.h"

#include "a_play.h"

static struct fields form;
static struct browser ana, other;
static struct err err;
static const char phrase[] = "six cormorans sur un fil";

static int start(void **state)
{
    int wrong = play_open(state);
    play_coach(&ana, "ana@exemple.fr", "127.0.1.1");
    play_here.mails = true;
    return wrong;
}

static void ask(struct browser *b, const char *email, const char *passphrase)
{
    browser_get(b, "/coach/nouveau");
    form.count = 0;
    form.text[0] = '\0';
    field_add(&form, "name", "Zoé http://piege.exemple 0612345678");
    field_add(&form, "email", email);
    field_add(&form, "password", passphrase);
    browser_post(b, "/coach/nouveau", &form);
}

static void go(struct browser *b, const char *link, const char *passphrase)
{
    browser_get(b, link);
    browser_post(b, link, one_field("password", passphrase));
}

static void sign_in(struct browser *b, const char *email, const char *passphrase)
{
    browser_get(b, "/entrer");
    form.count = 0;
    form.text[0] = '\0';
    field_add(&form, "email", email);
    field_add(&form, "password", passphrase);
    browser_post(b, "/entrer", &form);
}

static void english(struct browser *b)
{
    struct held_cookie *cookie = &b->cookies[b->cookie_count++];
    snprintf(cookie->name, sizeof cookie->name, "alliage-lang");
    snprintf(cookie->value, sizeof cookie->value, "en");
}

static enum status end_letter(struct transaction *transaction, void *context, struct err *why)
{
    return store_letter_end(transaction, NO_TEAM, *(struct letter_id *)context, true, 0, why);
}

/* How many letters wait for an address; the last one's text, and they leave then. */
static size_t letters_to(const char *address, const char **body)
{
    struct transaction *transaction;
    struct letters due;
    size_t count = 0;
    *body = "";
    assert_int_equal(db_begin_reading(play_here.db, &transaction, &err), OK);
    assert_int_equal(store_letters_due(&play_mem, transaction, INT64_MAX, 99, &due, &err), OK);
    db_abandon(transaction);
    for (size_t i = 0; i < due.count; i++) {
        if (strcmp(due.list[i].address, address) != 0)
            continue;
        count++;
        *body = due.list[i].body;
        assert_int_equal(db_within(play_here.db, NO_TEAM, end_letter, &due.list[i].id, &err),
                         OK);
    }
    return count;
}

static void take_link(const char *address, char *out, size_t size)
{
    const char *body;
    assert_int_equal(letters_to(address, &body), 1);
    assert_non_null(take_between(body, "http://127.0.0.1", "\n", out, size));
    assert_int_equal(strncmp(out, "/coach/ouvrir/", strlen("/coach/ouvrir/")), 0);
}

/* The page, but for the number that each gets anew. */
static const char *page_of(struct browser *b)
{
    char *token = strstr(b->body, "name=\"form_token\" value=\"");
    for (token += strlen("name=\"form_token\" value=\""); *token != '"'; token++)
        *token = 'x';
    return b->body;
}

/* Everything but the date: the redirection, and the page it leads to. */
static void same_for_both(const char *from, bool in_english, const char *said)
{
    static char page[PAGE_BYTES];
    static struct browser b;
    const char *addresses[] = { "ana@exemple.fr", "personne@exemple.fr", "Ana@Exemple.FR" };
    size_t head = 0;
    browser_start(&b, from);
    if (in_english)
        english(&b);
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        ask(&b, addresses[i], phrase);
        assert_int_equal(b.status, 303);
        CHECK_TEXT(b.location, "/coach/nouveau?envoye=1");
        assert_null(strstr(b.bytes, "alliage-session"));
        assert_true(i == 0 || b.count == head);
        head = b.count;
        browser_get(&b, b.location);
        assert_int_equal(b.status, 200);
        assert_true(has(&b, said));
        if (i > 0)
            CHECK_TEXT(page_of(&b), page);
        snprintf(page, sizeof page, "%s", page_of(&b));
    }
}

static void the_page_is_the_same_for_an_address_with_and_without_an_account(void **state)
{
    const char *body;
    (void)state;
    same_for_both("127.0.2.1", false, "Un courriel part à cette adresse");
    assert_int_equal(letters_to("ana@exemple.fr", &body), 2);
    assert_true(strstr(body, "/entrer\n") && strstr(body, "/entrer/oubli\n"));
    assert_null(strstr(body, "/coach/ouvrir/"));
    assert_int_equal(letters_to("personne@exemple.fr", &body), 1);
    assert_non_null(strstr(body, "/coach/ouvrir/"));
    assert_true(!strstr(body, "piege") && !strstr(body, "0612"));
    same_for_both("127.0.2.2", true, "A message is on its way to this address");
    assert_int_equal(letters_to("personne@exemple.fr", &body), 1);
    assert_non_null(strstr(body, "within the hour"));
    assert_int_equal(letters_to("ana@exemple.fr", &body), 1);
    assert_non_null(strstr(body, "dans Alliage")); /* the owner's language */
}

static void what_is_refused_is_refused_alike_for_both(void **state)
{
    static const char *const addresses[] = { "ana@exemple.fr", "nul@exemple.fr" };
    const char *body;
    (void)state;
    browser_start(&other, "127.0.2.3");
    for (size_t i = 0; i < 2; i++) {
        ask(&other, addresses[i], "court");
        assert_int_equal(other.status, 422);
        assert_true(has(&other, addresses[i]));
        assert_int_equal(letters_to(addresses[i], &body), 0);
    }
    ask(&other, "sans arobase", phrase);
    assert_int_equal(other.status, 422);
}

static void the_account_is_there_once_its_link_was_opened_in_any_browser(void **state)
{
    char link[100];
    (void)state;
    browser_start(&other, "127.0.3.1");
    ask(&other, "zoe@exemple.fr", phrase);
    take_link("zoe@exemple.fr", link, sizeof link);
    browser_get(&other, "/coach");
    assert_int_equal(other.status, 403);
    sign_in(&other, "zoe@exemple.fr", phrase);
    assert_int_equal(other.status, 422);
    browser_start(&ana, "127.0.3.2");
    for (int i = 0; i < 3; i++) { /* scanners look */
        browser_get(&ana, link);
        assert_int_equal(ana.status, 200);
        assert_true(has(&ana, "zoe@exemple.fr"));
    }
    go(&ana, link, phrase);
    assert_int_equal(ana.status, 303);
    CHECK_TEXT(ana.location, "/coach");
    browser_get(&ana, "/coach");
    assert_int_equal(ana.status, 200);
    browser_get(&other, "/coach"); /* the one that asked signs in as ever */
    assert_int_equal(other.status, 403);
    sign_in(&other, "zoe@exemple.fr", phrase);
    assert_int_equal(other.status, 303);
    go(&other, link, phrase);
    assert_int_equal(other.status, 404);
    assert_true(has(&other, "href=\"/entrer\""));
}

/* A stranger chose it for an address that is somebody else's, who opens the letter. */
static void a_link_opens_nothing_without_the_passphrase_that_was_chosen(void **state)
{
    char link[100];
    (void)state;
    browser_start(&other, "127.0.4.1");
    ask(&other, "victime@exemple.fr", phrase);
    take_link("victime@exemple.fr", link, sizeof link);
    browser_start(&ana, "127.0.4.2");
    go(&ana, link, "une tout autre phrase");
    assert_int_equal(ana.status, 422);
    assert_true(has(&ana, "role=\"alert\""));
    browser_get(&ana, "/coach");
    assert_int_equal(ana.status, 403);
    sign_in(&other, "victime@exemple.fr", phrase);
    assert_int_equal(other.status, 422);
    go(&ana, link, phrase); /* the link is still good */
    assert_int_equal(ana.status, 303);
}

static void of_two_links_to_an_address_one_opens(void **state)
{
    char first[100], second[100];
    (void)state;
    browser_start(&other, "127.0.5.1");
    ask(&other, "deux@exemple.fr", phrase);
    take_link("deux@exemple.fr", first, sizeof first);
    ask(&other, "deux@exemple.fr", "sept cormorans sur un fil");
    take_link("deux@exemple.fr", second, sizeof second);
    go(&other, second, "sept cormorans sur un fil");
    assert_int_equal(other.status, 303);
    go(&other, first, phrase);
    assert_int_equal(other.status, 404);
}

static void a_link_is_over_after_an_hour_and_what_was_typed_forgotten(void **state)
{
    char link[100];
    struct coach_wish wish;
    enum refusal refusal = NOT_REFUSED;
    int64_t now = time(NULL);
    (void)state;
    browser_start(&other, "127.0.6.1");
    ask(&other, "tard@exemple.fr", phrase);
    take_link("tard@exemple.fr", link, sizeof link);
    const char *key = link + strlen("/coach/ouvrir/");
    assert_int_equal(
        flow_account_wish_look(play_here.db, &play_mem, key, now + 3590, &wish, &refusal, &err),
        OK);
    assert_int_equal(
        flow_account_wish_look(play_here.db, &play_mem, key, now + 3700, &wish, &refusal, &err),
        REFUSED);
    assert_int_equal(refusal, REFUSED_LINK);
    const struct wish_opening late = { .text = key, .passphrase = phrase, .now = now + 3700 };
    assert_int_equal(flow_account_wish_open(play_here.db, &play_mem, &late, &refusal, &err),
                     REFUSED);
    assert_int_equal(flow_account_forget(play_here.db, now, &err), OK);
    browser_get(&other, link);
    assert_int_equal(other.status, 200);
    assert_int_equal(flow_account_forget(play_here.db, now + 3700, &err), OK);
    go(&other, link, phrase);
    assert_int_equal(other.status, 404);
}

static void an_address_gets_three_letters_an_hour_with_and_without_an_account(void **state)
{
    const char *body;
    (void)state;
    browser_start(&other, "127.0.7.1");
    play_coach(&ana, "eve@exemple.fr", "127.0.7.2");
    for (int i = 0; i < 5; i++) {
        ask(&other, "eve@exemple.fr", phrase);
        assert_int_equal(other.status, 303);
        ask(&other, "libre@exemple.fr", phrase);
        assert_int_equal(other.status, 303);
    }
    assert_int_equal(letters_to("eve@exemple.fr", &body), 3);
    assert_int_equal(letters_to("libre@exemple.fr", &body), 3);
}

static void a_store_that_sent_its_days_letters_says_so_for_any_address(void **state)
{
    const char *body;
    (void)state;
    browser_start(&other, "127.0.8.1");
    play_here.letters_a_day = 1;
    ask(&other, "ana@exemple.fr", phrase);
    assert_int_equal(other.status, 429);
    ask(&other, "jour@exemple.fr", phrase);
    assert_int_equal(other.status, 429);
    assert_true(has(&other, "jour@exemple.fr"));
    play_here.letters_a_day = 0;
    assert_int_equal(letters_to("jour@exemple.fr", &body), 0);
}

static void a_link_opens_no_account_where_none_are_opened_any_more(void **state)
{
    char link[100];
    (void)state;
    browser_start(&other, "127.0.9.1");
    ask(&other, "clos@exemple.fr", phrase);
    take_link("clos@exemple.fr", link, sizeof link);
    browser_get(&other, link);
    play_here.opens_accounts = false;
    browser_post(&other, link, one_field("password", phrase));
    assert_int_equal(other.status, 403);
    play_here.opens_accounts = true;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_is_the_same_for_an_address_with_and_without_an_account),
        cmocka_unit_test(what_is_refused_is_refused_alike_for_both),
        cmocka_unit_test(the_account_is_there_once_its_link_was_opened_in_any_browser),
        cmocka_unit_test(a_link_opens_nothing_without_the_passphrase_that_was_chosen),
        cmocka_unit_test(of_two_links_to_an_address_one_opens),
        cmocka_unit_test(a_link_is_over_after_an_hour_and_what_was_typed_forgotten),
        cmocka_unit_test(an_address_gets_three_letters_an_hour_with_and_without_an_account),
        cmocka_unit_test(a_store_that_sent_its_days_letters_says_so_for_any_address),
        cmocka_unit_test(a_link_opens_no_account_where_none_are_opened_any_more),
    };
    return cmocka_run_group_tests_name("opening", tests, start, play_close);
}
