/* Exact names first: a look-up. The others are folded once, when one is missed. */
#include "files/who.h"

#include "base/text.h"
#include "files/formula.h"
#include "words/plain.h"

static void make_folded(struct who *who)
{
    const struct names *ids = &who->roster->ids;
    who->folded.mem = who->mem;
    who->person = NEW_ARRAY(who->mem, uint32_t, ids->count + 1);
    for (uint32_t i = 0; i < ids->count; i++) {
        uint32_t before = who->folded.count;
        uint32_t number = files_names_add(&who->folded, plain_folded(who->mem, ids->texts[i]));
        who->person[number] = number == before ? i : NO_NUMBER;
    }
    who->folded_made = true;
}

enum who_found files_who(struct who *who, const char *name, uint32_t *person)
{
    *person = files_formula_find(&who->roster->ids, name);
    if (*person != NO_NUMBER)
        return WHO_EXACT;
    if (!who->folded_made)
        make_folded(who);
    uint32_t number = files_names_find(&who->folded, plain_folded(who->mem, name));
    if (number == NO_NUMBER || who->person[number] == NO_NUMBER)
        return WHO_NOBODY;
    *person = who->person[number];
    return WHO_ALIKE;
}

const char *files_who_nearest(struct who *who, const char *name)
{
    enum { NEAREST = 3 };
    const struct names *ids = &who->roster->ids;
    size_t near[NEAREST];
    struct text text = { .mem = who->mem };
    size_t count = plain_nearest(who->mem, name, ids->texts, ids->count, near, NEAREST);
    for (size_t i = 0; i < count; i++)
        text_add_format(&text, i ? ", %.40s" : "%.40s", ids->texts[near[i]]);
    return text_done(&text);
}
