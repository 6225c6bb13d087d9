/* The page of portraits, for each invented team, in both languages: what it must say, and
 * what it must never. */
#include "page/portraits.h"

#include <ctype.h>

#include "page/invented.h"

#include "check.h"

static struct arena mem, scratch;
static struct invented teams[INVENTED_MAX];
static size_t team_count;

/* The page of teams[first .. first + count - 1], without its style sheet. */
static char *page_of(enum lang lang, size_t first, size_t count)
{
    const char **names = NEW_ARRAY(&mem, const char *, count);
    for (size_t i = 0; i < count; i++)
        names[i] = teams[first + i].team;
    struct text all = { .mem = &mem };
    struct html out = html_to_text(&all);
    struct portraits_page page = { .lang = lang, .teams = names, .team_count = count };
    page_portraits_open(&out, &scratch, &page);
    for (size_t i = first; i < first + count; i++)
        page_portrait(&out, &scratch, &page, teams[i].series, teams[i].count);
    page_portraits_close(&out, &page, NULL, 0);
    char *whole = all.start, *style = strstr(whole, "<style>"),
         *end = strstr(whole, "</style>");
    assert_non_null(style);
    memmove(style, end, strlen(end) + 1);
    return whole;
}

static size_t index_of(const char *file)
{
    for (size_t i = 0; i < team_count; i++)
        if (strcmp(teams[i].file, file) == 0)
            return i;
    fail_msg("no invented team %s", file);
    return 0;
}

static const char *page_for(const char *file, enum lang lang)
{
    return page_of(lang, index_of(file), 1);
}

/* Length of the blank at `at`: a space of any width, or a line end; 0: none. */
static size_t blank_at(const char *at)
{
    if (isspace((unsigned char)*at))
        return 1;
    if (strncmp(at, "\xe2\x80\xaf", 3) == 0)
        return 3;
    return strncmp(at, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

/* The words of a page: tags left out, runs of blanks made one plain space. */
static const char *words_of(const char *page)
{
    struct text out = { .mem = &mem };
    bool tag = false, blank = true;
    for (const char *at = page; *at;) {
        size_t space = blank_at(at);
        tag = tag ? *at != '>' : *at == '<';
        if (!tag && *at != '>' && (!space || !blank))
            text_add_bytes(&out, space ? " " : at, 1);
        if (!tag && *at != '>')
            blank = space > 0;
        at += space ? space : 1;
    }
    return text_done(&out);
}

static void check_says(const char *file, enum lang lang, const char *words)
{
    const char *page = words_of(page_for(file, lang));
    if (!strstr(page, words))
        fail_msg("%s does not say \"%s\" but: %.3000s", file, words, page);
}

static void check_silent(const char *file, const char *markup)
{
    if (strstr(page_for(file, FR), markup))
        fail_msg("%s holds \"%s\"", file, markup);
}

static bool has_id(const char *page, const char *id, size_t length)
{
    char wanted[120];
    snprintf(wanted, sizeof wanted, " id=\"%.*s\"", (int)length, id);
    return strstr(page, wanted) != NULL;
}

static void ids_are_unique_and_every_reference_has_its_target(void **state)
{
    (void)state;
    static const char *const references[] = { "href=\"#", "url(#", "aria-labelledby=\"",
                                              "aria-describedby=\"" };
    const char *page = page_of(FR, 0, team_count);
    for (const char *at = page; (at = strstr(at, " id=\"")); at++) {
        size_t length = strcspn(at + 5, "\"");
        for (const char *other = at + 5; (other = strstr(other, " id=\"")); other++)
            if (strncmp(other + 5, at + 5, length + 1) == 0)
                fail_msg("id said twice: %.*s", (int)length, at + 5);
    }
    for (size_t i = 0; i < 4; i++)
        for (const char *at = page; (at = strstr(at, references[i])); at++) {
            const char *id = at + strlen(references[i]);
            do { /* a label may have two */
                id += *id == ' ';
                size_t length = strcspn(id, "\") ");
                if (!has_id(page, id, length))
                    fail_msg("no target: %.*s", (int)length, id);
                id += length;
            } while (*id == ' ');
        }
}

static void the_file_needs_nothing_else_and_runs_nothing(void **state)
{
    (void)state;
    const char *page = page_of(EN, 0, team_count);
    assert_null(strstr(page, "<script"));
    assert_null(strstr(page, "http://"));
    assert_null(strstr(page, "https://"));
    assert_null(strstr(page, " src="));
    assert_null(strstr(page, " style="));
    assert_null(strstr(page, "<link"));
    assert_non_null(strstr(page, "default-src 'none'"));
}

static void the_first_sentence_is_written_from_the_figures(void **state)
{
    (void)state;
    check_says("six", FR,
               "Six réponses sur sept. Le plus plausible : l’équipe se rassemble ou se "
               "frotte ; nous ne pouvons pas trancher entre coordination et coopération. "
               "Ce qui circule le mieux : l’élan ; le moins : les savoir-faire. Vous vous "
               "aidez plus que vous ne vous contredisez.");
    check_says("six", EN,
               "Six answers out of seven. Most plausible: the team comes together or has its "
               "frictions; we cannot decide between coordination and cooperation.");
    check_says("four", FR,
               "Quatre réponses sur quatre. Le plus plausible : l’équipe se frotte ou "
               "coopère ; la coopération est le mode le plus plausible. Exigence et "
               "bienveillance vont de pair.");
    check_says("eight", EN, "Eight answers out of eight. Most plausible: the team cooperates");
    check_says("none-fits", FR,
               "Sept réponses sur huit. Aucun des quatre moments décrits ne vous ressemble");
    check_says("three", FR,
               "Trois réponses sur quatre. L’équipe se rassemble ou se frotte, d’après les "
               "trois réponses.");
    check_says("three-silent", FR,
               "Trois réponses sur quatre. Le moment de l’équipe : non affiché.");
    check_says("too-few", FR,
               "Deux réponses sur sept. Pas assez de réponses pour un portrait.");
}

static void each_number_of_answers_shows_what_it_may_and_no_more(void **state)
{
    (void)state;
    static const char *const from_five[] = { "class=\"plot weave", "class=\"agreement\"",
                                             "class=\"motives\"" };
    static const char *const from_four[] = { "class=\"plot plane\"", "class=\"plot stage\"",
                                             "class=\"plot means-all\"" };
    for (size_t i = 0; i < 3; i++) {
        check_silent("four", from_five[i]);
        check_silent("three", from_five[i]);
        check_silent("three", from_four[i]);
        check_silent("three-silent", from_four[i]);
        check_silent("too-few", from_four[i]);
        assert_non_null(strstr(page_for("six", FR), from_five[i]));
        assert_non_null(strstr(page_for("four", FR), from_four[i]));
    }
    check_silent("five", "class=\"motives\"");
    check_silent("five", "Les questions une à une");
    assert_non_null(strstr(page_for("five", FR), "à partir de six réponses"));
    check_silent("three", "class=\"number\"");
}

static void the_moment_of_three_is_words_alone(void **state)
{
    (void)state;
    check_says("three", FR, "L’équipe se rassemble ou se frotte");
    check_says("three", FR, "D’après trois réponses, sans chiffre");
    check_says("three-silent", FR, "Moment de l’équipe non affiché");
    check_silent("three-silent", "se rassemble");
    check_silent("three-silent", "se frotte");
}

static void what_is_withheld_always_reads_the_same_and_asks_aloud(void **state)
{
    (void)state;
    const char *four = words_of(page_for("four", FR));
    size_t said = 0;
    for (const char *at = four; (at = strstr(at, "pas assez de réponses")); at++)
        said++;
    assert_int_equal(said, 4); /* own reading, circulation, what matters, agreement */
    check_says("four", FR, "Sur quoi pensez-vous ne pas voir la même équipe que les autres");
    check_says("eight", FR, "Circulation pas demandé à ce tour");
}

static void the_latest_released_round_is_drawn_and_says_so(void **state)
{
    (void)state;
    check_says("six", FR, "Portrait, tour 3. Le dernier tour (tour 4) n’a pas réuni");
    check_says("six", FR, "Tour 2, puis tour 3 : le changement dépasse");
    check_says("six", EN, "Round 2, then round 3: the change is larger");
    check_says("six", FR, "5 sur 7");
    check_silent("five", "Pas de chemin entre les tours"); /* a first round */
}

static void sensitive_questions_are_never_shown_one_by_one(void **state)
{
    (void)state;
    const struct instrument *instrument = teams[0].series->instrument;
    const char *page = page_for("six", EN);
    size_t shown = 0;
    for (size_t i = 0; i < instrument->item_count; i++) {
        const char *wording = instrument->items[i].wording.in[EN];
        bool there = strstr(page, arena_text(&mem, ">%.30s", wording)) != NULL;
        assert_true(there != instrument->items[i].sensitive);
        shown += there;
    }
    assert_true(shown > 10);
}

static void hostile_names_are_inert(void **state)
{
    (void)state;
    const char *page = page_for("none-fits", FR);
    assert_non_null(strstr(page, "Relais &lt;nord&gt;"));
    assert_null(strstr(page, "<nord>"));
}

static void no_word_judges_a_team(void **state)
{
    (void)state;
    static const char *const words[] = { "diagnosti",        "score",
                                         "performance",      "classement des",
                                         "meilleure équipe", "best team" };
    for (enum lang lang = FR; lang < LANG_COUNT; lang++) {
        const char *page = words_of(page_of(lang, 0, team_count));
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (strstr(page, words[i]))
                fail_msg("a page says \"%s\"", words[i]);
    }
}

static void many_teams_have_an_index_in_the_order_of_the_file(void **state)
{
    (void)state;
    const char *page = page_of(FR, 0, team_count), *at = page;
    for (size_t i = 0; i < team_count && i < 4; i++) {
        at = strstr(at, arena_text(&mem, "<li><a href=\"#e%zu\">", i + 1));
        assert_non_null(at);
    }
    assert_null(strstr(page_of(FR, 0, 1), "id=\"teams\""));
}

static void the_same_portraits_give_the_same_bytes(void **state)
{
    (void)state;
    CHECK_TEXT(page_of(FR, 0, team_count), page_of(FR, 0, team_count));
}

static void scratch_is_given_back_team_by_team(void **state)
{
    (void)state;
    struct portraits_page page = { .lang = FR, .teams = &teams[0].team, .team_count = 1 };
    FILE *file = tmpfile();
    assert_non_null(file);
    struct html out = html_to_file(file);
    size_t before = scratch.used;
    for (int i = 0; i < 50; i++)
        page_portrait(&out, &scratch, &page, teams[0].series, teams[0].count);
    assert_int_equal(scratch.used, before);
    fclose(file);
}

static void a_team_that_could_not_be_read_is_named_with_its_reason(void **state)
{
    (void)state;
    struct text all = { .mem = &mem };
    struct html out = html_to_text(&all);
    const struct portraits_page page = { .lang = FR };
    const struct refused_team refused = { "Neuf & plus", "9 personnes." };
    page_portraits_close(&out, &page, &refused, 1);
    assert_non_null(strstr(text_done(&all), "<h3>Neuf &amp; plus</h3><p>9 personnes.</p>"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_unique_and_every_reference_has_its_target),
        cmocka_unit_test(the_file_needs_nothing_else_and_runs_nothing),
        cmocka_unit_test(the_first_sentence_is_written_from_the_figures),
        cmocka_unit_test(each_number_of_answers_shows_what_it_may_and_no_more),
        cmocka_unit_test(the_moment_of_three_is_words_alone),
        cmocka_unit_test(what_is_withheld_always_reads_the_same_and_asks_aloud),
        cmocka_unit_test(the_latest_released_round_is_drawn_and_says_so),
        cmocka_unit_test(sensitive_questions_are_never_shown_one_by_one),
        cmocka_unit_test(hostile_names_are_inert),
        cmocka_unit_test(no_word_judges_a_team),
        cmocka_unit_test(many_teams_have_an_index_in_the_order_of_the_file),
        cmocka_unit_test(the_same_portraits_give_the_same_bytes),
        cmocka_unit_test(scratch_is_given_back_team_by_team),
        cmocka_unit_test(a_team_that_could_not_be_read_is_named_with_its_reason),
    };
    mem = arena_with_limit((size_t)128 << 20);
    scratch = arena_with_limit((size_t)8 << 20);
    team_count = invented_teams(&mem, teams);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&mem);
    arena_free(&scratch);
    return failed;
}
