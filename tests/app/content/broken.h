#ifndef TESTS_APP_CONTENT_BROKEN_H
#define TESTS_APP_CONTENT_BROKEN_H

/* A small right instrument, broken in one place at a time, and the sentence wanted. */
#include "base/text.h"
#include "content/content.h"

#include "check.h"

static const size_t WIDE = 64 * 1024 * 1024;

static const char right_instrument[] =
    "instrument: watch\n"                                  /* 1 */
    "version: \"1\"\n"                                     /* 2 */
    "title: { fr: Veille, en: Watch }\n"                   /* 3 */
    "origin: { fr: Inventé, en: Invented }\n"              /* 4 */
    "scale:\n"                                             /* 5 */
    "  low: 1\n"                                           /* 6 */
    "  high: 5\n"                                          /* 7 */
    "  low_label: { fr: jamais, en: never }\n"             /* 8 */
    "  high_label: { fr: toujours, en: always }\n"         /* 9 */
    "constructs:\n"                                        /* 10 */
    "  - key: AIM\n"                                       /* 11 */
    "    label: { fr: Visée, en: Aim }\n"                  /* 12 */
    "  - key: APP\n"                                       /* 13 */
    "    label: { fr: Lien, en: Bond }\n"                  /* 14 */
    "items:\n"                                             /* 15 */
    "  - { key: q1, construct: AIM, fr: Un, en: One }\n"   /* 16 */
    "  - { key: q2, construct: APP, fr: Deux, en: Two }\n" /* 17 */
    "questions:\n"                                         /* 18 */
    "  - key: info\n"                                      /* 19 */
    "    flow: information\n"                              /* 20 */
    "    label: { fr: Information, en: Information }\n"    /* 21 */
    "    fr: Informe\n"                                    /* 22 */
    "    en: Informs\n"                                    /* 23 */
    "motives:\n"                                           /* 24 */
    "  - { key: int1, fr: Apprendre, en: Learn }\n"        /* 25 */
    "  - { key: int2, fr: Aider, en: Help }\n";            /* 26 */

static struct arena mem;
static struct err err;

static inline int open_arena(void **state)
{
    (void)state;
    mem = arena_with_limit(WIDE);
    err = (struct err){ .status = OK };
    return 0;
}

static inline int close_arena(void **state)
{
    (void)state;
    arena_free(&mem);
    return 0;
}

static inline const char *changed(const char *base, const char *part, const char *by)
{
    const char *at = strstr(base, part);
    if (!at)
        fail_msg("%s is not in the file", part);
    struct text text = { .mem = &mem };
    text_add_bytes(&text, base, (size_t)(at - base));
    text_add(&text, by);
    text_add(&text, at + strlen(part));
    return text_done(&text);
}

static inline void refused_bytes(const char *bytes, size_t length, const char *sentence)
{
    const struct instrument *instrument;
    assert_int_equal(content_parse_instrument(&mem, "f", bytes, length, &instrument, &err),
                     BAD_INPUT);
    CHECK_TEXT(err.text, sentence);
}

static inline void refused(const char *part, const char *by, const char *sentence)
{
    const char *bytes = changed(right_instrument, part, by);
    refused_bytes(bytes, strlen(bytes), sentence);
}

static inline const struct instrument *accepted(const char *part, const char *by)
{
    const struct instrument *instrument = NULL;
    const char *bytes = changed(right_instrument, part, by);
    if (content_parse_instrument(&mem, "f", bytes, strlen(bytes), &instrument, &err) != OK)
        fail_msg("%s", err.text);
    return instrument;
}

#define SENTENCE(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

#endif
