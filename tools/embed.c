/* Files as a C header: `embed NAME FILE... > NAME.h`. The header defines a table NAME of
 * `struct embedded`, one entry a file in the order given, ended by an entry without name.
 * The name of an entry is the file's own, without its folder. The bytes are followed by a
 * NUL that `length` does not count, so that a text file can be used as a string. NAME_hash
 * is a text that changes when any of them does. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char *own_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Always three octal digits, so that a digit after them is not taken for a fourth; the
 * question mark too, because two of them begin a trigraph. */
static void write_byte(int byte)
{
    if (byte >= ' ' && byte <= '~' && !strchr("\"\\?", byte))
        putchar(byte);
    else
        printf("\\%03o", (unsigned)byte);
    if (byte == '\n')
        printf("\"\n    \"");
}

/* FNV-1a of all bytes: an address that holds it changes with them. */
static unsigned long long hash = 14695981039346656037u;

static int write_file(const char *name, int number, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        fprintf(stderr, "embed: %s: %s\n", path, strerror(errno));
        return 1;
    }
    printf("static const char %s_%d[] =\n    \"", name, number);
    for (int byte; (byte = fgetc(file)) != EOF;) {
        write_byte(byte);
        hash = (hash ^ (unsigned)byte) * 1099511628211u;
    }
    printf("\";\n");
    int broken = ferror(file);
    fclose(file);
    if (broken)
        fprintf(stderr, "embed: %s: cannot be read\n", path);
    return broken;
}

int main(int count, char **words)
{
    if (count < 3) {
        fprintf(stderr, "usage: embed NAME FILE... > NAME.h\n");
        return 2;
    }
    const char *name = words[1];
    printf("/* Made by tools/embed. */\n#include <stddef.h>\n"
           "#ifndef EMBEDDED\n#define EMBEDDED\n"
           "struct embedded {\n    const char *name, *bytes;\n    size_t length;\n};\n"
           "#endif\n");
    for (int i = 2; i < count; i++)
        if (write_file(name, i - 2, words[i]))
            return 1;
    printf("static const struct embedded %s[] = {\n", name);
    for (int i = 2; i < count; i++)
        printf("    { \"%s\", %s_%d, sizeof %s_%d - 1 },\n", own_name(words[i]), name, i - 2,
               name, i - 2);
    printf("    { NULL, NULL, 0 },\n};\n");
    printf("static const char %s_hash[] __attribute__((unused)) = \"%016llx\";\n", name, hash);
    return fflush(stdout) || ferror(stdout);
}
