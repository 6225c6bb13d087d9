#ifndef WORDS_DAY_H
#define WORDS_DAY_H

/* Days and the time zone they are counted in: one for the whole program, said wherever an hour
 * is. Knows the calendar and no sentence. */
#include <stdbool.h>
#include <stdint.h>

/* day_zone_set: once, before any thread.
 *
 * Takes    name, as the machine's database of time zones has it: "Europe/Paris"; NULL: the
 *          machine's own.
 * Gives    false: there is no such zone, and nothing has changed. */
bool day_zone_set(const char *name);

/* "Europe/Paris"; "": the machine has a zone without a name, or nobody has asked for one. */
const char *day_zone(void);

/* day_end: the moment at which a day is over, the first that is not in it any more.
 *
 * Takes    at, a moment; days, how many days after the one it is in.
 * Gives    the day's last second and one: also where clocks change in it. */
int64_t day_end(int64_t at, int days);

#endif
