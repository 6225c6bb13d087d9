/* page2c: compiles a page (.html) or a picture (.svg) into C, so that a template that names
 * a field its struct lacks does not compile, with the error on the template's own line.
 *
 *     page2c header FILE      what others include
 *     page2c code FILE        the functions
 *
 *   {{ expr }}                 writes expr, escaped for where it stands; one line
 *   \ at the end of a line     the line does not end here
 *   {% C code %}               on lines of its own: loops, conditions, other pages
 *   {% page NAME: PARAMS %}    starts page_NAME(struct html *out, PARAMS); also `plot`
 *   {% part NAME: PARAMS %}    starts part_NAME, for this file alone
 *   {% include "file.h" %}     what the parameters need
 *   {% embed "file.css" %}     inside <style>: that file, as it is
 *   {% enters a b %}           these elements are open already; {% leaves a b %} stay open
 *
 * The escaper follows from the place of the hole. A hole where none is safe (a script, a
 * style, an attribute's name, an unquoted value, on… or style="") is refused, and so is an
 * element left open: with file and line. */
#include "markup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct template
{
    struct arena mem;
    struct markup markup;
    const char *path, *at;
    struct text header, code, plain; /* plain: markup not yet written to the code */
    bool in_function;
};

static char *read_file(struct arena *mem, const char *path)
{
    char block[4096];
    size_t length;
    struct text all = { .mem = mem };
    FILE *file = fopen(path, "r");
    if (!file)
        return NULL;
    while ((length = fread(block, 1, sizeof block, file)) > 0)
        text_add_bytes(&all, block, length);
    fclose(file);
    return text_is_utf8(text_done(&all), all.length) ? all.start : NULL;
}

/* One C string a line, so that the generated file can be read. */
static void write_plain(struct template *in)
{
    if (in->plain.length == 0)
        return;
    text_add(&in->code, "    html_markup(out, \"");
    const char *end = in->plain.start + in->plain.length;
    for (const char *at = in->plain.start; at < end; at++) {
        if (*at == '\n')
            text_add(&in->code, at + 1 < end ? "\\n\"\n                     \"" : "\\n");
        else if (*at == '"' || *at == '\\')
            text_add_format(&in->code, "\\%c", *at);
        else if (*at == '?') /* no trigraph */
            text_add(&in->code, "\\?");
        else
            text_add_bytes(&in->code, at, 1);
    }
    text_add(&in->code, "\");\n");
    in->plain.length = 0;
}

static void write_line_mark(struct template *in)
{
    text_add_format(&in->code, "#line %d \"%s\"\n", in->markup.line, in->path);
}

static void end_function(struct template *in)
{
    if (!in->in_function)
        return;
    write_plain(in);
    markup_end(&in->markup);
    text_add(&in->code, "}\n\n");
    in->in_function = false;
}

/* `directive` is "page NAME: PARAMS" or "page NAME". */
static void start_function(struct template *in, const char *directive)
{
    char kind[8], name[64];
    end_function(in);
    int taken = 0;
    if (sscanf(directive, "%7[a-z] %63[a-z0-9_]%n", kind, name, &taken) != 2)
        markup_refuse(&in->markup, "a name is a-z 0-9 _", directive);
    const char *rest = directive + taken + strspn(directive + taken, " \n");
    if (*rest && *rest != ':')
        markup_refuse(&in->markup, "NAME or NAME: PARAMETERS expected", directive);
    const char *parameters = *rest ? rest + 1 : "";
    const char *comma = *rest ? "," : "";
    bool own = strcmp(kind, "part") == 0;
    write_line_mark(in);
    text_add_format(&in->code, "%svoid %s_%s(struct html *out%s%s)\n{\n", own ? "static " : "",
                    kind, name, comma, parameters);
    if (!own)
        text_add_format(&in->header, "void %s_%s(struct html *out%s%s);\n", kind, name, comma,
                        parameters);
    markup_start(&in->markup);
    in->in_function = true;
}

static const char *quoted(struct template *in, const char *directive)
{
    const char *open = strchr(directive, '"');
    const char *close = open ? strchr(open + 1, '"') : NULL;
    if (!close)
        markup_refuse(&in->markup, "a name in quotes expected", directive);
    return arena_copy(&in->mem, open + 1, (size_t)(close - open - 1));
}

/* The file's path is relative to the template's folder. */
static void embed(struct template *in, const char *directive)
{
    const char *name = quoted(in, directive);
    const char *slash = strrchr(in->path, '/');
    int folder = slash ? (int)(slash - in->path + 1) : 0;
    char *content = read_file(&in->mem, arena_text(&in->mem, "%.*s%s", folder, in->path, name));
    if (!content)
        markup_refuse(&in->markup, "cannot be read as UTF-8", name);
    if (!in->markup.raw[0])
        markup_refuse(&in->markup, "embed stands inside <style>", name);
    if (strstr(content, "</"))
        markup_refuse(&in->markup, "holds </, which would end its element", name);
    text_add(&in->plain, content);
}

static bool is(const char *directive, const char *keyword)
{
    size_t length = strlen(keyword);
    return strncmp(directive, keyword, length) == 0 && directive[length] == ' ';
}

static bool calls_a_page(const char *code)
{
    return strncmp(code, "page_", 5) == 0 || strncmp(code, "plot_", 5) == 0 ||
           strncmp(code, "part_", 5) == 0;
}

static void obey(struct template *in, const char *directive)
{
    if (is(directive, "include")) {
        text_add_format(&in->header, "#%s\n", directive);
        return;
    }
    if (is(directive, "page") || is(directive, "plot") || is(directive, "part")) {
        start_function(in, directive);
        return;
    }
    if (!in->in_function)
        markup_refuse(&in->markup, "stands before the first page", directive);
    if (is(directive, "enters"))
        markup_enters(&in->markup, directive + strlen("enters"));
    else if (is(directive, "leaves"))
        markup_leaves(&in->markup, directive + strlen("leaves"));
    else if (is(directive, "embed"))
        embed(in, directive);
    else {
        if (calls_a_page(directive) && !markup_between_tags(&in->markup))
            markup_refuse(&in->markup, "a page is called between tags only", directive);
        write_plain(in);
        write_line_mark(in);
        text_add_format(&in->code, "    %s\n", directive);
    }
}

/* At "{%", first on its line. Takes the whole of its last line. */
static void read_directive(struct template *in)
{
    const char *start = in->at + 2 + strspn(in->at + 2, " ");
    const char *end = strstr(start, "%}");
    if (!end)
        markup_refuse(&in->markup, "{% without %}", NULL);
    const char *next = end + 2 + strspn(end + 2, " ");
    if (*next && *next != '\n')
        markup_refuse(&in->markup, "nothing may follow %} on its line", NULL);
    while (end > start && end[-1] == ' ')
        end--;
    obey(in, arena_copy(&in->mem, start, (size_t)(end - start)));
    for (; in->at < next; in->at++)
        in->markup.line += *in->at == '\n';
}

static void read_hole(struct template *in)
{
    const char *start = in->at + 2;
    const char *end = strstr(start, "}}");
    if (!end || (size_t)(end - start) > strcspn(start, "\n"))
        markup_refuse(&in->markup, "{{ without }} on its line", NULL);
    const char *escaper = markup_escaper(&in->markup);
    write_plain(in);
    write_line_mark(in);
    text_add_format(&in->code, "    %s(out, %.*s);\n", escaper, (int)(end - start), start);
    markup_hole(&in->markup);
    in->at = end + 2;
}

static void read_markup(struct template *in)
{
    while (*in->at && *in->at != '\n') {
        if (strncmp(in->at, "{%", 2) == 0)
            markup_refuse(&in->markup, "{% must be first on its line", NULL);
        if (strncmp(in->at, "\\\n", 2) == 0) {
            in->at++; /* joined to the next line: no line end is written */
            return;
        }
        if (strncmp(in->at, "{{", 2) == 0) {
            read_hole(in);
        } else {
            markup_byte(&in->markup, in->at);
            text_add_bytes(&in->plain, in->at++, 1);
        }
    }
    if (in->in_function && *in->at) {
        markup_byte(&in->markup, in->at);
        text_add(&in->plain, "\n");
    }
}

static void read_line(struct template *in)
{
    size_t indent = strspn(in->at, " \t");
    if (strncmp(in->at + indent, "{%", 2) == 0) {
        in->at += indent;
        read_directive(in);
    } else if (!in->in_function && in->at[indent] != '\n' && in->at[indent] != '\0') {
        markup_refuse(&in->markup, "stands before the first page", NULL);
    } else {
        read_markup(in);
    }
    if (*in->at) {
        in->at++;
        in->markup.line++;
    }
}

/* page/portrait.html: its header is page/portrait_html.h. */
static const char *header_name(struct template *in)
{
    const char *name = in->path, *slashes[2] = { in->path, in->path };
    for (const char *at = in->path; *at; at++)
        if (*at == '/') {
            slashes[0] = slashes[1];
            slashes[1] = at + 1;
        }
    name = slashes[0];
    char *copy = arena_text(&in->mem, "%s.h", name);
    char *dot = strrchr(copy, '.');
    for (char *at = copy; at < dot; at++)
        if (*at == '.')
            *at = '_';
    return copy;
}

int main(int argc, char **argv)
{
    if (argc != 3 || (strcmp(argv[1], "header") != 0 && strcmp(argv[1], "code") != 0)) {
        fprintf(stderr, "usage: page2c header|code FILE\n");
        return 2;
    }
    struct template in = { .mem = arena_with_limit((size_t)256 << 20), .path = argv[2] };
    in.markup = (struct markup){ .path = argv[2], .line = 1 };
    in.header.mem = in.code.mem = in.plain.mem = &in.mem;
    in.at = read_file(&in.mem, argv[2]);
    if (!in.at)
        markup_refuse(&in.markup, "cannot be read as UTF-8", NULL);
    while (*in.at)
        read_line(&in);
    if (!in.in_function)
        markup_refuse(&in.markup, "no page in it", NULL);
    end_function(&in);
    if (strcmp(argv[1], "header") == 0)
        printf("/* Made by page2c. */\n#pragma once\n#include \"html/html.h\"\n%s",
               text_done(&in.header));
    else
        printf("/* Made by page2c. */\n#include \"%s\"\n\n%s", header_name(&in),
               text_done(&in.code));
    arena_free(&in.mem);
    return 0;
}
