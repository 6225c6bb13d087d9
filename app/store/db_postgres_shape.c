/* The schema of a database beside the one that the steps make of temporary tables, which are
 * taken back at once. Each thing is a line of text, told by the database itself. */
#include "store/db_driver.h"

/* $1: where our tables are. What else lives there is not ours to judge: lines are made of the
 * tables that the steps make, and of all that hangs on them. */
static const char shape_sql[] =
    "WITH made AS (SELECT relname FROM pg_class"
    "  WHERE relnamespace = pg_my_temp_schema() AND relkind IN ('r', 'p')),"
    " side AS (SELECT oid, quote_ident(nspname) AS name FROM pg_namespace"
    "  WHERE oid = pg_my_temp_schema() OR oid = $1::bigint),"
    " ours AS (SELECT c.*, side.name AS side FROM pg_class c"
    "  JOIN side ON side.oid = c.relnamespace JOIN made ON made.relname = c.relname"
    "  WHERE c.relkind NOT IN ('i', 'I')),"
    " line AS ("
    " SELECT side, relname, concat('is ', relkind, relrowsecurity, relispartition) AS text"
    "  FROM ours"
    " UNION SELECT side, relname, concat('column ', attname, ' ',"
    "  format_type(atttypid, atttypmod), ' ', attnotnull, attgenerated, attidentity, ' ',"
    "  pg_get_expr(adbin, adrelid)) FROM ours JOIN pg_attribute ON attrelid = ours.oid"
    "  AND attnum > 0 AND NOT attisdropped"
    "  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum"
    " UNION SELECT side, relname, concat('constraint ', pg_get_constraintdef(k.oid))"
    "  FROM ours JOIN pg_constraint k ON conrelid = ours.oid"
    " UNION SELECT side, relname, concat('index ', regexp_replace("
    "  pg_get_indexdef(indexrelid), ' INDEX \\S+ ON ', ' INDEX ON '))"
    "  FROM ours JOIN pg_index ON indrelid = ours.oid"
    " UNION SELECT side, relname, concat('trigger ', tgname)"
    "  FROM ours JOIN pg_trigger ON tgrelid = ours.oid AND NOT tgisinternal"
    " UNION SELECT side, relname, concat('rule ', rulename)"
    "  FROM ours JOIN pg_rewrite ON ev_class = ours.oid"
    " UNION SELECT side, relname, concat('policy ', polname)"
    "  FROM ours JOIN pg_policy ON polrelid = ours.oid"
    " UNION SELECT side, relname, 'heir' FROM ours JOIN pg_inherits ON inhparent = ours.oid),"
    " told AS (SELECT side, concat(relname, ': ', replace(replace(text, concat(side, '.'), ''),"
    "  'pg_temp.', ''))"
    "  AS text FROM line)"
    " SELECT text FROM told GROUP BY text HAVING count(DISTINCT side) = 1"
    " ORDER BY text LIMIT 1";
static const char where_sql[] = "SELECT relnamespace::bigint FROM pg_class"
                                " WHERE oid = to_regclass('schema_step')";
static const char aside_sql[] = "SAVEPOINT compare; SET LOCAL search_path TO pg_temp";
static const char back_sql[] = "ROLLBACK TO compare; RELEASE compare";

enum { SHOWN_BYTES = 1 << 16 };

static enum status find_where(struct transaction *transaction, int64_t *out, struct err *err)
{
    struct query *query;
    bool row;
    *out = 0;
    TRY(query_open(transaction, where_sql, NO_VALUES, &query, err));
    enum status status = query_next(query, &row, err);
    if (status == OK && row)
        *out = query_int(query, 0);
    query_close(query);
    return status;
}

static enum status find_difference(struct transaction *transaction, int64_t where,
                                   struct err *err)
{
    struct arena mem = arena_with_limit(SHOWN_BYTES);
    struct query *query;
    bool row;
    TRY(query_open(transaction, shape_sql, VALUES(value_int(where)), &query, err));
    enum status status = query_next(query, &row, err);
    if (status == OK && row)
        status = fail(err, REFUSED,
                      "this store has been changed by something else than this program: in it "
                      "\"%.200s\" is not as it was made",
                      query_text(&mem, query, 0));
    query_close(query);
    arena_free(&mem);
    return status;
}

enum status postgres_compare(struct transaction *transaction, const char *const *steps,
                             size_t count, bool *there, struct err *err)
{
    int64_t where;
    TRY(find_where(transaction, &where, err));
    *there = where != 0;
    if (!*there)
        return OK;
    TRY(db_run_script(transaction, aside_sql, err));
    for (size_t i = 0; i < count; i++)
        TRY(db_run_script(transaction, steps[i], err));
    TRY(find_difference(transaction, where, err));
    return db_run_script(transaction, back_sql, err);
}
