/* The few states of HTML that matter to an escaper. Stricter than a browser on purpose:
 * what is not plainly well formed is refused, so that there is nothing to guess. */
#include "markup.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void markup_refuse(const struct markup *markup, const char *what, const char *detail)
{
    fprintf(stderr, "%s:%d: error: %s%s%s\n", markup->path, markup->line, what,
            detail ? ": " : "", detail ? detail : "");
    exit(1);
}

static bool listed(const char *name, const char *const list[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, list[i]) == 0)
            return true;
    return false;
}
#define LISTED(name, list) listed((name), (list), sizeof(list) / sizeof *(list))

static bool is_void(const char *name)
{
    static const char *const names[] = { "area",   "base",  "br",    "col",  "embed",
                                         "hr",     "img",   "input", "link", "meta",
                                         "source", "track", "wbr" };
    return LISTED(name, names);
}

void markup_start(struct markup *markup)
{
    markup->depth = markup->leave_count = 0;
    markup->place = BETWEEN_TAGS;
    markup->raw[0] = '\0';
}

void markup_end(struct markup *markup)
{
    if (markup->place != BETWEEN_TAGS)
        markup_refuse(markup, "ends inside a tag, a comment, a script or a style", NULL);
    for (size_t i = 0; i < markup->depth || i < markup->leave_count; i++) {
        if (i >= markup->depth)
            markup_refuse(markup, "says it leaves open what it does not", markup->leaves[i]);
        if (i < markup->leave_count && strcmp(markup->open[i].name, markup->leaves[i]) == 0)
            continue;
        markup->line = markup->open[i].line;
        markup_refuse(markup, "is never closed", markup->open[i].name);
    }
}

static void push(struct markup *markup, const char *name)
{
    if (markup->depth == DEPTH_MAX)
        markup_refuse(markup, "too deep", name);
    struct element *element = &markup->open[markup->depth++];
    snprintf(element->name, sizeof element->name, "%s", name);
    element->line = markup->line;
}

void markup_enters(struct markup *markup, const char *names)
{
    char name[NAME_BYTES];
    int taken;
    for (; sscanf(names, " %31[a-z0-9]%n", name, &taken) == 1; names += taken)
        push(markup, name);
}

void markup_leaves(struct markup *markup, const char *names)
{
    int taken;
    for (; markup->leave_count < DEPTH_MAX &&
           sscanf(names, " %31[a-z0-9]%n", markup->leaves[markup->leave_count], &taken) == 1;
         names += taken)
        markup->leave_count++;
}

static void add_to_name(struct markup *markup, char name[NAME_BYTES], char byte)
{
    size_t length = strlen(name);
    if (length + 1 == NAME_BYTES)
        markup_refuse(markup, "a name too long", name);
    name[length] = byte;
    name[length + 1] = '\0';
}

static void pop(struct markup *markup)
{
    if (markup->depth == 0)
        markup_refuse(markup, "closes what is not open", markup->tag);
    struct element *top = &markup->open[markup->depth - 1];
    if (strcmp(top->name, markup->tag) != 0)
        markup_refuse(markup, "closes before what it holds", markup->tag);
    markup->depth--;
}

static void tag_done(struct markup *markup)
{
    static const char *const raw[] = { "script", "style" };
    markup->place = BETWEEN_TAGS;
    if (markup->closing) {
        pop(markup);
    } else if (markup->last != '/' && !is_void(markup->tag)) {
        push(markup, markup->tag);
        if (LISTED(markup->tag, raw)) {
            memcpy(markup->raw, markup->tag, sizeof markup->raw);
            markup->place = IN_RAW;
        }
    }
}

static void start_tag(struct markup *markup, const char *at)
{
    if (strncmp(at, "<!--", 4) == 0) {
        markup->place = IN_COMMENT;
        return;
    }
    if (at[1] == '!') {
        markup->place = IN_DECLARATION;
        return;
    }
    markup->closing = at[1] == '/';
    if (!isalpha((unsigned char)at[1 + markup->closing]))
        markup_refuse(markup, "a bare <: write &lt;", NULL);
    markup->place = IN_TAG;
    markup->tag[0] = markup->attribute[0] = '\0';
    markup->value_due = false;
    for (at += 1 + markup->closing; isalnum((unsigned char)*at) || *at == '-'; at++)
        add_to_name(markup, markup->tag, *at);
}

static void byte_in_tag(struct markup *markup, char byte)
{
    if (byte == '>') {
        tag_done(markup);
    } else if (byte == '"' || byte == '\'') {
        if (!markup->value_due)
            markup_refuse(markup, "a quote that follows no =", NULL);
        markup->place = IN_VALUE;
        markup->quote = byte;
        markup->value_started = markup->value_due = false;
    } else if (markup->value_due) {
        markup_refuse(markup, "a value without quotes", markup->attribute);
    } else if (byte == '=') {
        if (!markup->attribute[0])
            markup_refuse(markup, "an = that follows no name", NULL);
        markup->value_due = true;
    } else if (isspace((unsigned char)byte) || byte == '/') {
        markup->attribute[0] = '\0';
    } else {
        add_to_name(markup, markup->attribute, (char)tolower((unsigned char)byte));
    }
}

void markup_byte(struct markup *markup, const char *at)
{
    char byte = *at;
    switch (markup->place) {
    case BETWEEN_TAGS:
        if (byte == '<')
            start_tag(markup, at);
        break;
    case IN_TAG:
        byte_in_tag(markup, byte);
        break;
    case IN_VALUE:
        markup->value_started = true;
        if (byte == markup->quote) {
            markup->place = IN_TAG;
            markup->attribute[0] = '\0';
        }
        break;
    case IN_COMMENT:
        if (strncmp(at, "-->", 3) == 0)
            markup->place = IN_DECLARATION; /* its own > ends it */
        break;
    case IN_DECLARATION:
        if (byte == '>')
            markup->place = BETWEEN_TAGS;
        break;
    case IN_RAW:
        if (strncmp(at, "</", 2) == 0) {
            markup->raw[0] = '\0';
            start_tag(markup, at);
        }
        break;
    }
    markup->last = byte;
}

static bool is_address(const char *attribute)
{
    static const char *const names[] = { "href",   "src",  "action", "formaction",
                                         "poster", "cite", "data",   "xlink:href" };
    return LISTED(attribute, names);
}

/* A field gives back what it holds, to the letter. */
static bool in_a_field(const struct markup *markup)
{
    return markup->depth > 0 && strcmp(markup->open[markup->depth - 1].name, "textarea") == 0;
}

const char *markup_escaper(const struct markup *markup)
{
    static const char *const never[] = { "style", "srcdoc", "srcset" };
    if (markup->place == BETWEEN_TAGS)
        return in_a_field(markup) ? "html_attribute" : "html_text";
    if (markup->place != IN_VALUE)
        markup_refuse(markup, "a hole stands between tags or between quotes", NULL);
    if (strncmp(markup->attribute, "on", 2) == 0 || LISTED(markup->attribute, never))
        markup_refuse(markup, "no hole is safe in this attribute", markup->attribute);
    if (is_address(markup->attribute))
        return markup->value_started ? "html_url_part" : "html_url";
    return "html_attribute";
}

void markup_hole(struct markup *markup)
{
    markup->value_started = true;
    markup->last = '}';
}

bool markup_between_tags(const struct markup *markup) { return markup->place == BETWEEN_TAGS; }
