/* Choices as lines of text, wishes as names on a line, people and teams as numbers. */
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "files/formula.h"
#include "files/who.h"
#include "flow/composer_within.h"
#include "words/plain.h"

static const char *const role_words[] = { "out", "name", "mix", "share", "cover" };
static const char *const kind_words[] = { "any", "number", "category" };

static size_t index_of(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(word, words[i]) == 0)
            return i;
    return 0;
}

/* A cell to cover may be anything but a line: line ends become spaces. */
static const char *one_line(struct arena *mem, const char *text)
{
    char *copy = arena_copy(mem, text, strlen(text));
    for (char *at = copy; *at; at++)
        if (*at == '\n')
            *at = ' ';
    return copy;
}

const char *composer_choices_format(struct arena *mem, const struct composer_choices *choices,
                                    size_t columns)
{
    struct text text = { .mem = mem };
    for (size_t c = 0; c < columns; c++) {
        const struct column_choice *choice = &choices->column[c];
        text_add_format(&text, "column %s %s %d %u %s\n", role_words[choice->role],
                        kind_words[choice->kind], (int)(choice->weight * 100 + 0.5),
                        choice->least, one_line(mem, choice->value));
    }
    text_add_format(&text, "size %u %u\nworst %d\navoid %d\nrounds %u\n", choices->low,
                    choices->high, choices->objective == OBJECTIVE_WORST, choices->avoid,
                    choices->rounds);
    return text_done(&text);
}

/* What follows a word and a space; NULL: the text does not begin with it. */
static const char *after(const char *text, const char *word)
{
    size_t length = strlen(word);
    return strncmp(text, word, length) == 0 && text[length] == ' ' ? text + length + 1 : NULL;
}

static const char *take_word(struct arena *mem, const char **at)
{
    size_t length = strcspn(*at, " ");
    const char *word = arena_copy(mem, *at, length);
    *at += length + ((*at)[length] == ' ');
    return word;
}

/* A number and the space after it; 0 where there is none. */
static int64_t take_number(const char **at)
{
    int64_t number = 0;
    const char *end = number_start_whole(*at, 0, UINT32_MAX, &number);
    if (end)
        *at = end + (*end == ' ');
    return number;
}

static bool parse_column(struct arena *mem, const char *line, struct column_choice *out)
{
    const char *at = after(line, "column");
    if (!at)
        return false;
    out->role = (enum column_role)index_of(take_word(mem, &at), role_words, ROLE_COUNT);
    out->kind = (enum roster_kind)index_of(take_word(mem, &at), kind_words, 3);
    out->weight = (double)take_number(&at) / 100.0;
    out->least = (uint32_t)take_number(&at);
    out->value = at;
    return true;
}

static void parse_line(const char *line, struct composer_choices *out)
{
    const char *at;
    if ((at = after(line, "worst")))
        out->objective = take_number(&at) ? OBJECTIVE_WORST : OBJECTIVE_SUM;
    if ((at = after(line, "avoid")))
        out->avoid = take_number(&at) != 0;
    if ((at = after(line, "size"))) {
        out->low = (uint32_t)take_number(&at);
        out->high = (uint32_t)take_number(&at);
    }
    if ((at = after(line, "rounds")))
        out->rounds = (uint32_t)take_number(&at);
}

void composer_choices_parse(struct arena *mem, const char *text, struct composer_choices *out)
{
    size_t columns = 0;
    *out = (struct composer_choices){
        .low = 4, .high = 6, .rounds = 1, .together = "", .apart = "", .past = ""
    };
    for (size_t c = 0; c < COMPOSER_COLUMNS_MAX; c++)
        out->column[c].value = "";
    while (*text) {
        size_t length = strcspn(text, "\n");
        const char *line = arena_copy(mem, text, length);
        if (columns < COMPOSER_COLUMNS_MAX)
            columns += parse_column(mem, line, &out->column[columns]);
        parse_line(line, out);
        text += length + (text[length] == '\n');
    }
}

/* ---- wishes ---- */

static void add_pair(struct arena *mem, struct wishes *out, uint32_t a, uint32_t b, size_t line)
{
    if (out->count == out->room) {
        size_t room = out->room ? 2 * out->room : 16;
        struct pair *pairs = NEW_ARRAY(mem, struct pair, room);
        size_t *lines = NEW_ARRAY(mem, size_t, room);
        if (out->count) {
            memcpy(pairs, out->pairs, out->count * sizeof *pairs);
            memcpy(lines, out->lines, out->count * sizeof *lines);
        }
        out->pairs = pairs;
        out->lines = lines;
        out->room = room;
    }
    out->pairs[out->count] = (struct pair){ a, b };
    out->lines[out->count++] = line;
}

struct wish_line {
    struct arena *mem;
    enum wish_kind kind;
    const struct roster *roster;
    struct wishes *out;
    size_t number;
};

/* Everyone of the line with one another: apart as every pair, together as a chain. */
static struct composer_fault read_line(struct wish_line *line, const char *text, size_t length)
{
    enum { NAMES_MAX = 64 };
    uint32_t person[NAMES_MAX];
    size_t count = 0;
    struct composer_fault fault = { .apart = line->kind == WISH_APART, .line = line->number };
    for (const char *end = text + length; text < end;) {
        size_t bytes = strcspn(text, ",;\n");
        const char *name = plain_name(line->mem, arena_copy(line->mem, text, bytes));
        text += bytes + 1;
        if (name[0] == '\0')
            continue;
        fault.about = name;
        fault.kind = COMPOSER_WISH_STRANGER;
        uint32_t found = files_formula_find(&line->roster->ids, name);
        if (found == NO_NUMBER || count == NAMES_MAX) {
            struct who who = { .mem = line->mem, .roster = line->roster };
            fault.cell = files_who_nearest(&who, name);
            return fault;
        }
        person[count++] = found;
        for (size_t k = 0; k + 1 < count; k++)
            if (person[k] != found && (line->kind == WISH_APART || k + 2 == count))
                add_pair(line->mem, line->out, person[k], found, line->number);
    }
    fault.kind = count == 1                              ? COMPOSER_WISH_ALONE
                 : line->out->count > COMPOSER_PAIRS_MAX ? COMPOSER_WISHES_MANY
                                                         : COMPOSER_FINE;
    return fault;
}

void composer_wishes(struct arena *mem, const char *text, enum wish_kind kind,
                     const struct roster *roster, struct wishes *out,
                     struct composer_fault *fault)
{
    *out = (struct wishes){ .file = "" };
    *fault = (struct composer_fault){ .kind = COMPOSER_FINE };
    struct wish_line line = { mem, kind, roster, out, 0 };
    while (*text && fault->kind == COMPOSER_FINE) {
        size_t length = strcspn(text, "\n");
        line.number++;
        *fault = read_line(&line, text, length);
        text += length + (text[length] == '\n');
    }
}

/* ---- numbers ---- */

const char *composer_pairs_format(struct arena *mem, const struct wishes *pairs)
{
    struct text text = { .mem = mem };
    for (size_t i = 0; i < pairs->count; i++)
        text_add_format(&text, "%u-%u ", pairs->pairs[i].a, pairs->pairs[i].b);
    return text_done(&text);
}

static const char *start_pair(const char *text, int64_t *a, int64_t *b)
{
    text = number_start_whole(text, 0, UINT32_MAX, a);
    text = text && *text == '-' ? number_start_whole(text + 1, 0, UINT32_MAX, b) : NULL;
    return text ? text + strspn(text, " ") : NULL;
}

void composer_pairs_parse(struct arena *mem, const char *text, size_t people,
                          struct wishes *out)
{
    int64_t a, b, all = (int64_t)people;
    *out = (struct wishes){ .file = "" };
    while ((text = start_pair(text, &a, &b)) && a < all && b < all && a != b)
        add_pair(mem, out, (uint32_t)a, (uint32_t)b, 0);
}

const char *composer_numbers_format(struct arena *mem, const uint32_t *numbers, size_t count)
{
    struct text text = { .mem = mem };
    for (size_t i = 0; i < count; i++)
        text_add_format(&text, i ? " %u" : "%u", numbers[i]);
    return text_done(&text);
}

const char *composer_seats_format(struct arena *mem, const struct composition *composition)
{
    size_t people = composition->problem.people;
    uint32_t *all = NEW_ARRAY(mem, uint32_t, composition->rounds * people);
    for (size_t r = 0; r < composition->rounds; r++)
        memcpy(all + r * people, composition->round[r].team, people * sizeof *all);
    return composer_numbers_format(mem, all, composition->rounds * people);
}

bool composer_numbers_parse(const char *text, uint32_t limit, uint32_t *out, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int64_t number;
        text =
            number_start_whole(text + (i > 0 && *text == ' '), 0, (int64_t)limit - 1, &number);
        if (!text)
            return false;
        out[i] = (uint32_t)number;
    }
    return *text == '\0';
}
