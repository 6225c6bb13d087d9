/* The copy is made by VACUUM INTO: it reads one moment and writes no page that held deleted
 * answers. The way back is SQLite's own backup into the old file: one transaction, with its
 * journal beside it. */
#include "store/db_backup.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/counts.h"
#include "store/db_sqlite.h"
#include "store/fault.h"
#include "store/schema.h"

enum { BUSY_MS = 2000 };

static const char steps_sql[] = "SELECT coalesce(max(number), 0) FROM schema_step";
static const char held_sql[] = "SELECT (SELECT count(*) FROM team WHERE invented = 0)"
                               " + (SELECT count(*) FROM coach)";
static const char has_teams_sql[] =
    "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'team'";

static const char give_up_sql[] =
    "UPDATE outbox SET state = 'undelivered', ended_at = created_at, next_try_at = NULL,"
    " address = NULL, name = NULL, subject = NULL, body = NULL WHERE state = 'waiting'";
static const char give_up_coach_sql[] =
    "UPDATE coach_letter SET state = 'undelivered', ended_at = created_at, next_try_at = NULL,"
    " address = NULL, name = NULL, subject = NULL, body = NULL WHERE state = 'waiting'";
static const char drop_keys_sql[] = "DELETE FROM coach_key";
static const char drop_wishes_sql[] = "DELETE FROM coach_wish";
static const char drop_pages_sql[] = "DELETE FROM kept_page";
static const char drop_once_sql[] = "DELETE FROM once";

/* What waits to be sent, or was, holds links that still open something. */
static const struct {
    const char *table, *sql;
} not_copied[] = { { "outbox", give_up_sql },       { "coach_letter", give_up_coach_sql },
                   { "coach_key", drop_keys_sql },  { "coach_wish", drop_wishes_sql },
                   { "kept_page", drop_pages_sql }, { "once", drop_once_sql } };

/* NULL for another kind of store. */
static const char *path_of(const char *url)
{
    static const char scheme[] = "sqlite:";
    return strncmp(url, scheme, sizeof scheme - 1) == 0 ? url + sizeof scheme - 1 : NULL;
}

static enum status need_path(const char *url, const char *instead, const char **out,
                             struct err *err)
{
    *out = path_of(url);
    if (*out && **out)
        return OK;
    if (*out)
        return fail(err, BAD_INPUT, "after sqlite: comes the path of a file");
    return fail(err, REFUSED,
                "this is for SQLite; a PostgreSQL store is kept with PostgreSQL's own "
                "programs, which know its roles and settings: %s",
                instead);
}

bool store_is_there(const char *url)
{
    const char *path = path_of(url);
    return !path || access(path, F_OK) == 0;
}

/* ---- small questions to a file ---- */

static enum status trouble(sqlite3 *handle, enum status status, const char *path,
                           struct err *err)
{
    return fail(err, status, "%s: %s", path, sqlite3_errmsg(handle));
}

static enum status open_file(const char *path, int flags, sqlite3 **out, struct err *err)
{
    int code = sqlite3_open_v2(path, out, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK) {
        sqlite3_busy_timeout(*out, BUSY_MS);
        /* A file from elsewhere: nothing that its schema says is believed before it is read. */
        sqlite3_db_config(*out, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
        sqlite3_db_config(*out, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
        return OK;
    }
    enum status status = access(path, F_OK) == 0
                             ? trouble(*out, BROKEN, path, err)
                             : fail(err, NOT_FOUND, "%s: no such file", path);
    sqlite3_close(*out);
    return status;
}

/* The first column of the first row, as a number and as a text of at most `room` bytes. */
static int ask(sqlite3 *handle, const char *sql, int64_t *number, char *text, size_t room)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW && number)
        *number = sqlite3_column_int64(statement, 0);
    if (code == SQLITE_ROW && text)
        snprintf(text, room, "%s", (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return code;
}

static enum status check_pages(sqlite3 *handle, const char *path, struct err *err)
{
    char said[200] = "";
    if (ask(handle, "PRAGMA integrity_check(1)", NULL, said, sizeof said) != SQLITE_ROW)
        return trouble(handle, BROKEN, path, err);
    if (strcmp(said, "ok") != 0)
        return fail(err, BROKEN, "%s: damaged: %s", path, said);
    if (ask(handle, "PRAGMA foreign_key_check", NULL, said, sizeof said) == SQLITE_ROW)
        return fail(err, BROKEN, "%s: damaged: a row of table %s points to nothing", path,
                    said);
    return OK;
}

/* What is in a file, from its first page on, before any of its rows is believed. */
static enum status check_shape(sqlite3 *handle, int64_t *steps, struct err *err)
{
    const char *scripts[SCHEMA_STEPS_MAX + 1];
    size_t count = store_schema_scripts(scripts);
    bool there;
    *steps = 0;
    TRY(sqlite_compare(handle, scripts, 1, &there, err));
    if (!there || ask(handle, steps_sql, steps, NULL, 0) != SQLITE_ROW)
        return OK;
    return *steps > 0 && (size_t)*steps < count
               ? sqlite_compare(handle, scripts, 1 + (size_t)*steps, &there, err)
               : OK;
}

static enum status check_rules(sqlite3 *handle, const char *path, struct err *err)
{
    static const enum counted none[] = { COUNT_OVERFULL, COUNT_ODD_ANSWERS, COUNT_UNRELEASED,
                                         COUNT_ASTRAY_RELEASES };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        int64_t found = 0;
        if (ask(handle, store_count_statement(none[i]), &found, NULL, 0) != SQLITE_ROW)
            return trouble(handle, BROKEN, path, err);
        if (found)
            return fail(err, BAD_INPUT,
                        "%s: it holds what this program never writes, a team of more than 8 "
                        "people, an answer off its scale or a portrait of no round",
                        path);
    }
    return OK;
}

/* ---- backup ---- */

static enum status sync_folder(const char *path, struct err *err)
{
    char *copy = strdup(path);
    if (!copy)
        abort();
    int folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int code = folder < 0 ? -1 : fsync(folder);
    if (folder >= 0)
        close(folder);
    free(copy);
    return code == 0 ? OK : fail(err, BROKEN, "%s: %s", path, strerror(errno));
}

static enum status sync_file(const char *path, struct err *err)
{
    int file = open(path, O_RDWR | O_CLOEXEC);
    int code = file < 0 ? -1 : fsync(file);
    if (file >= 0)
        close(file);
    return code == 0 ? OK : fail(err, BROKEN, "%s: %s", path, strerror(errno));
}

static enum status copy_into(const char *source, const char *target, struct err *err)
{
    sqlite3 *handle;
    sqlite3_stmt *statement = NULL;
    int64_t steps = 0;
    TRY(open_file(source, SQLITE_OPEN_READONLY, &handle, err));
    enum status status = check_shape(handle, &steps, err);
    if (status == OK && steps == 0)
        status = fail(err, REFUSED, "%s: not a store of this program, or an empty one", source);
    if (status == OK) {
        int code = sqlite3_prepare_v2(handle, "VACUUM INTO $1", -1, &statement, NULL);
        if (code == SQLITE_OK)
            code = sqlite3_bind_text(statement, 1, target, -1, SQLITE_STATIC);
        if (code == SQLITE_OK)
            code = sqlite3_step(statement);
        if (code != SQLITE_DONE)
            status = trouble(handle, BROKEN, source, err);
        sqlite3_finalize(statement);
    }
    sqlite3_close(handle);
    return status;
}

/* Letters that wait hold links that still open: none may lie about in a copy. They become
 * letters that were not delivered, so that whoever brings the copy back sees it. */
static enum status empty_outbox(const char *path, struct err *err)
{
    sqlite3 *handle;
    int code = SQLITE_DONE;
    TRY(open_file(path, SQLITE_OPEN_READWRITE, &handle, err));
    sqlite3_exec(handle, "PRAGMA journal_mode = MEMORY; PRAGMA secure_delete = ON", NULL, NULL,
                 NULL);
    for (size_t i = 0; i < sizeof not_copied / sizeof *not_copied && code == SQLITE_DONE; i++)
        if (sqlite3_table_column_metadata(handle, NULL, not_copied[i].table, NULL, NULL, NULL,
                                          NULL, NULL, NULL) == SQLITE_OK)
            code = ask(handle, not_copied[i].sql, NULL, NULL, 0);
    enum status status = code == SQLITE_DONE ? OK : trouble(handle, BROKEN, path, err);
    sqlite3_close(handle);
    return status;
}

enum status store_backup(struct arena *mem, const char *url, const char *path, struct err *err)
{
    const char *source;
    TRY(need_path(url,
                  "pg_dump --exclude-table-data='(outbox|coach_letter)' --format=custom"
                  " --file=FILE",
                  &source, err));
    if (access(source, F_OK) != 0)
        return fail(err, NOT_FOUND, "%s: there is no store", source);
    char *temporary = arena_text(mem, "%s.XXXXXX", path);
    int file = mkstemp(temporary); /* for its owner alone */
    if (file < 0)
        return fail(err, BROKEN, "%s: cannot be written: %s", path, strerror(errno));
    close(file);
    enum status status = copy_into(source, temporary, err);
    if (status == OK)
        status = empty_outbox(temporary, err);
    if (status == OK)
        status = sync_file(temporary, err);
    if (status == OK && rename(temporary, path) != 0)
        status = fail(err, BROKEN, "%s: cannot be written: %s", path, strerror(errno));
    if (status == OK)
        return sync_folder(path, err);
    unlink(temporary);
    return status;
}

/* ---- restore ---- */

static enum status check_backup(sqlite3 *handle, const char *path, struct err *err)
{
    int64_t steps = 0;
    /* One moment for all that is looked at and copied. */
    (void)sqlite3_exec(handle, "BEGIN", NULL, NULL, NULL);
    TRY(check_shape(handle, &steps, err));
    if (steps > store_schema_newest())
        return fail(err, BAD_INPUT,
                    "%s: written by a newer version (step %lld, this program knows %d); "
                    "upgrade the program",
                    path, (long long)steps, store_schema_newest());
    TRY(check_pages(handle, path, err));
    if (steps == 0)
        return fail(err, BAD_INPUT, "%s: not a backup of a store of this program", path);
    return check_rules(handle, path, err);
}

static enum status open_backup(const char *path, sqlite3 **out, struct err *err)
{
    struct stat there;
    if (stat(path, &there) == 0 && !S_ISREG(there.st_mode))
        return fail(err, BAD_INPUT, "%s: not a file", path);
    TRY(open_file(path, SQLITE_OPEN_READONLY, out, err));
    enum status status = check_backup(*out, path, err);
    if (status == OK)
        return OK;
    sqlite3_close(*out);
    struct err why = *err;
    if (store_fault_kind(&why)) /* the file, not the store that people use */
        return fail(err, BAD_INPUT, "%s: %s", path, store_fault_cause(&why));
    err->status = BAD_INPUT; /* what is wrong is what was handed in; the sentence stands */
    return BAD_INPUT;
}

/* Leaving write-ahead logging needs the file for oneself: a server that has it open is in the
 * way. The log is emptied by it, so that none of the old store is read into the new one. */
static enum status take_alone(sqlite3 *handle, const char *path, bool replace, struct err *err)
{
    int64_t held = 0, has_teams = 0;
    char mode[20] = "";
    int code = ask(handle, has_teams_sql, &has_teams, NULL, 0);
    if (code == SQLITE_ROW && has_teams)
        code = ask(handle, held_sql, &held, NULL, 0);
    if (code != SQLITE_ROW)
        return fail(err, REFUSED,
                    "%s: there is a file that is not a store of this program; move it away",
                    path);
    if (held && !replace)
        return fail(err, REFUSED,
                    "%s: this store has teams or accounts; --replace removes them for those of "
                    "the backup",
                    path);
    ask(handle, "PRAGMA journal_mode = DELETE", NULL, mode, sizeof mode);
    if (strcmp(mode, "delete") != 0)
        return fail(err, REFUSED, "%s: the store is in use; stop the server first", path);
    return OK;
}

static enum status copy_pages(sqlite3 *from, sqlite3 *into, const char *path, struct err *err)
{
    sqlite3_exec(into, "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON", NULL, NULL,
                 NULL);
    sqlite3_backup *backup = sqlite3_backup_init(into, "main", from, "main");
    if (!backup)
        return trouble(into, BROKEN, path, err);
    sqlite3_backup_step(backup, -1);
    if (sqlite3_backup_finish(backup) != SQLITE_OK)
        return trouble(into, BROKEN, path, err);
    return OK;
}

/* The file, made for its owner alone when it is missing; *made says so. */
static enum status touch_file(const char *path, bool *made, struct err *err)
{
    *made = access(path, F_OK) != 0;
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return fail(err, BROKEN, "%s: %s", path, strerror(errno));
    close(file);
    return OK;
}

static enum status restore_into(sqlite3 *from, const char *path, bool replace, struct err *err)
{
    sqlite3 *into;
    bool made;
    TRY(touch_file(path, &made, err));
    enum status status = open_file(path, SQLITE_OPEN_READWRITE, &into, err);
    if (status == OK) {
        status = take_alone(into, path, replace, err);
        if (status == OK)
            status = copy_pages(from, into, path, err);
        sqlite3_close(into);
    }
    if (status != OK && made)
        unlink(path);
    return status == OK ? sync_folder(path, err) : status;
}

enum status store_restore(const char *path, const char *url, bool replace, struct err *err)
{
    const char *target;
    sqlite3 *from;
    TRY(need_path(url, "pg_restore --clean --if-exists --dbname=DB FILE", &target, err));
    TRY(open_backup(path, &from, err));
    enum status status = restore_into(from, target, replace, err);
    sqlite3_close(from);
    return status;
}

/* ---- inspection ---- */

enum status store_inspect(const char *url, struct err *err)
{
    const char *path = path_of(url);
    sqlite3 *handle;
    if (!path)
        return OK;
    TRY(open_file(path, SQLITE_OPEN_READONLY, &handle, err));
    enum status status = check_pages(handle, path, err);
    sqlite3_close(handle);
    return status;
}
