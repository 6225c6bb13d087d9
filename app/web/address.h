#ifndef WEB_ADDRESS_H
#define WEB_ADDRESS_H

/* Addresses as people come in by them: out of a letter, a chat, a sentence. */
#include "base/arena.h"

/* address_clean: a path without what the sentence around it left at its end: a full stop, a
 * bracket, a quotation mark, a slash, a blank. Takes it decoded. */
const char *address_clean(struct arena *mem, const char *path);

#endif
