/* Open addressing with linear probing, at most two thirds full, doubled by rehashing. */
#include "files/names.h"

#include <string.h>

enum { FIRST_SLOTS = 256 };

/* FNV-1a, then a mix: linear probing needs the low bits well spread. */
static size_t hash_text(const char *text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        hash = (hash ^ *c) * UINT64_C(0x100000001b3);
    return (size_t)(hash ^ (hash >> 29));
}

static size_t hash_pair(uint64_t key)
{
    key *= UINT64_C(0x9e3779b97f4a7c15);
    return (size_t)(key ^ (key >> 32));
}

/* The slot where the text is, or the free one where it would go. */
static size_t slot_of_text(const struct names *names, const char *text)
{
    size_t slot = hash_text(text) & (names->slot_count - 1);
    while (names->slots[slot] && strcmp(names->texts[names->slots[slot] - 1], text) != 0)
        slot = (slot + 1) & (names->slot_count - 1);
    return slot;
}

static void widen_names(struct names *names)
{
    names->slot_count = names->slot_count ? 2 * names->slot_count : FIRST_SLOTS;
    names->slots = NEW_ARRAY(names->mem, uint32_t, names->slot_count);
    for (uint32_t i = 0; i < names->count; i++)
        names->slots[slot_of_text(names, names->texts[i])] = i + 1;
}

static void lengthen_names(struct names *names)
{
    uint32_t room = names->room ? 2 * names->room : FIRST_SLOTS;
    const char **texts = NEW_ARRAY(names->mem, const char *, room);
    if (names->count)
        memcpy(texts, names->texts, names->count * sizeof *texts);
    names->texts = texts;
    names->room = room;
}

uint32_t files_names_find(const struct names *names, const char *text)
{
    if (names->slot_count == 0)
        return NO_NUMBER;
    size_t slot = slot_of_text(names, text);
    return names->slots[slot] ? names->slots[slot] - 1 : NO_NUMBER;
}

uint32_t files_names_add(struct names *names, const char *text)
{
    if (3 * (size_t)names->count >= 2 * names->slot_count)
        widen_names(names);
    size_t slot = slot_of_text(names, text);
    if (names->slots[slot])
        return names->slots[slot] - 1;
    if (names->count == names->room)
        lengthen_names(names);
    names->texts[names->count] = arena_copy(names->mem, text, strlen(text));
    names->slots[slot] = ++names->count;
    return names->count - 1;
}

static size_t slot_of_pair(const struct pairs *pairs, uint64_t key)
{
    size_t slot = hash_pair(key) & (pairs->slot_count - 1);
    while (pairs->values[slot] && pairs->keys[slot] != key)
        slot = (slot + 1) & (pairs->slot_count - 1);
    return slot;
}

static void widen_pairs(struct pairs *pairs)
{
    struct pairs old = *pairs;
    pairs->slot_count = old.slot_count ? 2 * old.slot_count : FIRST_SLOTS;
    pairs->keys = NEW_ARRAY(pairs->mem, uint64_t, pairs->slot_count);
    pairs->values = NEW_ARRAY(pairs->mem, uint32_t, pairs->slot_count);
    for (size_t i = 0; i < old.slot_count; i++) {
        if (old.values[i] == 0)
            continue;
        size_t slot = slot_of_pair(pairs, old.keys[i]);
        pairs->keys[slot] = old.keys[i];
        pairs->values[slot] = old.values[i];
    }
}

uint32_t files_pairs_add(struct pairs *pairs, uint32_t a, uint32_t b, uint32_t value)
{
    if (3 * (size_t)pairs->count >= 2 * pairs->slot_count)
        widen_pairs(pairs);
    uint64_t key = (uint64_t)a << 32 | b;
    size_t slot = slot_of_pair(pairs, key);
    if (pairs->values[slot])
        return pairs->values[slot] - 1;
    pairs->keys[slot] = key;
    pairs->values[slot] = value + 1;
    pairs->count++;
    return NO_NUMBER;
}
