#ifndef JSON_PORTRAIT_JSON_H
#define JSON_PORTRAIT_JSON_H

/* A portrait as JSON: the tree of the command line and of the web's routes. Only what was
 * released is there; what was not is null and named once under `withheld`. */
#include <jansson.h>

#include "release/portrait.h"

/* Flags every tree is written with: 17 significant digits give a double back exactly. */
enum { JSON_DIGITS = 17 };
#define JSON_PORTRAIT_FLAGS (JSON_COMPACT | JSON_REAL_PRECISION(JSON_DIGITS))

/* json_portrait: one team at one round, keys in this order:
 *
 *     round, invited, respondents, constructs{KEY:{mean,agreement}},
 *     mode{cooperation,coordination,collaboration,none,set80,call},
 *     stage{posterior[4],set80,call,weighed[{construct,level,towards,from}]},
 *     flows{FLOW:{density,reciprocity}}, matters{word,motives},
 *     exigence_benevolence{exigence,benevolence,region}, items{KEY:mean},
 *     withheld{FIELD:{reason,needs}}
 *
 * Gives    chances as fractions of 1, levels in points of 100, item means on the scale. The
 *          caller owns the tree. */
json_t *json_portrait(const struct portrait *portrait);

/* The keys that stand for words in JSON, also used by CSV. */
const char *json_agreement(enum agreement_word agreement); /* close varied opposed */
const char *json_density(enum density_band density);       /* few some most */
const char *json_reciprocity(enum reciprocity_word word);  /* little rather */
const char *json_matters(enum matters_word word);          /* different mixed close */
const char *json_mode(enum mode mode); /* cooperation coordination collaboration none */
const char *json_stage_call(const struct portrait_stage *stage); /* 1..4 undetermined none */
const char *json_gap(enum gap gap);                              /* too_few … */

/* {key, version} */
json_t *json_version(const char *key, const char *version);

#endif
