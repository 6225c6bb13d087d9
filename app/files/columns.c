/* A header cell goes through three questions in this order: is it left out, is it mapped, is
 * it one of the names of this table. */
#include "files/columns.h"

#include <stdio.h>
#include <string.h>

static const char *const decision_names[] = { "private_before",         "public_vote",
                                              "group_decision",         "private_after",
                                              "predicted_others_after", "satisfaction" };

enum { DECISION_NAMES = sizeof decision_names / sizeof decision_names[0] };

const char *files_value_name(const struct instrument *instrument, enum table table, size_t i)
{
    switch (table) {
    case TABLE_ITEMS:
        return i < instrument->item_count ? instrument->items[i].key : NULL;
    case TABLE_ROUNDROBIN:
        return i < instrument->question_count ? instrument->questions[i].key : NULL;
    case TABLE_MATTERS:
        return i < instrument->motive_count ? instrument->motives[i].key : NULL;
    case TABLE_MEMBERS:
        return i == 0 ? "consents" : NULL;
    case TABLE_DECISIONS:
        return i < DECISION_NAMES ? decision_names[i] : NULL;
    default:
        return NULL;
    }
}

static const char *key_name(enum table table, enum field field)
{
    bool pairs = table == TABLE_ROUNDROBIN;
    switch (field) {
    case FIELD_TEAM:
        return "team";
    case FIELD_ROUND:
        return "round";
    case FIELD_MEMBER:
        return pairs ? "actor" : "member";
    case FIELD_PARTNER:
        return pairs ? "partner" : NULL;
    default:
        return NULL;
    }
}

/* FIELD_TEAM … FIELD_PARTNER, FIELD_VALUES + number, or NO_COLUMN. */
static int field_named(const struct instrument *instrument, enum table table, const char *name)
{
    for (enum field field = FIELD_TEAM; field < FIELD_VALUES; field++) {
        const char *key = key_name(table, field);
        if (key && strcmp(key, name) == 0)
            return (int)field;
    }
    const char *value;
    for (size_t i = 0; (value = files_value_name(instrument, table, i)); i++)
        if (strcmp(value, name) == 0)
            return FIELD_VALUES + (int)i;
    return NO_COLUMN;
}

bool files_name_known(const struct instrument *instrument, const char *name)
{
    for (enum table table = 0; table < TABLE_COUNT; table++)
        if (field_named(instrument, table, name) != NO_COLUMN)
            return true;
    return false;
}

static bool is_ignored(const struct column_options *options, const char *column)
{
    for (size_t i = 0; i < options->ignored_count; i++)
        if (strcmp(options->ignored[i], column) == 0)
            return true;
    return false;
}

/* Our name for a column: the mapped one, or its own. */
static const char *our_name(struct column_options *options, const char *column)
{
    for (size_t i = 0; i < options->map_count; i++)
        if (strcmp(options->maps[i].column, column) == 0) {
            options->maps[i].used = true;
            return options->maps[i].name;
        }
    return column;
}

/* The first table, in this order, one of whose telling columns is there. Only members.csv may
 * have none of its own: it has at least members. */
static enum table told_by(const struct instrument *instrument, struct column_options *options,
                          const struct csv_row *header)
{
    static const enum table order[] = { TABLE_ROUNDROBIN, TABLE_ITEMS, TABLE_MATTERS,
                                        TABLE_DECISIONS };
    for (size_t t = 0; t < sizeof order / sizeof order[0]; t++)
        for (size_t i = 0; i < header->count; i++) {
            if (is_ignored(options, header->cells[i]))
                continue;
            const char *name = our_name(options, header->cells[i]);
            int field = field_named(instrument, order[t], name);
            if (field >= FIELD_VALUES || field == FIELD_PARTNER)
                return order[t];
        }
    for (size_t i = 0; i < header->count; i++)
        if (field_named(instrument, TABLE_MEMBERS, our_name(options, header->cells[i])) >=
            (int)FIELD_MEMBER)
            return TABLE_MEMBERS;
    return TABLE_UNKNOWN;
}

/* "team, round, member, q1, q2 … q30": enough to see what was meant. */
static const char *known_names(const struct instrument *instrument, enum table table,
                               char *text, size_t room)
{
    enum { FIRST = 7 };
    int used = snprintf(text, room, "team, round, %s", key_name(table, FIELD_MEMBER));
    if (key_name(table, FIELD_PARTNER))
        used += snprintf(text + used, room - (size_t)used, ", partner");
    size_t count = 0;
    while (files_value_name(instrument, table, count))
        count++;
    for (size_t i = 0; i < count && (size_t)used < room; i++) {
        if (i >= FIRST && i + 1 < count)
            continue;
        used += snprintf(text + used, room - (size_t)used, i > FIRST ? " … %.40s" : ", %.40s",
                         files_value_name(instrument, table, i));
    }
    return text;
}

static enum status unknown_column(const struct instrument *instrument, enum table table,
                                  const char *file, const struct csv_row *header, size_t i,
                                  struct err *err)
{
    char known[360];
    return fail(err, BAD_INPUT,
                "%s:%zu:%zu: column \"%.40s\" is not known here; known: %s; else --map "
                "NAME=COLUMN or --ignore COLUMN",
                file, header->line, i + 1, header->cells[i],
                known_names(instrument, table, known, sizeof known));
}

static enum status place_column(const struct instrument *instrument,
                                struct column_options *options, const char *file,
                                const struct csv_row *header, size_t i, struct columns *out,
                                struct err *err)
{
    const char *column = header->cells[i];
    out->value[i] = NO_COLUMN;
    if (is_ignored(options, column))
        return OK;
    int field = field_named(instrument, out->table, our_name(options, column));
    if (field == NO_COLUMN)
        return unknown_column(instrument, out->table, file, header, i, err);
    bool twice =
        field < FIELD_VALUES ? out->key[field] != NO_COLUMN : out->has[field - FIELD_VALUES];
    if (twice)
        return fail(err, BAD_INPUT,
                    "%s:%zu:%zu: column \"%.40s\" is there twice; keep one, --ignore the other",
                    file, header->line, i + 1, our_name(options, column));
    if (field < FIELD_VALUES) {
        out->key[field] = (int)i;
    } else {
        out->value[i] = field - FIELD_VALUES;
        out->has[field - FIELD_VALUES] = true;
    }
    return OK;
}

static enum status missing_column(const char *file, const struct csv_row *header,
                                  const char *name, const char *also, struct err *err)
{
    return fail(err, BAD_INPUT,
                "%s:%zu: no column \"%.40s\"; name it with --map %.40s=COLUMN%s", file,
                header->line, name, name, also);
}

/* Items and motives are needed whole: half a questionnaire is another instrument. Of the
 * round robin any question will do, and so for decisions; consents may be absent. */
static enum status check_values(const struct instrument *instrument, const char *file,
                                const struct csv_row *header, const struct columns *columns,
                                struct err *err)
{
    bool whole = columns->table == TABLE_ITEMS || columns->table == TABLE_MATTERS;
    bool any = columns->table == TABLE_MEMBERS;
    const char *name;
    for (size_t i = 0; (name = files_value_name(instrument, columns->table, i)); i++) {
        if (whole && !columns->has[i])
            return missing_column(file, header, name,
                                  ", or choose the questionnaire with --instrument", err);
        any |= columns->has[i];
    }
    if (any)
        return OK;
    char known[360];
    return fail(err, BAD_INPUT, "%s:%zu: no column to read; known: %s; name it with --map",
                file, header->line,
                known_names(instrument, columns->table, known, sizeof known));
}

enum status files_columns(const struct instrument *instrument, struct column_options *options,
                          enum table table, const char *file, const struct csv_row *header,
                          struct columns *out, struct err *err)
{
    *out = (struct columns){ .table = table };
    if (table == TABLE_UNKNOWN)
        out->table = told_by(instrument, options, header);
    if (out->table == TABLE_UNKNOWN)
        return fail(err, BAD_INPUT,
                    "%s:%zu: no column tells what this table is; team, round, then member and "
                    "items, or member and motives, or actor, partner and ratings; name them "
                    "with --map",
                    file, header->line);
    for (size_t field = 0; field < FIELD_VALUES; field++)
        out->key[field] = NO_COLUMN;
    for (size_t i = 0; i < header->count; i++)
        TRY(place_column(instrument, options, file, header, i, out, err));
    for (enum field field = FIELD_TEAM; field < FIELD_VALUES; field++) {
        const char *name = key_name(out->table, field);
        bool given = field == FIELD_ROUND && options->round;
        if (name && out->key[field] == NO_COLUMN && !given)
            return missing_column(file, header, name,
                                  field == FIELD_ROUND ? " or give it with --round R" : "",
                                  err);
    }
    return check_values(instrument, file, header, out, err);
}
