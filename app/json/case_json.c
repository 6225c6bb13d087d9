/* Finds the module a case belongs to and runs it. */
#include "json/case_json.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "json/case_parts.h"
#include "json/measure_json.h"

static const struct case_module *module_named(const char *name)
{
    const struct case_module *const all[] = { case_agree_modules,   case_rank_modules,
                                              case_network_modules, case_srm_modules,
                                              case_srm_fit_modules, case_chain_modules,
                                              case_item_modules,    case_team_modules };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        for (const struct case_module *m = all[i]; m->name != NULL; m++)
            if (strcmp(m->name, name) == 0)
                return m;
    return NULL;
}

static enum status run(struct case_reading *in)
{
    const char *name;
    if (!json_is_object(in->given))
        return fail(in->err, BAD_INPUT, "%s: a case is an object {…}", in->name);
    TRY(case_string(in, "module", &name));
    const struct case_module *module = module_named(name);
    if (module == NULL)
        return fail(in->err, BAD_INPUT, "%s: no such module: %.60s", in->name, name);
    case_put(in->out, "module", json_string(name));
    return module->run(in);
}

static const char *as_text(struct arena *mem, const json_t *tree)
{
    enum { DIGITS = 17 };
    size_t flags = JSON_INDENT(1) | JSON_REAL_PRECISION(DIGITS);
    size_t length = json_dumpb(tree, NULL, 0, flags);
    char *text = NEW_ARRAY(mem, char, length + 2);
    json_dumpb(tree, text, length, flags);
    text[length] = '\n';
    return text;
}

/* One figure a line; a list of figures is one line too. */
static void add_value(struct text *text, const json_t *value)
{
    enum { DIGITS = 17 };
    if (json_is_string(value))
        text_add(text, json_string_value(value));
    else if (json_is_boolean(value))
        text_add(text, json_is_true(value) ? "true" : "false");
    else if (json_is_integer(value))
        text_add_format(text, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else if (json_is_real(value))
        text_add_format(text, "%.*g", DIGITS, json_real_value(value));
    for (size_t i = 0; i < json_array_size(value); i++) {
        text_add(text, i == 0 ? "" : ",");
        add_value(text, json_array_get(value, i));
    }
}

static bool holds_trees(const json_t *value)
{
    const json_t *first = json_array_get(value, 0);
    return json_is_object(value) || json_is_object(first) || json_is_array(first);
}

/* The tree is three deep at most: groups, components, figures. */
static void add_lines(struct arena *mem, struct text *text, const char *path, json_t *value)
{
    if (!holds_trees(value)) {
        text_add_format(text, "%s\t", path);
        add_value(text, value);
        text_add(text, "\n");
        return;
    }
    const char *key, *slash = path[0] == '\0' ? "" : "/";
    json_t *part;
    for (size_t i = 0; i < json_array_size(value); i++)
        add_lines(mem, text, arena_text(mem, "%s%s%zu", path, slash, i),
                  json_array_get(value, i));
    json_object_foreach(value, key, part)
        add_lines(mem, text, arena_text(mem, "%s%s%s", path, slash, key), part);
}

const char *case_tree_text(struct arena *mem, json_t *tree, bool as_json)
{
    if (as_json)
        return as_text(mem, tree);
    struct text text = { .mem = mem };
    add_lines(mem, &text, "", tree);
    return text_done(&text);
}

/* null in a case is absence, as it is in every language that writes one; in a list it is a gap,
 * and stays. Objects lie two deep at most. */
static void drop_nulls(json_t *object)
{
    const char *key;
    json_t *value;
    void *next;
    json_object_foreach_safe(object, next, key, value)
    {
        if (json_is_null(value))
            json_object_del(object, key);
        else if (json_is_object(value))
            drop_nulls(value);
    }
}

/* Takes the tree of inputs over. */
static enum status run_given(struct arena *mem, const char *name, json_t *given,
                             const struct case_tables *tables, enum measure_form form,
                             const char **out, struct err *err)
{
    struct case_reading in = { .mem = mem,
                               .name = name,
                               .given = given,
                               .out = json_object(),
                               .tables = tables,
                               .err = err };
    drop_nulls(given);
    enum status status = run(&in);
    if (status == OK)
        *out = case_tree_text(mem, in.out, form == MEASURE_JSON);
    json_decref(in.out);
    json_decref(given);
    return status;
}

enum status json_case(struct arena *mem, const char *name, const char *text, size_t length,
                      const struct case_tables *tables, const char **out, struct err *err)
{
    json_error_t where;
    json_t *given = json_loadb(text, length, JSON_REJECT_DUPLICATES, &where);
    if (given == NULL)
        return fail(err, BAD_INPUT, "%s:%d:%d: not JSON: %s", name, where.line, where.column,
                    where.text);
    return run_given(mem, name, given, tables, MEASURE_JSON, out, err);
}

static json_t *number_or_null(const char *text)
{
    double number;
    return number_read(text, NUMBER_EXPONENT, -HUGE_VAL, HUGE_VAL, &number) ? json_real(number)
                                                                            : json_null();
}

static json_t *list_of(struct arena *mem, const char *text, bool numbers)
{
    json_t *list = json_array();
    while (*text != '\0') {
        size_t length = strcspn(text, ",");
        const char *one = arena_copy(mem, text, length);
        json_array_append_new(list, numbers ? number_or_null(one) : json_string(one));
        text += length + (text[length] == ',');
    }
    return list;
}

static json_t *setting_json(struct arena *mem, const struct measure_setting *setting)
{
    switch (setting->kind) {
    case SETTING_TEXT:
        return json_string(setting->text);
    case SETTING_TRUE:
        return json_true();
    case SETTING_NUMBER:
        return number_or_null(setting->text);
    default:
        return list_of(mem, setting->text, setting->kind == SETTING_NUMBERS);
    }
}

enum status json_measure(struct arena *mem, const char *module, const char *data,
                         const struct measure_setting *settings, size_t count,
                         const struct case_tables *tables, enum measure_form form,
                         const char **out, struct err *err)
{
    json_t *given = json_object();
    case_put(given, "module", json_string(module));
    case_put(given, "data", json_string(data));
    for (size_t i = 0; i < count; i++)
        case_put(given, settings[i].key, setting_json(mem, &settings[i]));
    return run_given(mem, data, given, tables, form, out, err);
}
