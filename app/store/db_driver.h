#ifndef STORE_DB_DRIVER_H
#define STORE_DB_DRIVER_H

/* What a driver supplies, and what a transaction is made of. Included by db*.c only. */
#include <stdatomic.h>

#include "store/db.h"

struct query {
    struct transaction *transaction;
    void *handle;     /* sqlite3_stmt or PGresult */
    void *kept;       /* SQLite: where the prepared statement is kept; NULL: nowhere */
    int row, columns; /* PostgreSQL: the current row */
    bool open;
};

struct transaction {
    struct db *db;
    void *connection; /* the driver's */
    void *batch;      /* SQLite: what it will be committed with */
    bool open, reads_only, failed;
    bool again;   /* the failure was of the moment only */
    bool forgets; /* what it deleted must leave the files too */
    int64_t changed;
    struct query queries[QUERIES_MAX];
};

/* A driver's functions get a query already tied to its transaction and leave `handle` set
 * exactly when they give OK. `end` gets the outcome wanted, and ends in any case. */
struct db_driver {
    const char *const *schemes; /* NULL-terminated */
    enum status (*open)(const char *url, struct db **out, struct err *err);
    void (*close)(struct db *db);
    enum status (*scrub)(struct db *db, struct err *err); /* NULL: nothing to do */
    enum status (*begin)(struct transaction *transaction, struct team_id team, struct err *err);
    enum status (*commit)(struct transaction *transaction, struct err *err);
    void (*abandon)(struct transaction *transaction);
    enum status (*query_open)(struct query *query, const char *sql, const struct value *values,
                              size_t count, struct err *err);
    enum status (*query_next)(struct query *query, bool *row, struct err *err);
    void (*query_close)(struct query *query);
    bool (*is_null)(struct query *query, int column);
    int64_t (*get_int)(struct query *query, int column);
    double (*get_real)(struct query *query, int column);
    const char *(*get_text)(struct query *query, int column);
    enum status (*run_script)(struct transaction *transaction, const char *sql,
                              struct err *err);
    enum status (*compare)(struct transaction *transaction, const char *const *steps,
                           size_t count, bool *there, struct err *err);
};

struct db {
    const struct db_driver *driver;
    atomic_bool scrub_due; /* something was deleted that the files may still hold */
};

extern const struct db_driver db_sqlite, db_postgres;

/* In a file of its own: db_compare for PostgreSQL. */
enum status postgres_compare(struct transaction *transaction, const char *const *steps,
                             size_t count, bool *there, struct err *err);

/* Marks a transaction as one that can only be abandoned, and says why. */
enum status db_fail(struct transaction *transaction, struct err *err, enum status status,
                    const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
