/* What SQLite and the file system let happen, as faults of the store. */
#include <errno.h>
#include <sys/stat.h>

#include "store/db_sqlite.h"
#include "store/fault.h"

static enum fault fault_of_disk(sqlite3 *handle)
{
    int why = sqlite3_system_errno(handle);
    return why == ENOSPC || why == EDQUOT   ? FAULT_FULL
           : why == EMFILE || why == ENFILE ? FAULT_BUSY
           : why == EROFS                   ? FAULT_READ_ONLY
                                            : FAULT_DISK;
}

static enum fault fault_of(sqlite3 *handle, int code)
{
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
        return FAULT_RULE;
    case SQLITE_READONLY:
        return FAULT_READ_ONLY;
    case SQLITE_FULL:
        return FAULT_FULL;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return FAULT_LOCKED;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
        return FAULT_DAMAGED;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return fault_of_disk(handle);
    case SQLITE_NOMEM:
        return FAULT_BUSY;
    default:
        return FAULT_UNTOLD;
    }
}

/* What SQLite says names rules and columns, never what a row holds; a wrong statement is
 * quoted, and that has no values in it either. */
enum status sqlite_fail(sqlite3 *handle, int code, struct err *err)
{
    return store_fault(err, fault_of(handle, code), "%s, SQLite %d", sqlite3_errmsg(handle),
                       code);
}

/* A file that was moved or removed while it is open goes on taking writes that nobody will find
 * again; one that was put in its place is another store. Once the first is back, all goes on.
 */
bool sqlite_is_in_place(const char *path, struct file_mark *mark)
{
    struct stat there;
    if (stat(path, &there) != 0)
        return false;
    if (mark->number == 0)
        *mark = (struct file_mark){ there.st_dev, there.st_ino };
    return there.st_dev == mark->device && there.st_ino == mark->number;
}

enum status sqlite_check_place(const char *path, struct file_mark *mark, struct err *err)
{
    return sqlite_is_in_place(path, mark)
               ? OK
               : store_fault(err, FAULT_MOVED,
                             "%s is not the file that was opened; put it back, "
                             "or start the program again",
                             path);
}
