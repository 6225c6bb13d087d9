#ifndef PLOT_QR_H
#define PLOT_QR_H

/* A text as a code to scan.
 *
 * Gives    the dark modules as one SVG path in modules, and how many there are on a side, the
 *          quiet border of four included.
 * Fails    BAD_INPUT: the text is too long for a code (about 2,300 bytes).
 * Source   ISO/IEC 18004, by libqrencode; error correction M. */
#include "base/arena.h"
#include "base/status.h"

enum status plot_qr(struct arena *mem, const char *text, const char **path, size_t *width,
                    struct err *err);

/* plot_qr_text: the same for a terminal: two rows of modules a line, in half blocks, dark
 * on the terminal's light: inverse video is asked for, so that it scans on any theme. */
enum status plot_qr_text(struct arena *mem, const char *text, const char **out,
                         struct err *err);

#endif
