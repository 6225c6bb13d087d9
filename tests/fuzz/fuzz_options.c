/* Any words at all after `diagnose`, one a line: options that hold together, or a refusal. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "cli/diagnose_options.h"

enum { WORDS_MAX = 40 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static int split(char *text, char *words[])
{
    static char command[] = "diagnose";
    int count = 0;
    words[count++] = command;
    for (char *word = strtok(text, "\n"); word && count < WORDS_MAX; word = strtok(NULL, "\n"))
        words[count++] = word;
    words[count] = NULL;
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char *words[WORDS_MAX + 1];
    struct arena mem = arena_with_limit(64 * 1024 * 1024);
    char *text = arena_copy(&mem, (const char *)bytes, length);
    struct cli cli = { EN };
    struct diagnose_options options;
    optind = 0; /* getopt_long starts again */
    int code = diagnose_options(&mem, &cli, split(text, words), words, &options);
    assert(code == EXIT_DONE || code == EXIT_BAD_USAGE);
    if (code == EXIT_DONE && !options.help) {
        assert(options.folder || options.request.source_count > 0);
        assert(options.request.source_count <= FILES_MAX);
        assert(!options.unlocked || options.form == FORM_JSON || options.form == FORM_CSV);
    }
    arena_free(&mem);
    return 0;
}
