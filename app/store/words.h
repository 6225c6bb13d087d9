#ifndef STORE_WORDS_H
#define STORE_WORDS_H

/* Enumerations as the words the tables hold. Included by the files of nouns only.
 *
 * Takes    words, in the order of the enumeration, `count` of them. */
#include <stddef.h>

int word_index(const char *const *words, size_t count, const char *word);

#define WORD_INDEX(words, word) word_index((words), sizeof(words) / sizeof *(words), (word))

extern const char *const lang_words[2];

#endif
