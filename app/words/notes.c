/* The sentence is kept as a refusal is, so that one catalogue and one translation serve. */
#include "words/notes.h"

#include <stdarg.h>
#include <string.h>

void notes_add(struct notes *notes, const char *format, ...)
{
    enum { FIRST_ROOM = 8 };
    va_list args;
    if (!notes)
        return;
    if (notes->count == notes->room) {
        size_t room = notes->room ? 2 * notes->room : FIRST_ROOM;
        struct err *list = NEW_ARRAY(notes->mem, struct err, room);
        if (notes->count)
            memcpy(list, notes->list, notes->count * sizeof *list);
        notes->list = list;
        notes->room = room;
    }
    va_start(args, format);
    fail_with(&notes->list[notes->count++], OK, format, args);
    va_end(args);
}
