/* YAML to a tree in the arena, by libyaml's document interface: every node there has its
 * line and column. The document is opened and closed here; what leaves belongs to `mem`. */
#include "content/tree.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

#include "base/text.h"
#include "content/content.h"

/* Our largest file has about 600 nodes; 200 items of 6 keys have 2,600. The limit keeps a
 * megabyte of brackets from taking a hundred megabytes of nodes, and a file of anchors, each
 * compared with all before it, under a tenth of a second. */
enum { NODES_MAX = 6000 };

static enum status fail_at(const char *file, size_t line, size_t column, struct err *err,
                           const char *what)
{
    return fail(err, BAD_INPUT, "%s:%zu:%zu: %s", file, line, column, what);
}

enum status tree_fail(const struct tree *at, struct err *err, const char *format, ...)
{
    char what[ERR_TEXT_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    return fail_at(at->file, at->line, at->column, err, what);
}

/* What no text file of ours contains, found before the parser sees it because its own
 * sentences about these are obscure. */
static const char *wrong_byte(const char *line, size_t length, size_t *column)
{
    bool indent = true;
    *column = 1;
    if (length && line[0] == '%') /* 70,000 of them keep libyaml busy for ten seconds */
        return "a line that begins with %; such directives are not used here, leave it out";
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)line[i];
        *column = i + 1;
        if (byte == '\t' && indent)
            return "a tab; indent with spaces";
        if ((byte < ' ' && byte != '\t' && byte != '\r') || byte == 0x7f)
            return "a control character; the file must be plain text in UTF-8";
        indent = indent && byte == ' ';
    }
    *column = 1;
    return text_is_utf8(line, length) ? NULL
                                      : "not UTF-8; save the file with UTF-8 as its encoding";
}

static enum status accept_bytes(const char *file, const char *bytes, size_t length,
                                struct err *err)
{
    if (length > CONTENT_BYTES_MAX)
        return fail(err, BAD_INPUT, "%s:1:1: %zu bytes; a content file has at most %d", file,
                    length, CONTENT_BYTES_MAX);
    const char *at = bytes, *end = bytes + length;
    for (size_t line = 1; at < end; line++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (!stop)
            stop = end;
        size_t column;
        const char *wrong = wrong_byte(at, (size_t)(stop - at), &column);
        if (wrong)
            return fail_at(file, line, column, err, wrong);
        at = stop < end ? stop + 1 : end;
    }
    return OK;
}

static enum status fail_parser(const char *file, const yaml_parser_t *parser, struct err *err)
{
    /* The reader, which sees bytes before lines, tells no line: it stops within one of
     * the mark. */
    const yaml_mark_t *mark =
        parser->error == YAML_READER_ERROR ? &parser->mark : &parser->problem_mark;
    return fail(err, BAD_INPUT,
                "%s:%zu:%zu: not YAML: %s; put a text that contains a colon, a dash or a # "
                "between quotes, and indent with spaces",
                file, mark->line + 1, mark->column + 1,
                parser->problem ? parser->problem : "cannot be read");
}

struct shape {
    size_t nodes, depth, documents;
    size_t line, column;
};

static const char *wrong_shape(struct shape *shape, const yaml_event_t *event)
{
    shape->line = event->start_mark.line + 1;
    shape->column = event->start_mark.column + 1;
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        shape->documents++;
        break;
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        shape->depth++;
        shape->nodes++;
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        shape->depth--;
        break;
    default:
        shape->nodes++;
    }
    if (shape->documents > 1)
        return "a second document begins here; one file holds one, without ---";
    if (shape->depth > CONTENT_DEPTH_MAX)
        return "nested too deep; nothing in such a file goes beyond five levels";
    return shape->nodes > NODES_MAX ? "too many values; a file has at most 6,000" : NULL;
}

/* A first reading, event by event, keeps nothing: after it the document is known to be
 * small. */
static enum status accept_shape(const char *file, const char *bytes, size_t length,
                                struct err *err)
{
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        return fail(err, BROKEN, "%s: no memory to read it", file);
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, length);
    enum status status = OK;
    struct shape shape = { 0 };
    for (bool more = true; more && status == OK;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            status = fail_parser(file, &parser, err);
            break;
        }
        more = event.type != YAML_STREAM_END_EVENT;
        const char *wrong = wrong_shape(&shape, &event);
        if (wrong)
            status = fail_at(file, shape.line, shape.column, err, wrong);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return status;
}

static void copy_table(struct arena *mem, struct tree *tree, const yaml_node_t *node,
                       const struct tree *all)
{
    const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
    tree->kind = TREE_TABLE;
    tree->count = (size_t)(node->data.mapping.pairs.top - pair);
    tree->keys = NEW_ARRAY(mem, const struct tree *, tree->count);
    tree->values = NEW_ARRAY(mem, const struct tree *, tree->count);
    for (size_t i = 0; i < tree->count; i++) {
        tree->keys[i] = &all[pair[i].key - 1];
        tree->values[i] = &all[pair[i].value - 1];
    }
}

static void copy_list(struct arena *mem, struct tree *tree, const yaml_node_t *node,
                      const struct tree *all)
{
    const yaml_node_item_t *item = node->data.sequence.items.start;
    tree->kind = TREE_LIST;
    tree->count = (size_t)(node->data.sequence.items.top - item);
    tree->values = NEW_ARRAY(mem, const struct tree *, tree->count);
    for (size_t i = 0; i < tree->count; i++)
        tree->values[i] = &all[item[i] - 1];
}

/* libyaml numbers its nodes from 1, the root first, so that a tree is an array and no
 * recursion is needed, even for a document that contains itself. */
static const struct tree *copy_document(struct arena *mem, const char *file,
                                        const yaml_document_t *document)
{
    const yaml_node_t *node = document->nodes.start;
    size_t count = (size_t)(document->nodes.top - node);
    struct tree *all = NEW_ARRAY(mem, struct tree, count);
    for (size_t i = 0; i < count; i++, node++) {
        struct tree *tree = &all[i];
        tree->file = file;
        tree->line = node->start_mark.line + 1;
        tree->column = node->start_mark.column + 1;
        if (node->type == YAML_MAPPING_NODE) {
            copy_table(mem, tree, node, all);
        } else if (node->type == YAML_SEQUENCE_NODE) {
            copy_list(mem, tree, node, all);
        } else {
            tree->kind = TREE_TEXT;
            tree->length = node->data.scalar.length;
            tree->text = arena_copy(mem, (const char *)node->data.scalar.value, tree->length);
        }
    }
    return count ? all : NULL;
}

enum status tree_parse(struct arena *mem, const char *file, const char *bytes, size_t length,
                       const struct tree **out, struct err *err)
{
    TRY(accept_bytes(file, bytes, length, err));
    TRY(accept_shape(file, bytes, length, err));
    file = arena_copy(mem, file, strlen(file));
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        return fail(err, BROKEN, "%s: no memory to read it", file);
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, length);
    yaml_document_t document;
    enum status status = OK;
    if (yaml_parser_load(&parser, &document)) {
        *out = copy_document(mem, file, &document);
        if (!*out)
            status = fail_at(file, 1, 1, err, "the file is empty; see docs/instrument.md");
        yaml_document_delete(&document);
    } else {
        status = fail_parser(file, &parser, err);
    }
    yaml_parser_delete(&parser);
    return status;
}
