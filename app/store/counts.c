/* Counts, one statement each. */
#include "store/counts.h"

#include "store/rows.h"

static const char teams_sql[] = "SELECT count(*) FROM team WHERE invented = 0";
static const char coaches_sql[] = "SELECT count(*) FROM coach";
static const char rounds_sql[] = "SELECT count(*) FROM round";
static const char open_rounds_sql[] = "SELECT count(*) FROM round WHERE state = 'open'";
static const char releases_sql[] = "SELECT count(*) FROM release";
static const char unreleased_sql[] =
    "SELECT count(*) FROM round r WHERE r.state = 'released' AND NOT EXISTS"
    " (SELECT 1 FROM release x WHERE x.team = r.team AND x.round = r.id)";
static const char astray_releases_sql[] =
    "SELECT count(*) FROM release x WHERE NOT EXISTS (SELECT 1 FROM round r"
    " WHERE r.team = x.team AND r.id = x.round AND r.state = 'released')";
static const char answered_rounds_sql[] =
    "SELECT count(*) FROM round r WHERE r.state <> 'open' AND EXISTS"
    " (SELECT 1 FROM answer a WHERE a.team = r.team AND a.round = r.id)";
static const char letters_waiting_sql[] =
    "SELECT (SELECT count(*) FROM outbox WHERE state = 'waiting')"
    " + (SELECT count(*) FROM coach_letter WHERE state = 'waiting')";
static const char letters_given_up_sql[] =
    "SELECT (SELECT count(*) FROM outbox WHERE state = 'undelivered')"
    " + (SELECT count(*) FROM coach_letter WHERE state = 'undelivered')";
static const char overfull_sql[] =
    "SELECT (SELECT count(*) FROM (SELECT team FROM seat WHERE state <> 'left'"
    "  GROUP BY team HAVING count(*) > 8) crowd)"
    " + (SELECT count(*) FROM (SELECT team FROM participant GROUP BY team, round"
    "  HAVING count(*) > 8) asked)";
static const char odd_answers_sql[] =
    "SELECT count(*) FROM answer a WHERE a.choice < 0 OR a.choice > 100 OR (a.about <> 0 AND"
    " NOT EXISTS (SELECT 1 FROM seat s WHERE s.team = a.team AND s.id = a.about))";
static const char overdue_sql[] =
    "SELECT count(*) FROM round WHERE state = 'open' AND opened_at <= $1";

static const char *const statements[COUNT_KINDS] = {
    [COUNT_TEAMS] = teams_sql,
    [COUNT_COACHES] = coaches_sql,
    [COUNT_ROUNDS] = rounds_sql,
    [COUNT_OPEN_ROUNDS] = open_rounds_sql,
    [COUNT_RELEASES] = releases_sql,
    [COUNT_UNRELEASED] = unreleased_sql,
    [COUNT_ASTRAY_RELEASES] = astray_releases_sql,
    [COUNT_OVERFULL] = overfull_sql,
    [COUNT_ODD_ANSWERS] = odd_answers_sql,
    [COUNT_ANSWERED_ROUNDS] = answered_rounds_sql,
    [COUNT_LETTERS_WAITING] = letters_waiting_sql,
    [COUNT_LETTERS_GIVEN_UP] = letters_given_up_sql,
};

const char *store_count_statement(enum counted what) { return statements[what]; }

static void read_count(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(int64_t *)element = query_int(query, 0);
}

enum status store_count(struct transaction *transaction, enum counted what, int64_t *out,
                        struct err *err)
{
    return rows_load_one(NULL, transaction, statements[what], NO_VALUES, read_count, out,
                         "a count has one row", err);
}

enum status store_count_overdue(struct transaction *transaction, int64_t before, int64_t *out,
                                struct err *err)
{
    return rows_load_one(NULL, transaction, overdue_sql, VALUES(value_int(before)), read_count,
                         out, "a count has one row", err);
}
