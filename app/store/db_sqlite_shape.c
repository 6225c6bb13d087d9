/* The schema of a file beside the one that the steps make in memory. SQLite keeps the text of
 * each statement, so that one trigger, view, column or index more is one text more. */
#include <ctype.h>
#include <string.h>

#include "store/db_sqlite.h"

/* What ANALYZE leaves is nobody's doing, and an index without a text belongs to its table. */
static const char shape_sql[] =
    "SELECT type, name, tbl_name, sql FROM sqlite_schema"
    " WHERE NOT (type = 'index' AND sql IS NULL)"
    " AND NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))"
    " ORDER BY type, name";
static const char there_sql[] = "SELECT 1 FROM sqlite_schema WHERE name = 'schema_step'";
static const char list_sql[] =
    "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name = 'schema_step'"
    " AND NOT (type = 'index' AND sql IS NULL)";

enum { COLUMNS = 4, SQL_COLUMN = 3 };

/* ---- texts that mean the same ---- */

static const char *skip_blanks(const char *at)
{
    for (;;) {
        if (isspace((unsigned char)*at) || *at == '"') { /* a renaming leaves quotes */
            at++;
        } else if (at[0] == '-' && at[1] == '-') {
            at += strcspn(at, "\n");
        } else if (at[0] == '/' && at[1] == '*') {
            const char *end = strstr(at + 2, "*/");
            at = end ? end + 2 : at + strlen(at);
        } else {
            return at;
        }
    }
}

static bool in_word(char c) { return isalnum((unsigned char)c) || c == '_'; }

/* The end of what stands at `at`: a word, a quoted text, or one sign. */
static const char *piece_end(const char *at)
{
    if (*at == '\'') {
        const char *end = strchr(at + 1, '\'');
        return end ? end + 1 : at + strlen(at);
    }
    if (!in_word(*at))
        return at + (*at != '\0');
    while (in_word(*at))
        at++;
    return at;
}

static bool means_the_same(const char *one, const char *other)
{
    for (;;) {
        one = skip_blanks(one);
        other = skip_blanks(other);
        const char *end = piece_end(one), *other_end = piece_end(other);
        if (end - one != other_end - other || memcmp(one, other, (size_t)(end - one)) != 0)
            return false;
        if (*one == '\0')
            return true;
        one = end;
        other = other_end;
    }
}

/* ---- row by row ---- */

static const char *column(sqlite3_stmt *row, int i)
{
    const char *text = (const char *)sqlite3_column_text(row, i);
    return text ? text : "";
}

static bool same_row(sqlite3_stmt *found, sqlite3_stmt *wanted)
{
    for (int i = 0; i < SQL_COLUMN; i++)
        if (strcmp(column(found, i), column(wanted, i)) != 0)
            return false;
    return means_the_same(column(found, SQL_COLUMN), column(wanted, SQL_COLUMN));
}

/* In the order of both lists: what comes first in one is missing in the other. */
static bool comes_before(sqlite3_stmt *one, sqlite3_stmt *other)
{
    int order = strcmp(column(one, 0), column(other, 0));
    return order < 0 || (order == 0 && strcmp(column(one, 1), column(other, 1)) < 0);
}

static enum status differs(sqlite3_stmt *row, struct err *err)
{
    return fail(err, REFUSED,
                "this store has been changed by something else than this program: its %.20s "
                "\"%.60s\" is not as it was made",
                column(row, 0), column(row, 1));
}

static enum status compare_rows(sqlite3 *handle, sqlite3_stmt *found, sqlite3_stmt *wanted,
                                struct err *err)
{
    for (;;) {
        int code = sqlite3_step(found), other = sqlite3_step(wanted);
        if (code != SQLITE_ROW && code != SQLITE_DONE)
            return sqlite_fail(handle, code, err);
        if (code == SQLITE_DONE && other == SQLITE_DONE)
            return OK;
        if (code == SQLITE_DONE || (other == SQLITE_ROW && comes_before(wanted, found)))
            return differs(wanted, err);
        if (other == SQLITE_DONE || !same_row(found, wanted))
            return differs(found, err);
    }
}

static enum status compare(sqlite3 *handle, sqlite3 *memory, const char *sql, struct err *err)
{
    sqlite3_stmt *found = NULL, *wanted = NULL;
    int code = sqlite3_prepare_v2(handle, sql, -1, &found, NULL);
    enum status status = OK;
    if (code != SQLITE_OK)
        status = sqlite_fail(handle, code, err);
    else if ((code = sqlite3_prepare_v2(memory, sql, -1, &wanted, NULL)) != SQLITE_OK)
        status = sqlite_fail(memory, code, err);
    else
        status = compare_rows(handle, found, wanted, err);
    sqlite3_finalize(found);
    sqlite3_finalize(wanted);
    return status;
}

static int look_for_list(sqlite3 *handle, bool *there)
{
    sqlite3_stmt *row = NULL;
    int code = sqlite3_prepare_v2(handle, there_sql, -1, &row, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(row);
    *there = code == SQLITE_ROW;
    sqlite3_finalize(row);
    return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

enum status sqlite_compare(sqlite3 *handle, const char *const *steps, size_t count, bool *there,
                           struct err *err)
{
    sqlite3 *memory;
    int code = look_for_list(handle, there);
    if (code != SQLITE_OK)
        return sqlite_fail(handle, code, err);
    if (!*there)
        return OK;
    code =
        sqlite3_open_v2(":memory:", &memory,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    for (size_t i = 0; i < count && code == SQLITE_OK; i++)
        code = sqlite3_exec(memory, steps[i], NULL, NULL, NULL);
    enum status status = OK;
    if (code != SQLITE_OK)
        status = sqlite_fail(memory, code, err);
    else
        status = compare(handle, memory, count == 1 ? list_sql : shape_sql, err);
    sqlite3_close(memory);
    return status;
}
