#ifndef JSON_MEASURE_JSON_H
#define JSON_MEASURE_JSON_H

/* A statistic on any table, asked for by settings: the modules of reference cases with
 * columns of one's own. */
#include "json/case_json.h"

enum setting_kind {
    SETTING_TEXT,
    SETTING_LIST,
    SETTING_NUMBERS,
    SETTING_NUMBER, /* what is none is null, and refused by whoever reads it */
    SETTING_TRUE
};

struct measure_setting {
    const char *key;
    enum setting_kind kind;
    const char *text; /* a list is separated by commas */
};

enum measure_form { MEASURE_JSON, MEASURE_TEXT };

/* json_measure: computes `module` on the table `data`.
 *
 * Gives    out, JSON, or a line for each figure: its path, a tab, its value; what cannot be
 *          had is an empty value.
 * Fails    as json_case. */
enum status json_measure(struct arena *mem, const char *module, const char *data,
                         const struct measure_setting *settings, size_t count,
                         const struct case_tables *tables, enum measure_form form,
                         const char **out, struct err *err);

#endif
