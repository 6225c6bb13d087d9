#include "a_round.h"

#include "content/content.h"
#include "press.h"
#include "secret/secret.h"
#include "store/schema.h"

struct err err;
struct arena mem;
const struct instrument *instrument;
struct round_rules rules;
struct team_id team;
struct seat seats[TEAM_MAX];
struct issued_links links;
enum refusal refusal;

const struct group_wish with_coach = {
    .name = "Équipe inventée du Phare",
    .aim = "Que la lumière tourne",
    .lang = FR,
    .coach = { 41 },
    .members = { { "Aïcha Diop", "gardienne", "mer", false },
                 { "Bruno", "électricien", "", false },
                 { "Claire", "opticienne", "", true },
                 { "David", "cuisinier", "", false },
                 { "Élise", "capitaine", "", false } },
    .count = MEMBERS,
};

struct token_hash device_of(size_t seat)
{
    struct token_hash hash;
    snprintf(hash.text, sizeof hash.text, "%032llx%032llx", (unsigned long long)team.value,
             (unsigned long long)seat);
    return hash;
}

void make_team(struct db *db, const struct group_wish *wish, int64_t now)
{
    CHECK_OK(flow_group_create(db, &mem, wish, instrument, now, &team, &links, &err));
    for (size_t i = 0; i < wish->count; i++) {
        struct link_key key;
        assert_true(flow_link_parse(&mem, links.list[i].text, &key));
        CHECK_OK(press_link(db, &mem, key, device_of(i), now, &seats[i], &err));
    }
}

int open_store(void **state)
{
    struct store *store = *state;
    mem = arena_with_limit(1 << 24);
    refusal = NOT_REFUSED;
    CHECK_OK(secret_start(&err));
    CHECK_OK(content_instrument(&mem, content_default_instrument, &instrument, &err));
    rules.instrument = instrument;
    CHECK_OK(content_model(&mem, instrument->model, &rules.model, &err));
    CHECK_OK(content_past_models(&mem, rules.model->key, &rules.past, &err));
    CHECK_OK(db_open(store->url, &store->db, &err));
    CHECK_OK(store_schema_upgrade(store->db, t0, &err));
    return 0;
}

int close_store(void **state)
{
    struct store *store = *state;
    db_close(store->db);
    arena_free(&mem);
    return 0;
}

enum status save_answers(struct db *db, size_t member, const struct answers *answers,
                         int64_t now)
{
    const struct answer_save save = { .instrument = instrument,
                                      .team = team,
                                      .seat = seats[member].id,
                                      .answers = answers,
                                      .step = 1,
                                      .now = now };
    return flow_answer_save(db, &mem, &save, &refusal, &err);
}

enum status send_answers(struct db *db, size_t member, bool for_good, int64_t now, bool *closes)
{
    const struct answer_submit submit = {
        .team = team, .seat = seats[member].id, .for_good = for_good, .now = now
    };
    return flow_answer_submit(db, &mem, &submit, closes, &refusal, &err);
}

enum status answer_all(struct db *db, size_t member, int64_t now)
{
    struct answer *list = NEW_ARRAY(&mem, struct answer, instrument->item_count + 40);
    struct answers answers = { list, 0 };
    for (size_t i = 0; i < instrument->item_count; i++)
        list[answers.count++] =
            (struct answer){ .kind = ANSWER_ITEM,
                             .question = instrument->items[i].key,
                             .known = (i + member) % 11 != 0,
                             .choice = (double)(1 + (i * 5 + member * 3) % 7) };
    for (size_t q = 0; q < instrument->question_count; q++)
        for (size_t other = 0; other < MEMBERS; other++)
            if (other != member)
                list[answers.count++] =
                    (struct answer){ .kind = ANSWER_RATING,
                                     .question = instrument->questions[q].key,
                                     .about = seats[other].id,
                                     .known = true,
                                     .choice = (double)(1 + (q + member + 2 * other) % 7) };
    list[answers.count++] = (struct answer){
        .kind = ANSWER_GUESS, .question = "stage", .known = true, .choice = 2
    };
    return save_answers(db, member, &answers, now);
}

void open_round(struct db *db, int64_t now)
{
    CHECK_OK(flow_round_open(db, &mem, team, instrument, now, now + 7 * DAY, &refusal, &err));
}
