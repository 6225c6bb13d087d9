/* A coach's own account, and the way back into it: what an owner may change, and what nobody
 * else may, learns or spends. */
#include <stdlib.h>
#include <string.h>

#include "flow/letter.h"

#include "a_play.h"

static struct fields form;
static struct browser ana, other;
static struct err err;

static void fill(const char *what)
{
    form.count = 0;
    form.text[0] = '\0';
    if (what)
        field_add(&form, "quoi", what);
}

static void sign_in(struct browser *b, const char *email, const char *passphrase)
{
    browser_get(b, "/entrer");
    fill(NULL);
    field_add(&form, "email", email);
    field_add(&form, "password", passphrase);
    browser_post(b, "/entrer", &form);
}

/* A letter that waits for an address; body NULL when there is none. */
static struct letter letter_to(const char *address)
{
    struct transaction *transaction;
    struct letters due;
    struct letter found = { .body = NULL };
    assert_int_equal(db_begin_reading(play_here.db, &transaction, &err), OK);
    assert_int_equal(store_letters_due(&play_mem, transaction, INT64_MAX, 99, &due, &err), OK);
    db_abandon(transaction);
    for (size_t i = 0; i < due.count; i++)
        if (strcmp(due.list[i].address, address) == 0)
            found = due.list[i];
    return found;
}

static enum status end_letter(struct transaction *transaction, void *context, struct err *why)
{
    return store_letter_end(transaction, NO_TEAM, *(struct letter_id *)context, true, 0, why);
}

/* The link of the letter that waits for an address, which leaves then. */
static const char *link_to(const char *address)
{
    static char link[100];
    struct letter letter = letter_to(address);
    assert_non_null(letter.body);
    assert_non_null(take_between(letter.body, "http://127.0.0.1", "\n", link, sizeof link));
    assert_int_equal(db_within(play_here.db, NO_TEAM, end_letter, &letter.id, &err), OK);
    return link;
}

static void change_passphrase(struct browser *b, const char *present, const char *wanted)
{
    browser_get(b, "/coach/compte");
    fill("phrase");
    field_add(&form, "present", present);
    field_add(&form, "nouvelle", wanted);
    browser_post(b, "/coach/compte", &form);
}

static void another_passphrase_asks_for_the_present_one_and_ends_other_sessions(void **state)
{
    (void)state;
    play_coach(&ana, "ana@exemple.fr", "127.0.1.1");
    browser_start(&other, "127.0.1.2");
    sign_in(&other, "ana@exemple.fr", "une phrase de passe");
    assert_int_equal(other.status, 303);
    change_passphrase(&ana, "pas la bonne phrase", "quatre chaises bleues dansent");
    assert_int_equal(ana.status, 422);
    change_passphrase(&ana, "une phrase de passe", "ana@exemple.fr");
    assert_int_equal(ana.status, 422);
    change_passphrase(&ana, "une phrase de passe", "azertyuiopqs");
    assert_int_equal(ana.status, 422);
    browser_get(&other, "/coach");
    assert_int_equal(other.status, 200);
    change_passphrase(&ana, "une phrase de passe", "quatre chaises bleues dansent");
    assert_int_equal(ana.status, 303);
    CHECK_TEXT(ana.location, "/coach/compte?fait=phrase");
    browser_get(&ana, ana.location);
    assert_int_equal(ana.status, 200);
    browser_get(&other, "/coach");
    assert_int_equal(other.status, 403);
    sign_in(&other, "ana@exemple.fr", "une phrase de passe");
    assert_int_equal(other.status, 422);
    sign_in(&other, "Ana@exemple.fr",
            "Quatre\xc2\xa0"
            "chaises bleues dansent");
    assert_int_equal(other.status, 422); /* case counts, the kind of blank does not */
    sign_in(&other, "Ana@exemple.fr",
            "quatre\xc2\xa0"
            "chaises bleues dansent");
    assert_int_equal(other.status, 303);
}

static void who_was_signed_out_meanwhile_is_given_no_passphrase_back(void **state)
{
    static struct browser gone;
    (void)state;
    browser_start(&gone, "127.0.1.6");
    sign_in(&gone, "ana@exemple.fr", "quatre chaises bleues dansent");
    browser_get(&gone, "/coach/compte");
    browser_get(&ana, "/coach/compte");
    fill("sessions");
    browser_post(&ana, "/coach/compte", &form);
    fill("phrase");
    field_add(&form, "present", "quatre chaises bleues dansent");
    field_add(&form, "nouvelle", "une porte sans serrure");
    browser_post(&gone, "/coach/compte", &form);
    assert_int_equal(gone.status, 403);
    assert_false(has(&gone, "chaises") || has(&gone, "serrure"));
    assert_true(has(&gone, "name=\"retour\" value=\"/coach/compte\""));
}

static void the_page_lists_sessions_and_ends_the_others(void **state)
{
    (void)state;
    sign_in(&other, "ana@exemple.fr", "quatre chaises bleues dansent");
    browser_get(&ana, "/coach/compte");
    assert_true(has(&ana, "value=\"sessions\""));
    fill("sessions");
    browser_post(&ana, "/coach/compte", &form);
    CHECK_TEXT(ana.location, "/coach/compte?fait=sessions");
    browser_get(&other, "/coach");
    assert_int_equal(other.status, 403);
    browser_get(&ana, "/coach/account");
    assert_int_equal(ana.status, 200);
    assert_false(has(&ana, "value=\"sessions\""));
}

static void a_refused_field_keeps_what_was_typed_beside_the_reason(void **state)
{
    (void)state;
    browser_get(&ana, "/coach/compte");
    fill("adresse");
    field_add(&form, "email", "pas une\"><b>adresse");
    field_add(&form, "present", "quatre chaises bleues dansent");
    browser_post(&ana, "/coach/compte", &form);
    assert_int_equal(ana.status, 422);
    assert_true(has(&ana, "pas une&quot;&gt;&lt;b&gt;adresse"));
    assert_true(has(&ana, "id=\"adresse-faux\""));
    fill("nom");
    field_add(&form, "name", " \xe2\x80\x8b ");
    browser_post(&ana, "/coach/compte", &form);
    assert_int_equal(ana.status, 422);
    fill("nom");
    field_add(&form, "name", "  Ana\xc2\xa0 Diop ");
    browser_post(&ana, "/coach/compte", &form);
    browser_get(&ana, ana.location);
    assert_true(has(&ana, "value=\"Ana Diop\""));
    fill("rien");
    browser_post(&ana, "/coach/compte", &form);
    assert_int_equal(ana.status, 400);
}

static void without_mail_an_address_changes_at_once_but_not_to_another_accounts(void **state)
{
    (void)state;
    play_here.mails = false;
    play_coach(&other, "bob@exemple.fr", "127.0.1.2");
    browser_get(&ana, "/coach/compte");
    fill("adresse");
    field_add(&form, "email", "bob@exemple.fr");
    field_add(&form, "present", "quatre chaises bleues dansent");
    browser_post(&ana, "/coach/compte", &form);
    assert_int_equal(ana.status, 422);
    fill("adresse");
    field_add(&form, "email", "Ana.Diop@exemple.fr");
    field_add(&form, "present", "quatre chaises bleues dansent");
    browser_post(&ana, "/coach/compte", &form);
    CHECK_TEXT(ana.location, "/coach/compte?fait=adresse");
    browser_get(&ana, "/coach/compte");
    assert_true(has(&ana, "ana.diop@exemple.fr"));
}

static void with_mail_an_address_counts_once_its_letter_was_opened(void **state)
{
    char link[100];
    (void)state;
    play_here.mails = true;
    browser_get(&ana, "/coach/compte");
    fill("adresse");
    field_add(&form, "email", "ana@nouvelle.fr");
    field_add(&form, "present", "quatre chaises bleues dansent");
    browser_post(&ana, "/coach/compte", &form);
    CHECK_TEXT(ana.location, "/coach/compte?fait=lettre");
    snprintf(link, sizeof link, "%s", link_to("ana@nouvelle.fr"));
    for (int i = 0; i < 3; i++) { /* scanners look */
        browser_get(&other, link);
        assert_int_equal(other.status, 200);
        assert_true(has(&other, "ana@nouvelle.fr"));
    }
    browser_get(&ana, "/coach/compte");
    assert_false(has(&ana, "ana@nouvelle.fr"));
    browser_get(&ana, link);
    fill(NULL);
    browser_post(&ana, link, &form);
    assert_int_equal(ana.status, 303);
    browser_get(&ana, ana.location);
    assert_int_equal(ana.status, 200);
    browser_get(&ana, "/coach/compte");
    assert_true(has(&ana, "ana@nouvelle.fr"));
    assert_non_null(letter_to("ana.diop@exemple.fr").body); /* the one of before is told */
    browser_get(&ana, link);
    assert_int_equal(ana.status, 404);
}

static void ask_for_renewal(struct browser *b, const char *email)
{
    browser_get(b, "/entrer/oubli");
    fill(NULL);
    field_add(&form, "email", email);
    browser_post(b, "/entrer/oubli", &form);
}

/* The page, but for the number that each gets anew. */
static const char *page_of(struct browser *b)
{
    char *token = strstr(b->body, "name=\"form_token\" value=\"");
    for (token += strlen("name=\"form_token\" value=\""); *token != '"'; token++)
        *token = 'x';
    return b->body;
}

static void the_page_for_a_forgotten_passphrase_tells_nobody_who_has_an_account(void **state)
{
    static char known[PAGE_BYTES];
    (void)state;
    browser_start(&other, "127.0.1.3");
    ask_for_renewal(&other, "ana@nouvelle.fr");
    assert_int_equal(other.status, 303);
    CHECK_TEXT(other.location, "/entrer/oubli?envoye=1");
    browser_get(&other, other.location);
    snprintf(known, sizeof known, "%s", page_of(&other));
    ask_for_renewal(&other, "personne@exemple.fr");
    CHECK_TEXT(other.location, "/entrer/oubli?envoye=1");
    browser_get(&other, other.location);
    CHECK_TEXT(page_of(&other), known);
    assert_null(letter_to("personne@exemple.fr").body);
    ask_for_renewal(&other, "pas une adresse");
    assert_int_equal(other.status, 422);
}

static void renew(struct browser *b, const char *link, const char *wanted)
{
    browser_get(b, link);
    fill(NULL);
    field_add(&form, "nouvelle", wanted);
    browser_post(b, link, &form);
}

static void a_letters_link_renews_once_and_signs_everybody_out(void **state)
{
    char link[100];
    (void)state;
    snprintf(link, sizeof link, "%s", link_to("ana@nouvelle.fr"));
    renew(&other, link, "Ana Diop 2026");
    assert_int_equal(other.status, 422); /* the link is still good */
    renew(&other, link, "six cormorans sur un fil");
    assert_int_equal(other.status, 303);
    browser_get(&other, other.location);
    assert_int_equal(other.status, 200);
    browser_get(&ana, "/coach");
    assert_int_equal(ana.status, 403);
    renew(&other, link, "sept cormorans sur un fil");
    assert_int_equal(other.status, 404);
    sign_in(&ana, "ana@nouvelle.fr", "quatre chaises bleues dansent");
    assert_int_equal(ana.status, 422);
    sign_in(&ana, "ana@nouvelle.fr", "six cormorans sur un fil");
    assert_int_equal(ana.status, 303);
    browser_get(&other, "/coach/cle/abcdefgh");
    assert_int_equal(other.status, 404);
}

static void an_account_gets_three_letters_an_hour_however_many_ask(void **state)
{
    struct transaction *transaction;
    struct letters due;
    size_t count = 0;
    (void)state;
    play_coach(&other, "zoe@exemple.fr", "127.0.1.5");
    for (int i = 0; i < 6; i++) {
        ask_for_renewal(&other, "zoe@exemple.fr");
        assert_int_equal(other.status, 303);
    }
    assert_int_equal(db_begin_reading(play_here.db, &transaction, &err), OK);
    assert_int_equal(store_letters_due(&play_mem, transaction, INT64_MAX, 99, &due, &err), OK);
    db_abandon(transaction);
    for (size_t i = 0; i < due.count; i++)
        count += strcmp(due.list[i].address, "zoe@exemple.fr") == 0;
    assert_int_equal(count, 3);
}

static void without_mail_the_page_says_who_can_help(void **state)
{
    (void)state;
    play_here.mails = false;
    browser_get(&other, "/entrer/oubli");
    assert_true(has(&other, "alliage coach passphrase"));
    assert_false(has(&other, "name=\"email\""));
    fill(NULL);
    field_add(&form, "email", "ana@nouvelle.fr");
    browser_get(&other, "/entrer");
    browser_post(&other, "/entrer/oubli", &form);
    assert_int_equal(other.status, 200);
    assert_true(has(&other, "alliage coach passphrase"));
}

static void
an_account_is_deleted_when_its_owner_is_sure_and_says_what_becomes_of_teams(void **state)
{
    static struct play play;
    (void)state;
    play_team(&play, "Équipe inventée du Phare", 3, true);
    browser_get(&play.coach, "/coach/compte");
    fill("supprimer");
    field_add(&form, "present", "une phrase de passe");
    browser_post(&play.coach, "/coach/compte", &form);
    assert_int_equal(play.coach.status, 422);
    field_add(&form, "sur", "oui");
    browser_post(&play.coach, "/coach/compte", &form);
    assert_int_equal(play.coach.status, 422);
    assert_true(has(&play.coach, "id=\"fin-faux\""));
    field_add(&form, "equipes", "membres");
    browser_post(&play.coach, "/coach/compte", &form);
    assert_int_equal(play.coach.status, 303);
    browser_get(&play.coach, "/coach");
    assert_int_equal(play.coach.status, 403);
    browser_get(&play.members[0], play.home);
    assert_int_equal(play.members[0].status, 200);
    assert_true(has(&play.members[0], "/ajouter")); /* it steers itself now */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_passphrase_asks_for_the_present_one_and_ends_other_sessions),
        cmocka_unit_test(who_was_signed_out_meanwhile_is_given_no_passphrase_back),
        cmocka_unit_test(the_page_lists_sessions_and_ends_the_others),
        cmocka_unit_test(a_refused_field_keeps_what_was_typed_beside_the_reason),
        cmocka_unit_test(without_mail_an_address_changes_at_once_but_not_to_another_accounts),
        cmocka_unit_test(with_mail_an_address_counts_once_its_letter_was_opened),
        cmocka_unit_test(the_page_for_a_forgotten_passphrase_tells_nobody_who_has_an_account),
        cmocka_unit_test(a_letters_link_renews_once_and_signs_everybody_out),
        cmocka_unit_test(an_account_gets_three_letters_an_hour_however_many_ask),
        cmocka_unit_test(without_mail_the_page_says_who_can_help),
        cmocka_unit_test(
            an_account_is_deleted_when_its_owner_is_sure_and_says_what_becomes_of_teams),
    };
    return cmocka_run_group_tests_name("account", tests, play_open, play_close);
}
