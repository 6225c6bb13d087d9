/* What ships inside the program, and the way from a name to it or to a file. */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "content/content.h"
#include "content/shipped_instruments.h"
#include "content/shipped_models.h"
#include "content/shipped_past_models.h"

const char content_default_instrument[] = "cooperation-30";

/* In the order of the embedded files, which the build lists in app/content/meson.build. */
static const char *const instrument_names[] = { "cooperation-30", "cooperation-24", NULL };
static const char *const model_names[] = { "cooperation-30", "cooperation-24", NULL };

const char *const *content_instrument_names(void) { return instrument_names; }

const char *const *content_model_names(void) { return model_names; }

static const struct embedded *find_shipped(const struct embedded *files,
                                           const char *const *names, const char *name)
{
    for (size_t i = 0; names[i]; i++)
        if (strcmp(names[i], name) == 0)
            return &files[i];
    return NULL;
}

static bool ends_in(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length > tail && strcmp(text + length - tail, end) == 0;
}

static bool is_path(const char *name)
{
    return strchr(name, '/') || ends_in(name, ".yaml") || ends_in(name, ".yml");
}

enum { CHUNK_BYTES = 4096 };

/* Stops one chunk past the limit: the parser then tells that the file is too long. */
static enum status load_file(const char *path, struct text *out, struct err *err)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return fail(err, errno == ENOENT ? NOT_FOUND : BROKEN, "%s: cannot be opened: %s", path,
                    strerror(errno));
    char chunk[CHUNK_BYTES];
    size_t length;
    while (out->length <= CONTENT_BYTES_MAX && (length = fread(chunk, 1, sizeof chunk, file)))
        text_add_bytes(out, chunk, length);
    bool broken = ferror(file);
    int reason = errno;
    fclose(file);
    return broken ? fail(err, BROKEN, "%s: cannot be read: %s", path, strerror(reason)) : OK;
}

enum status content_instrument(struct arena *mem, const char *name_or_file,
                               const struct instrument **out, struct err *err)
{
    const struct embedded *shipped =
        find_shipped(shipped_instruments, instrument_names, name_or_file);
    if (shipped)
        return content_parse_instrument(mem, shipped->name, shipped->bytes, shipped->length,
                                        out, err);
    if (!is_path(name_or_file))
        return fail(err, NOT_FOUND,
                    "no instrument is named %s; there are %s and %s, or give a file ending in "
                    ".yaml",
                    name_or_file, instrument_names[0], instrument_names[1]);
    struct text text = { .mem = mem };
    TRY(load_file(name_or_file, &text, err));
    return content_parse_instrument(mem, name_or_file, text_done(&text), text.length, out, err);
}

enum status content_model(struct arena *mem, const char *key_or_file, const struct model **out,
                          struct err *err)
{
    const struct embedded *shipped = find_shipped(shipped_models, model_names, key_or_file);
    if (shipped)
        return content_parse_model(mem, shipped->name, shipped->bytes, shipped->length, out,
                                   err);
    if (!is_path(key_or_file))
        return fail(err, NOT_FOUND,
                    "no model is named %s; there are %s and %s, or give a file ending in .yaml",
                    key_or_file, model_names[0], model_names[1]);
    struct text text = { .mem = mem };
    TRY(load_file(key_or_file, &text, err));
    return content_parse_model(mem, key_or_file, text_done(&text), text.length, out, err);
}

enum status content_past_models(struct arena *mem, const char *key,
                                const struct model *const **out, struct err *err)
{
    size_t files = sizeof shipped_past_models / sizeof *shipped_past_models, count = 0;
    const struct model **list = NEW_ARRAY(mem, const struct model *, files);
    for (const struct embedded *file = shipped_past_models; file->name; file++) {
        TRY(content_parse_model(mem, file->name, file->bytes, file->length, &list[count], err));
        count += strcmp(list[count]->key, key) == 0;
    }
    list[count] = NULL;
    *out = list;
    return OK;
}
