#ifndef FILES_MDGP_H
#define FILES_MDGP_H

/* A benchmark instance of the maximally diverse grouping problem, in the text form of MDGPLIB:
 * "n G ss|ds low high …" on the first line, then "i j distance" for every pair, from 0. */
#include "compose/problem.h"

/* files_mdgp: the problem of a file, its distances as given.
 *
 * Gives    whole numbers of the file's last decimal when single precision holds them, else
 *          rounded to the nearest number it holds.
 * Fails    NOT_FOUND, BROKEN; BAD_INPUT "FILE:LINE: …" on anything but the form above, a pair
 *          out of range, a distance that is not a number, fewer distances than pairs. */
enum status files_mdgp(struct arena *mem, const char *path, struct problem *out,
                       struct err *err);

#endif
