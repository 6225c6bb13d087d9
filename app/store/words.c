/* Enumerations and the words of the tables, one way and the other. */
#include "store/words.h"

#include <assert.h>
#include <string.h>

const char *const lang_words[2] = { "fr", "en" };

/* A CHECK of the table holds the same list: another word cannot come out of it. */
int word_index(const char *const *words, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return (int)i;
    assert(!"a word the table cannot hold");
    return 0;
}
