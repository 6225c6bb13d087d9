#ifndef STORE_ROWS_H
#define STORE_ROWS_H

/* From rows to lists. Included by the files of nouns only. */
#include "store/db.h"

/* Reads the current row into one element. */
typedef void (*rows_read)(struct arena *mem, struct query *query, void *element);

/* rows_load: all rows of a statement, as a list of elements of `size` bytes in mem. */
enum status rows_load(struct arena *mem, struct transaction *transaction, const char *sql,
                      const struct value *values, size_t value_count, size_t size,
                      rows_read read, void **list, size_t *count, struct err *err);

/* rows_load_one: the only row; NOT_FOUND with `missing` as its sentence when there is none. */
enum status rows_load_one(struct arena *mem, struct transaction *transaction, const char *sql,
                          const struct value *values, size_t value_count, rows_read read,
                          void *element, const char *missing, struct err *err);

/* rows_change: a statement that must meet a row; NOT_FOUND with `missing` when it does not. */
enum status rows_change(struct transaction *transaction, const char *sql,
                        const struct value *values, size_t value_count, const char *missing,
                        struct err *err);

/* A time or id that may be NULL is 0 in our structs. */
struct value value_int_or_null(int64_t number);

#endif
