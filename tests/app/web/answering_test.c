/* The form as a person meets it without a script: what it says of itself, what it keeps, and
 * what a refusal gives back. */
#include "a_play.h"

static struct play play;
static struct browser second; /* another tab, or another device, of the first member */

enum { STEPS = 12, RANKS = 10, RECAP = 12 };

static const char *step_path(int step)
{
    char rest[32];
    snprintf(rest, sizeof rest, "/repondre/%d", step);
    return play_path(&play, rest);
}

static void begin(struct browser *b)
{
    static struct fields fields;
    browser_get(b, play_path(&play, "/repondre?revoir=1"));
    assert_int_equal(b->status, 200);
    fields.count = 0;
    play_page(b, &fields);
    field_add(&fields, "equipe", "oui");
    browser_post(b, play_path(&play, "/repondre"), &fields);
    assert_int_equal(b->status, 303);
}

static int make_round(void **state)
{
    play_open(state);
    play_team(&play, "Équipe inventée du Phare", 5, true);
    play_open_round(&play);
    begin(&play.members[0]);
    return 0;
}

/* A second tab: the same cookies. */
static struct browser *another_tab(void)
{
    second = play.members[0];
    second.record = NULL;
    return &second;
}

/* A page that was looked at, to be filled later. */
static struct fields look(struct browser *b, int step)
{
    static struct fields fields;
    browser_get(b, step_path(step));
    assert_int_equal(b->status, 200);
    fields.count = 0;
    fields.text[0] = '\0';
    play_page(b, &fields);
    return fields;
}

static void send_page(struct browser *b, int step, struct fields page, const char *name,
                      const char *value)
{
    static struct fields fields;
    fields = page;
    field_add(&fields, name, value);
    browser_post(b, step_path(step), &fields);
}

static bool is_chosen(int step, const char *name, const char *value)
{
    char radio[96];
    browser_get(&play.members[0], step_path(step));
    snprintf(radio, sizeof radio, "name=\"%s\" value=\"%s\" checked", name, value);
    return has(&play.members[0], radio);
}

/* ---- from half of the questions ---- */

static void the_first_page_and_each_step_say_from_where_on_answers_count(void **state)
{
    struct browser *b = &play.members[0];
    (void)state;
    browser_get(b, play_path(&play, "/repondre?revoir=1"));
    assert_true(has(b, "15 questions sur 30"));
    send_page(b, 1, look(b, 1), "q1", "4");
    send_page(b, 2, look(b, 2), "q6", "nsp");
    for (int step = 1; step < STEPS; step++) {
        browser_get(b, step_path(step));
        assert_true(has(b, ">1</span> sur 30. Vos réponses comptent à partir de 15."));
    }
}

static void the_recap_names_what_has_no_answer_and_leads_there(void **state)
{
    struct browser *b = &play.members[0];
    (void)state;
    send_page(b, 1, look(b, 1), "q1", "4");
    send_page(b, 1, look(b, 1), "q2", "nsp");
    browser_get(b, step_path(RECAP));
    assert_int_equal(b->status, 200);
    assert_true(has(b, "Il manque 14 réponses"));
    assert_true(has(b, "1 sur 30"));
    assert_false(has(b, "/repondre/1#q1\""));
    assert_false(has(b, "/repondre/1#q2\""));
    assert_true(has(b, "/repondre/1#q3\""));
    assert_true(has(b, "/repondre/6#q30\""));
    assert_true(has(b, "/repondre/7#contenu\""));
    assert_true(has(b, "/repondre/10#rangs\""));
    assert_true(has(b, "/repondre/11#moment\""));
    assert_true(has(b, "à 1 question"));
}

static void what_is_sent_with_too_few_answers_is_told_so_after_it_too(void **state)
{
    struct browser *b = &play.members[0];
    (void)state;
    send_page(b, RECAP, look(b, RECAP), "envoyer", "1");
    assert_int_equal(b->status, 303);
    browser_get(b, b->location);
    assert_true(has(b, "elles ne comptent pas encore"));
    play_answer(&play, 0, 2, "1");
    browser_get(b, b->location);
    assert_false(has(b, "elles ne comptent pas encore"));
    assert_true(has(b, "Vos réponses comptent"));
    browser_get(b, step_path(RECAP));
    assert_true(has(b, "30 sur 30"));
    assert_true(has(b, "Chaque question a reçu une réponse."));
}

/* ---- the ranking ---- */

static const char *order_of(struct browser *b, char *out, size_t room)
{
    browser_get(b, step_path(RANKS));
    assert_non_null(take_between(b->body, "name=\"ordre\" value=\"", "\"", out, room));
    return out;
}

static bool ranks_are_stored(struct browser *b)
{
    browser_get(b, step_path(RANKS));
    return has(b, "name=\"touche\" value=\"1\"");
}

static void a_ranking_nobody_touched_is_not_theirs(void **state)
{
    char order[256], again[256];
    struct browser *b = &play.members[0];
    (void)state;
    order_of(b, order, sizeof order);
    struct fields page = look(b, RANKS);
    field_add(&page, "touche", "");
    send_page(b, RANKS, page, "ordre", order);
    assert_int_equal(b->status, 303);
    assert_false(ranks_are_stored(b));
    CHECK_TEXT(order_of(b, again, sizeof again), order);
    browser_get(b, step_path(RECAP));
    assert_true(has(b, "l’ordre tiré au sort n’a pas été touché"));
}

/* Five orders of seven: that all are the same by chance is one in 10^14. */
static void chance_gives_each_seat_an_order_of_its_own(void **state)
{
    char first[256], order[256];
    size_t same = 0;
    (void)state;
    order_of(&play.members[0], first, sizeof first);
    for (size_t i = 1; i < play.count; i++)
        same += strcmp(order_of(&play.members[i], order, sizeof order), first) == 0;
    assert_true(same + 1 < play.count);
}

static void a_line_that_is_moved_makes_the_ranking_ones_own_until_it_is_withdrawn(void **state)
{
    char order[256], moved[256], key[32];
    struct browser *b = &play.members[0];
    (void)state;
    order_of(b, order, sizeof order);
    snprintf(key, sizeof key, "%.*s", (int)strcspn(order, ","), order);
    struct fields page = look(b, RANKS);
    field_add(&page, "ordre", order);
    send_page(b, RANKS, page, "bas", key);
    assert_int_equal(b->status, 303);
    assert_true(strstr(b->location, "/repondre/10") != NULL);
    assert_true(ranks_are_stored(b));
    order_of(b, moved, sizeof moved);
    assert_string_not_equal(moved, order);
    page = look(b, RANKS);
    field_add(&page, "ordre", moved);
    send_page(b, RANKS, page, "passer", "1");
    assert_int_equal(b->status, 303);
    assert_false(ranks_are_stored(b));
    page = look(b, RANKS);
    field_add(&page, "ordre", order);
    send_page(b, RANKS, page, "garder", "1");
    assert_true(ranks_are_stored(b));
}

/* ---- an older page ---- */

static void an_older_tab_is_shown_both_and_takes_nothing_back_unasked(void **state)
{
    struct browser *b = &play.members[0], *tab = another_tab();
    static struct fields again;
    char name[64], value[128];
    (void)state;
    struct fields old = look(b, 1), new = look(tab, 1);
    send_page(tab, 1, new, "q1", "6");
    assert_int_equal(tab->status, 303);
    field_add(&old, "q2", "3");
    send_page(b, 1, old, "q1", "2");
    assert_int_equal(b->status, 409);
    assert_true(has(b, "Ces réponses ont été changées depuis"));
    assert_true(has(b, "</span> 6</dd>") && has(b, "</span> 2</dd>") &&
                has(b, "</span> 3</dd>"));
    again.count = 0;
    const char *at = strstr(b->body, "/repondre/1\"");
    while ((at = take_between(at, "type=\"hidden\" name=\"", "\"", name, sizeof name))) {
        at = take_between(at, "value=\"", "\"", value, sizeof value);
        if (strcmp(name, "form_token") != 0)
            field_add(&again, name, value);
    }
    assert_true(is_chosen(1, "q1", "6"));
    assert_false(has(b, "name=\"q2\" value=\"3\" checked"));
    browser_post(b, step_path(1), &again);
    assert_int_equal(b->status, 303);
    assert_true(is_chosen(1, "q1", "2"));
    assert_true(is_chosen(1, "q2", "3"));
}

static void what_a_script_saves_unseen_takes_nothing_back_either(void **state)
{
    struct browser *b = &play.members[0], *tab = another_tab();
    (void)state;
    struct fields old = look(b, 1), new = look(tab, 1);
    field_add(&old, "discret", "1");
    field_add(&new, "discret", "1");
    send_page(tab, 1, new, "q1", "6");
    assert_int_equal(tab->status, 204);
    send_page(tab, 1, new, "q1", "7");
    assert_int_equal(tab->status, 204);
    send_page(b, 1, old, "q1", "2");
    assert_int_equal(b->status, 409);
    send_page(b, 1, old, "q3", "5");
    assert_int_equal(b->status, 204);
    assert_true(is_chosen(1, "q1", "7"));
    assert_true(is_chosen(1, "q3", "5"));
}

/* ---- another round, another seat, no round ---- */

static void a_form_of_a_round_that_has_ended_gives_back_what_it_held(void **state)
{
    struct browser *b = &play.members[0];
    (void)state;
    struct fields old = look(b, 1), rated = look(b, 7);
    browser_post(&play.coach, play_path(&play, "/barometre/annuler"), one_field(NULL, NULL));
    send_page(b, 1, old, "q1", "2");
    assert_int_equal(b->status, 403);
    assert_true(has(b, "Ce tour est terminé"));
    assert_true(has(b, "<dd>2</dd>"));
    play_open_round(&play);
    begin(b);
    send_page(b, 1, old, "q1", "2");
    assert_int_equal(b->status, 409);
    assert_true(has(b, "d’un tour qui est terminé"));
    assert_true(has(b, "<dd>2</dd>"));
    char field[64];
    snprintf(field, sizeof field, "s%s", play.seats[1]);
    send_page(b, 7, rated, field, "5");
    assert_int_equal(b->status, 409);
    assert_true(has(b, "<dd>5</dd>"));
    assert_false(is_chosen(1, "q1", "2"));
}

static void a_form_left_open_by_another_seat_is_not_taken_for_this_ones(void **state)
{
    struct browser *b = &play.members[1];
    (void)state;
    struct fields others = look(&play.members[0], 1);
    begin(b);
    send_page(b, 1, others, "q1", "2");
    assert_int_equal(b->status, 409);
    assert_true(has(b, "d’une autre place"));
    assert_true(has(b, "<dd>2</dd>"));
    browser_get(b, step_path(1));
    assert_false(has(b, " checked"));
    static struct fields first;
    first = others;
    field_add(&first, "equipe", "non");
    browser_post(b, play_path(&play, "/repondre"), &first);
    assert_int_equal(b->status, 409);
}

/* ---- refused for what was typed ---- */

static void an_answer_off_the_scale_is_told_beside_it_and_the_others_stay(void **state)
{
    struct browser *b = &play.members[0];
    (void)state;
    struct fields page = look(b, 1);
    field_add(&page, "q1", "5");
    field_add(&page, "q3", "nsp");
    send_page(b, 1, page, "q2", "12");
    assert_int_equal(b->status, 422);
    assert_true(has(b, "name=\"q1\" value=\"5\" checked"));
    assert_true(has(b, "name=\"q3\" value=\"nsp\" checked"));
    const char *fault = strstr(b->body, "class=\"fault\"");
    assert_non_null(fault);
    assert_true(fault > strstr(b->body, "id=\"q2\"") && fault < strstr(b->body, "id=\"q3\""));
    assert_false(is_chosen(1, "q1", "5"));
}

static void a_form_that_says_nonsense_of_itself_is_one_that_says_nothing(void **state)
{
    static const char *const values[] = { "", "-1", "abc", "99999999999999999999", "1e3" };
    static const char *const names[] = { "tour", "place", "depuis", "page" };
    struct browser *b = &play.members[0];
    static struct fields fields;
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        for (size_t j = 0; j < sizeof names / sizeof *names; j++) {
            fields.count = 0;
            field_add(&fields, names[j], values[i]);
            field_add(&fields, "q1", "4");
            browser_post(b, step_path(1), &fields);
            assert_int_equal(b->status, 303);
        }
    assert_true(is_chosen(1, "q1", "4"));
}

#define PLAYED(test) cmocka_unit_test_setup_teardown(test, make_round, play_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLAYED(the_first_page_and_each_step_say_from_where_on_answers_count),
        PLAYED(the_recap_names_what_has_no_answer_and_leads_there),
        PLAYED(what_is_sent_with_too_few_answers_is_told_so_after_it_too),
        PLAYED(a_ranking_nobody_touched_is_not_theirs),
        PLAYED(chance_gives_each_seat_an_order_of_its_own),
        PLAYED(a_line_that_is_moved_makes_the_ranking_ones_own_until_it_is_withdrawn),
        PLAYED(an_older_tab_is_shown_both_and_takes_nothing_back_unasked),
        PLAYED(what_a_script_saves_unseen_takes_nothing_back_either),
        PLAYED(a_form_of_a_round_that_has_ended_gives_back_what_it_held),
        PLAYED(a_form_left_open_by_another_seat_is_not_taken_for_this_ones),
        PLAYED(an_answer_off_the_scale_is_told_beside_it_and_the_others_stay),
        PLAYED(a_form_that_says_nonsense_of_itself_is_one_that_says_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
