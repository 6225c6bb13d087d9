/* Any bytes at all as a form and as cookies: never a crash; what is accepted is UTF-8
 * without control characters, with each name once. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "web/request.h"

static const size_t ARENA_BYTES = 64 * 1024 * 1024;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void check_fields(const struct form *form)
{
    for (size_t i = 0; i < form->count; i++) {
        const char *value = form->fields[i].value;
        assert(text_is_utf8(value, strlen(value)));
        assert(!strpbrk(value, "\r\x01\x1b\x7f"));
        assert(form_value(form, form->fields[i].name) == value);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena mem = arena_with_limit(ARENA_BYTES);
    struct form form;
    struct err err;
    if (form_parse(&mem, (const char *)bytes, length, &form, &err) == OK)
        check_fields(&form);
    request_parse_cookies(&mem, arena_copy(&mem, (const char *)bytes, length), &form);
    arena_free(&mem);
    return 0;
}
