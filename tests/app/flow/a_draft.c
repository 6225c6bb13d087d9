#include "a_draft.h"

#include "flow/upkeep.h"
#include "store/coaches.h"

struct err err;
struct arena mem;
struct coach_id coach;
struct composer composed;

int open_store(void **state)
{
    struct store *store = *state;
    mem = arena_with_limit(1 << 28);
    CHECK_OK(flow_upkeep_open(store->url, true, opened_at, &store->db, &err));
    return 0;
}

int close_store(void **state)
{
    struct store *store = *state;
    db_close(store->db);
    arena_free(&mem);
    return 0;
}

const char list[] = "Prénom;Métier;Site;Ancienneté;Animation\n"
                    "Aïda;Soin;Nord;1;oui\nBo;Soin;Sud;2;non\nCid;Soin;Est;12;non\n"
                    "Da;Dessin;Nord;3;oui\nEve;Dessin;Sud;7;non\nFa;Dessin;Est;9;non\n"
                    "Gil;Terrain;Nord;1;oui\nHugo;Terrain;Sud;12;non\n"
                    "Ina;Terrain;Est;7;non\nJo;Soin;Nord;2;non\nKim;Dessin;Sud;3;non\n"
                    "Lu;Terrain;Est;9;non\n";

struct coach_id new_coach(struct db *db)
{
    const struct coach made = { { store_new_id() },
                                arena_text(&mem, "c%lld@exemple.fr", (long long)store_new_id()),
                                "Camille",
                                "$argon2id$…",
                                FR,
                                opened_at };
    struct transaction *t;
    CHECK_OK(db_begin(db, NO_TEAM, &t, &err));
    CHECK_OK(store_coach_save(t, &made, &err));
    CHECK_OK(db_commit(t, &err));
    return made.id;
}

struct draft_id open_list(struct db *db, const char *text, struct composer_fault *fault)
{
    const struct composer_list brought = {
        .coach = coach, .title = "Passerelles", .text = text, .name = "Nom", .column = "Colonne"
    };
    struct draft_id id = { 0 };
    CHECK_OK(flow_composer_open(db, &mem, &brought, opened_at, &id, fault, &err));
    return id;
}

void load(struct db *db, struct draft_id id)
{
    CHECK_OK(flow_composer_load(db, &mem, coach, id, &composed, &err));
}

void search(struct db *db, bool again, uint64_t steps)
{
    struct composer_search wish = { .again = again, .steps = steps };
    CHECK_OK(flow_composer_search(db, &mem, &composed, &wish, opened_at, &err));
}

uint32_t named(const char *name)
{
    uint32_t person = files_names_find(&composed.composition.roster.ids, name);
    assert_int_not_equal(person, NO_NUMBER);
    return person;
}

const uint32_t *seats_in(size_t round) { return composed.composition.round[round].team; }

const char *team_name(void *self, struct arena *arena, size_t number)
{
    (void)self;
    return arena_text(arena, "Passerelles %zu", number + 1);
}
