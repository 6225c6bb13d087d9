/* Fields of the form that waits stand in the sign-in form behind a prefix. */
#include "web/resume.h"

#include <string.h>

#include "base/text.h"
#include "web/guard.h"

static const char carried[] = "suite.", way[] = "retour";
enum { PATH_MAX_BYTES = 500 };

/* Browsers take tabs and line ends out of an address: "/", tab, "/" would name another host. */
bool resume_path_fits(const char *path)
{
    for (const char *c = path; *c; c++)
        if ((unsigned char)*c <= ' ' || *c == '\\' || *c == 0x7f)
            return false;
    return path[0] == '/' && path[1] != '/' && strlen(path) <= PATH_MAX_BYTES;
}

/* A passphrase is given back to nobody: then only where they were is kept. */
static bool holds_passphrase(const struct form *form)
{
    static const char *const names[] = { "password", "present", "nouvelle" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (form_has(form, names[i]))
            return true;
    return false;
}

/* The name without its prefix, or with it; NULL: not one of those that are carried on. */
static const char *renamed(struct request *request, const char *name, bool refused)
{
    size_t length = sizeof carried - 1;
    if (!refused)
        return strncmp(name, carried, length) == 0 ? name : NULL;
    bool ours = strcmp(name, form_token_field) == 0 || strlen(name) + length > FORM_NAME_MAX;
    return ours ? NULL : arena_text(request->mem, "%s%s", carried, name);
}

static void add_fields(struct request *request, bool refused, struct resume *out)
{
    const struct form *form = &request->form;
    struct resumed_field *fields = NEW_ARRAY(request->mem, struct resumed_field, form->count);
    for (size_t i = 0; i < form->count; i++) {
        const char *name = renamed(request, form->fields[i].name, refused);
        if (name)
            fields[out->count++] = (struct resumed_field){ name, name + sizeof carried - 1,
                                                           form->fields[i].value };
    }
    out->fields = fields;
}

struct resume resume_refused(struct request *request)
{
    bool sent = request->method == POST;
    const char *path = sent ? request->path : request->target;
    struct resume out = { .path = resume_path_fits(path) ? path : NULL };
    if (sent && out.path && !holds_passphrase(&request->form))
        add_fields(request, true, &out);
    return out;
}

struct resume resume_carried(struct request *request)
{
    const struct form *from = request->method == POST ? &request->form : &request->query;
    const char *path = form_value(from, way);
    struct resume out = { .path = path && resume_path_fits(path) ? path : NULL };
    if (request->method == POST && out.path)
        add_fields(request, false, &out);
    return out;
}

const char *resume_address(struct request *request, const char *path)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-_";
    struct text text = { .mem = request->mem };
    if (!path)
        return NULL;
    text_add_format(&text, "/entrer?%s=", way);
    for (const char *c = path; *c; c++)
        if (strchr(plain, *c))
            text_add_bytes(&text, c, 1);
        else
            text_add_format(&text, "%%%02X", (unsigned)(unsigned char)*c);
    return text_done(&text);
}
