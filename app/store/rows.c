/* A list that grows in an arena while its rows are read. */
#include "store/rows.h"

#include <string.h>

enum { FIRST_ROOM = 8 };

/* Room doubles; what was outgrown stays in the arena until the request ends. */
static void *grown(struct arena *mem, void *list, size_t count, size_t size)
{
    if (count == 0)
        return arena_alloc(mem, FIRST_ROOM, size);
    if (count < FIRST_ROOM || (count & (count - 1)) != 0)
        return list;
    void *larger = arena_alloc(mem, 2 * count, size);
    memcpy(larger, list, count * size);
    return larger;
}

enum status rows_load(struct arena *mem, struct transaction *transaction, const char *sql,
                      const struct value *values, size_t value_count, size_t size,
                      rows_read read, void **list, size_t *count, struct err *err)
{
    struct query *query;
    bool row;
    *list = NULL;
    *count = 0;
    TRY(query_open(transaction, sql, values, value_count, &query, err));
    enum status status = query_next(query, &row, err);
    while (status == OK && row) {
        *list = grown(mem, *list, *count, size);
        read(mem, query, (char *)*list + *count * size);
        *count += 1;
        status = query_next(query, &row, err);
    }
    query_close(query);
    return status;
}

enum status rows_load_one(struct arena *mem, struct transaction *transaction, const char *sql,
                          const struct value *values, size_t value_count, rows_read read,
                          void *element, const char *missing, struct err *err)
{
    struct query *query;
    bool row;
    TRY(query_open(transaction, sql, values, value_count, &query, err));
    enum status status = query_next(query, &row, err);
    if (status == OK && row)
        read(mem, query, element);
    query_close(query);
    if (status == OK && !row)
        return fail(err, NOT_FOUND, "%s", missing);
    return status;
}

enum status rows_change(struct transaction *transaction, const char *sql,
                        const struct value *values, size_t value_count, const char *missing,
                        struct err *err)
{
    TRY(db_run(transaction, sql, values, value_count, err));
    return db_changed(transaction) > 0 ? OK : fail(err, NOT_FOUND, "%s", missing);
}

struct value value_int_or_null(int64_t number)
{
    return number ? value_int(number) : value_null();
}
