#ifndef WORDS_DATE_H
#define WORDS_DATE_H

/* Days, as people write them, in the time zone of the machine. */
#include <stdbool.h>
#include <stdint.h>

#include "words/words.h"

/* 17 avril 2026 (1er avril) · 17 April 2026. Takes seconds since 1970. */
const char *words_date(struct arena *mem, enum lang lang, int64_t at);

/* words_deadline: until when, with the day of the week, the last minute and whose hour it is:
 * mercredi 3 décembre 2026 à 23 h 59, heure de Paris · Wednesday 3 December 2026 at 23:59,
 * Paris time. Takes the first moment that is too late. */
const char *words_deadline(struct arena *mem, enum lang lang, int64_t at);

/* 2026-04-17: what a date field of a form holds. */
const char *words_date_field(struct arena *mem, int64_t at);

/* words_date_parse: the last second of a day given as 2026-04-17; false: not a day. */
bool words_date_parse(const char *text, int64_t *out);

#endif
