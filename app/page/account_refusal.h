#ifndef PAGE_ACCOUNT_REFUSAL_H
#define PAGE_ACCOUNT_REFUSAL_H

/* Why something about an account is refused, and what would be right: for pages and commands.
 */
#include "flow/refusal.h"
#include "words/words.h"

/* Takes one from REFUSED_PASSPHRASE on, or REFUSED_TAKEN. */
const char *page_account_refusal(enum lang lang, enum refusal refusal);

#endif
