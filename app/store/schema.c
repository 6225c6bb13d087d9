/* Steps are known by their number; the number of the last one taken is all that matters. */
#include "store/schema.h"

#include <assert.h>
#include <stdlib.h>

#include "store/schema_steps.h"

enum { STEP_COUNT = sizeof schema_steps / sizeof *schema_steps - 1 };

static const char make_list_sql[] = "CREATE TABLE IF NOT EXISTS schema_step ("
                                    " team BIGINT NOT NULL,"     /* always 0 */
                                    " number BIGINT NOT NULL,"   /* of the step, from 1 */
                                    " name TEXT NOT NULL,"       /* of its file */
                                    " taken_at BIGINT NOT NULL," /* when */
                                    " PRIMARY KEY (team, number))";
static const char last_sql[] = "SELECT coalesce(max(number), 0) FROM schema_step";
static const char add_sql[] =
    "INSERT INTO schema_step (team, number, name, taken_at) VALUES (0, $1, $2, $3)";

static enum status find_last(struct transaction *transaction, int64_t *last, struct err *err)
{
    struct query *query;
    bool row;
    TRY(query_open(transaction, last_sql, NO_VALUES, &query, err));
    enum status status = query_next(query, &row, err);
    if (status == OK && row)
        *last = query_int(query, 0);
    query_close(query);
    return status;
}

static enum status newer(int64_t last, struct err *err)
{
    return fail(err, REFUSED,
                "this store was written by a newer version (step %lld, this program knows %d); "
                "upgrade the program",
                (long long)last, STEP_COUNT);
}

/* The list, then the steps in their order. */
static void read_scripts(const char *out[1 + STEP_COUNT])
{
    out[0] = make_list_sql;
    for (size_t i = 0; i < STEP_COUNT; i++)
        out[i + 1] = (const char *)schema_steps[i].bytes;
}

/* Before anything is read that is not ours: the list of steps, then all that they made. */
static enum status check_shape(struct transaction *transaction, int64_t *last, struct err *err)
{
    const char *scripts[1 + STEP_COUNT];
    read_scripts(scripts);
    bool there;
    *last = 0;
    TRY(db_compare(transaction, scripts, 1, &there, err));
    if (!there)
        return OK;
    TRY(find_last(transaction, last, err));
    if (*last > STEP_COUNT)
        return newer(*last, err);
    return *last > 0 ? db_compare(transaction, scripts, 1 + (size_t)*last, &there, err) : OK;
}

static enum status take_steps(struct transaction *transaction, void *context, struct err *err)
{
    const int64_t *now = context;
    int64_t last = 0;
    TRY(check_shape(transaction, &last, err));
    TRY(db_run(transaction, make_list_sql, NO_VALUES, err));
    for (int64_t i = last; i < STEP_COUNT; i++) {
        TRY(db_run_script(transaction, schema_steps[i].bytes, err));
        TRY(db_run(transaction, add_sql,
                   VALUES(value_int(i + 1), value_text(schema_steps[i].name), value_int(*now)),
                   err));
    }
    return OK;
}

enum status store_schema_upgrade(struct db *db, int64_t now, struct err *err)
{
    return db_within(db, NO_TEAM, take_steps, &now, err);
}

enum status store_schema_check(struct db *db, struct err *err)
{
    struct transaction *transaction;
    int64_t last = 0;
    TRY(db_begin(db, NO_TEAM, &transaction, err));
    enum status status = check_shape(transaction, &last, err);
    db_abandon(transaction);
    if (status == OK && last == 0)
        return fail(err, REFUSED, "this is not a store of this program, or an empty one");
    if (status == OK && last < STEP_COUNT)
        return fail(err, REFUSED, "this store is of an older version; start `serve` once");
    return status;
}

size_t store_schema_scripts(const char *out[SCHEMA_STEPS_MAX + 1])
{
    static_assert((size_t)STEP_COUNT <= (size_t)SCHEMA_STEPS_MAX);
    read_scripts(out);
    return 1 + STEP_COUNT;
}

int store_schema_newest(void) { return STEP_COUNT; }
