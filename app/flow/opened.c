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
