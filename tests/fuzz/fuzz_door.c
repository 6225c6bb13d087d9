/* Any bytes at all as the head of a request: never a crash; what is accepted obeys the
 * grammar, told here in another way; and what was refused stays refused when more arrives. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "web/head.h"

enum { BODY_MAX = 262144 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* Counts lines whose first word is this name, in any case, colon and all. */
static int count_lines(const char *bytes, size_t length, const char *name)
{
    int count = 0;
    size_t wanted = strlen(name);
    for (size_t at = 1; at + wanted <= length; at++) {
        size_t i = 0;
        while (bytes[at - 1] == '\n' && i < wanted &&
               (bytes[at + i] | (name[i] == ':' ? 0 : 0x20)) == name[i])
            i++;
        count += i == wanted;
    }
    return count;
}

static void check_accepted(const char *bytes, const struct head *head)
{
    assert(head->bytes <= HEAD_BYTES_MAX && head->body_bytes <= BODY_MAX);
    assert(memcmp(bytes + head->bytes - 4, "\r\n\r\n", 4) == 0);
    assert(count_lines(bytes, head->bytes, "host:") == 1);
    assert(count_lines(bytes, head->bytes, "transfer-encoding:") == 0);
    int lengths = count_lines(bytes, head->bytes, "content-length:");
    assert(lengths <= 1 && (head->method != HEAD_POST || lengths == 1));
    for (size_t i = 0; i < head->bytes; i++) {
        unsigned char c = (unsigned char)bytes[i];
        assert(c >= ' ' || c == '\r' || c == '\n' || c == '\t');
        assert(c != '\n' || (i > 0 && bytes[i - 1] == '\r'));
        assert(c != '\r' || bytes[i + 1] == '\n');
        assert(c != '\n' || i + 1 == head->bytes ||
               (bytes[i + 1] != ' ' && bytes[i + 1] != '\t'));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    const char *text = (const char *)bytes;
    struct head head, part;
    int whole = head_judge(text, length, BODY_MAX, &head);
    if (whole == HEAD_FINE)
        check_accepted(text, &head);
    for (size_t n = 0; n < length; n += 1 + length / 16) {
        int verdict = head_judge(text, n, BODY_MAX, &part);
        if (verdict == HEAD_FINE)
            assert(whole == HEAD_FINE && head.bytes == part.bytes);
        else if (verdict != HEAD_INCOMPLETE)
            assert(whole != HEAD_FINE && whole != HEAD_INCOMPLETE);
    }
    return 0;
}
