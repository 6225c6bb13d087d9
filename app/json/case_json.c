/* Finds the module a case belongs to and runs it. */
#include "json/case_json.h"

#include <string.h>

#include "json/case_parts.h"

static const struct case_module *module_named(const char *name)
{
    const struct case_module *const all[] = { case_agree_modules,   case_rank_modules,
                                              case_network_modules, case_srm_modules,
                                              case_chain_modules,   case_item_modules };
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

enum status json_case(struct arena *mem, const char *name, const char *text, size_t length,
                      const struct case_tables *tables, const char **out, struct err *err)
{
    json_error_t where;
    json_t *given = json_loadb(text, length, JSON_REJECT_DUPLICATES, &where);
    if (given == NULL)
        return fail(err, BAD_INPUT, "%s:%d:%d: not JSON: %s", name, where.line, where.column,
                    where.text);
    struct case_reading in = { .mem = mem,
                               .name = name,
                               .given = given,
                               .out = json_object(),
                               .tables = tables,
                               .err = err };
    enum status status = run(&in);
    if (status == OK)
        *out = as_text(mem, in.out);
    json_decref(in.out);
    json_decref(given);
    return status;
}
