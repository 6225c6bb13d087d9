/* Option reading shared by the commands. The words are the user's, the option names are not
 * translated. */
#include "cli/command.h"

#include <stdlib.h>
#include <string.h>

#include "words/notes.h"
#include "words/refusal.h"

enum { SENTENCE_BYTES = 512 };

bool cli_lang(const char *text, enum lang *out)
{
    if (!text || (strncmp(text, "fr", 2) != 0 && strncmp(text, "en", 2) != 0))
        return false;
    if (text[2] != '\0' && !strchr("_-.@", text[2]))
        return false;
    *out = text[0] == 'e' ? EN : FR;
    return true;
}

static void print_said(const struct cli *cli, const struct err *err)
{
    struct arena mem = arena_with_limit(1 << 20);
    struct told_refusal said = words_refusal(&mem, cli->lang, err);
    fprintf(stderr, "%s%s\n", said.place, said.sentence);
    arena_free(&mem);
}

void cli_tell(const struct cli *cli, const struct notes *notes)
{
    for (size_t i = 0; i < notes->count; i++)
        print_said(cli, &notes->list[i]);
}

int cli_failed(const struct cli *cli, const struct err *err)
{
    static const int exits[] = {
        [OK] = EXIT_DONE,           [BAD_INPUT] = EXIT_BAD_INPUT, [NOT_FOUND] = EXIT_COULD_NOT,
        [REFUSED] = EXIT_COULD_NOT, [CONFLICT] = EXIT_COULD_NOT,  [BROKEN] = EXIT_COULD_NOT
    };
    print_said(cli, err);
    return exits[err->status];
}

static void say(const struct cli *cli, enum word sentence, const char *const args[],
                size_t count)
{
    struct arena mem = arena_with_limit(1 << 20);
    fprintf(stderr, "%s\n", words_fill(&mem, cli->lang, sentence, args, count));
    arena_free(&mem);
}

int cli_misused(const struct cli *cli, const char *command, const char *sentence)
{
    fprintf(stderr, "%s\n", sentence);
    say(cli, WORD_CLI_SEE_HELP, (const char *const[]){ command }, 1);
    return EXIT_BAD_USAGE;
}

static void list_options(const struct option *options, char *text, size_t room)
{
    size_t used = 0;
    for (size_t i = 0; options[i].name && used < room; i++)
        used +=
            (size_t)snprintf(text + used, room - used, i ? ", --%s" : "--%s", options[i].name);
}

static int wrong_option(const struct cli *cli, int got, char **argv,
                        const struct option *options)
{
    char known[SENTENCE_BYTES];
    char wrong[80];
    snprintf(wrong, sizeof wrong, "%s", argv[optind - 1]);
    list_options(options, known, sizeof known);
    if (got == ':')
        say(cli, WORD_CLI_OPTION_NEEDS_VALUE, (const char *const[]){ wrong }, 1);
    else
        say(cli, WORD_CLI_OPTION_UNKNOWN, (const char *const[]){ wrong, known }, 2);
    say(cli, WORD_CLI_SEE_HELP, (const char *const[]){ argv[0] }, 1);
    return OPTION_WRONG;
}

int cli_next(struct cli *cli, int argc, char **argv, const struct option *options)
{
    int got;
    opterr = 0;
    while ((got = getopt_long(argc, argv, ":", options, NULL)) == OPTION_LANG)
        if (!cli_lang(optarg, &cli->lang)) {
            cli_misused(cli, argv[0], word(cli->lang, WORD_CLI_LANG_WRONG));
            return OPTION_WRONG;
        }
    if (got == '?' || got == ':')
        return wrong_option(cli, got, argv, options);
    if (got == OPTION_HELP)
        fputs(word(cli->lang, cli_command(argv[0])->help), stdout);
    return got;
}
