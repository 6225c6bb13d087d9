/* Finds and reads what `measure` is asked about. */
#include "flow/measure.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"

enum status flow_measure_table(struct arena *mem, const char *folder, const char *path,
                               struct sheet *out, struct err *err)
{
    if (path[0] == '/' || strstr(path, "..") != NULL)
        return fail(err, BAD_INPUT, "%.200s: a table of a case lies inside the data folder",
                    path);
    return files_sheet(mem, arena_text(mem, "%s/%s", folder, path), out, err);
}

static enum status read_all(FILE *stream, const char *path, struct text *text, struct err *err)
{
    char piece[8192];
    size_t got;
    while ((got = fread(piece, 1, sizeof piece, stream)) > 0) {
        if (text->length + got > CASE_BYTES_MAX)
            return fail(err, BAD_INPUT, "%s: more than %d MB", path,
                        CASE_BYTES_MAX / 1024 / 1024);
        text_add_bytes(text, piece, got);
    }
    if (ferror(stream))
        return fail(err, BROKEN, "%s: cannot be read to its end", path);
    return OK;
}

enum status flow_measure_text(struct arena *mem, const char *path, const char **out,
                              size_t *length, struct err *err)
{
    FILE *stream = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    struct text text = { .mem = mem };
    if (stream == NULL)
        return fail(err, NOT_FOUND, "%s: cannot be opened: %s", path, strerror(errno));
    enum status status = read_all(stream, path, &text, err);
    if (stream != stdin)
        fclose(stream);
    *length = text.length;
    *out = text_done(&text);
    return status;
}
