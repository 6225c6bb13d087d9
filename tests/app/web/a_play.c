/* A store in a directory of its own; people answer as their page asks. */
#include "a_play.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "flow/opened.h"
#include "store/seats.h"

struct here play_here;
struct arena play_mem;
const char *play_url;

static struct site site;
static struct server *server;
static char directory[64], store_url[200];

static void site_up(void)
{
    struct err err;
    assert_int_equal(flow_open(store_url, 1790000000, &play_here.db, &err), OK);
    site = alliage_site(&play_here);
    if (serve_open("127.0.0.1:0", &door_usual_limits, &site, &server, &err) != OK)
        fail_msg("%s", err.text);
    client_port = serve_port(server);
}

static void site_down(void)
{
    serve_close(server, 5);
    flow_close(play_here.db);
}

int play_open(void **state)
{
    struct err err;
    (void)state;
    strcpy(directory, "/tmp/alliage-hostile-XXXXXX");
    assert_non_null(mkdtemp(directory));
    if (play_url)
        snprintf(store_url, sizeof store_url, "%s", play_url);
    else
        snprintf(store_url, sizeof store_url, "sqlite:%s/store.db", directory);
    play_mem = arena_with_limit(256u << 20);
    play_here = (struct here){ .base_url = "http://127.0.0.1",
                               .opens_accounts = true,
                               .reads_wait = flow_opened_reads_wait(store_url) };
    assert_int_equal(flow_get_ready(&play_mem, &play_here.rules, &err), OK);
    site_up();
    return 0;
}

/* A closed store is one file. */
static void copy_store(const char *from, const char *to)
{
    char command[256];
    site_down();
    snprintf(command, sizeof command, "cp %s/%s %s/%s", directory, from, directory, to);
    assert_int_equal(system(command), 0);
    site_up();
}

const char *play_file(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    return path;
}

void play_keep(void) { copy_store("store.db", "kept.db"); }

void play_go_back(void) { copy_store("kept.db", "store.db"); }

int play_close(void **state)
{
    static const char *const files[] = { "store.db", "store.db-wal", "store.db-shm",
                                         "kept.db",  "backup.db",    "log" };
    char path[128];
    (void)state;
    site_down();
    arena_free(&play_mem);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(path, sizeof path, "%s/%s", directory, files[i]);
        unlink(path);
    }
    rmdir(directory);
    return 0;
}

void play_coach(struct browser *b, const char *email, const char *from)
{
    static struct fields fields;
    bool mails = play_here.mails;
    play_here.mails = false; /* else a letter's link would be opened first */
    browser_start(b, from);
    browser_get(b, "/coach/nouveau");
    fields.count = 0;
    field_add(&fields, "name", "Camille Coach");
    field_add(&fields, "email", email);
    field_add(&fields, "password", "une phrase de passe");
    browser_post(b, "/coach/nouveau", &fields);
    play_here.mails = mails;
    assert_int_equal(b->status, 303);
    CHECK_TEXT(b->location, "/coach");
}

static const char *const names[PEOPLE_MAX] = { "Aïcha Diop",  "Bruno Faure", "Claire Nam",
                                               "David Ortiz", "Élise Roy",   "Farid Sow",
                                               "Gaëlle Tan",  "Hugo Vidal" };

static void read_links(struct play *play, const struct browser *b)
{
    const char *at = b->body;
    char link[160];
    for (size_t i = 0; i < play->count; i++) {
        at = take_between(at, "readonly value=\"http://127.0.0.1", "\"", link, sizeof link);
        assert_non_null(at);
        snprintf(play->links[i], sizeof play->links[i], "%.95s", link);
    }
    uint64_t id = strtoull(play->links[0] + strlen("/r/"), NULL, 16);
    snprintf(play->id, sizeof play->id, "%" PRIu64, id);
    snprintf(play->home, sizeof play->home, "/t/%" PRIu64, id);
}

static void read_seats(struct play *play)
{
    struct transaction *transaction;
    struct err err;
    struct seats seats;
    struct team_id team = { (int64_t)strtoull(play->id, NULL, 10) };
    assert_int_equal(db_begin_reading(play_here.db, &transaction, &err), OK);
    assert_int_equal(store_seats_load(&play_mem, transaction, team, &seats, &err), OK);
    db_abandon(transaction);
    assert_int_equal(seats.count, play->count);
    for (size_t i = 0; i < seats.count; i++)
        snprintf(play->seats[i], sizeof play->seats[i], "%" PRId64, seats.list[i].id.value);
}

void play_read(struct play *play, const struct browser *b)
{
    read_links(play, b);
    read_seats(play);
}

void play_links(struct play *play, const char *name, size_t count, bool coached)
{
    static struct fields fields;
    static struct browser maker;
    char email[64], field[16];
    snprintf(email, sizeof email, "coach%d@exemple.fr", rand());
    play->count = count;
    browser_start(&maker, "127.0.0.40");
    if (coached)
        play_coach(&play->coach, email, "127.0.0.41");
    struct browser *b = coached ? &play->coach : &maker;
    browser_get(b, "/equipes/nouvelle");
    fields.count = 0;
    field_add(&fields, "name", name);
    field_add(&fields, "aim", "Que la lumière tourne");
    field_add(&fields, "days", "7");
    for (size_t i = 0; i < count; i++) {
        snprintf(field, sizeof field, "name%zu", i + 1);
        field_add(&fields, field, names[i]);
        snprintf(field, sizeof field, "craft%zu", i + 1);
        field_add(&fields, field, "métier");
    }
    browser_post(b, "/equipes/nouvelle", &fields);
    assert_int_equal(b->status, 200);
    play_read(play, b);
}

void play_join(struct play *play, size_t member)
{
    static const char *const from[PEOPLE_MAX] = { "127.0.0.11", "127.0.0.12", "127.0.0.13",
                                                  "127.0.0.14", "127.0.0.15", "127.0.0.16",
                                                  "127.0.0.17", "127.0.0.18" };
    struct browser *b = &play->members[member];
    browser_start(b, from[member]);
    browser_get(b, play->links[member]);
    assert_int_equal(b->status, 200);
    browser_post(b, play->links[member], one_field(NULL, NULL));
    assert_int_equal(b->status, 303);
    CHECK_TEXT(b->location, play->home);
}

void play_team(struct play *play, const char *name, size_t count, bool coached)
{
    play_links(play, name, count, coached);
    for (size_t i = 0; i < count; i++)
        play_join(play, i);
}

void play_open_round(struct play *play)
{
    char date[32];
    browser_get(&play->coach, play_path(play, "/barometre"));
    assert_non_null(take_between(strstr(play->coach.body, "type=\"date\""), "value=\"", "\"",
                                 date, sizeof date));
    browser_post(&play->coach, play_path(play, "/barometre/ouvrir"), one_field("date", date));
    assert_int_equal(play->coach.status, 303);
}

void play_page(const struct browser *b, struct fields *fields)
{
    static const char *const said[] = { "tour", "place", "depuis", "page" };
    char mark[64], value[64];
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        snprintf(mark, sizeof mark, "name=\"%s\" value=\"", said[i]);
        if (take_between(b->body, mark, "\"", value, sizeof value))
            field_add(fields, said[i], value);
    }
}

/* The radios of the page, each once, and the ranking as it stands. */
static void fill_step(const struct browser *b, int base, struct fields *fields)
{
    char name[64], last[64] = "", value[16], order[1024];
    const char *at = b->body;
    int highest = strstr(at, "name=\"moment\"") ? 4 : 7;
    fields->count = 0;
    fields->text[0] = '\0';
    play_page(b, fields);
    for (int i = 0;
         (at = take_between(at, "type=\"radio\" name=\"", "\"", name, sizeof name));) {
        if (strcmp(name, last) == 0)
            continue;
        strcpy(last, name);
        snprintf(value, sizeof value, "%d", 1 + (base + i++ % 3) % highest);
        field_add(fields, name, value);
    }
    if (take_between(b->body, "name=\"ordre\" value=\"", "\"", order, sizeof order)) {
        field_add(fields, "ordre", order);
        field_add(fields, "garder", "1");
    }
}

void play_answer(struct play *play, size_t member, int base, const char *sent)
{
    static struct fields fields;
    struct browser *b = &play->members[member];
    char path[96], rest[32];
    browser_get(b, play_path(play, "/repondre?revoir=1"));
    assert_int_equal(b->status, 200);
    fields.count = 0;
    field_add(&fields, "equipe", "oui");
    field_add(&fields, "consent", "oui");
    browser_post(b, play_path(play, "/repondre"), &fields);
    assert_int_equal(b->status, 303);
    for (int step = 1; step < 20; step++) {
        snprintf(rest, sizeof rest, "/repondre/%d", step);
        snprintf(path, sizeof path, "%s%s", play->home, rest);
        browser_get(b, path);
        assert_int_equal(b->status, 200);
        bool last = has(b, "name=\"envoyer\"");
        fill_step(b, base, &fields);
        if (last && sent)
            field_add(&fields, "envoyer", sent);
        browser_post(b, path, &fields);
        assert_int_equal(b->status, 303);
        if (last)
            return;
    }
    fail_msg("the form does not end");
}

const char *play_path(const struct play *play, const char *rest)
{
    static char paths[8][160];
    static int at;
    at = (at + 1) % 8;
    snprintf(paths[at], sizeof paths[at], "%s%s", play->home, rest);
    return paths[at];
}

struct shift {
    struct team_id team;
    int64_t seconds;
};

static enum status shift_within(struct transaction *transaction, void *context, struct err *err)
{
    const struct shift *shift = context;
    struct rounds rounds;
    TRY(store_rounds_load(&play_mem, transaction, shift->team, &rounds, err));
    for (size_t i = 0; i < rounds.count; i++) {
        struct round *round = &rounds.list[i];
        round->opened_at -= shift->seconds;
        round->told_at -= shift->seconds;
        round->ended_at -= round->ended_at ? shift->seconds : 0;
        TRY(store_round_save(transaction, round, err));
    }
    return OK;
}

void play_days_pass(const struct play *play, int days)
{
    struct err err;
    struct shift shift = { { (int64_t)strtoull(play->id, NULL, 10) }, days * (int64_t)86400 };
    assert_int_equal(db_within(play_here.db, shift.team, shift_within, &shift, &err), OK);
}
