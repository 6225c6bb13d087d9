/* Each command says what it wants; the reading is here once. */
#include "cli/store_options.h"

#include <assert.h>
#include <inttypes.h>

enum { NUMBERS_MAX = 8, NUMBER_BYTES = 24 };

void cli_say(FILE *stream, const struct cli *cli, enum word sentence, const char *const args[],
             size_t count)
{
    struct arena mem = arena_with_limit(1 << 20);
    fprintf(stream, "%s\n", words_fill(&mem, cli->lang, sentence, args, count));
    arena_free(&mem);
}

void cli_say_numbers(FILE *stream, const struct cli *cli, enum word sentence,
                     const int64_t numbers[], size_t count)
{
    char texts[NUMBERS_MAX][NUMBER_BYTES];
    const char *args[NUMBERS_MAX];
    assert(count <= NUMBERS_MAX);
    for (size_t i = 0; i < count; i++) {
        snprintf(texts[i], NUMBER_BYTES, "%" PRId64, numbers[i]);
        args[i] = texts[i];
    }
    cli_say(stream, cli, sentence, args, count);
}

static int misused(const struct cli *cli, const char *command, enum word sentence,
                   const char *arg)
{
    struct arena mem = arena_with_limit(1 << 20);
    int code = cli_misused(cli, command, words_fill(&mem, cli->lang, sentence, &arg, 1));
    arena_free(&mem);
    return code;
}

static int check_needed(const struct cli *cli, const char *command,
                        const struct store_option *list, size_t count)
{
    char name[40];
    for (size_t i = 0; i < count; i++) {
        if (!list[i].needed || *list[i].text)
            continue;
        snprintf(name, sizeof name, "--%s", list[i].name);
        return misused(cli, command, WORD_CLI_OPTION_MISSING, name);
    }
    return EXIT_DONE;
}

static int read_words(const struct cli *cli, int argc, char **argv, struct store_words *words)
{
    size_t count = 0;
    for (int i = optind; i < argc; i++) {
        if (count == words->wanted + words->optional)
            return misused(cli, argv[0], WORD_CLI_EXTRA, argv[i]);
        words->list[count++] = argv[i];
    }
    if (count < words->wanted)
        return misused(cli, argv[0], WORD_CLI_OPTION_MISSING, words->what);
    return EXIT_DONE;
}

int cli_store_options(struct cli *cli, int argc, char **argv, const struct store_option *list,
                      size_t count, struct store_words *words, bool *help)
{
    static const struct option common[] = { CLI_COMMON_OPTIONS };
    enum { COMMON = sizeof common / sizeof *common };
    struct option options[STORE_OPTIONS_MAX + COMMON];
    assert(count <= STORE_OPTIONS_MAX && words->wanted + words->optional <= STORE_WORDS_MAX);
    for (size_t i = 0; i < count; i++)
        options[i] =
            (struct option){ list[i].name, list[i].text ? required_argument : no_argument, NULL,
                             (int)i + 1 };
    for (size_t i = 0; i < COMMON; i++)
        options[count + i] = common[i];
    int option;
    while ((option = cli_next(cli, argc, argv, options)) != OPTION_END) {
        *help = option == OPTION_HELP;
        if (*help)
            return EXIT_DONE;
        if (option == OPTION_WRONG)
            return EXIT_BAD_USAGE;
        const struct store_option *found = &list[option - 1];
        if (found->text)
            *found->text = optarg;
        else
            *found->flag = true;
    }
    int code = check_needed(cli, argv[0], list, count);
    return code == EXIT_DONE ? read_words(cli, argc, argv, words) : code;
}
