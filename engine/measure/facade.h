#ifndef MEASURE_FACADE_H
#define MEASURE_FACADE_H

/* The façade signal: a public majority that is not a private majority. It reads one decision,
 * by where each person stands on it in private (before talking and after) and in public. What
 * may leave is one bit of it, `show`; everything else is for research, and would tell on
 * somebody. "No clear sign" is all that its absence says: it is blind to three people, to one
 * lone reluctant person and to mild conformity, and must never reassure. */
#include "base/arena.h"
#include "measure/figure.h"

/* Positions are whole, -3 against … +3 for; 0 is shared between the two. */
enum {
    POSITION_TOP = 3,
    FACADE_COMPLETE_MIN = 3,
    FACADE_SHOWN_FROM = 5,
    FACADE_BACKERS_MIN = 4
};

struct positions {
    size_t seats;
    const double *before, *after, *said; /* NAN: none; `before` NULL: of another wording */
    const double *guess; /* how many others are for, before talking; NULL: not asked */
};

enum facade_level {
    FACADE_NONE,   /* nobody backs in public what they do not back in private */
    FACADE_SOME,   /* somebody does */
    FACADE_CLEAR,  /* two at least do, and in private the supporters are half or fewer */
    FACADE_ABILENE /* and in public all back it, in private one person at most */
};

struct facade {
    enum lack lack;    /* LACKS_NOTHING: what follows stands */
    size_t complete;   /* n: before, after and said all there */
    size_t present;    /* N: said something in public */
    int side;          /* M: +1 or -1, the public majority's; 0 none */
    size_t backers;    /* m: in public on that side */
    size_t supporters; /* A: in private, afterwards, on that side */
    size_t swallowed;  /* X: in public on it, in private not, at least 2 steps apart */
    size_t moved;      /* changed in private by 2 steps or more */
    enum facade_level level;
    bool show;
    struct figure spread_before, spread_after, spread_said; /* mean |x_i - x_j|, 0 .. 6 */
    struct figure illusory_convergence; /* (spread after - spread said) / 6, -1 .. 1 */
    struct figure conformity;           /* sum max(0, M (said - after)) / 6n, 0 .. 1 */
    struct figure gap_sum, gap;         /* PI: guessed less real number of others for, summed
                                           and mean; positive: thought to be more than are */
};

/* measure_facade
 *
 *     M = the sign with more than half of n;  m = #(M said >= 1);  A = #(M after >= 1)
 *     X = #(M said >= 1, M after <= 0, M (said - after) >= 2)
 *     clear: X >= 2 and 2A <= n;  Abilene: clear, m = n and A <= 1
 *     show:  clear, n >= 5 and m >= 4
 *
 * Takes    positions; people who lack one of the answers count for `present` only.
 * Gives    show, the same for CLEAR and ABILENE. Below FACADE_SHOWN_FROM it is never true: at
 *          four people not seeing it would tell some member what another thinks in private.
 * Gaps     LACKS_PEOPLE with fewer than 3 complete, or fewer than 3/4 of those present;
 *          spread_before LACKS_ITEMS when `before` is of another wording; gap LACKS_ITEMS when
 *          not asked, LACKS_PEOPLE when somebody present did not answer it. Without a public
 *          majority nobody is a backer, a supporter or conforms: all 0.
 * Cost     O(seats^2).
 * Source   Harvey (1974), The Abilene paradox, Organizational Dynamics 3; Prentice & Miller
 *          (1993), J. Pers. Soc. Psychol. 64, for the gap; rules our own,
 *          docs/formulas.md#facade.
 * Checked  by hand, mirrored, seats in any order, every gap; every private position of 5 to 7
 *          people listed: from the public positions, the signal and one's own answer nobody's
 *          private side follows, shown or not: facade_test.c. */
struct facade measure_facade(struct positions positions);

#endif
