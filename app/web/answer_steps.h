#ifndef WEB_ANSWER_STEPS_H
#define WEB_ANSWER_STEPS_H

/* The steps of the barometer: five questions a screen, a screen for each round-robin
 * question, the ranking, the own reading, and the recap from which it is sent. Which of them
 * there are follows from the round. */
#include "flow/answer.h"
#include "web/here.h"

enum { ITEMS_A_STEP = 5 };

enum step_kind { STEP_ITEMS, STEP_RATING, STEP_RANKS, STEP_GUESS, STEP_RECAP };

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
    bool own; /* the person's; false: drawn by chance, and not theirs until they say so */
};
bool ranking_parse(const struct instrument *instrument, const char *text, struct ranking *out);
const char *ranking_text(struct arena *mem, const struct instrument *instrument,
                         const struct ranking *ranking);

/* ranking_of_sheet: as it was saved; else in an order of chance, the same for this seat in
 * this round at every look, so that no motive gains by standing first in the questionnaire. */
struct ranking ranking_of_sheet(const struct instrument *instrument,
                                const struct answer_sheet *sheet);

/* The same as answers: a rank for each motive. */
struct answers ranking_answers(struct arena *mem, const struct instrument *instrument,
                               const struct ranking *ranking);

/* The rank of the motive in place i: 1, 2, 2, 4. */
size_t ranking_rank(const struct ranking *ranking, size_t i);

/* Moves the motive of that key; what cannot move stays. */
enum ranking_move { MOVE_UP, MOVE_DOWN, MOVE_TIE };
void ranking_move(const struct instrument *instrument, struct ranking *ranking,
                  enum ranking_move move, const char *key);

/* What a step's form holds, as answers; `wrong` is the field that is not on its scale. */
struct answers_sent {
    struct answers answers;
    const char *wrong; /* NULL: all are */
};

/* answer_read: a field that was not sent is no answer; an order that is still chance's is
 * none either, and one withdrawn is "unknown" in each place.
 * Fails    BAD_INPUT: something is not on its scale; the rest is in *out nevertheless. */
enum status answer_read(struct request *request, const struct answer_sheet *sheet,
                        const struct instrument *instrument, const struct step *step,
                        struct answers_sent *out, struct err *err);

/* answer_lay_over: the sheet shows what was sent, in place of what is stored. */
void answer_lay_over(struct arena *mem, struct answer_sheet *sheet, const struct answers *sent);

/* What the person chose before: a number of the scale, CHOICE_NONE or CHOICE_UNKNOWN. */
int answer_choice(const struct answers *answers, enum answer_kind kind, const char *question,
                  struct seat_id about);

#endif
