/* The form that sends new links by mail, and what slows down whoever insists. */
#include <stdlib.h>

#include "flow/letter.h"

#include "a_play.h"

enum { MEMBERS = 3 };

static struct play play;
static struct fields form;
static struct err err;

static int start(void **state)
{
    int wrong = play_open(state);
    play_here.mails = true;
    play_links(&play, "Équipe inventée du Phare", MEMBERS, true);
    return wrong;
}

static void add(const char *name, size_t i, const char *value)
{
    char field[32];
    snprintf(field, sizeof field, "%s%zu", name, i);
    field_add(&form, field, value);
}

static void fill(const struct play *of, const char *first, const char *second)
{
    form.count = 0;
    form.text[0] = '\0';
    for (size_t i = 0; i < of->count; i++) {
        add("link", i + 1, of->links[i] + strlen("/r/"));
        add("address", i + 1, i == 0 ? first : i == 1 ? second : "");
        add("lang", i + 1, i == 1 ? "en" : "fr");
    }
}

static struct letters waiting(void)
{
    struct transaction *transaction;
    struct letters due;
    assert_int_equal(db_begin_reading(play_here.db, &transaction, &err), OK);
    assert_int_equal(store_letters_due(&play_mem, transaction, INT64_MAX, 99, &due, &err), OK);
    db_abandon(transaction);
    return due;
}

static void the_page_of_new_links_offers_mail_where_there_is_a_server(void **state)
{
    static struct play other;
    (void)state;
    assert_true(has(&play.coach, "action=\"/liens/courriel\""));
    assert_true(has(&play.coach, "name=\"address3\""));
    play_here.mails = false;
    play_links(&other, "Équipe inventée du Môle", MEMBERS, true);
    assert_false(has(&other.coach, "/liens/courriel"));
    fill(&other, "aicha@exemple.fr", "");
    browser_post(&other.coach, "/liens/courriel", &form);
    assert_int_equal(other.coach.status, 404);
    play_here.mails = true;
    assert_int_equal(waiting().count, 0);
}

/* A second device is at hand: its link lives ten minutes. */
static void a_link_for_a_second_device_is_not_mailed(void **state)
{
    struct browser *b = &play.members[2];
    char link[96];
    (void)state;
    play_join(&play, 2);
    browser_post(b, play_path(&play, "/moi"), one_field("quoi", "appareil"));
    assert_int_equal(b->status, 200);
    assert_false(has(b, "/liens/courriel"));
    assert_non_null(
        take_between(b->body, "readonly value=\"http://127.0.0.1/r/", "\"", link, sizeof link));
    form.count = 0;
    form.text[0] = '\0';
    add("link", 1, link);
    add("address", 1, "aicha@exemple.fr");
    browser_post(&play.coach, "/liens/courriel", &form);
    assert_int_equal(play.coach.status, 403);
}

static void a_wrong_address_is_shown_and_no_letter_leaves(void **state)
{
    struct browser *b = &play.coach;
    (void)state;
    fill(&play, "aicha@exemple.fr", "bruno\"><b>@exemple");
    browser_post(b, "/liens/courriel", &form);
    assert_int_equal(b->status, 422);
    assert_true(has(b, "value=\"aicha@exemple.fr\""));
    assert_true(has(b, "bruno&quot;&gt;&lt;b&gt;@exemple"));
    assert_true(has(b, "id=\"courriel-2\""));
    assert_false(has(b, "id=\"courriel-1\""));
    fill(&play, "a@b.fr\r\nBcc: c@d.fr", "");
    browser_post(b, "/liens/courriel", &form);
    assert_int_equal(b->status, 422);
    fill(&play, "", "");
    browser_post(b, "/liens/courriel", &form);
    assert_int_equal(b->status, 422);
    assert_int_equal(waiting().count, 0);
}

static void links_of_another_team_or_of_nobody_are_refused(void **state)
{
    static struct play other;
    struct browser *b = &play.coach;
    (void)state;
    play_links(&other, "Équipe inventée du Cap", MEMBERS, true);
    fill(&play, "aicha@exemple.fr", "");
    add("link", 4, other.links[0] + strlen("/r/"));
    browser_post(b, "/liens/courriel", &form);
    assert_int_equal(b->status, 404);
    form.count = 0;
    add("link", 1, "abc-defghijkmnpqrstuvwxyz23456789abc");
    add("address", 1, "aicha@exemple.fr");
    browser_post(b, "/liens/courriel", &form);
    assert_int_equal(b->status, 403);
    assert_int_equal(waiting().count, 0);
}

/* What is left of a reply without its date, and without the number of its form. */
static const char *masked(struct browser *b)
{
    static char copy[PAGE_BYTES];
    memcpy(copy, b->bytes, b->count + 1);
    char *at = strstr(copy, "\r\nDate: ");
    memset(at + 2, '.', strcspn(at + 2, "\r"));
    hide_form_numbers(copy);
    return copy;
}

static void letters_wait_in_the_language_of_each_and_the_reply_tells_nothing_else(void **state)
{
    static char first[PAGE_BYTES];
    struct browser *b = &play.coach;
    (void)state;
    fill(&play, "aicha@exemple.fr", "bruno@exemple.fr");
    browser_post(b, "/liens/courriel", &form);
    assert_int_equal(b->status, 200);
    struct letters due = waiting();
    assert_int_equal(due.count, 2);
    size_t en = strcmp(due.list[0].address, "bruno@exemple.fr") == 0 ? 0 : 1;
    CHECK_TEXT(due.list[en].name, "Bruno Faure");
    assert_non_null(strstr(due.list[en].body, "Hello Bruno Faure,"));
    assert_non_null(strstr(due.list[!en].body, "Bonjour Aïcha Diop,"));
    assert_non_null(strstr(due.list[!en].body, play.links[0]));
    assert_null(strstr(due.list[!en].body, play.links[1]));
    strcpy(first, masked(b));
    play_join(&play, 0); /* and the same again after one has opened theirs */
    fill(&play, "aicha@exemple.fr", "bruno@exemple.fr");
    browser_post(b, "/liens/courriel", &form);
    CHECK_TEXT(masked(b), first);
    assert_int_equal(waiting().count, 2);
}

static enum status give_up(struct transaction *transaction, void *context, struct err *why)
{
    const struct letter *letter = context;
    return store_letter_end(transaction, letter->team, letter->id, false, 1790000000, why);
}

static void who_may_make_the_link_again_reads_that_a_letter_was_not_delivered(void **state)
{
    static const char said[] = "n'a pas été remis";
    struct letters due = waiting();
    (void)state;
    assert_int_equal(db_within(play_here.db, due.list[0].team, give_up, &due.list[0], &err),
                     OK);
    browser_get(&play.coach, play.home);
    assert_true(has(&play.coach, said) || has(&play.coach, "n’a pas été remis"));
    browser_get(&play.members[0], play.home);
    assert_int_equal(play.members[0].status, 200);
    assert_false(has(&play.members[0], "pas été remis"));
}

/* ---- who insists ---- */

static void send_letters(struct browser *b, const struct play *of, const char *name,
                         size_t count)
{
    char address[64];
    form.count = 0;
    form.text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        snprintf(address, sizeof address, "%s-%zu@exemple.fr", name, i);
        add("link", i + 1, of->links[i] + strlen("/r/"));
        add("address", i + 1, address);
        add("lang", i + 1, "fr");
    }
    browser_post(b, "/liens/courriel", &form);
}

static void a_network_sends_sixty_four_letters_an_hour(void **state)
{
    static struct play many;
    (void)state;
    play_links(&many, "Équipe inventée du Large", 8, true);
    many.coach.from = "127.0.3.61";
    char name[16];
    for (size_t i = 0; i < 9; i++) {
        snprintf(name, sizeof name, "n%zu", i);
        send_letters(&many.coach, &many, name, 8);
        assert_int_equal(many.coach.status, i < 8 ? 200 : 429);
    }
    many.coach.from = "127.0.1.62";
    send_letters(&many.coach, &many, "n9", 8);
    assert_int_equal(many.coach.status, 200);
}

static void one_address_gets_five_letters_a_day(void **state)
{
    static struct play other;
    (void)state;
    play_links(&other, "Équipe inventée de la Digue", 3, true);
    other.coach.from = "127.0.4.61";
    for (size_t i = 0; i < 6; i++) {
        send_letters(&other.coach, &other, "victime", 1);
        assert_int_equal(other.coach.status, i < 5 ? 200 : 429);
    }
}

static void a_store_sends_so_many_letters_a_day(void **state)
{
    static struct play other;
    (void)state;
    play_links(&other, "Équipe inventée du Quai", 3, true);
    other.coach.from = "127.0.5.61";
    play_here.letters_a_day = (int64_t)waiting().count + 1 + 2; /* one was given up */
    send_letters(&other.coach, &other, "jour", 3);
    assert_int_equal(other.coach.status, 429);
    assert_true(has(&other.coach, "jour-0@exemple.fr"));
    send_letters(&other.coach, &other, "jour", 2);
    assert_int_equal(other.coach.status, 200);
    play_here.letters_a_day = 0;
}

/* ---- strangers ---- */

static void a_stranger_who_makes_a_team_has_no_letters_sent(void **state)
{
    static struct play alone;
    static struct browser stranger;
    size_t before = waiting().count;
    (void)state;
    play_links(&alone, "URGENT: appelez 0899 123 456", 3, false);
    browser_start(&stranger, "127.0.6.1");
    browser_get(&stranger, "/");
    send_letters(&stranger, &alone, "victime", 3);
    assert_int_equal(stranger.status, 403);
    assert_false(has(&stranger, "name=\"address1\""));
    play_join(&alone, 0);
    alone.members[0].from = "127.0.6.2";
    send_letters(&alone.members[0], &alone, "collegue", 3);
    assert_int_equal(alone.members[0].status, 403);
    send_letters(&play.coach, &alone, "collegue", 3); /* a coach, of another team */
    assert_int_equal(play.coach.status, 403);
    assert_int_equal(waiting().count, before);
    play_join(&alone, 1);
    send_letters(&alone.members[0], &alone, "collegue", 3);
    assert_int_equal(alone.members[0].status, 200);
    assert_int_equal(waiting().count, before + 3);
}

static void what_was_typed_can_be_neither_followed_nor_called_in_a_letter(void **state)
{
    struct letters due = waiting();
    (void)state;
    for (size_t i = 0; i < due.count; i++) {
        assert_null(strstr(due.list[i].subject, "URGENT"));
        assert_null(strstr(due.list[i].body, "0899"));
        const char *first = strstr(due.list[i].body, "http"), *link = strstr(first, "/r/");
        assert_non_null(link);
        assert_memory_equal(first, "http://127.0.0.1/r/", strlen("http://127.0.0.1/r/"));
    }
}

static void a_letter_says_who_writes_how_long_and_how_to_check(void **state)
{
    struct letters due = waiting();
    const char *coached = NULL;
    (void)state;
    for (size_t i = 0; i < due.count; i++)
        if (strstr(due.list[i].address, "victime"))
            coached = due.list[i].body;
    assert_non_null(coached);
    assert_non_null(strstr(coached, "Camille Coach, qui accompagne"));
    assert_non_null(strstr(coached, "cinq à huit minutes"));
    assert_non_null(strstr(coached, "Est-ce un piège"));
}

static void make_team(struct browser *b, int *status)
{
    form.count = 0;
    form.text[0] = '\0';
    field_add(&form, "name", "Équipe inventée de trop");
    field_add(&form, "days", "7");
    add("name", 1, "Alix");
    add("name", 2, "Bilal");
    add("name", 3, "Chloé");
    browser_get(b, "/equipes/nouvelle");
    browser_post(b, "/equipes/nouvelle", &form);
    *status = b->status;
}

static void a_network_makes_thirty_teams_an_hour(void **state)
{
    static struct browser b;
    int status = 0, made = 0;
    (void)state;
    browser_start(&b, "127.0.7.1");
    for (; made < 40 && (made == 0 || status != 429); made++)
        make_team(&b, &status);
    assert_int_equal(status, 429);
    assert_int_equal(made, 31);
    assert_true(has(&b, "value=\"Équipe inventée de trop\""));
    browser_start(&b, "127.0.8.1");
    make_team(&b, &status);
    assert_true(status == 200 || status == 303);
}

static void where_nobody_opens_accounts_strangers_make_no_teams(void **state)
{
    static struct browser b;
    int status = 0;
    (void)state;
    browser_start(&b, "127.0.9.1");
    browser_get(&b, "/");
    assert_true(has(&b, "href=\"/equipes/nouvelle\""));
    play_here.opens_accounts = false;
    make_team(&b, &status);
    assert_int_equal(status, 403);
    browser_get(&b, "/equipes/nouvelle");
    assert_int_equal(b.status, 403);
    browser_get(&b, "/");
    assert_false(has(&b, "href=\"/equipes/nouvelle\""));
    browser_get(&b, "/entrer");
    assert_false(has(&b, "href=\"/coach/nouveau\""));
    make_team(&play.coach, &status);
    assert_true(status == 200 || status == 303);
    play_here.opens_accounts = true;
}

static int open_account(struct browser *b, size_t number)
{
    char email[64];
    form.count = 0;
    form.text[0] = '\0';
    snprintf(email, sizeof email, "sans-fin-%zu@exemple.fr", number);
    field_add(&form, "name", "Camille");
    field_add(&form, "email", email);
    field_add(&form, "password", "une phrase de passe");
    browser_post(b, "/coach/nouveau", &form);
    return b->status;
}

static void a_network_opens_thirty_accounts_an_hour(void **state)
{
    static struct browser b;
    int status = 0;
    size_t i = 0;
    (void)state;
    play_here.mails = false; /* with mail the page is the same for any address */
    browser_start(&b, "127.0.2.64");
    browser_get(&b, "/coach/nouveau");
    for (; i < 40 && status != 429; i++)
        status = open_account(&b, i);
    assert_int_equal(status, 429);
    assert_int_equal(i, 31);
}

/* Then a free address is answered like one that has an account. */
static void
without_mail_a_network_asks_of_five_addresses_whether_they_have_an_account(void **state)
{
    static struct browser b;
    int status = 0;
    size_t i = 0;
    (void)state;
    browser_start(&b, "127.0.10.64");
    browser_get(&b, "/coach/nouveau");
    for (; i < 40 && status != 429; i++)
        status = open_account(&b, i);
    assert_int_equal(i, 6);
    assert_int_equal(open_account(&b, 1000), 429);
    play_here.mails = true;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_of_new_links_offers_mail_where_there_is_a_server),
        cmocka_unit_test(a_link_for_a_second_device_is_not_mailed),
        cmocka_unit_test(a_wrong_address_is_shown_and_no_letter_leaves),
        cmocka_unit_test(links_of_another_team_or_of_nobody_are_refused),
        cmocka_unit_test(letters_wait_in_the_language_of_each_and_the_reply_tells_nothing_else),
        cmocka_unit_test(who_may_make_the_link_again_reads_that_a_letter_was_not_delivered),
        cmocka_unit_test(a_network_sends_sixty_four_letters_an_hour),
        cmocka_unit_test(one_address_gets_five_letters_a_day),
        cmocka_unit_test(a_store_sends_so_many_letters_a_day),
        cmocka_unit_test(a_stranger_who_makes_a_team_has_no_letters_sent),
        cmocka_unit_test(what_was_typed_can_be_neither_followed_nor_called_in_a_letter),
        cmocka_unit_test(a_letter_says_who_writes_how_long_and_how_to_check),
        cmocka_unit_test(a_network_makes_thirty_teams_an_hour),
        cmocka_unit_test(where_nobody_opens_accounts_strangers_make_no_teams),
        cmocka_unit_test(a_network_opens_thirty_accounts_an_hour),
        cmocka_unit_test(
            without_mail_a_network_asks_of_five_addresses_whether_they_have_an_account),
    };
    return cmocka_run_group_tests(tests, start, play_close);
}
