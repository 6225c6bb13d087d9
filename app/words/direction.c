/* utf8proc knows which characters are read right to left. Nearly every text there is holds
 * none, and is known by its bytes. */
#include "words/direction.h"

#include <string.h>
#include <utf8proc.h>

#include "base/text.h"

/* U+0590 and beyond: no character read right to left begins with a lower byte but marks. */
static bool may_matter(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0xd6)
            return true;
    return false;
}

static bool turns(int32_t code)
{
    switch (utf8proc_get_property(code)->bidi_class) {
    case UTF8PROC_BIDI_CLASS_R:
    case UTF8PROC_BIDI_CLASS_AL:
    case UTF8PROC_BIDI_CLASS_RLE:
    case UTF8PROC_BIDI_CLASS_RLO:
    case UTF8PROC_BIDI_CLASS_RLI:
        return true;
    default:
        return false;
    }
}

bool direction_matters(const char *text)
{
    if (!may_matter(text) || (strstr(text, APART_FROM) && strstr(text, APART_TO)))
        return false;
    for (utf8proc_ssize_t bytes; *text; text += bytes > 0 ? bytes : 1) {
        int32_t code;
        bytes = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &code);
        if (bytes > 0 && turns(code))
            return true;
    }
    return false;
}

const char *words_apart(struct arena *mem, const char *text)
{
    return direction_matters(text) ? arena_text(mem, "%s%s%s", APART_FROM, text, APART_TO)
                                   : text;
}
