/* Everything is written in a folder beside the one asked for, which takes its name at the
 * end. */
#include "flow/hand_out.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/chance.h"
#include "flow/portrait.h"
#include "store/answers.h"
#include "store/happenings.h"
#include "json/portrait_json.h"

enum { ITEMS, ROUNDROBIN, MATTERS, MEMBERS, RAW_FILES };

struct handing {
    struct db *db;
    struct arena *mem;
    const struct round_rules *rules;
    const struct hand_out *request;
    int64_t now;
    struct handed_out *out;
    const char *folder; /* the one being written */
    FILE *files[RAW_FILES];
    struct chance chance;
};

/* One round as it leaves. */
struct leaving_round {
    struct round round;
    struct participants people; /* in the order drawn: the first is m1 */
    struct answers answers;
};

struct leaving {
    struct handing *work;
    const struct team *team;
    const char *name;
    struct leaving_round *rounds;
    size_t count;
};

/* ---- reading, and saying so ---- */

static void shuffle_people(struct handing *work, struct participants *people)
{
    for (size_t i = people->count; i > 1; i--) {
        size_t j = (size_t)chance_below(&work->chance, i);
        struct participant kept = people->list[i - 1];
        people->list[i - 1] = people->list[j];
        people->list[j] = kept;
    }
}

static enum status read_within(struct transaction *transaction, void *context, struct err *err)
{
    struct leaving *l = context;
    struct arena *mem = l->work->mem;
    struct rounds rounds;
    TRY(store_rounds_load(mem, transaction, l->team->id, &rounds, err));
    l->rounds = NEW_ARRAY(mem, struct leaving_round, rounds.count + 1);
    l->count = 0;
    for (size_t i = 0; i < rounds.count; i++) {
        const struct round *round = &rounds.list[i];
        struct leaving_round *to = &l->rounds[l->count];
        if (round->state != ROUND_RELEASED ||
            strcmp(round->instrument, l->work->rules->instrument->key) != 0)
            continue;
        TRY(store_answers_load_round(mem, transaction, l->team->id, round->id, &to->answers,
                                     err));
        if (to->answers.count == 0)
            continue;
        TRY(store_participants_load(mem, transaction, l->team->id, round->id, &to->people,
                                    err));
        shuffle_people(l->work, &to->people);
        to->round = *round;
        l->count++;
    }
    if (l->count == 0)
        return OK;
    return store_happening_save(
        transaction, l->team->id,
        &(struct happening){ .at = l->work->now, .kind = "raw.exported" }, err);
}

/* ---- rows ---- */

/* One cell: on one line, and never read as a formula by a spreadsheet. */
static void put_cell(FILE *file, const char *text)
{
    putc('"', file);
    if (*text && strchr("=+-@", *text))
        putc('\'', file);
    for (; *text; text++) {
        if (*text == '"')
            putc('"', file);
        putc((unsigned char)*text < ' ' ? ' ' : *text, file);
    }
    putc('"', file);
}

static void start_row(const struct leaving *l, const struct leaving_round *leaving, int file,
                      size_t person)
{
    put_cell(l->work->files[file], l->name);
    fprintf(l->work->files[file], ",%d,m%zu", leaving->round.number, person + 1);
}

/* NULL: no answer, or "I don't know". */
static const struct answer *answer_of(const struct leaving_round *leaving, size_t person,
                                      enum answer_kind kind, const char *key, int64_t about)
{
    for (size_t i = 0; i < leaving->answers.count; i++) {
        const struct answer *answer = &leaving->answers.list[i];
        if (answer->known && answer->kind == kind && answer->about.value == about &&
            answer->seat.value == leaving->people.list[person].seat.value &&
            strcmp(answer->question, key) == 0)
            return answer;
    }
    return NULL;
}

static void put_answer(FILE *file, const struct answer *answer)
{
    if (answer)
        fprintf(file, ",%.17g", answer->choice);
    else
        putc(',', file);
}

static bool has_answered(const struct leaving_round *leaving, size_t person)
{
    for (size_t i = 0; i < leaving->answers.count; i++)
        if (leaving->answers.list[i].known && leaving->answers.list[i].kind != ANSWER_GUESS &&
            leaving->answers.list[i].seat.value == leaving->people.list[person].seat.value)
            return true;
    return false;
}

static void put_ratings(const struct leaving *l, const struct leaving_round *leaving,
                        size_t person)
{
    const struct instrument *instrument = l->work->rules->instrument;
    FILE *file = l->work->files[ROUNDROBIN];
    for (size_t other = 0; other < leaving->people.count; other++) {
        if (other == person)
            continue;
        start_row(l, leaving, ROUNDROBIN, person);
        fprintf(file, ",m%zu", other + 1);
        for (size_t q = 0; q < instrument->question_count; q++)
            put_answer(file,
                       answer_of(leaving, person, ANSWER_RATING, instrument->questions[q].key,
                                 leaving->people.list[other].seat.value));
        putc('\n', file);
    }
}

static void put_person(const struct leaving *l, const struct leaving_round *leaving,
                       size_t person)
{
    const struct instrument *instrument = l->work->rules->instrument;
    FILE *const *files = l->work->files;
    start_row(l, leaving, MEMBERS, person);
    fprintf(files[MEMBERS], ",%d\n", leaving->people.list[person].consents == YES);
    if (!has_answered(leaving, person))
        return;
    start_row(l, leaving, ITEMS, person);
    for (size_t i = 0; i < instrument->item_count; i++)
        put_answer(files[ITEMS],
                   answer_of(leaving, person, ANSWER_ITEM, instrument->items[i].key, 0));
    putc('\n', files[ITEMS]);
    if (leaving->round.ratings)
        put_ratings(l, leaving, person);
    if (!leaving->round.ranks)
        return;
    start_row(l, leaving, MATTERS, person);
    for (size_t i = 0; i < instrument->motive_count; i++)
        put_answer(files[MATTERS],
                   answer_of(leaving, person, ANSWER_RANK, instrument->motives[i].key, 0));
    putc('\n', files[MATTERS]);
}

static enum status hand_raw(struct handing *work, const struct team *team, const char *name,
                            struct err *err)
{
    struct leaving leaving = { .work = work, .team = team, .name = name };
    TRY(db_within(work->db, team->id, read_within, &leaving, err));
    for (size_t i = 0; i < leaving.count; i++)
        for (size_t person = 0; person < leaving.rounds[i].people.count; person++)
            put_person(&leaving, &leaving.rounds[i], person);
    work->out->teams += leaving.count > 0;
    work->out->rounds += leaving.count;
    return OK;
}

/* ---- published figures ---- */

static enum status not_written(const struct handing *work, struct err *err)
{
    return fail(err, BROKEN, "%s: cannot be written to its end: %s", work->request->folder,
                strerror(errno));
}

static enum status hand_portraits(struct handing *work, const struct team *team,
                                  const char *name, struct err *err)
{
    struct shown_portraits shown;
    enum refusal refusal = NOT_REFUSED;
    TRY(flow_portrait_load(work->db, work->mem, work->rules, team->id, 0, false, &shown,
                           &refusal, err));
    /* A restitution under way is handed out once it is over. */
    if (shown.count && shown.list[shown.count - 1].round.blocks_open < BLOCKS_ALL)
        shown.count--;
    if (shown.count == 0)
        return OK;
    json_t *tree = json_object(), *rounds = json_array();
    for (size_t i = 0; i < shown.count; i++)
        json_array_append_new(rounds, json_portrait(&shown.portraits[i]));
    json_object_set_new_nocheck(tree, "team", json_string(name));
    json_object_set_new_nocheck(tree, "rounds", rounds);
    json_object_set_new_nocheck(
        tree, "instrument",
        json_version(work->rules->instrument->key, work->rules->instrument->version));
    FILE *file = fopen(
        arena_text(work->mem, "%s/%" PRIx64 ".json", work->folder, (uint64_t)team->id.value),
        "wb");
    bool good = file && json_dumpf(tree, file, JSON_PORTRAIT_FLAGS) == 0;
    good &= file && putc('\n', file) != EOF;
    good &= file && fclose(file) == 0;
    json_decref(tree);
    work->out->teams++;
    work->out->rounds += shown.count;
    return good ? OK : not_written(work, err);
}

/* ---- which teams ---- */

static bool is_asked(const struct handing *work, const struct team *team)
{
    const char *asked = work->request->team;
    char number[24];
    if (!asked)
        return !team->invented;
    snprintf(number, sizeof number, "%" PRIx64, (uint64_t)team->id.value);
    return strcmp(asked, team->name) == 0 || strcmp(asked, number) == 0;
}

static enum status pick_teams(const struct handing *work, struct teams *teams, struct err *err)
{
    struct transaction *transaction;
    size_t count = 0;
    TRY(db_begin_reading(work->db, &transaction, err));
    enum status status = store_teams_load_all(work->mem, transaction, teams, err);
    db_abandon(transaction);
    TRY(status);
    for (size_t i = 0; i < teams->count; i++)
        if (is_asked(work, &teams->list[i]))
            teams->list[count++] = teams->list[i];
    teams->count = count;
    if (!work->request->team || count == 1)
        return OK;
    return count == 0
               ? fail(err, NOT_FOUND, "no team is called %.80s", work->request->team)
               : fail(err, REFUSED,
                      "%zu teams are called %.80s; say the number in the address of its page",
                      count, work->request->team);
}

/* Two teams of one name are told apart by their numbers. */
static const char *name_of(const struct handing *work, const struct teams *teams, size_t at)
{
    const struct team *team = &teams->list[at];
    for (size_t i = 0; i < teams->count; i++)
        if (i != at && strcmp(teams->list[i].name, team->name) == 0)
            return arena_text(work->mem, "%s (%" PRIx64 ")", team->name,
                              (uint64_t)team->id.value);
    return team->name;
}

/* ---- the folder ---- */

static void remove_folder(const char *path)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;
    while (folder && (entry = readdir(folder)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            (void)unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        closedir(folder);
    rmdir(path);
}

static enum status open_raw(struct handing *work, struct err *err)
{
    static const char *const names[RAW_FILES] = { "items.csv", "roundrobin.csv", "matters.csv",
                                                  "members.csv" };
    const struct instrument *instrument = work->rules->instrument;
    for (size_t i = 0; i < RAW_FILES; i++) {
        work->files[i] = fopen(arena_text(work->mem, "%s/%s", work->folder, names[i]), "wb");
        if (!work->files[i])
            return not_written(work, err);
        fputs(i == ROUNDROBIN ? "team,round,actor,partner" : "team,round,member",
              work->files[i]);
    }
    for (size_t i = 0; i < instrument->item_count; i++)
        fprintf(work->files[ITEMS], ",%s", instrument->items[i].key);
    for (size_t i = 0; i < instrument->question_count; i++)
        fprintf(work->files[ROUNDROBIN], ",%s", instrument->questions[i].key);
    for (size_t i = 0; i < instrument->motive_count; i++)
        fprintf(work->files[MATTERS], ",%s", instrument->motives[i].key);
    fputs(",consents", work->files[MEMBERS]);
    for (size_t i = 0; i < RAW_FILES; i++)
        putc('\n', work->files[i]);
    return OK;
}

/* A table without a row is no table: `diagnose` would refuse it. */
static enum status close_raw(struct handing *work, enum status status, struct err *err)
{
    bool good = true;
    for (size_t i = 0; i < RAW_FILES; i++)
        if (work->files[i])
            good &= !ferror(work->files[i]) & (fclose(work->files[i]) == 0);
    return status == OK && !good ? not_written(work, err) : status;
}

static void drop_empty(const struct handing *work, bool ratings, bool ranks)
{
    if (!ratings)
        unlink(arena_text(work->mem, "%s/roundrobin.csv", work->folder));
    if (!ranks)
        unlink(arena_text(work->mem, "%s/matters.csv", work->folder));
}

static enum status hand_teams(struct handing *work, const struct teams *teams, struct err *err)
{
    if (work->request->raw)
        TRY(open_raw(work, err));
    long head_ratings = work->request->raw ? ftell(work->files[ROUNDROBIN]) : 0;
    long head_ranks = work->request->raw ? ftell(work->files[MATTERS]) : 0;
    for (size_t i = 0; i < teams->count; i++) {
        struct arena_mark mark = arena_mark(work->mem);
        const char *name = name_of(work, teams, i);
        TRY(work->request->raw ? hand_raw(work, &teams->list[i], name, err)
                               : hand_portraits(work, &teams->list[i], name, err));
        arena_release(work->mem, mark);
    }
    if (work->out->rounds == 0)
        return fail(err, NOT_FOUND, "%s",
                    work->request->raw ? "no released round has raw answers left"
                                       : "no portrait is open to all yet");
    if (work->request->raw)
        drop_empty(work, ftell(work->files[ROUNDROBIN]) > head_ratings,
                   ftell(work->files[MATTERS]) > head_ranks);
    return OK;
}

enum status flow_hand_out(struct db *db, struct arena *mem, const struct round_rules *rules,
                          const struct hand_out *request, int64_t now, struct handed_out *out,
                          struct err *err)
{
    struct handing work = { .db = db,
                            .mem = mem,
                            .rules = rules,
                            .request = request,
                            .now = now,
                            .out = out,
                            .chance = chance_from_seed((uint64_t)store_new_id()) };
    struct teams teams;
    *out = (struct handed_out){ 0 };
    TRY(pick_teams(&work, &teams, err));
    if (rmdir(request->folder) != 0 && errno != ENOENT)
        return fail(err, REFUSED, "%s: a new or an empty folder is needed", request->folder);
    char *folder = arena_text(mem, "%s.XXXXXX", request->folder);
    if (!mkdtemp(folder)) /* for its owner alone */
        return fail(err, BROKEN, "%s: cannot be made: %s", request->folder, strerror(errno));
    work.folder = folder;
    enum status status = close_raw(&work, hand_teams(&work, &teams, err), err);
    if (status == OK && rename(folder, request->folder) != 0)
        status = not_written(&work, err);
    if (status != OK)
        remove_folder(folder);
    return status;
}
