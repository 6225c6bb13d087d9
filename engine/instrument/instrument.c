/* Finding by key: instruments are short, a walk is quick enough. */
#include "instrument/instrument.h"

#include <string.h>

int instrument_construct(const struct instrument *instrument, const char *key)
{
    for (size_t i = 0; i < instrument->construct_count; i++)
        if (strcmp(instrument->constructs[i].key, key) == 0)
            return (int)i;
    return NO_INDEX;
}

int instrument_item(const struct instrument *instrument, const char *key)
{
    for (size_t i = 0; i < instrument->item_count; i++)
        if (strcmp(instrument->items[i].key, key) == 0)
            return (int)i;
    return NO_INDEX;
}
