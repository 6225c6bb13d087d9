/* Tells whether a store is well: counts, and the troubles found. Reads no answer. */
#include <stdint.h>
#include <time.h>

#include "cli/commands.h"
#include "cli/store_options.h"
#include "flow/upkeep.h"

static void tell(const struct cli *cli, const struct upkeep *upkeep)
{
    const struct {
        enum word sentence;
        int64_t count;
        bool always;
    } lines[] = {
        { WORD_CLI_CHECK_TEAMS, upkeep->teams, true },
        { WORD_CLI_CHECK_COACHES, upkeep->coaches, true },
        { WORD_CLI_CHECK_ROUNDS, upkeep->rounds, true },
        { WORD_CLI_CHECK_OPEN, upkeep->open_rounds, true },
        { WORD_CLI_CHECK_RELEASES, upkeep->releases, true },
        { WORD_CLI_CHECK_RAW, upkeep->answered_rounds, true },
        { WORD_CLI_CHECK_LETTERS, upkeep->letters_waiting, true },
        { WORD_CLI_CHECK_GIVEN_UP, upkeep->letters_given_up, false },
        { WORD_CLI_CHECK_UNRELEASED, upkeep->unreleased, false },
        { WORD_CLI_CHECK_ASTRAY, upkeep->astray, false },
        { WORD_CLI_CHECK_UNREADABLE, upkeep->unreadable, false },
        { WORD_CLI_CHECK_OVERFULL, upkeep->overfull, false },
        { WORD_CLI_CHECK_ODD, upkeep->odd_answers, false },
        { WORD_CLI_CHECK_OVERDUE, upkeep->overdue, false },
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (lines[i].always || lines[i].count)
            cli_say_numbers(stdout, cli, lines[i].sentence, &lines[i].count, 1);
    puts(word(cli->lang,
              flow_upkeep_is_well(upkeep) ? WORD_CLI_CHECK_WELL : WORD_CLI_CHECK_NOT_WELL));
}

static enum status check(struct arena *mem, const char *url, struct upkeep *out,
                         struct err *err)
{
    struct db *db;
    int64_t now = (int64_t)time(NULL);
    TRY(flow_upkeep_inspect(url, err));
    TRY(flow_upkeep_open(url, false, now, &db, err));
    enum status status = flow_upkeep_look(db, mem, now, out, err);
    db_close(db);
    return status;
}

static int run(struct cli *cli, int argc, char **argv)
{
    const char *url = NULL;
    bool help = false;
    const struct store_option options[] = { { "db", &url, NULL, true } };
    struct store_words words = { .wanted = 0 };
    int code = cli_store_options(cli, argc, argv, options, 1, &words, &help);
    if (code != EXIT_DONE || help)
        return code;
    struct arena mem = arena_with_limit(SIZE_MAX / 4);
    struct upkeep upkeep;
    struct err err;
    if (check(&mem, url, &upkeep, &err) != OK) {
        code = cli_failed(cli, &err);
    } else {
        tell(cli, &upkeep);
        code = flow_upkeep_is_well(&upkeep) ? EXIT_DONE : EXIT_COULD_NOT;
    }
    arena_free(&mem);
    return code;
}

const struct command cmd_check = { "check", WORD_CLI_CHECK_LINE, WORD_CLI_CHECK_HELP, run };
