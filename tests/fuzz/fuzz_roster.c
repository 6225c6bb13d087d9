/* Any bytes at all as a roster, then as a file of wishes about it: a refusal that says where,
 * or people whose every value can be read, never a crash. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "files/roster.h"
#include "files/wishes.h"

static const size_t ARENA_BYTES = 64 * 1024 * 1024;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void check_refusal(const struct err *err)
{
    assert(strncmp(err->text, "f:", 2) == 0 || strncmp(err->text, "w:", 2) == 0);
    assert(strlen(err->text) < ERR_TEXT_BYTES);
}

static void check_roster(const struct roster *roster)
{
    assert(roster->people > 0 && roster->people == roster->ids.count);
    for (size_t c = 0; c < roster->column_count; c++)
        for (size_t i = 0; i < roster->people; i++) {
            const struct roster_column *column = &roster->columns[c];
            assert(column->kind != ROSTER_CATEGORY ||
                   (column->value[i] >= 0 && column->value[i] < (float)column->levels.count));
        }
}

static void read_wishes(struct arena *mem, const struct roster *roster, const uint8_t *bytes,
                        size_t length, enum wish_kind kind)
{
    struct err err = { .status = OK };
    struct wishes wishes = { 0 };
    FILE *stream = fmemopen((void *)(uintptr_t)bytes, length, "rb");
    if (!stream)
        return;
    if (files_wishes_stream(mem, stream, "w", kind, roster, &wishes, &err) == OK)
        for (size_t w = 0; w < wishes.count; w++)
            assert(wishes.pairs[w].a < roster->people && wishes.pairs[w].b < roster->people);
    else
        check_refusal(&err);
    fclose(stream);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena mem = arena_with_limit(ARENA_BYTES);
    struct err err = { .status = OK };
    struct roster roster;
    FILE *stream = length ? fmemopen((void *)(uintptr_t)bytes, length, "rb") : NULL;
    if (stream) {
        if (files_roster_stream(&mem, stream, "f", NULL, &roster, &err) == OK) {
            check_roster(&roster);
            read_wishes(&mem, &roster, bytes, length, WISH_TOGETHER);
            read_wishes(&mem, &roster, bytes, length, WISH_APART);
            read_wishes(&mem, &roster, bytes, length, WISH_MET);
        } else {
            check_refusal(&err);
        }
        fclose(stream);
    }
    arena_free(&mem);
    return 0;
}
