/* Gives each file of a folder to a fuzz target once: what once broke it must not again. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { FILE_BYTES = 1 << 20 };

static int is_input(const struct dirent *entry) { return entry->d_name[0] != '.'; }

static int replayed(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *in = fopen(path, "rb");
    if (!in)
        return 0;
    /* A block of exactly that size, so that a read past its end is seen. */
    static uint8_t bytes[FILE_BYTES];
    size_t length = fread(bytes, 1, sizeof bytes, in);
    fclose(in);
    uint8_t *exact = malloc(length ? length : 1);
    if (!exact)
        return 0;
    memcpy(exact, bytes, length);
    int taken = LLVMFuzzerTestOneInput(exact, length) == 0;
    free(exact);
    return taken;
}

int main(int argc, char **argv)
{
    struct dirent **inputs;
    int count = argc == 2 ? scandir(argv[1], &inputs, is_input, alphasort) : -1;
    if (count < 1) {
        fprintf(stderr, "replay needs a folder with at least one input\n");
        return 1;
    }
    printf("1..%d\n", count);
    int failed = 0;
    for (int i = 0; i < count; i++) {
        int taken = replayed(argv[1], inputs[i]->d_name);
        failed += !taken;
        printf("%s %d - %s_is_survived\n", taken ? "ok" : "not ok", i + 1, inputs[i]->d_name);
        fflush(stdout);
        free(inputs[i]);
    }
    free(inputs);
    return failed > 0;
}
