/* Built key by key, in the order it is read. */
#include "json/compose_json.h"

static void put(json_t *object, const char *key, json_t *value)
{
    json_object_set_new_nocheck(object, key, value);
}

static json_t *reason_tree(const struct json_reason *reason)
{
    json_t *tree = json_object();
    put(tree, "column", json_string(reason->column));
    put(tree, "distinct", json_integer((json_int_t)reason->reason->distinct));
    if (reason->kind == HORIZON_NUMBER) {
        put(tree, "low", json_real(reason->low));
        put(tree, "high", json_real(reason->high));
    }
    put(tree, "mixed", json_real(reason->reason->mixed));
    put(tree, "everyone", json_real(reason->reason->everyone));
    return tree;
}

json_t *json_composed_team(size_t team, const struct members *members, const char *const *ids,
                           double mean_distance, const struct json_reason *reasons,
                           size_t reason_count)
{
    json_t *tree = json_object(), *people = json_array(), *why = json_array();
    uint32_t first = members->start[team], past = members->start[team + 1];
    for (uint32_t k = first; k < past; k++) {
        uint32_t person = members->person[k];
        json_array_append_new(people, ids ? json_string(ids[person]) : json_integer(person));
    }
    for (size_t r = 0; r < reason_count; r++)
        json_array_append_new(why, reason_tree(&reasons[r]));
    put(tree, "team", json_integer((json_int_t)team));
    put(tree, "size", json_integer(past - first));
    put(tree, "members", people);
    put(tree, "mean_distance", json_real(mean_distance));
    put(tree, "reasons", why);
    return tree;
}

json_t *json_unmet(const char *wish, const char *a, const char *b, const char *skill,
                   size_t team, size_t missing)
{
    json_t *tree = json_object();
    put(tree, "wish", json_string(wish));
    if (a && b)
        put(tree, "people", json_pack("[s,s]", a, b));
    if (skill) {
        put(tree, "skill", json_string(skill));
        put(tree, "missing", json_integer((json_int_t)missing));
    }
    put(tree, "team", json_integer((json_int_t)team));
    return tree;
}
