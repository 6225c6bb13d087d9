/* Letter by letter: what is not known to be harmless is refused. */
#include "mail/address.h"

#include <string.h>

enum { ADDRESS_MAX = 254, LOCAL_MAX = 64, LABEL_MAX = 63 };

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool local_fits(const char *text, size_t length)
{
    if (length == 0 || length > LOCAL_MAX || text[0] == '.' || text[length - 1] == '.')
        return false;
    for (size_t i = 0; i < length; i++) {
        bool dot = text[i] == '.';
        if (dot && text[i + 1] == '.')
            return false;
        if (!dot && !is_letter_or_digit(text[i]) && !strchr("!#$%&'*+-/=?^_`{|}~", text[i]))
            return false;
    }
    return true;
}

static bool label_fits(const char *text, size_t length)
{
    if (length == 0 || length > LABEL_MAX || text[0] == '-' || text[length - 1] == '-')
        return false;
    for (size_t i = 0; i < length; i++)
        if (!is_letter_or_digit(text[i]) && text[i] != '-')
            return false;
    return true;
}

static bool host_fits(const char *text)
{
    size_t labels = 0;
    for (;; labels++) {
        size_t length = strcspn(text, ".");
        if (!label_fits(text, length))
            return false;
        if (text[length] == '\0')
            return labels > 0;
        text += length + 1;
    }
}

bool mail_address_fits(const char *text)
{
    const char *at = strchr(text, '@');
    return at && strlen(text) <= ADDRESS_MAX && local_fits(text, (size_t)(at - text)) &&
           host_fits(at + 1);
}
