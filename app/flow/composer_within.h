#ifndef FLOW_COMPOSER_WITHIN_H
#define FLOW_COMPOSER_WITHIN_H

/* Inside flow/composer: what its files share. */
#include "flow/composer.h"

/* composer_table: the list as a table. What is copied from a spreadsheet has tabs. */
enum status composer_table(struct arena *mem, const char *text, struct sheet *out,
                           struct composer_fault *fault, struct err *err);

/* composer_cells: any table, for its cells. Gives COMPOSER_TABLE, or no fault. */
enum status composer_cells(struct arena *mem, const char *text, struct sheet *out,
                           struct composer_fault *fault, struct err *err);

/* composer_headed: the text with a line of headings above, if its first line is a person. */
const char *composer_headed(struct arena *mem, const struct composer_list *list,
                            const struct sheet *table);

/* Whether a head of a column means the names of people. */
bool composer_means_names(const char *head);

/* What the columns seem to be. */
void composer_guess(struct arena *mem, const struct sheet *table, struct composer_choices *out);

/* composer_roster: people and columns, as the choices say. */
enum status composer_roster(struct arena *mem, const struct sheet *table,
                            const struct composer_choices *choices, struct roster *out,
                            struct composer_fault *fault, struct err *err);

/* Choices but for the wishes, as a text of lines, and back. Unknown lines are passed over. */
const char *composer_choices_format(struct arena *mem, const struct composer_choices *choices,
                                    size_t columns);
void composer_choices_parse(struct arena *mem, const char *text, struct composer_choices *out);

/* composer_wishes: names on a line, separated by commas or semicolons, become pairs. */
void composer_wishes(struct arena *mem, const char *text, enum wish_kind kind,
                     const struct roster *roster, struct wishes *out,
                     struct composer_fault *fault);

/* "3-17 4-9": pairs of people. */
const char *composer_pairs_format(struct arena *mem, const struct wishes *pairs);
void composer_pairs_parse(struct arena *mem, const char *text, size_t people,
                          struct wishes *out);

/* composer_meet: the pairs that the choices avoid, into the draft. */
enum status composer_meet(struct db *db, struct arena *mem, struct composer *composer,
                          struct err *err);

/* "0 1 1 2": numbers under `limit`; false when the text holds others, or not `count`. */
bool composer_numbers_parse(const char *text, uint32_t limit, uint32_t *out, size_t count);
const char *composer_numbers_format(struct arena *mem, const uint32_t *numbers, size_t count);

/* composer_understand: from draft and choices to a problem, or a fault. */
enum status composer_understand(struct arena *mem, struct composer *composer, struct err *err);

/* composer_place: everyone where the turn says, explained. */
enum status composer_place(struct arena *mem, struct composer *composer, struct err *err);

/* Everyone's team, round after round. */
const char *composer_seats_format(struct arena *mem, const struct composition *composition);

/* composer_explain: worth, reasons and ceiling for the sizes there are. */
void composer_explain(struct arena *mem, struct composition *composition);

/* composer_keep: draft and turn are written, if the draft is still what was read. `turn`
 * NULL: the draft alone. */
enum status composer_keep(struct db *db, struct composer *composer,
                          const struct draft_turn *turn, int64_t now, struct err *err);

#endif
