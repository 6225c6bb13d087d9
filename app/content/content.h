#ifndef CONTENT_CONTENT_H
#define CONTENT_CONTENT_H

/* Instruments and models, read from YAML: those that ship inside the program, and anybody's
 * own. docs/instrument.md tells how such a file is written.
 *
 * A refusal begins FILE:LINE:COLUMN and says what is wrong and what would be right. A file
 * is at most CONTENT_BYTES_MAX long, nests at most CONTENT_DEPTH_MAX deep, and nothing in it
 * is ever run, included or fetched. */
#include <stddef.h>

#include "instrument/instrument.h"
#include "measure/model.h"

enum { CONTENT_BYTES_MAX = 1024 * 1024, CONTENT_DEPTH_MAX = 16, CONTENT_KEY_MAX = 40 };

/* The instrument asked for when nobody names one: cooperation-30. */
extern const char content_default_instrument[];

/* Names of what ships inside the program, in a fixed order, ended by NULL. */
const char *const *content_instrument_names(void);
const char *const *content_model_names(void);

/* content_instrument: an instrument by the name of a shipped one, else by file.
 *
 * Takes    a shipped name (cooperation-30), or a path: anything with a slash, or ending in
 *          .yaml or .yml. A shipped name always means the shipped one.
 * Gives    the instrument, whole and checked, in mem.
 * Fails    NOT_FOUND no such name or file · BROKEN the file cannot be read · BAD_INPUT. */
enum status content_instrument(struct arena *mem, const char *name_or_file,
                               const struct instrument **out, struct err *err);

/* content_model: a model by the key of a shipped one, as in `instrument->model`, else by file.
 *
 * Takes    as content_instrument.
 * Fails    NOT_FOUND no such model or file · BROKEN the file cannot be read · BAD_INPUT. */
enum status content_model(struct arena *mem, const char *key_or_file, const struct model **out,
                          struct err *err);

/* content_past_models: earlier versions of a shipped model. What was released with one is
 * drawn with it for good.
 *
 * Takes    key of the model.
 * Gives    oldest first, ended by NULL; none for a model that does not ship.
 * Fails    BAD_INPUT: what ships with the program is damaged. */
enum status content_past_models(struct arena *mem, const char *key,
                                const struct model *const **out, struct err *err);

/* content_model_text: the model as a file, which content_parse_model reads back the same. */
const char *content_model_text(struct arena *mem, const struct model *model);

/* content_parse_instrument, content_parse_model: the same from bytes already read.
 *
 * Takes    file_name, for the refusals only; bytes, UTF-8, need not end in NUL.
 * Fails    BAD_INPUT, FILE:LINE:COLUMN: what is wrong; what would be right. */
enum status content_parse_instrument(struct arena *mem, const char *file_name,
                                     const char *bytes, size_t length,
                                     const struct instrument **out, struct err *err);
enum status content_parse_model(struct arena *mem, const char *file_name, const char *bytes,
                                size_t length, const struct model **out, struct err *err);

#endif
