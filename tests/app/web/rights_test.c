/* Every route of the table, asked by everyone who might: each gets what the right says, and
 * whoever may not know of a team cannot tell it from one that does not exist. */
#include <stdlib.h>

#include "a_play.h"

enum person { ANYONE, MEMBER, OTHER_MEMBER, COACH, OTHER_COACH, LEFT, OLD_DEVICE, PEOPLE };

static const char *const people_names[PEOPLE] = { "someone without a cookie",
                                                  "a member",
                                                  "a member of another team",
                                                  "the coach",
                                                  "another coach",
                                                  "a member who left",
                                                  "a device whose link was made again" };

/* An account's name of each one's own, since failures are counted by account. */
static const char OWN[] = "OWN";

/* The team has one released round, open whole, and none running; this store has no example. T
 * is its id, S a seat, D a draft of its coach. */
struct expected {
    const char *pattern; /* of the table in alliage.c */
    enum method method;
    const char *path, *name, *value;
    int status[PEOPLE];
};

#define ALL(n)              \
    {                       \
        n, n, n, n, n, n, n \
    }
/* A device whose link was made again is told that. */
#define TEAM(member, coach)                    \
    {                                          \
        404, member, 404, coach, 404, 404, 403 \
    }

/* Of the coach's own draft, on which nothing was composed yet. */
#define DRAFT(coach)                        \
    {                                       \
        403, 403, 403, coach, 404, 403, 403 \
    }

static const struct expected table[] = {
    { "/", GET, "/", NULL, NULL, ALL(200) },
    { "/code", POST, "/code", "code", "rien", ALL(422) },
    { "/qui-voit-quoi", GET, "/qui-voit-quoi", NULL, NULL, ALL(200) },
    { "/who-sees-what", GET, "/who-sees-what", NULL, NULL, ALL(200) },
    { "/aide", GET, "/aide", NULL, NULL, ALL(200) },
    { "/help", GET, "/help", NULL, NULL, ALL(200) },
    { "/exemple", GET, "/exemple", NULL, NULL, ALL(404) },
    { "/example", GET, "/example", NULL, NULL, ALL(404) },
    { "/exemple/{round}", GET, "/exemple/1", NULL, NULL, ALL(404) },
    { "/langue", POST, "/langue", "back", "/aide", ALL(303) },
    { "/static/{version}/{file}", GET, "/static/1/site.css", NULL, NULL, ALL(200) },
    { "/entrer", GET, "/entrer", NULL, NULL, ALL(200) },
    { "/entrer", POST, "/entrer", "email", OWN, ALL(422) },
    { "/coach/nouveau", GET, "/coach/nouveau", NULL, NULL, ALL(200) },
    { "/coach/nouveau", POST, "/coach/nouveau", "name", "", ALL(422) },
    { "/entrer/oubli", GET, "/entrer/oubli", NULL, NULL, ALL(200) },
    { "/entrer/oubli", POST, "/entrer/oubli", "email", "", ALL(200) }, /* no mail here */
    { "/coach/cle/{key}", GET, "/coach/cle/abcdefgh", NULL, NULL, ALL(404) },
    { "/coach/ouvrir/{key}", GET, "/coach/ouvrir/abcdefgh", NULL, NULL, ALL(404) },
    { "/coach/ouvrir/{key}", POST, "/coach/ouvrir/abcdefgh", NULL, NULL, ALL(404) },
    { "/coach/cle/{key}", POST, "/coach/cle/abcdefgh", NULL, NULL, ALL(404) },
    { "/coach/compte",
      GET,
      "/coach/compte",
      NULL,
      NULL,
      { 403, 403, 403, 200, 200, 403, 403 } },
    { "/coach/account",
      GET,
      "/coach/account",
      NULL,
      NULL,
      { 403, 403, 403, 200, 200, 403, 403 } },
    { "/coach/compte",
      POST,
      "/coach/compte",
      "quoi",
      "nom",
      { 403, 403, 403, 422, 422, 403, 403 } },
    { "/coach/account",
      POST,
      "/coach/account",
      "quoi",
      "nom",
      { 403, 403, 403, 422, 422, 403, 403 } },
    { "/coach", GET, "/coach", NULL, NULL, { 403, 403, 403, 200, 200, 403, 403 } },
    { "/composer", GET, "/composer", NULL, NULL, { 403, 403, 403, 200, 200, 403, 403 } },
    { "/compose", GET, "/compose", NULL, NULL, { 403, 403, 403, 200, 200, 403, 403 } },
    { "/composer", POST, "/composer", "liste", "", { 403, 403, 403, 422, 422, 403, 403 } },
    { "/composer/{draft}/choix", GET, "/composer/D/choix", NULL, NULL, DRAFT(200) },
    { "/composer/{draft}/choix", POST, "/composer/D/choix", "low", "4", DRAFT(422) },
    { "/composer/{draft}", GET, "/composer/D", NULL, NULL, DRAFT(303) },
    { "/composer/{draft}/chercher", POST, "/composer/D/chercher", NULL, NULL, DRAFT(303) },
    { "/composer/{draft}/faire", POST, "/composer/D/faire", NULL, NULL, DRAFT(303) },
    { "/composer/{draft}/export/{form}", GET, "/composer/D/export/csv", NULL, NULL,
      DRAFT(303) },
    { "/composer/{draft}/creer", POST, "/composer/D/creer", NULL, NULL, DRAFT(303) },
    { "/composer/{draft}/effacer", POST, "/composer/D/effacer", NULL, NULL, DRAFT(303) },
    { "/equipes/nouvelle", GET, "/equipes/nouvelle", NULL, NULL, ALL(200) },
    { "/equipes/nouvelle", POST, "/equipes/nouvelle", "name", "", ALL(422) },
    { "/liens/{page}", GET, "/liens/abc", NULL, NULL, ALL(403) },
    { "/liens/courriel", POST, "/liens/courriel", "link1",
      "abc-defghijkmnpqrstuvwxyz23456789abc", ALL(404) },
    { "/r/{token}", GET, "/r/abc-defghijkmnpqrstuvwxyz23456789abc", NULL, NULL, ALL(200) },
    { "/r/{token}", POST, "/r/abc-defghijkmnpqrstuvwxyz23456789abc", NULL, NULL, ALL(404) },
    { "/t/{team}", GET, "/t/T", NULL, NULL, TEAM(200, 200) },
    { "/t/{team}/place/{seat}", GET, "/t/T/place/S", NULL, NULL, TEAM(403, 200) },
    { "/t/{team}/place/{seat}", POST, "/t/T/place/S", NULL, NULL, TEAM(403, 200) },
    { "/t/{team}/place/{seat}/depart", POST, "/t/T/place/S/depart", NULL, NULL,
      TEAM(403, 303) },
    { "/t/{team}/ajouter", GET, "/t/T/ajouter", NULL, NULL, TEAM(403, 200) },
    { "/t/{team}/ajouter", POST, "/t/T/ajouter", "name", "", TEAM(403, 422) },
    { "/t/{team}/arrivee/{newcomer}", POST, "/t/T/arrivee/1", "reponse", "oui",
      TEAM(403, 404) },
    { "/t/{team}/confier", GET, "/t/T/confier", NULL, NULL, TEAM(404, 200) },
    { "/t/{team}/confier", POST, "/t/T/confier", "quoi", "proposer", TEAM(404, 422) },
    { "/coach/equipe/{team}",
      POST,
      "/coach/equipe/T",
      "reponse",
      "oui",
      { 403, 403, 403, 303, 303, 403, 403 } }, /* nothing is proposed */
    { "/t/{team}/charte", GET, "/t/T/charte", NULL, NULL, TEAM(200, 200) },
    { "/t/{team}/charte", POST, "/t/T/charte", "quoi", "nom", TEAM(422, 422) },
    { "/t/{team}/fin", GET, "/t/T/fin", NULL, NULL, TEAM(403, 200) },
    { "/t/{team}/fin", POST, "/t/T/fin", "quoi", "rien", TEAM(403, 400) },
    { "/t/{team}/moi/carte", GET, "/t/T/moi/carte", NULL, NULL, TEAM(200, 404) },
    { "/t/{team}/moi/carte", POST, "/t/T/moi/carte", "name", "", TEAM(422, 404) },
    { "/t/{team}/repondre", GET, "/t/T/repondre", NULL, NULL, TEAM(403, 404) },
    { "/t/{team}/repondre", POST, "/t/T/repondre", "equipe", "oui", TEAM(403, 404) },
    { "/t/{team}/repondre/{step}", GET, "/t/T/repondre/1", NULL, NULL, TEAM(403, 404) },
    { "/t/{team}/repondre/{step}", POST, "/t/T/repondre/1", "q1", "4", TEAM(403, 404) },
    { "/t/{team}/fini", GET, "/t/T/fini", NULL, NULL, TEAM(200, 404) },
    { "/t/{team}/portrait/{round}", GET, "/t/T/portrait/1", NULL, NULL, TEAM(200, 200) },
    { "/t/{team}/restitution/{round}", GET, "/t/T/restitution/1", NULL, NULL, TEAM(404, 200) },
    { "/t/{team}/restitution/{round}", POST, "/t/T/restitution/1", "bloc", "1",
      TEAM(404, 303) },
    { "/moi", GET, "/moi", NULL, NULL, ALL(200) },
    { "/t/{team}/moi", GET, "/t/T/moi", NULL, NULL, TEAM(200, 404) },
    { "/t/{team}/moi", POST, "/t/T/moi", "quoi", "appareil", TEAM(200, 404) },
    { "/t/{team}/moi/appareil/{device}", GET, "/t/T/moi/appareil/x", NULL, NULL,
      TEAM(404, 404) },
    { "/t/{team}/moi/appareil/{device}", POST, "/t/T/moi/appareil/x", NULL, NULL,
      TEAM(404, 404) },
    { "/t/{team}/moi/donnees", GET, "/t/T/moi/donnees", NULL, NULL, TEAM(200, 404) },
    { "/t/{team}/barometre", GET, "/t/T/barometre", NULL, NULL, TEAM(404, 200) },
    { "/t/{team}/barometre/ouvrir", POST, "/t/T/barometre/ouvrir", "date", "2030-01-01",
      TEAM(403, 422) },
    { "/t/{team}/barometre/prolonger", POST, "/t/T/barometre/prolonger", "date", "2030-01-01",
      TEAM(404, 422) },
    { "/t/{team}/barometre/clore", POST, "/t/T/barometre/clore", NULL, NULL, TEAM(404, 422) },
    { "/t/{team}/barometre/annuler", POST, "/t/T/barometre/annuler", NULL, NULL,
      TEAM(404, 422) },
    { "/sortir", POST, "/sortir", NULL, NULL, ALL(303) },
};

enum { ROWS = sizeof table / sizeof *table, MEMBERS = 7, GONE = 5, REPLACED = 6 };

static struct play play, other;
static struct browser anyone, stranger_coach;

static struct browser *browser_for(enum person person)
{
    struct browser *const browsers[PEOPLE] = {
        &anyone,         &play.members[0],    &other.members[0],       &play.coach,
        &stranger_coach, &play.members[GONE], &play.members[REPLACED],
    };
    return browsers[person];
}

static char draft[24];

static void fill_path(const char *pattern, const char *team, const char *seat, char *out,
                      size_t room)
{
    size_t used = 0;
    for (const char *at = pattern; *at; at++) {
        const char *word = *at == 'T' ? team : *at == 'S' ? seat : *at == 'D' ? draft : NULL;
        used += (size_t)(word ? snprintf(out + used, room - used, "%s", word)
                              : snprintf(out + used, room - used, "%c", *at));
        assert_true(used < room);
    }
}

static void ask(struct browser *b, const struct expected *row, const char *team)
{
    char path[160];
    fill_path(row->path, team, play.seats[REPLACED], path, sizeof path);
    if (row->method == GET)
        browser_get(b, path);
    else
        browser_post(b, path, one_field(row->name, row->value == OWN ? b->from : row->value));
}

/* A team that everyone has, with one portrait; a member has left, another's link is new. */
static int make_them(void **state)
{
    int wrong = play_open(state);
    play_team(&play, "Équipe inventée du Phare", MEMBERS, true);
    play_team(&other, "Équipe inventée du Môle", 3, true);
    play_open_round(&play);
    for (size_t i = 0; i < MEMBERS; i++)
        play_answer(&play, i, (int)i, "1");
    browser_post(&play.coach, play_path(&play, "/barometre/clore"), one_field(NULL, NULL));
    assert_int_equal(play.coach.status, 303);
    browser_post(&play.coach, play_path(&play, "/restitution/1"), one_field("bloc", "tout"));
    assert_int_equal(play.coach.status, 303);
    browser_post(&play.members[GONE], play_path(&play, "/moi"), one_field("quoi", "effacer"));
    assert_int_equal(play.members[GONE].status, 303);
    char rest[64];
    snprintf(rest, sizeof rest, "/place/%s", play.seats[REPLACED]);
    browser_post(&play.coach, play_path(&play, rest), one_field(NULL, NULL));
    assert_int_equal(play.coach.status, 200);
    static struct fields list;
    field_add(&list, "liste", "nom,site\na,N\nb,S\nc,N\nd,S\ne,N\nf,S\n");
    browser_get(&play.coach, "/composer");
    browser_post(&play.coach, "/composer", &list);
    assert_non_null(
        take_between(play.coach.location, "/composer/", "/choix", draft, sizeof draft));
    play_coach(&stranger_coach, "autre@exemple.fr", "127.0.0.51");
    browser_start(&anyone, "127.0.0.52");
    return wrong;
}

static void every_route_of_the_table_is_in_this_test(void **state)
{
    (void)state;
    const struct routes routes = alliage_site(&play_here).routes;
    for (size_t i = 0; i < routes.count; i++) {
        size_t j = 0;
        while (j < ROWS && (table[j].method != routes.list[i].method ||
                            strcmp(table[j].pattern, routes.list[i].pattern) != 0))
            j++;
        if (j == ROWS)
            fail_msg("%s is a route without a row", routes.list[i].pattern);
    }
}

/* What is left of a reply without its date and what names the team. */
static size_t mask(char *bytes, const char *team)
{
    char *date = strstr(bytes, "\r\nDate: ");
    if (date)
        memset(date + 2, '.', strcspn(date + 2, "\r"));
    hide_form_numbers(bytes);
    for (char *at = bytes; (at = strstr(at, team));)
        memset(at, '.', strlen(team));
    return strlen(bytes);
}

static void cannot_tell(struct browser *b, const struct expected *row)
{
    static char first[PAGE_BYTES];
    char nobody[24];
    strcpy(first, b->bytes);
    mask(first, play.id);
    strcpy(nobody, play.id);
    char *last = nobody + strlen(nobody) - 1;
    *last = *last == '1' ? '2' : '1';
    ask(b, row, nobody);
    mask(b->bytes, nobody);
    mask(b->bytes, play.id); /* in the list of the browser's own seats */
    size_t at = 0;
    while (first[at] && first[at] == b->bytes[at])
        at++;
    if (strcmp(first, b->bytes) != 0)
        fail_msg("%s tells that the team exists: \"%.160s\" and \"%.160s\"", row->path,
                 first + (at > 80 ? at - 80 : 0), b->bytes + (at > 80 ? at - 80 : 0));
}

static void everyone_gets_what_their_right_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS; i++)
        for (size_t who = 0; who < PEOPLE; who++) {
            struct browser *b = browser_for((enum person)who);
            browser_get(b, "/");
            ask(b, &table[i], play.id);
            if (b->status != table[i].status[who])
                fail_msg("%s %s by %s: %d, not %d", table[i].method == GET ? "GET" : "POST",
                         table[i].path, people_names[who], b->status, table[i].status[who]);
            if (b->status == 404 && strchr(table[i].path, 'T'))
                cannot_tell(b, &table[i]);
        }
}

/* What a browser says of itself is not believed: only a key that the store knows counts. */
static void a_list_of_teams_in_a_cookie_opens_nothing_and_is_taken_away(void **state)
{
    struct browser *b = &anyone;
    (void)state;
    browser_start(b, "127.0.0.53");
    browser_get(b, "/");
    assert_null(browser_cookie_of(&play.members[0], "alliage-teams"));
    struct held_cookie *held = &b->cookies[b->cookie_count++];
    *held = (struct held_cookie){ .name = "alliage-teams" };
    snprintf(held->value, sizeof held->value, "%llx", strtoull(play.id, NULL, 10));
    browser_get(b, play.home);
    CHECK_TEXT(browser_cookie_of(b, "alliage-teams"), "");
    assert_int_equal(b->status, 404);
    held = &b->cookies[b->cookie_count++];
    *held =
        (struct held_cookie){ .name = "alliage", .value = "abcdefghjkmnpqrstuvwxyz234567abc" };
    browser_get(b, play.home);
    assert_int_equal(b->status, 404);
    browser_get(b, play_path(&play, "/moi"));
    assert_int_equal(b->status, 404);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_route_of_the_table_is_in_this_test),
        cmocka_unit_test(a_list_of_teams_in_a_cookie_opens_nothing_and_is_taken_away),
        cmocka_unit_test(everyone_gets_what_their_right_says),
    };
    return cmocka_run_group_tests(tests, make_them, play_close);
}
