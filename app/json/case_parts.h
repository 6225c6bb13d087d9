#ifndef JSON_CASE_PARTS_H
#define JSON_CASE_PARTS_H

/* What the modules of reference cases share: reading their inputs, and writing figures. */
#include <jansson.h>

#include "measure/figure.h"
#include "measure/grid.h"
#include "measure/srm.h"
#include "json/case_json.h"

struct case_reading {
    struct arena *mem;
    const char *name;
    const json_t *given;
    json_t *out;
    const struct case_tables *tables;
    struct case_sheet sheet;
    struct err *err;
};

/* --- inputs: each fails with BAD_INPUT naming the key ------------------------------------ */

enum { CASE_ITEMS_MAX = 200 }; /* columns of one case */

enum status case_wrong(struct case_reading *in, const char *key, const char *wanted);

/* The table named by `data`, into in->sheet: the rows that satisfy `filter`, or all of them.
 * The columns that must hold numbers have been looked at then. */
enum status case_sheet_open(struct case_reading *in);
enum status case_sheet_whole(struct case_reading *in); /* whatever `filter` says, unchecked */
enum status case_sheet_keep(struct case_reading *in);  /* of the whole one, those rows */
size_t case_line(const struct case_reading *in, size_t row); /* in the file */
enum status case_column(struct case_reading *in, const char *head, size_t *out);
bool case_has_column(const struct case_reading *in, const char *head, size_t *out);

/* A cell as a number: NAN for an empty one, and for any other text. */
double case_number(const struct case_reading *in, size_t row, size_t column);
const char *case_text(const struct case_reading *in, size_t row, size_t column);
bool case_is_gap(const char *text);

/* Lists of the tree. null is NAN; a number where a list is wanted is a list of one. */
struct case_list {
    size_t count;
    double *value;
};
enum status case_numbers(struct case_reading *in, const char *key, struct case_list *out);
enum status case_texts(struct case_reading *in, const char *key, size_t *count,
                       const char ***out);
enum status case_matrix(struct case_reading *in, const char *key, struct grid *out);
enum status case_real(struct case_reading *in, const char *key, double *out);
enum status case_string(struct case_reading *in, const char *key, const char **out);

/* A text that may be left out, and then is `usual`. */
const char *case_string_or(const struct case_reading *in, const char *key, const char *usual);
bool case_asked(const struct case_reading *in, const char *key); /* true in the tree */

/* Labels of a column, which are texts: 1 and 01 are two. Sorted, as numbers when all are; each
 * once. */
struct case_labels {
    size_t count;
    const char **label;
    size_t *of_row; /* index of each row's label; CASE_NO_LABEL for a gap */
};
#define CASE_NO_LABEL ((size_t)-1)
struct case_labels case_labels(struct case_reading *in, size_t column);

/* Rows of each label, one after the other: of label g, list[first[g]] .. list[first[g+1]-1],
 * in the order of the table. */
struct case_rows {
    size_t *first, *list;
};
struct case_rows case_rows(struct case_reading *in, const struct case_labels *labels);

/* --- figures ----------------------------------------------------------------------------- */

json_t *case_real_json(double value); /* null, "Inf" and "-Inf" where JSON has no number */
json_t *case_figure_json(struct figure figure);
void case_put(json_t *object, const char *key, json_t *value);
void case_put_real(json_t *object, const char *key, double value);
void case_put_figure(json_t *object, const char *key, struct figure figure);
json_t *case_reals_json(const double *value, size_t count);
json_t *case_figures_json(const struct figure *figure, size_t count);

/* The whole tree: as JSON, or a line for each figure, its path, a tab, its value. */
const char *case_tree_text(struct arena *mem, json_t *tree, bool as_json);

/* --- modules ----------------------------------------------------------------------------- */

struct case_module {
    const char *name;
    enum status (*run)(struct case_reading *in);
};

extern const struct case_module case_agree_modules[], case_rank_modules[],
    case_network_modules[], case_srm_modules[], case_srm_fit_modules[], case_chain_modules[],
    case_item_modules[], case_team_modules[];

/* case_filter: which rows of the sheet satisfy a condition such as
 *     week == 0L & rank <= 5        relation == "like" | !(weight > 2)
 * Comparisons of a column with a number or a text, &, |, !, parentheses.
 * Fails    BAD_INPUT with the place. */
enum status case_filter(struct case_reading *in, const char *condition, bool *kept);

#endif
