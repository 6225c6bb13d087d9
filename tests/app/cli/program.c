#include "program.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static char folder[] = "/tmp/alliage-test-XXXXXX";
static char *kept_out, *kept_said;

int program_start(void **state)
{
    (void)state;
    assert_non_null(getenv("ALLIAGE"));
    assert_non_null(mkdtemp(folder));
    assert_int_equal(setenv("D", folder, 1), 0);
    assert_int_equal(setenv("LANG", "en_GB.UTF-8", 1), 0);
    return 0;
}

int program_end(void **state)
{
    (void)state;
    free(kept_out);
    free(kept_said);
    if (system("rm -rf \"$D\"") != 0)
        print_message("%s could not be removed\n", folder);
    return 0;
}

const char *program_path(const char *name)
{
    static char path[4][256];
    static int turn;
    turn = (turn + 1) % 4;
    snprintf(path[turn], sizeof path[turn], "%s/%s", folder, name);
    return path[turn];
}

const char *program_write(const char *name, const char *text)
{
    const char *path = program_path(name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
    return path;
}

static char *read_whole(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t room = 1 << 16, used = 0, got;
    char *text = malloc(room + 1);
    assert_non_null(text);
    while ((got = fread(text + used, 1, room - used, file)) > 0) {
        used += got;
        if (used == room)
            text = realloc(text, (room *= 2) + 1);
        assert_non_null(text);
    }
    fclose(file);
    text[used] = '\0';
    *length = used;
    return text;
}

static struct ran run(const char *format, va_list args)
{
    char asked[1500], line[1700];
    size_t said_length;
    vsnprintf(asked, sizeof asked, format, args);
    snprintf(line, sizeof line, "{ \"$ALLIAGE\" %s; } >\"$D/.out\" 2>\"$D/.said\"", asked);
    int status = system(line);
    struct ran ran = { .code = WIFEXITED(status) ? WEXITSTATUS(status) : -1 };
    free(kept_out);
    free(kept_said);
    kept_out = read_whole(program_path(".out"), &ran.out_length);
    kept_said = read_whole(program_path(".said"), &said_length);
    ran.out = kept_out;
    ran.said = kept_said;
    return ran;
}

struct ran program_run(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct ran ran = run(format, args);
    va_end(args);
    return ran;
}

struct ran program_expect(int code, const char *said, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct ran ran = run(format, args);
    va_end(args);
    if (ran.code != code || !strstr(ran.said, said))
        fail_msg("alliage %s: ended with %d, not %d, and said \"%s\", not \"%s\"", format,
                 ran.code, code, ran.said, said);
    return ran;
}
