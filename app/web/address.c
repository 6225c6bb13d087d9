/* No address of ours ends in what is taken off here. */
#include "web/address.h"

#include <string.h>

/* The bytes of the last sign of a path that belongs to the sentence around it; 0: it does not.
 */
static size_t stray_end(const char *path, size_t length)
{
    static const char *const strays[] = {
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        ")",
        "]",
        "}",
        ">",
        "\"",
        "'",
        "*",
        "_",
        "/",
        " ",
        "\t",
        "\n",
        "\xC2\xA0",     /* no-break space */
        "\xC2\xBB",     /* closing guillemet */
        "\xE2\x80\xA6", /* … */
        "\xE2\x80\x9D", /* closing quotation mark */
        "\xE2\x80\x99", /* apostrophe */
        "\xE2\x80\xAF", /* narrow no-break space */
        "\xE2\x80\x8B", /* zero-width space */
    };
    for (size_t i = 0; i < sizeof strays / sizeof *strays; i++) {
        size_t count = strlen(strays[i]);
        if (count < length && memcmp(path + length - count, strays[i], count) == 0)
            return count;
    }
    return 0;
}

const char *address_clean(struct arena *mem, const char *path)
{
    size_t length = strlen(path), stray;
    while (length > 1 && (stray = stray_end(path, length)) > 0)
        length -= stray;
    return arena_copy(mem, path, length);
}
