/* Any bytes at all as a reference case: an answer or a refusal that names the case or its
 * table, never a crash. Tables are not opened: a small one, with a round robin of five that
 * lacks two ratings, stands for all. */
#include <assert.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "json/case_json.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static enum status small_table(void *self, const char *path, struct case_sheet *out,
                               struct err *err)
{
    static const char *const heads[] = { "group", "actor", "partner", "x", "from", "to" };
    static const char *const cells[] = {
        "1", "a", "b", "3", "1", "2", "1", "b", "a", "",  "2", "1", "2", "c", "a", "NA",
        "3", "9", "3", "p", "q", "5", "1", "2", "3", "p", "r", "2", "1", "3", "3", "p",
        "s", "7", "1", "4", "3", "p", "t", "1", "1", "5", "3", "q", "p", "4", "2", "1",
        "3", "q", "r", "6", "2", "3", "3", "q", "s", "",  "2", "4", "3", "q", "t", "3",
        "2", "5", "3", "r", "p", "2", "3", "1", "3", "r", "q", "2", "3", "2", "3", "r",
        "s", "5", "3", "4", "3", "r", "t", "6", "3", "5", "3", "s", "p", "7", "4", "1",
        "3", "s", "q", "1", "4", "2", "3", "s", "r", "4", "4", "3", "3", "s", "t", "NA",
        "4", "5", "3", "t", "p", "3", "5", "1", "3", "t", "q", "5", "5", "2", "3", "t",
        "r", "6", "5", "3", "3", "t", "s", "2", "5", "4"
    };
    char *asked = self; /* the case is gone when its refusal is read */
    (void)err;
    snprintf(asked, ERR_TEXT_BYTES, "%s", path);
    *out = (struct case_sheet){ sizeof cells / sizeof *cells / 6, 6, heads, cells, NULL };
    return OK;
}

/* Memory that a case would not use up is kept within a limit; reaching it is a way out. */
static const size_t ARENA_BYTES = 256 * 1024 * 1024;

static bool names(const char *text, const char *what)
{
    size_t length = strlen(what);
    return strncmp(text, what, length) == 0 && strchr(":", text[length]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char asked[ERR_TEXT_BYTES] = "";
    struct arena mem = arena_with_limit(ARENA_BYTES);
    struct err err = { .status = OK };
    struct case_tables tables = { .self = asked, .find = small_table };
    const char *out = NULL;
    jmp_buf door;
    mem.door = &door;
    if (setjmp(door) == 0) {
        if (json_case(&mem, "f", (const char *)bytes, length, &tables, &out, &err) == OK)
            assert(out != NULL && out[0] == '{');
        else
            assert(names(err.text, "f") || names(err.text, asked));
    }
    arena_free(&mem);
    return 0;
}
