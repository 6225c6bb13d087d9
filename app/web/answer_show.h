#ifndef WEB_ANSWER_SHOW_H
#define WEB_ANSWER_SHOW_H

/* The pages of the barometer: a step, the recap before it is sent, and what is said when a
 * form is refused. */
#include "page/answer.h"
#include "web/answer_steps.h"

/* A step as its owner finds it. */
struct answering {
    struct answer_sheet sheet;
    struct step step;
    const char *wrong; /* the field that is not on its scale; NULL: none */
};

/* answer_frame_of: what is around each of them. Takes step->number 0 for the first page. */
struct answer_frame answer_frame_of(struct request *request, const struct answer_sheet *sheet,
                                    const struct step *step);

/* "/t/12/repondre/3" */
const char *answer_step_path(struct request *request, size_t number);

/* answer_show: the step, with what the sheet holds; 422 where something is wrong in it. */
void answer_show(struct request *request, struct reply *reply, const struct answering *at);
void answer_show_recap(struct request *request, struct reply *reply,
                       const struct answering *at);

/* What a form says of itself. */
struct answer_form answer_form_of(const struct request *request);

/* answer_refuse: why a form was refused, with what it held; where other answers stand now,
 * these too, and a button that puts the form's in their place.
 *
 * Takes    at, the step as it is stored; NULL: there is none any more. */
enum status answer_refuse(struct request *request, struct reply *reply,
                          const struct answering *at, enum refusal refusal, struct err *err);

#endif
