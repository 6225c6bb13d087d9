/* From a text that someone dropped or pasted to people with columns. The roster itself is
 * read by app/files, from a table rewritten as the choices say, so that one reading serves
 * command and page. */
#include <string.h>
#include <strings.h>

#include "base/number.h"
#include "base/text.h"
#include "files/heading.h"
#include "files/number.h"
#include "flow/composer_within.h"

/* What is copied from a spreadsheet has tabs between its cells: a separator that is nowhere
 * in the text takes their place. */
static bool has_tabs(const char *text)
{
    size_t first = strcspn(text, "\n");
    return memchr(text, '\t', first) && !memchr(text, ';', first) && !memchr(text, ',', first);
}

static char *with_separators(struct arena *mem, const char *text)
{
    char *copy = arena_copy(mem, text, strlen(text));
    bool tabs = has_tabs(text);
    char separator = !strchr(text, ';') ? ';' : ',';
    for (char *at = copy; tabs && *at; at++)
        if (*at == '\t')
            *at = separator;
    return copy;
}

static FILE *open_text(char *text) { return fmemopen(text, strlen(text), "rb"); }

/* The reader's sentence begins with ":LINE:", since the list has no name. */
static size_t line_of(const struct err *err)
{
    int64_t line = 0;
    if (err->text[0] == ':')
        number_start_whole(err->text + 1, 0, INT32_MAX, &line);
    return (size_t)line;
}

static struct composer_fault table_fault(struct arena *mem, const struct err *err)
{
    struct err *why = NEW(mem, struct err);
    *why = *err;
    return (struct composer_fault){ .kind = COMPOSER_TABLE, .line = line_of(err), .why = why };
}

static struct composer_fault check_columns(const struct sheet *table)
{
    struct composer_fault fault = { .kind = COMPOSER_FINE };
    for (size_t c = 0; c < table->columns; c++)
        if (table->heads[c][0] == '\0')
            return (struct composer_fault){ .kind = COMPOSER_COLUMN_UNNAMED, .number = c + 1 };
    if (table->columns > COMPOSER_COLUMNS_MAX)
        fault = (struct composer_fault){ .kind = COMPOSER_WIDE, .number = table->columns };
    else if (table->rows < COMPOSER_PEOPLE_MIN)
        fault = (struct composer_fault){ .kind = COMPOSER_FEW, .number = table->rows };
    else if (table->rows > COMPOSER_PEOPLE_MAX)
        fault = (struct composer_fault){ .kind = COMPOSER_MANY, .number = table->rows };
    return fault;
}

enum status composer_cells(struct arena *mem, const char *text, struct sheet *out,
                           struct composer_fault *fault, struct err *err)
{
    *fault = (struct composer_fault){ .kind = COMPOSER_FINE };
    FILE *stream = open_text(with_separators(mem, text));
    if (!stream)
        return fail(err, BROKEN, "the list cannot be read from memory");
    enum status status = files_sheet_stream(mem, stream, "", out, err);
    fclose(stream);
    if (status != BAD_INPUT)
        return status;
    *fault = table_fault(mem, err);
    return OK;
}

enum status composer_table(struct arena *mem, const char *text, struct sheet *out,
                           struct composer_fault *fault, struct err *err)
{
    *fault = (struct composer_fault){ .kind = COMPOSER_FEW };
    *out = (struct sheet){ 0 };
    if (text[strspn(text, " \t\n")] == '\0')
        return OK;
    TRY(composer_cells(mem, text, out, fault, err));
    if (fault->kind == COMPOSER_FINE)
        *fault = check_columns(out);
    return OK;
}

/* ---- what the first line is ---- */

/* A number where all below have one, or a word that some line below has in that column. */
static bool looks_like_below(const struct sheet *table, size_t column)
{
    const char *head = table->heads[column];
    bool numbers = true, again = false;
    double number;
    for (size_t r = 0; r < table->rows; r++) {
        const char *cell = table->cells[r * table->columns + column];
        numbers = numbers && files_number(cell, table->separator, &number);
        again = again || (head[0] != '\0' && strcmp(cell, head) == 0);
    }
    bool one = head[0] != '\0' && files_number(head, table->separator, &number);
    return again || (numbers && one);
}

static bool first_is_person(struct arena *mem, const struct sheet *table)
{
    bool alike = table->columns == 1;
    for (size_t c = 0; c < table->columns; c++) {
        if (composer_means_names(table->heads[c]) || files_heading(mem, table->heads[c]))
            return false;
        alike = alike || looks_like_below(table, c);
    }
    return alike;
}

const char *composer_headed(struct arena *mem, const struct composer_list *list,
                            const struct sheet *table)
{
    bool person = list->first == FIRST_PERSON ||
                  (list->first == FIRST_GUESSED && first_is_person(mem, table));
    struct text text = { .mem = mem };
    if (!person)
        return list->text;
    for (size_t c = 0; c < table->columns; c++) {
        char separator[] = { has_tabs(list->text) ? '\t' : table->separator, '\0' };
        text_add(&text, c ? separator : "");
        if (table->columns == 1)
            text_add(&text, list->name);
        else
            text_add_format(&text, "%s %zu", list->column, c + 1);
    }
    text_add(&text, "\n");
    text_add(&text, list->text);
    return text_done(&text);
}

/* ---- what the columns seem to be ---- */

static bool one_of(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(text, words[i]) == 0)
            return true;
    return false;
}

#define ONE_OF(text, words) one_of((text), (words), sizeof(words) / sizeof *(words))

bool composer_means_names(const char *head)
{
    static const char *const words[] = {
        "id",       "nom",    "name",       "prénom", "prenom",
        "personne", "person", "first name", "membre", "member"
    };
    return ONE_OF(head, words);
}

/* As in the files of the command: `years:n`, `site:c`. */
static enum roster_kind forced(const char *head)
{
    size_t length = strlen(head);
    if (length > 2 && head[length - 2] == ':')
        return head[length - 1] == 'n'   ? ROSTER_NUMBER
               : head[length - 1] == 'c' ? ROSTER_CATEGORY
                                         : ROSTER_DETECTED;
    return ROSTER_DETECTED;
}

struct column_look {
    bool numbers, yes_or_no, distinct;
};

static struct column_look look_at(struct arena *mem, const struct sheet *table, size_t column)
{
    static const char *const answers[] = { "", "0", "1", "oui", "non", "yes", "no", "x" };
    struct column_look look = { true, true, true };
    struct names seen = { .mem = mem };
    for (size_t r = 0; r < table->rows; r++) {
        const char *cell = table->cells[r * table->columns + column];
        double number;
        look.numbers = look.numbers && files_number(cell, table->separator, &number);
        look.yes_or_no = look.yes_or_no && ONE_OF(cell, answers);
        look.distinct = look.distinct && files_names_add(&seen, cell) == r;
    }
    return look;
}

void composer_guess(struct arena *mem, const struct sheet *table, struct composer_choices *out)
{
    size_t names = table->columns, skills = 0;
    *out = (struct composer_choices){
        .low = 4, .high = 6, .rounds = 1, .together = "", .apart = "", .past = ""
    };
    for (size_t c = table->columns; c-- > 0;)
        if (composer_means_names(table->heads[c]))
            names = c;
    for (size_t c = 0; c < table->columns; c++) {
        struct column_look look = look_at(mem, table, c);
        struct column_choice *choice = &out->column[c];
        *choice = (struct column_choice){ .role = ROLE_MIX,
                                          .weight = 1,
                                          .least = 1,
                                          .value = "",
                                          .kind = forced(table->heads[c]) };
        if (names == table->columns && look.distinct && !look.numbers)
            names = c;
        if (c == names)
            choice->role = ROLE_NAME;
        else if (look.yes_or_no && skills < COMPOSE_SKILLS_MAX)
            choice->role = ROLE_COVER;
        else if (look.distinct && !look.numbers)
            choice->role = ROLE_LEFT_OUT; /* addresses and the like mix nothing */
        skills += choice->role == ROLE_COVER;
    }
}

/* ---- people ---- */

static bool find_names(const struct sheet *table, const struct composer_choices *choices,
                       size_t *out)
{
    size_t count = 0;
    for (size_t c = 0; c < table->columns; c++)
        if (choices->column[c].role == ROLE_NAME) {
            *out = c;
            count++;
        }
    return count == 1;
}

static struct composer_fault check_names(struct arena *mem, const struct sheet *table,
                                         size_t column)
{
    struct names seen = { .mem = mem };
    for (size_t r = 0; r < table->rows; r++) {
        const char *name = table->cells[r * table->columns + column];
        if (name[0] == '\0' || strchr(name, '\n'))
            return (struct composer_fault){ .kind = COMPOSER_NAME_EMPTY,
                                            .line = files_sheet_line(table, r) };
        if (files_names_add(&seen, name) != r)
            return (struct composer_fault){ .kind = COMPOSER_NAME_TWICE,
                                            .line = files_sheet_line(table, r),
                                            .about = name };
    }
    return (struct composer_fault){ .kind = COMPOSER_FINE };
}

static struct composer_fault check_numbers(const struct sheet *table,
                                           const struct composer_choices *choices)
{
    for (size_t c = 0; c < table->columns; c++) {
        const struct column_choice *choice = &choices->column[c];
        bool forced = choice->kind == ROSTER_NUMBER && choice->role != ROLE_NAME &&
                      choice->role != ROLE_LEFT_OUT;
        for (size_t r = 0; forced && r < table->rows; r++) {
            double number;
            const char *cell = table->cells[r * table->columns + c];
            if (!files_number(cell, table->separator, &number))
                return (struct composer_fault){ .kind = COMPOSER_NOT_NUMBER,
                                                .line = files_sheet_line(table, r),
                                                .about = table->heads[c],
                                                .cell = cell };
        }
    }
    return (struct composer_fault){ .kind = COMPOSER_FINE };
}

static void add_cell(struct text *text, const char *cell, char separator)
{
    char special[] = { separator, '"', '\n', ' ', '\0' };
    if (!strpbrk(cell, special)) {
        text_add(text, cell);
        return;
    }
    text_add(text, "\"");
    for (; *cell; cell++)
        text_add_bytes(text, *cell == '"' ? "\"\"" : cell, *cell == '"' ? 2 : 1);
    text_add(text, "\"");
}

/* `column` as the file reader wants it: `id` for the names, its kind forced after a colon. */
static const char *head_of(struct arena *mem, const struct sheet *table,
                           const struct column_choice *choice, size_t column)
{
    static const char *const ends[] = {
        [ROSTER_DETECTED] = "", [ROSTER_NUMBER] = ":n", [ROSTER_CATEGORY] = ":c"
    };
    const char *head = table->heads[column];
    size_t length = strlen(head) - (forced(head) == ROSTER_DETECTED ? 0 : 2);
    if (length == 2 && strncmp(head, "id", length) == 0)
        head = "Id"; /* there is one `id`, and that is the name */
    return arena_text(mem, "%.*s%s", (int)length, head, ends[choice->kind]);
}

/* The names come first: another column may well be called id. */
static char *rewritten(struct arena *mem, const struct sheet *table,
                       const struct composer_choices *choices, size_t names)
{
    struct text text = { .mem = mem };
    const char separator[] = { table->separator, '\0' };
    for (size_t r = 0; r <= table->rows; r++) {
        const char *const *row = r ? table->cells + (r - 1) * table->columns : NULL;
        add_cell(&text, row ? row[names] : "id", table->separator);
        for (size_t c = 0; c < table->columns; c++) {
            const struct column_choice *choice = &choices->column[c];
            if (choice->role == ROLE_LEFT_OUT || choice->role == ROLE_NAME)
                continue;
            text_add(&text, separator);
            add_cell(&text, row ? row[c] : head_of(mem, table, choice, c), table->separator);
        }
        text_add(&text, "\n");
    }
    return (char *)text_done(&text);
}

enum status composer_roster(struct arena *mem, const struct sheet *table,
                            const struct composer_choices *choices, struct roster *out,
                            struct composer_fault *fault, struct err *err)
{
    size_t names = 0;
    *fault = (struct composer_fault){ .kind = COMPOSER_NO_NAMES };
    if (!find_names(table, choices, &names))
        return OK;
    *fault = check_names(mem, table, names);
    if (fault->kind == COMPOSER_FINE)
        *fault = check_numbers(table, choices);
    if (fault->kind != COMPOSER_FINE)
        return OK;
    FILE *stream = open_text(rewritten(mem, table, choices, names));
    if (!stream)
        return fail(err, BROKEN, "the list cannot be read from memory");
    enum status status = files_roster_stream(mem, stream, "", NULL, out, err);
    fclose(stream);
    if (status != BAD_INPUT)
        return status;
    *fault = table_fault(mem, err);
    return OK;
}
