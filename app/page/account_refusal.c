/* One sentence for each refusal about an account. */
#include "page/account_refusal.h"

#include <assert.h>

const char *page_account_refusal(enum lang lang, enum refusal refusal)
{
    switch (refusal) {
    case REFUSED_PASSPHRASE:
        return word(lang, WORD_ACCOUNT_PASSPHRASE_OTHER);
    case REFUSED_PASSPHRASE_SHORT:
        return word(lang, WORD_ACCOUNT_PASSPHRASE_SHORT);
    case REFUSED_PASSPHRASE_LONG:
        return word(lang, WORD_ACCOUNT_PASSPHRASE_LONG);
    case REFUSED_PASSPHRASE_COMMON:
        return word(lang, WORD_ACCOUNT_PASSPHRASE_COMMON);
    case REFUSED_PASSPHRASE_OWN:
        return word(lang, WORD_ACCOUNT_PASSPHRASE_OWN);
    case REFUSED_ACCOUNT_NAME:
        return word(lang, WORD_SIGN_IN_NAME_MISSING);
    case REFUSED_ADDRESS:
        return word(lang, WORD_SIGN_IN_EMAIL_WRONG);
    case REFUSED_TEAMS:
        return word(lang, WORD_ACCOUNT_HAS_TEAMS);
    case REFUSED_LETTERS:
        return word(lang, WORD_ACCOUNT_LETTERS);
    case REFUSED_SLOWED:
        return word(lang, WORD_SIGN_IN_BUSY);
    case REFUSED_OWN_ADDRESS:
        return word(lang, WORD_HAND_OVER_OWN);
    case REFUSED_SITS:
        return word(lang, WORD_HAND_OVER_SITS);
    case REFUSED_NOT_SURE:
        return word(lang, WORD_ACCOUNT_NOT_SURE);
    default:
        assert(refusal == REFUSED_TAKEN);
        return word(lang, WORD_SIGN_IN_TAKEN);
    }
}
