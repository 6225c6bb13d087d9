/* One sentence, written where the trouble is first seen. */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

enum status fail(struct err *err, enum status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    err->status = status;
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    return status;
}
