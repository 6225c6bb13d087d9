/* One object, its teams one a line: jansson makes the tree of one team, the frame around the
 * teams is written here. */
#include "cli/diagnose_writers.h"

#include <string.h>

#include "words/words.h"
#include "json/pooled_json.h"
#include "json/portrait_json.h"
#include "json/unlocked_json.h"

/* jansson writes in pieces of a few bytes: gathered here, they cost no lock each. */
enum { GATHERED_BYTES = 64 * 1024 };

/* One team's working room: some kilobytes are used. */
enum { SCRATCH_BYTES = 64 * 1024 * 1024 };

struct json_page {
    const struct diagnose_page *page;
    const struct instrument *instrument;
    const struct model *model;
    struct pooled *pooled;
    struct unlocked *unlocked; /* NULL: released figures only */
    bool some_team, some_refused;
    size_t gathered;
    char bytes[GATHERED_BYTES];
};

static enum status written(const struct json_page *json, int code, struct err *err)
{
    if (code == 0 && !ferror(json->page->stream))
        return OK;
    return fail(err, BROKEN, "the JSON cannot be written to its end");
}

static int flush(struct json_page *json)
{
    size_t length = json->gathered;
    json->gathered = 0;
    return fwrite(json->bytes, 1, length, json->page->stream) == length ? 0 : -1;
}

static int gather(const char *bytes, size_t length, void *self)
{
    struct json_page *json = self;
    if (length > GATHERED_BYTES - json->gathered && flush(json) != 0)
        return -1;
    if (length > GATHERED_BYTES)
        return fwrite(bytes, 1, length, json->page->stream) == length ? 0 : -1;
    memcpy(json->bytes + json->gathered, bytes, length);
    json->gathered += length;
    return 0;
}

static enum status put_tree(struct json_page *json, json_t *tree, struct err *err)
{
    int code = json_dump_callback(tree, gather, json, JSON_PORTRAIT_FLAGS);
    json_decref(tree);
    return written(json, code == 0 ? flush(json) : code, err);
}

static void tell(void *self, size_t done, size_t all)
{
    const struct json_page *json = self;
    if (json->page->progress)
        progress_step(json->page->progress, done, all);
}

static enum status json_open(void *self, const struct diagnosed_campaign *campaign,
                             struct err *err)
{
    struct json_page *json = self;
    json->instrument = campaign->instrument;
    json->model = campaign->model;
    json->pooled = json_pooled_new(json->page->mem, campaign->instrument);
    if (json->page->unlocked)
        json->unlocked =
            json_unlocked_new(json->page->mem, campaign->instrument, campaign->model);
    if (json->page->reml)
        json_pooled_reml(json->pooled, tell, json);
    return written(json, fputs("{\"teams\":[", json->page->stream) < 0, err);
}

/* In words too, for whoever reads it: they name nobody, and never say that all is well. */
static void add_sentence(const struct json_page *json, json_t *round, struct figure chance)
{
    static const enum word sentences[] = {
        [CONSENSUS_UNSAID] = WORD_CLI_UNLOCKED_CONSENSUS_UNSAID,
        [CONSENSUS_NO_SIGN] = WORD_CLI_UNLOCKED_CONSENSUS_NO_SIGN,
        [CONSENSUS_MORE_IN_PUBLIC] = WORD_CLI_UNLOCKED_CONSENSUS_MORE_IN_PUBLIC,
    };
    enum word sentence = sentences[false_consensus_reading(chance)];
    json_object_set_new_nocheck(json_object_get(round, "groupthink"), "sentence",
                                json_string(word(json->page->lang, sentence)));
}

static void add_raw_figures(const struct json_page *json, json_t *round,
                            const struct diagnosed_team *team, size_t at)
{
    struct arena scratch = arena_with_limit(SCRATCH_BYTES);
    struct unlocked_round in = { team->raws, at, &team->decisions[at] };
    json_unlocked(json->unlocked, &scratch, round, &in);
    json_sensitivity(round, &team->portraits[at], team->flat ? &team->flat[at] : NULL);
    if (team->decisions[at].asked)
        add_sentence(json, round, team->decisions[at].chance);
    arena_free(&scratch);
}

static enum status json_team(void *self, const struct diagnosed_team *team, struct err *err)
{
    struct json_page *json = self;
    json_t *tree = json_object(), *rounds = json_array();
    json_object_set_new_nocheck(tree, "team", json_string(team->team));
    for (size_t i = 0; i < team->round_count; i++) {
        json_t *round = json_portrait(&team->portraits[i]);
        if (json->unlocked)
            add_raw_figures(json, round, team, i);
        json_array_append_new(rounds, round);
    }
    if (team->round_count > 0) /* one round a team: rounds of one team are not apart */
        json_pooled_add(json->pooled, &team->raws[0]);
    json_object_set_new_nocheck(tree, "rounds", rounds);
    fputs(json->some_team ? ",\n" : "\n", json->page->stream);
    json->some_team = true;
    return put_tree(json, tree, err);
}

static enum status json_refused(void *self, const struct odd_team *team, struct err *err)
{
    struct json_page *json = self;
    json_t *tree = json_object();
    json_object_set_new_nocheck(tree, "team", json_string(team->team));
    json_object_set_new_nocheck(tree, "round", json_string(team->round));
    json_object_set_new_nocheck(tree, "members", json_integer((json_int_t)team->members));
    json_object_set_new_nocheck(
        tree, "reason",
        json_string(team->members < TEAM_MIN ? "fewer_than_3_members" : "more_than_8_members"));
    fputs(json->some_refused ? ",\n" : "],\n\"refused\":[", json->page->stream);
    json->some_refused = true;
    return put_tree(json, tree, err);
}

static enum status json_close(void *self, struct err *err)
{
    struct json_page *json = self;
    FILE *stream = json->page->stream;
    fputs(json->some_refused ? "],\n\"instrument\":" : "],\n\"refused\":[],\n\"instrument\":",
          stream);
    TRY(put_tree(json, json_version(json->instrument->key, json->instrument->version), err));
    json_t *pooled = json_pooled(json->page->mem, json->pooled);
    if (pooled) {
        fputs(",\n\"pooled\":", stream);
        TRY(put_tree(json, pooled, err));
    }
    fputs(",\"model\":", stream);
    if (json->model)
        TRY(put_tree(json, json_version(json->model->key, json->model->version), err));
    else
        fputs("null", stream);
    fprintf(stream, ",\"unlocked\":%s}\n", json->page->unlocked ? "true" : "false");
    return written(json, 0, err);
}

struct portrait_writer diagnose_json(const struct diagnose_page *page)
{
    struct json_page *json = NEW(page->mem, struct json_page);
    json->page = page;
    return (struct portrait_writer){ json, json_open, json_team, json_refused, json_close };
}
