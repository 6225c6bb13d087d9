/* Team by team: memory does not depend on how many there are. Each team has a chance of its
 * own, seeded from the campaign's, so that its answers stay when teams are added. */
#include "flow/simulate.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "content/content.h"
#include "flow/invent.h"

enum simulated_file { ITEMS, ROUNDROBIN, MATTERS, MEMBERS, TRUTH, SIMULATED_FILES };
enum { WRITE_BYTES = 256 * 1024, PAIRS_FROM = 5, PAIRS_EVERY = 3 };

static const char *const file_names[SIMULATED_FILES] = { "items.csv", "roundrobin.csv",
                                                         "matters.csv", "members.csv",
                                                         "truth.csv" };

struct simulating {
    struct arena *mem;
    const struct simulate_request *request;
    struct invented_world world;
    struct chance campaign;
    FILE *files[SIMULATED_FILES];
    const char *paths[SIMULATED_FILES];
};

static void put_number(FILE *file, size_t number)
{
    char digits[24];
    size_t i = sizeof digits;
    do {
        digits[--i] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    fwrite(digits + i, 1, sizeof digits - i, file);
}

/* team,round,mN */
static void put_who(FILE *file, size_t team, size_t round, size_t member)
{
    put_number(file, team + 1);
    putc(',', file);
    put_number(file, round + 1);
    fputs(",m", file);
    put_number(file, member + 1);
}

static void put_answer(FILE *file, int low, int step)
{
    putc(',', file);
    if (step == NO_ANSWER)
        return;
    int answer = low + step;
    if (answer < 0)
        putc('-', file);
    put_number(file, (size_t)(answer < 0 ? -answer : answer));
}

static void put_heads(struct simulating *work)
{
    const struct instrument *instrument = work->world.instrument;
    FILE **files = work->files;
    fputs("team,round,member", files[ITEMS]);
    for (size_t i = 0; i < instrument->item_count; i++)
        fprintf(files[ITEMS], ",%s", instrument->items[i].key);
    fputs("team,round,actor,partner", files[ROUNDROBIN]);
    for (size_t q = 0; q < instrument->question_count; q++)
        fprintf(files[ROUNDROBIN], ",%s", instrument->questions[q].key);
    fputs("team,round,member", files[MATTERS]);
    for (size_t k = 0; k < instrument->motive_count; k++)
        fprintf(files[MATTERS], ",%s", instrument->motives[k].key);
    fputs("team,round,member,consents", files[MEMBERS]);
    fputs("team,round,members,respondents,stage", files[TRUTH]);
    for (size_t c = 0; c < instrument->construct_count; c++)
        fprintf(files[TRUTH], ",%s", instrument->constructs[c].key);
    for (size_t f = 0; f < SIMULATED_FILES; f++)
        putc('\n', files[f]);
}

static void put_person(struct simulating *work, size_t t, size_t r, size_t person,
                       const struct invented_round *round, bool pairs, size_t size)
{
    const struct instrument *instrument = work->world.instrument;
    FILE **files = work->files;
    put_who(files[ITEMS], t, r, person);
    for (size_t i = 0; i < instrument->item_count; i++)
        put_answer(files[ITEMS], instrument->low, round->choice[person][i]);
    putc('\n', files[ITEMS]);
    if (!pairs)
        return;
    put_who(files[MATTERS], t, r, person);
    for (size_t k = 0; k < instrument->motive_count; k++)
        put_answer(files[MATTERS], 0, round->rank[person][k]);
    putc('\n', files[MATTERS]);
    for (size_t partner = 0; partner < size; partner++) {
        if (partner == person)
            continue;
        put_who(files[ROUNDROBIN], t, r, person);
        fputs(",m", files[ROUNDROBIN]);
        put_number(files[ROUNDROBIN], partner + 1);
        for (size_t q = 0; q < instrument->question_count; q++)
            put_answer(files[ROUNDROBIN], instrument->low, round->rating[q][person][partner]);
        putc('\n', files[ROUNDROBIN]);
    }
}

static void put_round(struct simulating *work, size_t t, size_t r,
                      const struct invented_team *team, const struct invented_round *round)
{
    size_t respondents = 0;
    bool pairs = team->size >= PAIRS_FROM && r % PAIRS_EVERY == 0;
    for (size_t i = 0; i < team->size; i++) {
        put_who(work->files[MEMBERS], t, r, i);
        fputs(round->consents[i] ? ",1\n" : ",0\n", work->files[MEMBERS]);
        if (round->silent[i])
            continue;
        respondents++;
        put_person(work, t, r, i, round, pairs, team->size);
    }
    FILE *truth = work->files[TRUTH];
    fprintf(truth, "%zu,%zu,%zu,%zu,%d", t + 1, r + 1, team->size, respondents,
            team->stage + 1);
    for (size_t c = 0; c < work->world.instrument->construct_count; c++)
        fprintf(truth, ",%.2f", round->level[c]);
    putc('\n', truth);
}

static enum status check_written(const struct simulating *work, struct err *err)
{
    for (size_t f = 0; f < SIMULATED_FILES; f++)
        if (ferror(work->files[f]))
            return fail(err, BROKEN, "%s: cannot be written to its end", work->paths[f]);
    return OK;
}

static enum status put_teams(struct simulating *work, struct err *err)
{
    const struct simulate_request *request = work->request;
    struct invented_round *round = NEW(work->mem, struct invented_round);
    for (size_t t = 0; t < request->teams; t++) {
        struct chance chance = chance_from_seed(chance_bits(&work->campaign));
        size_t spread = request->largest - request->smallest + 1;
        size_t size = request->smallest + (size_t)chance_below(&chance, spread);
        struct invented_team team = invent_team(&work->world, size, &chance);
        for (size_t r = 0; r < request->rounds; r++) {
            invent_round(&work->world, &team, r == 0, &chance, round);
            put_round(work, t, r, &team, round);
        }
        TRY(check_written(work, err));
        if (request->progress)
            request->progress(request->progress_self, t + 1, request->teams);
    }
    return OK;
}

static enum status open_files(struct simulating *work, struct err *err)
{
    const char *folder = work->request->folder;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        return fail(err, BROKEN, "%s: cannot be made: %s", folder, strerror(errno));
    for (size_t f = 0; f < SIMULATED_FILES; f++) {
        work->paths[f] = arena_text(work->mem, "%s/%s", folder, file_names[f]);
        work->files[f] = fopen(work->paths[f], "wb");
        if (!work->files[f])
            return fail(err, BROKEN, "%s: cannot be written: %s", work->paths[f],
                        strerror(errno));
        setvbuf(work->files[f], NULL, _IOFBF, WRITE_BYTES);
    }
    return OK;
}

static enum status close_files(struct simulating *work, enum status status, struct err *err)
{
    for (size_t f = 0; f < SIMULATED_FILES; f++)
        if (work->files[f] && fclose(work->files[f]) != 0 && status == OK)
            status = fail(err, BROKEN, "%s: cannot be written to its end", work->paths[f]);
    return status;
}

static enum status simulate(struct simulating *work, struct err *err)
{
    const char *name = work->request->instrument;
    const struct instrument *instrument;
    const struct model *model;
    TRY(content_instrument(work->mem, name ? name : content_default_instrument, &instrument,
                           err));
    if (!instrument->model)
        return fail(err, BAD_INPUT,
                    "%s:1: this instrument has no model of stages to draw from; take "
                    "cooperation-30",
                    name);
    TRY(content_model(work->mem, instrument->model, &model, err));
    work->campaign = chance_from_seed(work->request->seed);
    work->world = invent_world(instrument, model, &work->campaign);
    enum status status = open_files(work, err);
    if (status == OK) {
        put_heads(work);
        status = put_teams(work, err);
    }
    return close_files(work, status, err);
}

enum status flow_simulate(const struct simulate_request *request, struct err *err)
{
    struct arena mem = arena_with_limit(64 * 1024 * 1024);
    struct simulating work = { .mem = &mem, .request = request };
    enum status status = simulate(&work, err);
    arena_free(&mem);
    return status;
}
