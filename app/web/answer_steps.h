#ifndef WEB_ANSWER_STEPS_H
#define WEB_ANSWER_STEPS_H

/* The steps of the barometer: five questions a screen, a screen for each round-robin
 * question, the ranking, the own reading. Which of them there are follows from the round. */
#include "flow/answer.h"
#include "web/here.h"

enum { ITEMS_A_STEP = 5 };

enum step_kind { STEP_ITEMS, STEP_RATING, STEP_RANKS, STEP_GUESS };

struct step {
    size_t number, count; /* 1 .. count */
    enum step_kind kind;
    size_t first, last; /* items first .. last-1; of a rating, the question in `first` */
};

/* false: there is no such step. */
bool answer_step(const struct instrument *instrument, const struct round *round, int64_t number,
                 struct step *out);

/* The order of a ranking as a text, "int1,=int3,int2": best first, = for a tie with the one
 * before. Order and ties of motives; false when the text is not all of them, once each. */
struct ranking {
    size_t count;
    size_t motive[MOTIVES_MAX];
    bool tied[MOTIVES_MAX];
};
bool ranking_parse(const struct instrument *instrument, const char *text, struct ranking *out);
const char *ranking_text(struct arena *mem, const struct instrument *instrument,
                         const struct ranking *ranking);
struct ranking ranking_of_answers(const struct instrument *instrument,
                                  const struct answers *answers);

/* The rank of the motive in place i: 1, 2, 2, 4. */
size_t ranking_rank(const struct ranking *ranking, size_t i);

/* Moves the motive of that key; what cannot move stays. */
enum ranking_move { MOVE_UP, MOVE_DOWN, MOVE_TIE };
void ranking_move(const struct instrument *instrument, struct ranking *ranking,
                  enum ranking_move move, const char *key);

/* answer_read: what a step's form holds, as answers. A field that was not sent is no
 * answer.
 * Fails    BAD_INPUT: not on the scale. */
enum status answer_read(struct request *request, const struct answer_sheet *sheet,
                        const struct instrument *instrument, const struct step *step,
                        struct answers *out, struct err *err);

/* What the person chose before: a number of the scale, CHOICE_NONE or CHOICE_UNKNOWN. */
int answer_choice(const struct answers *answers, enum answer_kind kind, const char *question,
                  struct seat_id about);

#endif
