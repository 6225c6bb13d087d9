/* Reading a line without showing it. */
#include "cli/coach_ask.h"

#include <string.h>
#include <termios.h>
#include <unistd.h>

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
int cli_ask_passphrase(const struct cli *cli, char *out, size_t room)
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
