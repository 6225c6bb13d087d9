/* What is wrong, in words, and the choices as a form. */
#include "page/composer.h"

#include <string.h>

#include <math.h>
#include <stdio.h>

#include "base/text.h"
#include "words/refusal.h"

struct saying {
    struct arena *mem;
    enum lang lang;
};

static const char *say(const struct saying *saying, enum word id, const char *a, const char *b,
                       const char *c)
{
    return words_fill(saying->mem, saying->lang, id, (const char *const[]){ a, b, c }, 3);
}

static const char *count(const struct saying *saying, size_t n)
{
    return words_number(saying->mem, saying->lang, (double)n, 0);
}

/* Which sentence goes with a fault, and what its holes hold. */
enum hole {
    NO_HOLE,
    HOLE_LINE,
    HOLE_WHY,
    HOLE_NUMBER,
    HOLE_ABOUT,
    HOLE_CELL,
    HOLE_PEOPLE,
    HOLE_COLUMNS,
    HOLE_PAIRS,
    HOLE_ROUNDS,
    HOLE_SEATS,
    HOLE_MET
};

static const struct fault_words {
    enum word word;
    enum hole holes[3];
} fault_words[] = {
    [COMPOSER_TABLE] = { WORD_COMPOSER_FAULT_TABLE, { HOLE_LINE, HOLE_WHY } },
    [COMPOSER_FEW] = { WORD_COMPOSER_FAULT_FEW, { HOLE_NUMBER } },
    [COMPOSER_MANY] = { WORD_COMPOSER_FAULT_MANY, { HOLE_NUMBER, HOLE_PEOPLE } },
    [COMPOSER_WIDE] = { WORD_COMPOSER_FAULT_WIDE, { HOLE_NUMBER, HOLE_COLUMNS } },
    [COMPOSER_COLUMN_UNNAMED] = { WORD_COMPOSER_FAULT_UNNAMED, { HOLE_NUMBER } },
    [COMPOSER_NO_NAMES] = { WORD_COMPOSER_FAULT_NO_NAMES, { NO_HOLE } },
    [COMPOSER_NAME_EMPTY] = { WORD_COMPOSER_FAULT_NAME_EMPTY, { HOLE_LINE } },
    [COMPOSER_NAME_TWICE] = { WORD_COMPOSER_FAULT_NAME_TWICE, { HOLE_LINE, HOLE_ABOUT } },
    [COMPOSER_NOT_NUMBER] = { WORD_COMPOSER_FAULT_NOT_NUMBER,
                              { HOLE_LINE, HOLE_ABOUT, HOLE_CELL } },
    [COMPOSER_NOTHING] = { WORD_COMPOSER_FAULT_NOTHING, { NO_HOLE } },
    [COMPOSER_WEIGHT] = { WORD_COMPOSER_FAULT_WEIGHT, { HOLE_ABOUT } },
    [COMPOSER_LEAST] = { WORD_COMPOSER_FAULT_LEAST, { HOLE_ABOUT } },
    [COMPOSER_SKILLS] = { WORD_COMPOSER_FAULT_SKILLS, { HOLE_NUMBER } },
    [COMPOSER_SIZES] = { WORD_COMPOSER_FAULT_SIZES, { HOLE_NUMBER } },
    [COMPOSER_WISH_STRANGER] = { WORD_COMPOSER_FAULT_STRANGER, { HOLE_LINE, HOLE_ABOUT } },
    [COMPOSER_WISH_ALONE] = { WORD_COMPOSER_FAULT_ALONE, { HOLE_LINE, HOLE_ABOUT } },
    [COMPOSER_WISHES_MANY] = { WORD_COMPOSER_FAULT_WISHES, { HOLE_LINE, HOLE_PAIRS } },
    [COMPOSER_ROUNDS] = { WORD_COMPOSER_FAULT_ROUNDS, { HOLE_ROUNDS } },
    [COMPOSER_ROUNDS_MANY] = { WORD_COMPOSER_FAULT_ROUNDS_MANY, { HOLE_NUMBER, HOLE_SEATS } },
    [COMPOSER_ROUNDS_WORST] = { WORD_COMPOSER_FAULT_ROUNDS_WORST, { NO_HOLE } },
    [COMPOSER_PAST_TABLE] = { WORD_COMPOSER_FAULT_TABLE, { HOLE_LINE, HOLE_WHY } },
    [COMPOSER_PAST_COLUMNS] = { WORD_COMPOSER_FAULT_PAST_COLUMNS, { NO_HOLE } },
    [COMPOSER_PAST_NOBODY] = { WORD_COMPOSER_FAULT_PAST_NOBODY, { NO_HOLE } },
    [COMPOSER_PAST_MANY] = { WORD_COMPOSER_FAULT_PAST_MANY, { HOLE_NUMBER, HOLE_MET } },
    [COMPOSER_CONTRADICTION] = { WORD_COMPOSER_AGAINST, { NO_HOLE } },
    [COMPOSER_ALL_LOCKED] = { WORD_COMPOSER_FAULT_LOCKED, { NO_HOLE } },
    [COMPOSER_FULL] = { WORD_COMPOSER_FAULT_FULL, { HOLE_NUMBER } },
    [COMPOSER_MADE] = { WORD_COMPOSER_FAULT_MADE, { NO_HOLE } },
    [COMPOSER_NO_MOVE] = { WORD_COMPOSER_FAULT_MOVE, { NO_HOLE } },
    [COMPOSER_LAST_ONE] = { WORD_COMPOSER_FAULT_LAST, { NO_HOLE } },
    [COMPOSER_ONLY_EXCHANGE] = { WORD_COMPOSER_FAULT_EXCHANGE, { NO_HOLE } },
    [COMPOSER_NO_LOCKS] = { WORD_COMPOSER_FAULT_NO_LOCKS, { NO_HOLE } },
};

static const char *fill_hole(const struct saying *saying, enum hole hole,
                             const struct composer_fault *fault)
{
    switch (hole) {
    case NO_HOLE:
        return "";
    case HOLE_LINE:
        return count(saying, fault->line);
    case HOLE_WHY:
        return words_refusal(saying->mem, saying->lang, fault->why).sentence;
    case HOLE_NUMBER:
        return count(saying, fault->number);
    case HOLE_ABOUT:
        return fault->about;
    case HOLE_CELL:
        return fault->cell;
    case HOLE_PEOPLE:
        return count(saying, COMPOSER_PEOPLE_MAX);
    case HOLE_COLUMNS:
        return count(saying, COMPOSER_COLUMNS_MAX);
    case HOLE_ROUNDS:
        return count(saying, COMPOSER_ROUNDS_MAX);
    case HOLE_SEATS:
        return count(saying, COMPOSER_SEATS_MAX);
    case HOLE_MET:
        return count(saying, COMPOSER_MET_MAX);
    case HOLE_PAIRS:
        break;
    }
    return count(saying, COMPOSER_PAIRS_MAX);
}

const char *page_composer_fault(struct arena *mem, enum lang lang,
                                const struct composer_fault *fault)
{
    const struct saying saying = { mem, lang };
    if (fault->kind == COMPOSER_FINE)
        return NULL;
    const struct fault_words *words = &fault_words[fault->kind];
    if (fault->kind == COMPOSER_WISH_STRANGER && fault->cell && fault->cell[0])
        return say(&saying, WORD_COMPOSER_FAULT_STRANGER_NEAR, count(&saying, fault->line),
                   fault->about, fault->cell);
    return say(&saying, words->word, fill_hole(&saying, words->holes[0], fault),
               fill_hole(&saying, words->holes[1], fault),
               fill_hole(&saying, words->holes[2], fault));
}

/* ---- wishes that contradict one another ---- */

static const char *pair_said(const struct saying *saying, enum word id,
                             const struct composition *composition, struct pair pair)
{
    return say(saying, id, composition->roster.ids.texts[pair.a],
               composition->roster.ids.texts[pair.b], NULL);
}

static const char *against_head(const struct saying *saying, const struct composer *composer)
{
    const struct contradiction *found = &composer->contradiction;
    const char *supply = count(saying, found->supply), *needed = count(saying, found->needed);
    switch (found->kind) {
    case CONTRADICTION_SKILL:
        return say(saying, WORD_COMPOSER_AGAINST_SKILL,
                   composer->composition.cover[found->skill].column, supply, needed);
    case CONTRADICTION_TOO_MANY:
        return say(saying, WORD_COMPOSER_AGAINST_MANY, supply, needed, NULL);
    case CONTRADICTION_CLIQUE:
        return say(saying, WORD_COMPOSER_AGAINST_CLIQUE, supply, needed, NULL);
    case CONTRADICTION_PACKING:
        return word(saying->lang, WORD_COMPOSER_AGAINST_PACKING);
    case CONTRADICTION_NONE:
    case CONTRADICTION_APART_TOGETHER:
        break;
    }
    return NULL;
}

const char **page_composer_against(struct arena *mem, enum lang lang,
                                   const struct composer *composer, size_t *out)
{
    const struct saying saying = { mem, lang };
    const struct composition *composition = &composer->composition;
    const struct contradiction *found = &composer->contradiction;
    *out = 0;
    if (composer->fault.kind != COMPOSER_CONTRADICTION)
        return NULL;
    const char **lines =
        NEW_ARRAY(mem, const char *, found->together_count + found->apart_count + 2);
    const char *head = against_head(&saying, composer);
    if (head)
        lines[(*out)++] = head;
    for (size_t w = 0; w < found->together_count; w++)
        lines[(*out)++] = pair_said(&saying, WORD_COMPOSER_AGAINST_TOGETHER, composition,
                                    composition->together.pairs[found->together[w]]);
    for (size_t w = 0; w < found->apart_count; w++)
        lines[(*out)++] = pair_said(&saying, WORD_COMPOSER_AGAINST_APART, composition,
                                    composition->apart.pairs[found->apart[w]]);
    if (found->together_count + found->apart_count > 0)
        lines[(*out)++] = word(lang, WORD_COMPOSER_AGAINST_CHAIN);
    return lines;
}

/* ---- the choices ---- */

static const char *sample_of(const struct saying *saying, const struct sheet *table, size_t c)
{
    enum { SAMPLES = 3 };
    const char *said[SAMPLES];
    size_t told = 0;
    for (size_t r = 0; r < table->rows && told < SAMPLES; r++) {
        const char *cell = table->cells[r * table->columns + c];
        bool again = cell[0] == '\0';
        for (size_t k = 0; k < told; k++)
            again |= text_equal(said[k], cell);
        if (!again)
            said[told++] = cell;
    }
    return say(saying, WORD_COMPOSER_SAMPLE, words_list(saying->mem, saying->lang, said, told),
               NULL, NULL);
}

static const char *typed_or(struct arena *mem, const char *typed, uint32_t number)
{
    return typed ? typed : arena_text(mem, "%u", number);
}

static const char *const digits[] = { "0", "1", "2", "3", "4" };

static struct chosen_column column_of(const struct saying *saying,
                                      const struct composer *composer, size_t c)
{
    static const enum word roles[] = { WORD_COMPOSER_ROLE_OUT, WORD_COMPOSER_ROLE_NAME,
                                       WORD_COMPOSER_ROLE_MIX, WORD_COMPOSER_ROLE_SHARE,
                                       WORD_COMPOSER_ROLE_COVER };
    static const enum word kinds[] = { WORD_COMPOSER_KIND_ANY, WORD_COMPOSER_KIND_NUMBER,
                                       WORD_COMPOSER_KIND_CATEGORY };
    const struct column_choice *choice = &composer->choices.column[c];
    bool whole = choice->weight == round(choice->weight);
    struct chosen_column out = {
        .name = composer->table.heads[c],
        .sample = sample_of(saying, &composer->table, c),
        .weight = choice->weight_typed
                      ? choice->weight_typed
                      : words_number(saying->mem, saying->lang, choice->weight, whole ? 0 : 2),
        .least = typed_or(saying->mem, choice->least_typed, choice->least),
        .value = choice->value,
        .number = c,
    };
    for (size_t r = 0; r < ROLE_COUNT; r++)
        out.role[r] = (struct choice_option){ digits[r], word(saying->lang, roles[r]),
                                              choice->role == (enum column_role)r };
    for (size_t k = 0; k < 3; k++)
        out.kind[k] = (struct choice_option){ digits[k], word(saying->lang, kinds[k]),
                                              choice->kind == (enum roster_kind)k };
    return out;
}

/* A fault is said beside what it is about. */
static const char **place_of(struct composer_choose_page *page,
                             const struct composer_fault *fault)
{
    switch (fault->kind) {
    case COMPOSER_SIZES:
        return &page->wrong_sizes;
    case COMPOSER_ROUNDS:
    case COMPOSER_ROUNDS_MANY:
    case COMPOSER_ROUNDS_WORST:
        return &page->wrong_rounds;
    case COMPOSER_PAST_TABLE:
    case COMPOSER_PAST_COLUMNS:
    case COMPOSER_PAST_NOBODY:
    case COMPOSER_PAST_MANY:
        return &page->wrong_past;
    case COMPOSER_WISH_STRANGER:
    case COMPOSER_WISH_ALONE:
    case COMPOSER_WISHES_MANY:
        return fault->apart ? &page->wrong_apart : &page->wrong_together;
    case COMPOSER_NO_NAMES:
    case COMPOSER_NAME_EMPTY:
    case COMPOSER_NAME_TWICE:
    case COMPOSER_NOT_NUMBER:
    case COMPOSER_NOTHING:
    case COMPOSER_WEIGHT:
    case COMPOSER_LEAST:
    case COMPOSER_SKILLS:
        return &page->wrong_columns;
    default:
        return &page->wrong;
    }
}

/* Headings that are ours stand above a first line that is a person. */
static bool is_our_heading(const struct sheet *table)
{
    for (enum lang lang = FR; lang <= EN; lang++) {
        const char *column = word(lang, WORD_COMPOSER_HEAD_COLUMN);
        size_t length = strlen(column);
        bool one = table->columns == 1 &&
                   strcmp(table->heads[0], word(lang, WORD_COMPOSER_HEAD_NAME)) == 0;
        bool many = strncmp(table->heads[0], column, length) == 0 &&
                    strcmp(table->heads[0] + length, " 1") == 0;
        if (one || (table->columns > 1 && many))
            return true;
    }
    return false;
}

static const char *first_read_of(const struct saying *saying, const struct sheet *table)
{
    bool person = is_our_heading(table) && table->rows > 0;
    return say(saying, person ? WORD_COMPOSER_READ_PERSON : WORD_COMPOSER_READ_HEADING,
               words_list(saying->mem, saying->lang, person ? table->cells : table->heads,
                          table->columns),
               NULL, NULL);
}

void page_composer_first(enum lang lang, struct composer_home_page *page)
{
    static const enum word words[] = { WORD_COMPOSER_FIRST_GUESSED, WORD_COMPOSER_FIRST_HEADING,
                                       WORD_COMPOSER_FIRST_PERSON };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        page->first_line[i] = (struct choice_option){ digits[i], word(lang, words[i]),
                                                      page->first == (enum first_line)i };
}

struct composer_choose_page page_composer_choose_of(struct arena *mem, enum lang lang,
                                                    const struct composer *composer)
{
    const struct saying saying = { mem, lang };
    size_t columns = composer->table.columns;
    struct composer_choose_page page = {
        .title = composer->draft.title,
        .people = say(&saying, WORD_COMPOSER_CHOOSE_PEOPLE,
                      count(&saying, composer->table.rows), count(&saying, columns), NULL),
        .first_read = first_read_of(&saying, &composer->table),
        .column_count = columns,
        .low = typed_or(mem, composer->choices.low_typed, composer->choices.low),
        .high = typed_or(mem, composer->choices.high_typed, composer->choices.high),
        .rounds = typed_or(mem, composer->choices.rounds_typed, composer->choices.rounds),
        .rounds_hint = say(&saying, WORD_COMPOSER_ROUNDS_HINT,
                           count(&saying, COMPOSER_ROUNDS_MAX), NULL, NULL),
        .together = composer->choices.together,
        .apart = composer->choices.apart,
        .past = composer->choices.past,
        .avoid = composer->choices.avoid,
        .worst = composer->choices.objective == OBJECTIVE_WORST,
    };
    struct chosen_column *list = NEW_ARRAY(mem, struct chosen_column, columns + 1);
    for (size_t c = 0; c < columns; c++)
        list[c] = column_of(&saying, composer, c);
    page.columns = list;
    *place_of(&page, &composer->fault) = page_composer_fault(mem, lang, &composer->fault);
    page.against = page_composer_against(mem, lang, composer, &page.against_count);
    return page;
}
