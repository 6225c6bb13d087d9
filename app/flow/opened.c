/* What every command that works on a store does first. */
#include "flow/opened.h"

#include <string.h>

#include "content/content.h"
#include "secret/secret.h"
#include "store/schema.h"

enum status flow_get_ready(struct arena *mem, struct round_rules *out, struct err *err)
{
    TRY(secret_start(err));
    TRY(content_instrument(mem, content_default_instrument, &out->instrument, err));
    TRY(content_model(mem, out->instrument->model, &out->model, err));
    return content_past_models(mem, out->model->key, &out->past, err);
}

enum status flow_open(const char *url, int64_t now, struct db **out, struct err *err)
{
    TRY(db_open(url, out, err));
    enum status status = store_schema_upgrade(*out, now, err);
    if (status != OK)
        db_close(*out);
    return status;
}

void flow_close(struct db *db) { db_close(db); }

bool flow_opened_reads_wait(const char *url)
{
    return strncmp(url, "sqlite:", strlen("sqlite:")) != 0;
}

const char *flow_opened_folder(struct arena *mem, const char *url)
{
    if (flow_opened_reads_wait(url))
        return NULL;
    const char *path = url + strlen("sqlite:"), *slash = strrchr(path, '/');
    if (!slash)
        return ".";
    return slash == path ? "/" : arena_copy(mem, path, (size_t)(slash - path));
}

size_t flow_opened_files(struct arena *mem, const char *url, const char *out[], size_t room)
{
    static const char *const names[] = { "sslrootcert=", "sslcert=", "sslkey=", "passfile=" };
    size_t count = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names && count < room; i++) {
        const char *at = flow_opened_reads_wait(url) ? strstr(url, names[i]) : NULL;
        if (!at)
            continue;
        at += strlen(names[i]);
        out[count++] = arena_copy(mem, at, strcspn(at, "& "));
    }
    return count;
}
