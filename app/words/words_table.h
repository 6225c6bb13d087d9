#ifndef WORDS_WORDS_TABLE_H
#define WORDS_WORDS_TABLE_H

/* The tables po2c writes, by key: for words.c alone. */
#include "words/words.h"

struct word_forms {
    const char *one, *many; /* many is NULL where the sentence does not count */
};

extern const char *const words_keys[WORD_COUNT];
extern const struct word_forms words_table[LANG_COUNT][WORD_COUNT];

#endif
