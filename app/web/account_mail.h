#ifndef WEB_ACCOUNT_MAIL_H
#define WEB_ACCOUNT_MAIL_H

/* Letters to a coach about their account, put where they wait to leave. */
#include "flow/account_key.h"
#include "page/account_letter.h"
#include "web/here.h"

/* account_mail_renew: a link to choose another passphrase, to whoever has that address. The
 * same work is done where nobody has it, and nothing is sent. */
enum status account_mail_renew(struct request *request, const char *email, struct err *err);

/* account_mail_confirm: a link to an address that is to be this account's. */
enum status account_mail_confirm(struct request *request, const struct coach *coach,
                                 const char *email, enum refusal *refusal, struct err *err);

/* account_mail_open: a link that opens the account, or, to whoever has one already, the way
 * into it. The same work is done for both. Takes    wish: judged by flow_sign_in_judge. */
enum status account_mail_open(struct request *request, const struct coach *wish,
                              enum refusal *refusal, struct err *err);

/* account_mail_tell: what has happened to the account. */
enum status account_mail_tell(struct request *request, const struct coach *coach,
                              enum account_letter_kind kind, struct err *err);

#endif
