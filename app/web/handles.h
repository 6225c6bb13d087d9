#ifndef WEB_HANDLES_H
#define WEB_HANDLES_H

/* Every handler of the table in alliage.c. Each reads its form, calls a flow, and answers
 * with a page or the next address. */
#include "web/routes.h"

#define HANDLER(name) \
    enum status name(struct request *request, struct reply *reply, struct err *err)

/* handle_home.c: open to all */
HANDLER(handle_home);
HANDLER(handle_code);
HANDLER(handle_who_sees);
HANDLER(handle_help);
HANDLER(handle_language);
HANDLER(handle_static);

/* handle_sign_in.c */
HANDLER(handle_sign_in_form);
HANDLER(handle_sign_in);
HANDLER(handle_account_form);
HANDLER(handle_account);
/* sign_in_first: the form that signs in, in the place of a request that was refused. */
void sign_in_first(struct request *request, struct reply *reply, const char *why);
/* sign_in_enter: this browser has a new session; `before` is the one it had, NULL: none. */
enum status sign_in_enter(struct request *request, struct reply *reply, const char *before,
                          struct err *err);
/* site.owner and site.crowded */
const char *sign_in_owner(struct request *request);
bool sign_in_crowded(struct request *request, struct reply *reply);
HANDLER(handle_sign_out);

/* handle_account.c, handle_renewal.c */
HANDLER(handle_coach_account);
HANDLER(handle_coach_account_do);
HANDLER(handle_renewal_form);
HANDLER(handle_renewal);
HANDLER(handle_account_key_look);
HANDLER(handle_account_key);

/* handle_opening.c; opening_sent: the page after an account was asked for by mail. */
HANDLER(handle_opening_look);
HANDLER(handle_opening);
void opening_sent(struct request *request, struct reply *reply);

/* handle_group.c */
HANDLER(handle_group_form);
HANDLER(handle_group);

/* handle_link.c */
HANDLER(handle_link_look);
HANDLER(handle_link_open);
HANDLER(handle_reissue_form);
HANDLER(handle_reissue);

/* kept_page.c */
HANDLER(handle_kept_page);

/* handle_letters.c */
HANDLER(handle_letters);

/* handle_roster.c */
HANDLER(handle_add_form);
HANDLER(handle_add);
HANDLER(handle_newcomer);
HANDLER(handle_leave);

/* handle_charter.c */
HANDLER(handle_charter);
HANDLER(handle_charter_change);
HANDLER(handle_card_form);
HANDLER(handle_card);

/* handle_answer.c */
HANDLER(handle_answer_first);
HANDLER(handle_answer_begin);
HANDLER(handle_answer_step);
HANDLER(handle_answer_save);
HANDLER(handle_answer_done);

/* handle_hand_over.c */
HANDLER(handle_hand_over_form);
HANDLER(handle_hand_over);
HANDLER(handle_hand_over_answer);

/* handle_ending.c */
HANDLER(handle_ending_form);
HANDLER(handle_ending);

/* handle_portrait.c */
HANDLER(handle_portrait);
HANDLER(handle_example);

/* handle_restitution.c */
HANDLER(handle_restitution);
HANDLER(handle_restitution_open);

/* handle_me.c */
HANDLER(handle_me);
HANDLER(handle_my_seat);
HANDLER(handle_my_seat_do);
HANDLER(handle_my_data);

/* handle_devices.c */
HANDLER(handle_device_form);
HANDLER(handle_device_remove);

/* handle_team.c */
HANDLER(handle_team);
HANDLER(handle_coach);

/* handle_composer.c: the list and the choices */
HANDLER(handle_composer_home);
HANDLER(handle_composer_open);
HANDLER(handle_composer_choices);
HANDLER(handle_composer_choose);
HANDLER(handle_composer_remove);

/* handle_composed.c: the teams */
HANDLER(handle_composer_teams);
HANDLER(handle_composer_search);
HANDLER(handle_composer_change);
HANDLER(handle_composer_export);
HANDLER(handle_composer_create);

/* handle_round.c */
HANDLER(handle_round);
HANDLER(handle_round_open);
HANDLER(handle_round_extend);
HANDLER(handle_round_close);
HANDLER(handle_round_cancel);

#endif
