/* The commands that keep a store, as anybody runs them. */
#include "check.h"
#include "program.h"

#define COACH "coach add --db sqlite:\"$D/s.db\" --name Ana --email "

static void an_account_is_opened_once_with_a_passphrase_from_standard_input(void **state)
{
    (void)state;
    program_write("phrase", "une phrase de passe assez longue\n");
    program_write("short", "courte\n");
    program_write("none", "");
    program_expect(0, "", "%sana@exemple.fr < \"$D/phrase\"", COACH);
    program_expect(1, "", "%sana@exemple.fr < \"$D/phrase\"", COACH);
    program_expect(2, "twelve", "%sbob@exemple.fr < \"$D/short\"", COACH);
    program_expect(2, "", "%sbob@exemple.fr < \"$D/none\"", COACH);
    program_expect(2, "", "%snot-an-address < \"$D/phrase\"", COACH);
    program_expect(2, "--email", "coach add --db x --name Ana");
    program_expect(2, "coach list", "coach list --db x --name Ana --email a@b.c");
    program_expect(2, "coach add", "coach delete --db x");
}

#define STORE " --db sqlite:\"$D/c.db\" "
#define OPEN "coach add" STORE "--lang en --name "

static void an_account_is_repaired_by_whoever_keeps_the_machine(void **state)
{
    (void)state;
    program_write("phrase", "une phrase de passe assez longue\n");
    program_write("other", "quatre chaises bleues dansent\n");
    program_write("own", "bob.martin@exemple.fr\n");
    program_write("common", "Azerty123456!\n");
    program_expect(0, "", OPEN "Ana --email ana@exemple.fr < \"$D/phrase\"");
    program_expect(0, "", OPEN "Bob --email bob.martin@exemple.fr < \"$D/phrase\"");
    program_expect(2, "your address",
                   "coach passphrase BOB.Martin@exemple.fr" STORE "--lang en < \"$D/own\"");
    program_expect(2, "tried first",
                   "coach passphrase ana@exemple.fr" STORE "--lang en < \"$D/common\"");
    program_expect(0, "", "coach passphrase Ana@exemple.fr" STORE "< \"$D/other\"");
    program_expect(1, "aucun compte n’a l’adresse zoe@exemple.fr",
                   "coach passphrase zoe@exemple.fr" STORE "--lang fr < \"$D/other\"");
    program_expect(2, "which account", "coach passphrase" STORE "--lang en < \"$D/other\"");
    program_expect(2, "--end", "coach remove ana@exemple.fr" STORE "--end");
    program_expect(2, "--to", "coach sessions ana@exemple.fr" STORE "--to bob@exemple.fr");
    struct ran ran = program_expect(0, "", "coach sessions ana@exemple.fr --lang en" STORE);
    assert_non_null(strstr(ran.out, "No session is open for ana@exemple.fr."));
    ran = program_expect(0, "", "coach list --lang en" STORE);
    assert_non_null(strstr(ran.out, "ana@exemple.fr (Ana): teams 0, open sessions 0\n"));
}

static void an_account_goes_when_its_teams_have_somewhere_to_go(void **state)
{
    (void)state;
    program_expect(0, "",
                   "import content/examples/campaign --base-url https://a.example" STORE
                   "--coach ana@exemple.fr");
    program_expect(1, "--delete-teams", "coach remove ana@exemple.fr" STORE);
    program_expect(1, "same account",
                   "coach remove ana@exemple.fr --lang en" STORE "--to ana@exemple.fr");
    program_expect(2, "--to, --delete-teams",
                   "coach remove ana@exemple.fr" STORE
                   "--to bob.martin@exemple.fr --delete-teams");
    program_expect(1, "zoe@exemple.fr",
                   "coach remove ana@exemple.fr" STORE "--to zoe@exemple.fr");
    program_expect(0, "", "coach remove ana@exemple.fr" STORE "--to bob.martin@exemple.fr");
    struct ran ran = program_expect(0, "", "coach list --lang en" STORE);
    assert_null(strstr(ran.out, "ana@exemple.fr"));
    assert_null(strstr(ran.out, "teams 0"));
    ran = program_expect(0, "",
                         "coach remove bob.martin@exemple.fr --lang en --delete-teams" STORE);
    assert_non_null(strstr(ran.out, "Teams deleted: "));
    ran = program_expect(0, "", "check --lang en" STORE);
    assert_non_null(strstr(ran.out, "Teams: 0"));
}

static void a_store_is_copied_and_comes_back(void **state)
{
    (void)state;
    program_expect(0, "", "backup --db sqlite:\"$D/s.db\" \"$D/copy\"");
    program_expect(1, "--replace", "restore \"$D/copy\" --db sqlite:\"$D/s.db\"");
    program_expect(0, "", "restore \"$D/copy\" --db sqlite:\"$D/s.db\" --replace");
    program_expect(0, "", "restore \"$D/copy\" --db sqlite:\"$D/new.db\"");
    struct ran ran = program_expect(0, "", "check --lang en --db sqlite:\"$D/new.db\"");
    assert_non_null(strstr(ran.out, "Accounts: 1"));
    program_write("text", "this is a text, and no store");
    program_expect(3, "text:", "restore \"$D/text\" --db sqlite:\"$D/s.db\" --replace");
    program_expect(1, "no such file", "restore \"$D/nothing\" --db sqlite:\"$D/s.db\"");
    program_expect(1, "pg_dump", "backup --db postgresql://x \"$D/copy\"");
}

#define EXAMPLE "import content/examples/campaign --base-url https://a.example --db sqlite:"

static void teams_come_in_from_files_whole_or_not_at_all(void **state)
{
    (void)state;
    program_expect(2, "--db", "import content/examples/campaign");
    program_expect(2, "--unlocked",
                   "import content/examples/campaign --unlocked --db sqlite:x");
    program_expect(1, "nobody@exemple.fr", EXAMPLE "\"$D/i.db\" --coach nobody@exemple.fr");
    struct ran ran = program_expect(0, "", EXAMPLE "\"$D/i.db\"");
    assert_non_null(strstr(ran.out, "team,member,link\n\""));
    assert_non_null(strstr(ran.out, ",https://a.example/r/"));
    assert_non_null(strstr(ran.said, "2026-05")); /* four of eight answered */
    program_expect(1, "already", EXAMPLE "\"$D/i.db\"");
    program_expect(0, "", "check --db sqlite:\"$D/i.db\"");
    program_write("bad.csv", "team,round,member,q1\nA,1,m1,4\nA,1,m2,9\n");
    program_expect(3, "bad.csv:", "import --items \"$D/bad.csv\" --db sqlite:\"$D/no.db\"");
    program_expect(1, "there is no store", "purge --db sqlite:\"$D/no.db\"");
}

static void what_is_missing_is_named_and_nothing_is_made(void **state)
{
    (void)state;
    program_expect(2, "--db", "check");
    program_expect(2, "", "backup --db sqlite:x");
    program_expect(2, "extra", "purge --db sqlite:x extra");
    program_expect(1, "no such file", "check --db sqlite:\"$D/none.db\"");
    program_expect(1, "there is no store", "purge --db sqlite:\"$D/none.db\"");
    program_expect(3, "sqlite: or postgresql:", "purge --db mysql:x");
    program_expect(0, "", "purge --db sqlite:\"$D/s.db\" --now");
    program_expect(2, "--team", "export --db sqlite:\"$D/s.db\" --out \"$D/out\"");
    program_expect(2, "--out", "export --db sqlite:\"$D/s.db\" --all");
    program_expect(1, "no portrait", "export --db sqlite:\"$D/s.db\" --all --out \"$D/out\"");
    program_expect(1, "raw answers",
                   "export --db sqlite:\"$D/s.db\" --all --raw --out \"$D/out\"");
    program_expect(1, "no team", "export --db sqlite:\"$D/s.db\" --team X --out \"$D/out\"");
}

static void an_address_that_cannot_work_is_refused_before_anything_is_made(void **state)
{
    (void)state;
    static const char *const wrong[] = { "alliage.example", "ftp://alliage.example",
                                         "https://alliage.example/alliage",
                                         "https://alliage.example/?a", "http://0.0.0.0:80" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        program_expect(3, "", "serve --db sqlite:\"$D/none.db\" --base-url '%s'", wrong[i]);
    program_expect(3, "", "serve --db sqlite:\"$D/none.db\" --listen 0.0.0.0:1");
    program_expect(3, "HÔTE:PORT",
                   "serve --db sqlite:\"$D/none.db\" --listen 8080 --lang fr"
                   " --base-url https://a.example");
    program_expect(3, "https://alliage.example",
                   "serve --db sqlite:\"$D/none.db\""
                   " --base-url alliage.example --lang fr");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_account_is_opened_once_with_a_passphrase_from_standard_input),
        cmocka_unit_test(an_account_is_repaired_by_whoever_keeps_the_machine),
        cmocka_unit_test(an_account_goes_when_its_teams_have_somewhere_to_go),
        cmocka_unit_test(a_store_is_copied_and_comes_back),
        cmocka_unit_test(teams_come_in_from_files_whole_or_not_at_all),
        cmocka_unit_test(what_is_missing_is_named_and_nothing_is_made),
        cmocka_unit_test(an_address_that_cannot_work_is_refused_before_anything_is_made),
    };
    return cmocka_run_group_tests_name("store", tests, program_start, program_end);
}
