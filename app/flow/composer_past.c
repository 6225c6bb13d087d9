/* Pairs who were together before: in teams that the coach accompanies, by their names, which
 * the coach reads already; and in a table of teams there were. No answer is read. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "files/who.h"
#include "flow/composer_within.h"
#include "store/seats.h"
#include "store/teams.h"
#include "words/plain.h"

struct meeting {
    struct arena *mem;
    const struct roster *roster;
    const struct names *ids;
    struct composer_fault *fault;
    struct pair *pairs;
    size_t count, room;
};

/* The smaller number first, so that a pair can be found again. */
static void add_pair(struct meeting *meeting, uint32_t a, uint32_t b)
{
    if (a == b)
        return;
    if (meeting->count == meeting->room) {
        size_t room = meeting->room ? 2 * meeting->room : 64;
        struct pair *pairs = NEW_ARRAY(meeting->mem, struct pair, room);
        if (meeting->count)
            memcpy(pairs, meeting->pairs, meeting->count * sizeof *pairs);
        meeting->pairs = pairs;
        meeting->room = room;
    }
    meeting->pairs[meeting->count++] = a < b ? (struct pair){ a, b } : (struct pair){ b, a };
}

static int by_numbers(const void *x, const void *y)
{
    const struct pair *a = x, *b = y;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

/* Each once: who shared a team often has met. */
static void once_each(struct meeting *meeting)
{
    size_t kept = 0;
    if (meeting->count > 0)
        qsort(meeting->pairs, meeting->count, sizeof *meeting->pairs, by_numbers);
    for (size_t i = 0; i < meeting->count; i++)
        if (kept == 0 || by_numbers(&meeting->pairs[kept - 1], &meeting->pairs[i]) != 0)
            meeting->pairs[kept++] = meeting->pairs[i];
    meeting->count = kept;
}

/* ---- teams of the coach ---- */

static void pair_seats(struct meeting *meeting, const struct seats *seats)
{
    uint32_t found[TEAM_MAX + 1];
    size_t count = 0;
    for (size_t s = 0; s < seats->count && count <= TEAM_MAX; s++) {
        uint32_t person =
            files_names_find(meeting->ids, plain_name(meeting->mem, seats->list[s].name));
        if (person == NO_NUMBER || seats->list[s].state == SEAT_LEFT)
            continue;
        for (size_t k = 0; k < count; k++)
            add_pair(meeting, found[k], person);
        found[count++] = person;
    }
}

static enum status pair_teams(struct meeting *meeting, struct transaction *transaction,
                              struct coach_id coach, struct err *err)
{
    struct teams teams;
    TRY(store_teams_load(meeting->mem, transaction, coach, &teams, err));
    for (size_t t = 0; t < teams.count; t++) {
        struct seats seats;
        TRY(store_seats_load(meeting->mem, transaction, teams.list[t].id, &seats, err));
        pair_seats(meeting, &seats);
    }
    return OK;
}

/* ---- a table of teams ---- */

static bool means_team(const char *head)
{
    static const char *const words[] = { "team", "équipe", "equipe", "groupe", "group" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(head, words[i]) == 0)
            return true;
    return false;
}

static bool means_round(const char *head)
{
    return strcasecmp(head, "round") == 0 || strcasecmp(head, "tour") == 0;
}

struct past_seat {
    uint32_t person, team;
};

static int by_team(const void *x, const void *y)
{
    const struct past_seat *a = x, *b = y;
    return (a->team > b->team) - (a->team < b->team);
}

/* Who sat where; whoever is no longer in the list is passed over. */
static size_t seats_of(struct meeting *meeting, const struct sheet *table, size_t names,
                       size_t team, size_t round, struct past_seat *out)
{
    struct names teams = { .mem = meeting->mem };
    struct who who = { .mem = meeting->mem, .roster = meeting->roster };
    size_t count = 0;
    for (size_t r = 0; r < table->rows; r++) {
        const char *const *row = table->cells + r * table->columns;
        uint32_t person;
        if (files_who(&who, row[names], &person) == WHO_NOBODY || row[team][0] == '\0')
            continue;
        const char *key = arena_text(meeting->mem, "%s\n%s",
                                     round < table->columns ? row[round] : "", row[team]);
        out[count++] = (struct past_seat){ person, files_names_add(&teams, key) };
    }
    qsort(out, count, sizeof *out, by_team);
    return count;
}

static void pair_table(struct meeting *meeting, const struct sheet *table)
{
    size_t names = table->columns, team = names, round = names, before = meeting->count;
    for (size_t c = table->columns; c-- > 0;) {
        names = composer_means_names(table->heads[c]) ? c : names;
        team = means_team(table->heads[c]) ? c : team;
        round = means_round(table->heads[c]) ? c : round;
    }
    if (names == table->columns || team == table->columns) {
        meeting->fault->kind = COMPOSER_PAST_COLUMNS;
        return;
    }
    struct past_seat *seats = NEW_ARRAY(meeting->mem, struct past_seat, table->rows + 1);
    size_t count = seats_of(meeting, table, names, team, round, seats);
    for (size_t i = 1; i < count && meeting->count <= COMPOSER_MET_MAX; i++)
        for (size_t j = i; j-- > 0 && seats[j].team == seats[i].team;)
            add_pair(meeting, seats[i].person, seats[j].person);
    if (meeting->count == before)
        meeting->fault->kind = COMPOSER_PAST_NOBODY;
}

static enum status pair_text(struct meeting *meeting, const char *text, struct err *err)
{
    struct sheet table;
    TRY(composer_cells(meeting->mem, text, &table, meeting->fault, err));
    if (meeting->fault->kind == COMPOSER_TABLE)
        meeting->fault->kind = COMPOSER_PAST_TABLE;
    else
        pair_table(meeting, &table);
    return OK;
}

enum status composer_meet(struct db *db, struct arena *mem, struct composer *composer,
                          struct err *err)
{
    struct meeting meeting = { .mem = mem,
                               .roster = &composer->composition.roster,
                               .ids = &composer->composition.roster.ids,
                               .fault = &composer->fault };
    const char *past = composer->choices.past;
    if (composer->choices.avoid) {
        struct transaction *transaction;
        TRY(db_begin_reading(db, &transaction, err));
        enum status status = pair_teams(&meeting, transaction, composer->draft.coach, err);
        db_abandon(transaction);
        TRY(status);
    }
    if (past[strspn(past, " \t\n")] != '\0')
        TRY(pair_text(&meeting, past, err));
    once_each(&meeting);
    if (meeting.count > COMPOSER_MET_MAX)
        composer->fault =
            (struct composer_fault){ .kind = COMPOSER_PAST_MANY, .number = meeting.count };
    const struct wishes met = { .pairs = meeting.pairs, .count = meeting.count };
    composer->draft.met = composer_pairs_format(mem, &met);
    return OK;
}
