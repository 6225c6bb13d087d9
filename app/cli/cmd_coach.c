/* Opens the account of a coach. The passphrase comes from standard input, never from the
 * command line, where every user of the machine could read it. */
#include <stdint.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/store_options.h"
#include "flow/sign_in.h"
#include "flow/upkeep.h"

enum { PASSPHRASE_BYTES = 1024 };

/* One line without its end. */
static bool read_line(char *out, size_t room)
{
    if (!fgets(out, (int)room, stdin))
        return false;
    size_t length = strlen(out);
    bool whole = length > 0 && out[length - 1] == '\n';
    out[strcspn(out, "\r\n")] = '\0';
    return whole || feof(stdin);
}

/* On a terminal what is typed is not shown. */
static bool ask(const struct cli *cli, enum word sentence, char *out, size_t room)
{
    struct termios before, quiet;
    bool terminal = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &before) == 0;
    if (!terminal)
        return read_line(out, room);
    quiet = before;
    quiet.c_lflag &= ~(tcflag_t)ECHO;
    fputs(word(cli->lang, sentence), stderr);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    bool read = read_line(out, room);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    fputs("\n", stderr);
    return read;
}

/* Asked twice on a terminal: nobody sees what they type. */
static int ask_passphrase(const struct cli *cli, char *out, size_t room)
{
    char again[PASSPHRASE_BYTES];
    if (!ask(cli, WORD_CLI_COACH_ASK, out, room))
        return cli_misused(cli, "coach", word(cli->lang, WORD_CLI_COACH_NO_PASSPHRASE));
    if (!isatty(STDIN_FILENO))
        return EXIT_DONE;
    bool same = ask(cli, WORD_CLI_COACH_AGAIN, again, sizeof again) && strcmp(out, again) == 0;
    memset(again, 0, sizeof again);
    return same ? EXIT_DONE : cli_misused(cli, "coach", word(cli->lang, WORD_CLI_COACH_DIFFER));
}

static enum status add(struct arena *mem, const char *url, const struct new_coach *wish,
                       struct err *err)
{
    struct db *db;
    struct coach coach;
    enum refusal refusal = NOT_REFUSED;
    int64_t now = (int64_t)time(NULL);
    TRY(flow_upkeep_open(url, true, now, &db, err));
    enum status status = flow_sign_in_open(db, mem, wish, now, &coach, &refusal, err);
    db_close(db);
    return status;
}

static int run(struct cli *cli, int argc, char **argv)
{
    const char *url = NULL;
    struct new_coach wish = { .email = NULL };
    bool help = false;
    char passphrase[PASSPHRASE_BYTES] = "";
    const struct store_option options[] = { { "db", &url, NULL, true },
                                            { "email", &wish.email, NULL, true },
                                            { "name", &wish.name, NULL, true } };
    struct store_words words = { .wanted = 1, .what = "add" };
    int code = cli_store_options(cli, argc, argv, options, 3, &words, &help);
    if (code != EXIT_DONE || help)
        return code;
    if (strcmp(words.list[0], "add") != 0)
        return cli_misused(cli, "coach", word(cli->lang, WORD_CLI_COACH_WHAT));
    code = ask_passphrase(cli, passphrase, sizeof passphrase);
    if (code != EXIT_DONE)
        return code;
    struct arena mem = arena_with_limit(1 << 20);
    struct err err;
    wish.password = passphrase;
    wish.lang = cli->lang;
    enum status status = add(&mem, url, &wish, &err);
    if (status == BAD_INPUT)
        code = cli_misused(
            cli, "coach",
            words_fill(&mem, cli->lang, WORD_CLI_COACH_WRONG, (const char *[]){ err.text }, 1));
    else if (status != OK)
        code = cli_failed(cli, &err);
    else
        cli_say(stdout, cli, WORD_CLI_COACH_DONE, (const char *[]){ wish.name, wish.email }, 2);
    memset(passphrase, 0, sizeof passphrase);
    arena_free(&mem);
    return code;
}

const struct command cmd_coach = { "coach", WORD_CLI_COACH_LINE, WORD_CLI_COACH_HELP, run };
