/* The file is written beside its name and renamed when complete: rename is atomic within a
 * folder. */
#include "cli/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum status output_open(struct arena *mem, const char *path, struct output *out,
                        struct err *err)
{
    *out = (struct output){ .stream = stdout };
    if (!path || strcmp(path, "-") == 0)
        return OK;
    char *temporary = arena_text(mem, "%s.XXXXXX", path);
    int handle = mkstemp(temporary);
    if (handle < 0)
        return fail(err, BROKEN, "%s: cannot be written: %s", path, strerror(errno));
    /* mkstemp makes it private; a file asked for by name is as open as the user's mask. */
    mode_t mask = umask(0);
    umask(mask);
    (void)fchmod(handle, 0666 & ~mask);
    *out = (struct output){ fdopen(handle, "wb"), path, temporary };
    if (!out->stream)
        return fail(err, BROKEN, "%s: cannot be written: %s", path, strerror(errno));
    return OK;
}

static enum status not_written(const struct output *output, struct err *err)
{
    return fail(err, BROKEN, "%s: cannot be written to its end: %s",
                output->path ? output->path : "standard output", strerror(errno));
}

enum status output_check(const struct output *output, struct err *err)
{
    return ferror(output->stream) ? not_written(output, err) : OK;
}

void output_abandon(struct output *output)
{
    if (!output->temporary)
        return;
    if (output->stream)
        fclose(output->stream);
    unlink(output->temporary);
    output->temporary = NULL;
}

enum status output_close(struct output *output, struct err *err)
{
    if (fflush(output->stream) != 0 || ferror(output->stream))
        return not_written(output, err);
    if (!output->temporary)
        return OK;
    FILE *stream = output->stream;
    output->stream = NULL;
    if (fclose(stream) != 0 || rename(output->temporary, output->path) != 0)
        return not_written(output, err);
    output->temporary = NULL;
    return OK;
}
