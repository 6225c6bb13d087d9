/* Any bytes at all as an instrument and as a model: a refusal or a whole result, never a
 * crash, and a refusal always says where. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "content/content.h"

static const size_t ARENA_BYTES = 64 * 1024 * 1024;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void check_refusal(const struct err *err)
{
    assert(strncmp(err->text, "f:", 2) == 0);
    assert(strlen(err->text) < ERR_TEXT_BYTES);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena mem = arena_with_limit(ARENA_BYTES);
    struct err err = { .status = OK };
    const struct instrument *instrument;
    const struct model *model;
    const char *text = (const char *)bytes;
    if (content_parse_instrument(&mem, "f", text, length, &instrument, &err) == OK)
        assert(instrument->item_count > 0 && instrument->low < instrument->high);
    else
        check_refusal(&err);
    if (content_parse_model(&mem, "f", text, length, &model, &err) == OK)
        assert(model->profile_count >= 2);
    else
        check_refusal(&err);
    arena_free(&mem);
    return 0;
}
