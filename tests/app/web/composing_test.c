/* A coach brings lists as every program writes them, and lists that are none: each is read, or
 * refused by its line in the coach's own language, and then nothing is kept. */
#include <stdlib.h>

#include "a_play.h"

static struct browser coach;
static char draft[64];

static void speak(const char *lang)
{
    browser_get(&coach, "/composer");
    browser_post(&coach, "/langue", one_field("lang", lang));
}

static void bring(const char *list)
{
    browser_get(&coach, "/composer");
    browser_post(&coach, "/composer", one_field("liste", list));
}

/* The list is read: its path is in `draft`, its choices on the screen. */
static void brought(const char *list)
{
    bring(list);
    if (coach.status != 303 ||
        !take_between(coach.location, "/composer/", "/choix", draft, sizeof draft))
        fail_msg("status %d for %.60s: %.3000s", coach.status, list, coach.body);
    browser_get(&coach, coach.location);
    assert_int_equal(coach.status, 200);
}

static const char *path_of(const char *rest)
{
    static char path[128];
    snprintf(path, sizeof path, "/composer/%s%s", draft, rest);
    return path;
}

static void forget(void)
{
    browser_get(&coach, "/composer");
    browser_post(&coach, path_of("/effacer"), one_field(NULL, NULL));
    assert_int_equal(coach.status, 303);
}

/* ---- lists that are read ---- */

static void a_list_is_read_whatever_wrote_it(void **state)
{
    static const char *const lists[] = {
        "nom,site\nAïda,N\nBo,S\nCid,N\nDa,S\nEve,N\nFa,S\n",
        "nom;site\r\nAïda;N\r\nBo;S\r\nCid;N\r\nDa;S\r\nEve;N\r\nFa;S\r\n",
        "\xef\xbb\xbfnom;site\nAïda;N\nBo;S\nCid;N\nDa;S\nEve;N\nFa;S",
        "nom\tsite\nAïda\tN\nBo\tS\nCid\tN\nDa\tS\nEve\tN\nFa\tS\n",
        "nom,site\n\nAïda,N\nBo,S\n\n\nCid,N\nDa,S\nEve,N\nFa,S\n\n",
        "\"nom\",\"site\"\n\"Aïda\",\"N\"\nBo,S\nCid,N\nDa,S\nEve,N\n\"Fa\",\"S\"\n",
    };
    (void)state;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        brought(lists[i]);
        assert_true(has(&coach, "6 personnes, 2 colonnes"));
        assert_true(has(&coach, "<legend>nom</legend>") &&
                    has(&coach, "<legend>site</legend>"));
        assert_true(has(&coach, "par exemple Aïda, Bo et Cid"));
        forget();
    }
}

/* ---- lists that are none ---- */

#define SIX "a,N\nb,S\nc,N\nd,S\ne,N\nf,S\n"

static const struct {
    const char *list, *french, *english;
} wrong[] = {
    { "nom,site\na,N\nb,S,trop\nc,N\nd,S\ne,N\nf,S\n",
      "Ligne 3\u202f: nombre de cellules\u202f: 3\u202f; celui de la première ligne\u202f: 2.",
      "Line 3: 3 cells; the header has 2." },
    { "nom,site\na\n" SIX, "Ligne 2\u202f: nombre de cellules\u202f: 1",
      "Line 2: 1 cells; the header has 2." },
    { "nom,site\na,\"N\n" SIX, "Ligne 2\u202f: un guillemet est ouvert et jamais refermé.",
      "Line 2: a quote is opened and never closed." },
    { "nom,nom\n" SIX, "Ligne 1\u202f: deux colonnes s’appellent nom.",
      "Line 1: two columns are called nom." },
    { "nom,\n" SIX, "La colonne 2 n’a pas de nom", "Column 2 has no name" },
    { "", "0 personnes dans cette liste", "0 people in this list" },
    { "nom,site\n", "0 personnes dans cette liste", "0 people in this list" },
    { "nom,site\na,N\nb,S\nc,N\n", "3 personnes dans cette liste", "3 people in this list" },
    { "PK 3 4 x", "0 personnes dans cette liste", "0 people in this list" },
};

static void nothing_is_kept(void)
{
    browser_get(&coach, "/composer");
    assert_int_equal(coach.status, 200);
    assert_false(has(&coach, "/effacer"));
}

static void a_list_that_is_none_is_told_by_line_in_ones_own_language(void **state)
{
    (void)state;
    for (int english = 0; english < 2; english++) {
        speak(english ? "en" : "fr");
        for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
            const char *said = english ? wrong[i].english : wrong[i].french;
            bring(wrong[i].list);
            assert_int_equal(coach.status, 422);
            if (!has(&coach, said))
                fail_msg("\"%s\" is not told of \"%s\": %s", said, wrong[i].list,
                         strstr(coach.body, "role=\"alert\""));
            nothing_is_kept();
        }
    }
    speak("fr");
}

/* Bytes that are no text: a photograph, a spreadsheet's own file, Latin-1. */
static void bytes_that_are_no_text_are_refused(void **state)
{
    static const struct {
        const char *bytes;
        size_t count;
    } noises[] = { { "nom,site\na\0b,N\n", 15 },
                   { "PK\x03\x04\x14\x00\x06\x00", 8 },
                   { "nom\nAn\xefs\n", 9 },
                   { "\xff\xd8\xff\xe0", 4 },
                   { "\xed\xa0\x80", 3 } };
    static struct fields fields;
    (void)state;
    for (size_t i = 0; i < sizeof noises / sizeof *noises; i++) {
        fields = *one_field(NULL, NULL);
        field_add_bytes(&fields, "liste", noises[i].bytes, noises[i].count);
        browser_get(&coach, "/composer");
        browser_post(&coach, "/composer", &fields);
        assert_int_equal(coach.status, 400);
        assert_true(
            has(&coach,
                "Le champ «\u202fliste\u202f» de ce formulaire n’est pas du texte lisible."));
        nothing_is_kept();
    }
}

static char *rows(size_t people, size_t columns)
{
    char *list = malloc(64 + people * (16 + 8 * columns)), *at = list;
    at += sprintf(at, "nom");
    for (size_t c = 1; c < columns; c++)
        at += sprintf(at, ",c%zu", c);
    for (size_t i = 0; i < people; i++) {
        at += sprintf(at, "\np%zu", i);
        for (size_t c = 1; c < columns; c++)
            at += sprintf(at, ",%zu", (i * c) % 7);
    }
    return list;
}

static void a_list_that_is_too_long_or_wide_is_told_so(void **state)
{
    (void)state;
    char *many = rows(2001, 2), *wide = rows(6, 25);
    bring(many);
    assert_int_equal(coach.status, 422);
    assert_true(has(&coach, "2\u202f001 personnes dans cette liste"));
    bring(wide);
    assert_int_equal(coach.status, 422);
    assert_true(has(&coach, "25 colonnes dans cette liste"));
    nothing_is_kept();
    free(many);
    free(wide);
}

static void five_megabytes_are_refused_before_they_are_read(void **state)
{
    enum { MEGABYTES = 5 };
    static char body[MEGABYTES << 20];
    (void)state;
    memset(body, 'a', sizeof body);
    memcpy(body, "liste=", 6);
    browser_get(&coach, "/composer");
    browser_send(&coach, "POST", "/composer",
                 "Content-Type: application/x-www-form-urlencoded\r\n", body, sizeof body);
    assert_int_equal(coach.status, 413);
    nothing_is_kept();
}

/* ---- choices ---- */

#define NAMED "nom,an,formé\nAïda,1,oui\nBo,2,non\nCid,3,oui\nDa,x,non\nEve,5,non\nFa,6,non\n"

static struct fields choices;

/* What a page of three columns sends, then more of it. */
static void choose(const char *const more[][2], size_t count)
{
    static const char *const usual[][2] = {
        { "role0", "1" },   { "kind0", "0" }, { "weight0", "1" }, { "least0", "1" },
        { "role1", "2" },   { "kind1", "0" }, { "weight1", "1" }, { "least1", "1" },
        { "role2", "2" },   { "kind2", "0" }, { "weight2", "1" }, { "least2", "1" },
        { "low", "3" },     { "high", "3" },  { "tours", "1" },   { "but", "somme" },
        { "nom", "Essai" },
    };
    choices = *one_field(NULL, NULL);
    for (size_t i = 0; i < count; i++)
        field_add(&choices, more[i][0], more[i][1]);
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        bool said = false;
        for (size_t k = 0; k < count; k++)
            said |= strcmp(more[k][0], usual[i][0]) == 0;
        if (!said)
            field_add(&choices, usual[i][0], usual[i][1]);
    }
    browser_get(&coach, path_of("/choix"));
    browser_post(&coach, path_of("/choix"), &choices);
}

static const struct {
    const char *name, *value, *said;
} unwise[] = {
    { "high", "2", "6 personnes ne se répartissent pas" },
    { "low", "4", "6 personnes ne se répartissent pas" },
    { "high", "99999999999", "6 personnes ne se répartissent pas" },
    { "tours", "9", "De 1 à 8 tours." },
    { "tours", "-1", "De 1 à 8 tours." },
    { "tours", "deux", "De 1 à 8 tours." },
    { "weight1", "abc", "Le poids de «\u202fan\u202f» va de" },
    { "weight1", "1e99", "Le poids de «\u202fan\u202f» va de" },
    { "weight1", "-1", "Le poids de «\u202fan\u202f» va de" },
    { "kind1", "1",
      "Ligne 5\u202f: dans «\u202fan\u202f», «\u202fx\u202f» n’est pas un nombre" },
    { "role0", "2", "Choisissez une colonne, et une seule" },
    { "role1", "1", "Choisissez une colonne, et une seule" },
    { "ensemble", "Aïda, Personne",
      "Ligne 1\u202f: «\u202fPersonne\u202f» n’est pas dans la liste" },
    { "separer", "Bo, Cid\nDa", "Ligne 2\u202f: «\u202fDa\u202f» est seul" },
    { "ensemble", "Aïda, Bo, Cid, Da",
      "4 personnes à garder ensemble, et une équipe en compte 3" },
    { "separer", "Aïda, Bo, Cid", "3 personnes toutes à séparer" },
    { "passe", "nom;métier\nAïda;1\nBo;1\n", "Il manque une colonne" },
    { "passe", "nom;équipe\nAïda;1;2\n", "Ligne 2\u202f: nombre de cellules\u202f: 3" },
    { "passe", "nom;équipe\nZoé;1\nBo;1\n", "Aucune paire de la liste" },
};

static void a_choice_that_cannot_be_is_told_and_what_was_typed_stays(void **state)
{
    (void)state;
    brought(NAMED);
    for (size_t i = 0; i < sizeof unwise / sizeof *unwise; i++) {
        const char *const more[][2] = { { unwise[i].name, unwise[i].value },
                                        { "nom", "Un nom tapé" } };
        choose(more, 2);
        assert_int_equal(coach.status, 422);
        if (!has(&coach, unwise[i].said))
            fail_msg("%s=%s: not told", unwise[i].name, unwise[i].value);
        assert_true(has(&coach, "value=\"Un nom tapé\""));
        browser_get(&coach, path_of(""));
        assert_int_equal(coach.status, 303); /* nothing composed */
    }
    forget();
}

/* Whatever stands where a number should: told as it was typed, and the server is there. */
static void no_number_of_a_choice_ends_the_server(void **state)
{
    static const char *const typed[] = { "nan",    "inf",   "-inf",   "1e400",
                                         "nan(1)", "0x1p4", "1e-400", "99999999999999999999",
                                         "1,5,2",  "&lt;" };
    static const char *const fields[] = { "weight1", "least2", "low", "high", "tours" };
    (void)state;
    brought(NAMED);
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++)
        for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
            const char *const more[][2] = { { fields[f], typed[i] },
                                            { "role2", "4" },
                                            { "kind2", "0" } };
            choose(more, 3);
            assert_int_equal(coach.status, 422);
            const char *shown = typed[i][0] == '&' ? "&amp;lt;" : typed[i];
            char echoed[64];
            snprintf(echoed, sizeof echoed, "value=\"%s\"", shown);
            if (!has(&coach, echoed))
                fail_msg("%s=%s is not shown as it was typed", fields[f], typed[i]);
        }
    /* Where no weight is wanted, what stands in its field is of no consequence. */
    const char *const idle[][2] = { { "role1", "0" }, { "weight1", "nan" } };
    choose(idle, 2);
    assert_int_equal(coach.status, 303);
    browser_get(&coach, path_of("/choix"));
    assert_false(has(&coach, "nan"));
    forget();
}

static void contradictory_wishes_are_named(void **state)
{
    (void)state;
    brought(NAMED);
    const char *const more[][2] = { { "ensemble", "Aïda, Bo\nBo, Cid\nDa, Eve" },
                                    { "separer", "Fa, Eve\nAïda, Cid" } };
    choose(more, 2);
    assert_int_equal(coach.status, 422);
    assert_true(has(&coach, "Ces demandes se contredisent"));
    assert_true(has(&coach, "ensemble\u202f: Aïda et Bo"));
    assert_true(has(&coach, "ensemble\u202f: Bo et Cid"));
    assert_true(has(&coach, "séparés\u202f: Aïda et Cid"));
    assert_false(has(&coach, "Da et Eve")); /* has no part in it */
    forget();
    brought("nom,site\na,N\nb,S\nb,N\nd,S\ne,N\nf,S\n");
    const char *const two[][2] = { { "role1", "2" } };
    choose(two, 1);
    assert_int_equal(coach.status, 422);
    assert_true(has(&coach, "Ligne 4\u202f: «\u202fb\u202f» est déjà dans la liste"));
    forget();
}

/* ---- what comes out ---- */

#define ODD                                                                              \
    "nom,site\n\"=HYPERLINK(\"\"http://x\"\")\",N\n+1,S\n-2,N\n@x,S\n<script>alert(1)</" \
    "script>"                                                                            \
    ",N\n\"a;b\",S\n"

static void what_is_exported_is_no_formula_and_no_markup(void **state)
{
    (void)state;
    brought(ODD);
    const char *const more[][2] = { { "role1", "2" }, { "tours", "2" } };
    choose(more, 2);
    assert_int_equal(coach.status, 303);
    browser_get(&coach, path_of(""));
    assert_int_equal(coach.status, 200);
    assert_false(has(&coach, "<script>alert"));
    assert_true(has(&coach, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    browser_get(&coach, path_of("/export/html"));
    assert_false(has(&coach, "<script>alert"));
    static const char *const forms[] = { "/export/csv", "/export/rencontres" };
    for (size_t i = 0; i < 2; i++) {
        browser_get(&coach, path_of(forms[i]));
        assert_int_equal(coach.status, 200);
        assert_true(has(&coach, "\"'=HYPERLINK(\"\"http://x\"\")\","));
        assert_true(has(&coach, "\n\"'+1\",") && has(&coach, "\n\"'-2\",") &&
                    has(&coach, "\n\"'@x\","));
        assert_true(has(&coach, "\n\"a;b\","));
        assert_false(has(&coach, "\n=") || has(&coach, "\n+") || has(&coach, "\n-") ||
                     has(&coach, "\n@"));
    }
    /* Both rounds are in it, twelve places and a head. */
    browser_get(&coach, path_of("/export/csv"));
    assert_true(has(&coach, "id,team,round\n") && has(&coach, ",2\n"));
    browser_get(&coach, path_of("/export/autre"));
    assert_int_equal(coach.status, 404);
    forget();
}

/* A round that is not there, a person who is not, a team beyond the last. */
static void what_is_looked_at_is_bounded(void **state)
{
    static const char *const paths[] = { "?tour=0",          "?tour=3",
                                         "?tour=-1&qui=99",  "?qui=x",
                                         "?qui=0&contre=99", "?tour=2&qui=0&vers=0",
                                         "?qui=0&contre=0" };
    (void)state;
    brought(ODD);
    const char *const more[][2] = { { "role1", "2" }, { "tours", "2" } };
    choose(more, 2);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        browser_get(&coach, path_of(paths[i]));
        assert_int_equal(coach.status, 200);
    }
    browser_get(&coach, path_of("?tour=2"));
    assert_true(has(&coach, "?tour=2#equipes\" aria-current=\"page\""));
    /* No lock in a rotation, whatever is sent. */
    choices = *one_field("quoi", "verrouiller");
    field_add(&choices, "equipe", "0");
    field_add(&choices, "tour", "2");
    browser_post(&coach, path_of("/faire"), &choices);
    assert_int_equal(coach.status, 422);
    assert_true(has(&coach, "aucune équipe ne se verrouille"));
    forget();
}

/* Eight people in teams of three: two sit out of each round, and then no ceiling is explained.
 */
static void who_sits_out_is_named_and_no_gap_is_claimed(void **state)
{
    (void)state;
    brought("nom,site\nAïda,N\nBo,S\nCid,N\nDa,S\nEve,N\nFa,S\nGil,N\nHugo,S\n");
    const char *const more[][2] = { { "role1", "2" }, { "tours", "2" } };
    choose(more, 2);
    assert_int_equal(coach.status, 303);
    browser_get(&coach, path_of("?tour=2"));
    assert_true(has(&coach, "Sans équipe à ce tour\u202f: "));
    assert_true(has(&coach, "on n’en connaît pas quand des personnes passent leur tour"));
    assert_false(has(&coach, "L’écart est donc un maximum"));
    assert_true(has(&coach, "<dd>3 personnes</dd>"));
    forget();
}

static int begin(void **state)
{
    int code = play_open(state);
    play_coach(&coach, "composer@exemple.fr", "127.0.0.53");
    return code;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_read_whatever_wrote_it),
        cmocka_unit_test(a_list_that_is_none_is_told_by_line_in_ones_own_language),
        cmocka_unit_test(bytes_that_are_no_text_are_refused),
        cmocka_unit_test(a_list_that_is_too_long_or_wide_is_told_so),
        cmocka_unit_test(five_megabytes_are_refused_before_they_are_read),
        cmocka_unit_test(a_choice_that_cannot_be_is_told_and_what_was_typed_stays),
        cmocka_unit_test(no_number_of_a_choice_ends_the_server),
        cmocka_unit_test(contradictory_wishes_are_named),
        cmocka_unit_test(what_is_exported_is_no_formula_and_no_markup),
        cmocka_unit_test(what_is_looked_at_is_bounded),
        cmocka_unit_test(who_sits_out_is_named_and_no_gap_is_claimed),
    };
    return cmocka_run_group_tests(tests, begin, play_close);
}
