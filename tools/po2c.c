/* po2c: compiles the .po files, the sentences of each language, into C.
 *
 *     po2c list  fr.po en.po     the enum, one WORD_ per key, for words_list.h
 *     po2c table fr.po en.po     the sentences, typeset, for words_table.c
 *
 * One file a language, in the order of enum lang. A key that one language lacks, other
 * holes, a plural that is missing: refused, naming file and line, before anything is
 * written. Keys are sorted, so that the order of the files changes nothing. */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "words/typeset.h"

enum { FILE_LINE_BYTES = 4000, KEY_BYTES = 80 };

struct entry {
    const char *key, *plural; /* plural NULL: the sentence does not count */
    const char *forms[2];
    bool fuzzy;
    int line;
};

struct po {
    const char *path;
    size_t count, room;
    struct entry *entries;
};

/* What is being read: the file, where in it, and the text the next "…" line adds to. */
struct reading {
    struct arena *mem;
    struct po *po;
    int line;
    struct entry entry;
    bool fuzzy_ahead;
    const char **adding;
};

static _Noreturn void refuse(const char *path, int line, const char *what, const char *detail)
{
    fprintf(stderr, "%s:%d: error: %s%s%s\n", path, line, what, detail ? ": " : "",
            detail ? detail : "");
    exit(1);
}

static void entry_done(struct reading *in)
{
    struct po *po = in->po;
    struct entry *entry = &in->entry;
    if (!entry->key)
        return;
    if (*entry->key && entry->fuzzy)
        refuse(po->path, entry->line, "a fuzzy sentence must be checked first", entry->key);
    if (*entry->key) { /* the empty key is the file's own head */
        if (po->count == po->room) {
            size_t room = po->room ? 2 * po->room : 256;
            struct entry *more = NEW_ARRAY(in->mem, struct entry, room);
            if (po->count)
                memcpy(more, po->entries, po->count * sizeof *more);
            po->entries = more;
            po->room = room;
        }
        po->entries[po->count++] = *entry;
    }
    in->entry = (struct entry){ 0 };
    in->adding = NULL;
}

/* The text between the quotes, escapes undone, put after what is there already. */
static void add_quoted(struct reading *in, const char *quoted)
{
    const char *path = in->po->path;
    if (!in->adding)
        refuse(path, in->line, "a text that belongs to no keyword", NULL);
    struct text out = { .mem = in->mem };
    text_add(&out, *in->adding ? *in->adding : "");
    const char *at = quoted + 1;
    for (; *at && *at != '"'; at++) {
        char byte = *at;
        if (byte == '\\') {
            byte = *++at;
            if (!byte || !strchr("nt\"\\", byte))
                refuse(path, in->line, "an escape other than \\n \\t \\\" \\\\", NULL);
            byte = byte == 'n' ? '\n' : byte == 't' ? '\t' : byte;
        }
        text_add_bytes(&out, &byte, 1);
    }
    if (*at != '"' || at[1 + strspn(at + 1, " \t\r\n")] != '\0')
        refuse(path, in->line, "a text must end with its quote, alone on its line", NULL);
    *in->adding = text_done(&out);
}

static const char *after(const char *line, const char *keyword)
{
    size_t length = strlen(keyword);
    return strncmp(line, keyword, length) == 0 ? line + length : NULL;
}

static void start_entry(struct reading *in)
{
    entry_done(in);
    in->entry = (struct entry){ .line = in->line, .fuzzy = in->fuzzy_ahead };
    in->fuzzy_ahead = false;
    in->adding = &in->entry.key;
}

static void read_line(struct reading *in, const char *line)
{
    const char *rest;
    line += strspn(line, " \t\r\n");
    if (*line == '#') {
        if (after(line, "#,") && strstr(line, "fuzzy"))
            in->fuzzy_ahead = true;
        return;
    }
    if (*line == '\0')
        return;
    if ((rest = after(line, "msgid_plural ")))
        in->adding = &in->entry.plural;
    else if ((rest = after(line, "msgid ")))
        start_entry(in);
    else if ((rest = after(line, "msgstr[0] ")) || (rest = after(line, "msgstr ")))
        in->adding = &in->entry.forms[0];
    else if ((rest = after(line, "msgstr[1] ")))
        in->adding = &in->entry.forms[1];
    else if (*(rest = line) != '"')
        refuse(in->po->path, in->line, "not a line of a .po file that is read here", line);
    add_quoted(in, rest + strspn(rest, " \t"));
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct entry *)a)->key, ((const struct entry *)b)->key);
}

static struct po read_po(struct arena *mem, const char *path)
{
    char line[FILE_LINE_BYTES];
    FILE *file = fopen(path, "r");
    if (!file)
        refuse(path, 0, "cannot be opened", NULL);
    struct po po = { .path = path };
    struct reading in = { .mem = mem, .po = &po };
    while (fgets(line, sizeof line, file)) {
        in.line++;
        if (!strchr(line, '\n') && !feof(file))
            refuse(path, in.line, "a line too long", NULL);
        if (!text_is_utf8(line, strlen(line)))
            refuse(path, in.line, "not UTF-8", NULL);
        read_line(&in, line);
    }
    fclose(file);
    entry_done(&in);
    if (po.count == 0)
        refuse(path, in.line, "no sentence", NULL);
    qsort(po.entries, po.count, sizeof *po.entries, by_key);
    return po;
}

/* One bit a hole, {0} the lowest. */
static unsigned holes(const char *text)
{
    unsigned found = 0;
    for (const char *at = text; (at = strchr(at, '{')); at++)
        if (isdigit((unsigned char)at[1]) && at[2] == '}')
            found |= 1U << (at[1] - '0');
    return found;
}

static unsigned entry_holes(const struct entry *entry)
{
    return holes(entry->forms[0]) | (entry->forms[1] ? holes(entry->forms[1]) : 0);
}

static void check_entry(const struct po *po, size_t i)
{
    const struct entry *entry = &po->entries[i];
    if (strlen(entry->key) >= KEY_BYTES ||
        entry->key[strspn(entry->key, "abcdefghijklmnopqrstuvwxyz0123456789_.")])
        refuse(po->path, entry->line, "a key is a-z 0-9 _ . and short", entry->key);
    if (i > 0 && strcmp(entry->key, po->entries[i - 1].key) == 0)
        refuse(po->path, entry->line, "said twice", entry->key);
    if (!entry->forms[0] || !*entry->forms[0])
        refuse(po->path, entry->line, "nothing said", entry->key);
    if (entry->plural && (!entry->forms[1] || !*entry->forms[1]))
        refuse(po->path, entry->line, "the plural is missing", entry->key);
    if (!entry->plural && entry->forms[1])
        refuse(po->path, entry->line, "msgstr[1] without msgid_plural", entry->key);
    if (entry->plural && strcmp(entry->plural, entry->key) != 0)
        refuse(po->path, entry->line, "msgid_plural repeats the key", entry->key);
}

static void check_alike(const struct po *a, const struct po *b)
{
    for (size_t i = 0, j = 0; i < a->count || j < b->count; i++, j++) {
        const struct entry *left = i < a->count ? &a->entries[i] : NULL;
        const struct entry *right = j < b->count ? &b->entries[j] : NULL;
        int order = !left ? 1 : !right ? -1 : strcmp(left->key, right->key);
        const struct po *has = order < 0 ? a : b, *lacks = order < 0 ? b : a;
        const struct entry *only = order < 0 ? left : right;
        if (order != 0) {
            fprintf(stderr, "%s: ", lacks->path);
            refuse(has->path, only->line, "only said here, not in the other file", only->key);
        }
        if (entry_holes(left) != entry_holes(right))
            refuse(b->path, right->line, "other holes than in the first language", left->key);
        if (!left->plural != !right->plural)
            refuse(b->path, right->line, "counts in one language only", left->key);
    }
}

static void put_name(const char *key)
{
    printf("WORD_");
    for (; *key; key++)
        putchar(*key == '.' ? '_' : toupper((unsigned char)*key));
}

static void put_string(struct arena *mem, enum lang lang, const char *text)
{
    putchar('"');
    for (const char *at = words_typeset(mem, lang, text); *at; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte < 0x20 || byte == '"' || byte == '\\' || byte >= 0x7f || byte == '?')
            printf("\\%03o", byte);
        else
            putchar(byte);
    }
    putchar('"');
}

static void put_list(const struct po *po)
{
    printf("/* Made by po2c from locale/. */\n#ifndef WORDS_WORDS_LIST_H\n"
           "#define WORDS_WORDS_LIST_H\n\nenum word {\n");
    for (size_t i = 0; i < po->count; i++) {
        printf("    ");
        put_name(po->entries[i].key);
        printf(",\n");
    }
    printf("    WORD_COUNT\n};\n\n#endif\n");
}

/* As they are written in fail(), for who finds a sentence by its key. */
static void put_keys(const struct po *po)
{
    printf("const char *const words_keys[WORD_COUNT] = {\n");
    for (size_t i = 0; i < po->count; i++)
        printf("    \"%s\",\n", po->entries[i].key);
    printf("};\n\n");
}

static void put_table(struct arena *mem, const struct po po[LANG_COUNT])
{
    printf("/* Made by po2c from locale/. */\n#include \"words/words_table.h\"\n\n");
    put_keys(&po[FR]);
    printf("const struct word_forms words_table[LANG_COUNT][WORD_COUNT] = {\n");
    for (enum lang lang = 0; lang < LANG_COUNT; lang++) {
        printf("    {\n");
        for (size_t i = 0; i < po[lang].count; i++) {
            const struct entry *entry = &po[lang].entries[i];
            printf("#line %d \"%s\"\n        [", entry->line, po[lang].path);
            put_name(entry->key);
            printf("] = { ");
            put_string(mem, lang, entry->forms[0]);
            printf(", ");
            if (entry->plural)
                put_string(mem, lang, entry->forms[1]);
            else
                printf("NULL");
            printf(" },\n");
        }
        printf("    },\n");
    }
    printf("};\n");
}

int main(int argc, char **argv)
{
    struct po po[LANG_COUNT];
    if (argc != 2 + LANG_COUNT) {
        fprintf(stderr, "usage: po2c list|table fr.po en.po\n");
        return 2;
    }
    struct arena mem = arena_with_limit((size_t)256 << 20);
    for (size_t lang = 0; lang < LANG_COUNT; lang++) {
        po[lang] = read_po(&mem, argv[2 + lang]);
        for (size_t i = 0; i < po[lang].count; i++)
            check_entry(&po[lang], i);
        if (lang > 0)
            check_alike(&po[0], &po[lang]);
    }
    if (strcmp(argv[1], "list") == 0)
        put_list(&po[FR]);
    else
        put_table(&mem, po);
    arena_free(&mem);
    return 0;
}
