/* assert() calls __assert_fail, which never returns: the one defined here goes before the C
 * library's wherever the program itself asserts, engine included, and nowhere else. */
#include "web/mishap.h"

#include <assert.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdnoreturn.h>

#include "words/notice.h"

static _Thread_local jmp_buf *door; /* NULL: no way out but abort */

/* Hidden: the assertions of other libraries, who may hold locks of theirs, still abort. */
__attribute__((visibility("hidden"))) noreturn void
__assert_fail(const char *claim, const char *file, unsigned line, const char *function)
{
    if (door) {
        notice(claim, "assertion failed in %s, %s:%u; what it was for is ended", function, file,
               line);
        longjmp(*door, MISHAP_ASSERTION);
    }
    fprintf(stderr, "alliage: %s:%u: %s: assertion failed: %s\n", file, line, function, claim);
    abort();
}

enum mishap mishap_try(struct arena *mem, void (*work)(void *context), void *context)
{
    jmp_buf here;
    jmp_buf *const before = door, *const mem_before = mem->door;
    enum mishap outcome = MISHAP_NONE;
    static_assert(MISHAP_MEMORY == 1, "an arena jumps with 1");
    switch (setjmp(here)) {
    case 0:
        door = mem->door = &here;
        work(context);
        break;
    case MISHAP_MEMORY:
        outcome = MISHAP_MEMORY;
        break;
    default:
        outcome = MISHAP_ASSERTION;
    }
    door = before;
    mem->door = mem_before;
    return outcome;
}
