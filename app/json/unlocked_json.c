/* Kept apart from the released tree, so that reading this one file tells all that leaves
 * without the gate. */
#include "json/unlocked_json.h"

#include "measure/agree.h"
#include "measure/flow.h"
#include "measure/rank.h"

static void put(json_t *object, const char *key, json_t *value)
{
    json_object_set_new_nocheck(object, key, value);
}

void json_unlocked(json_t *round, const struct raw_round *raw)
{
    (void)raw;
    put(round, "raw", json_null());
}
