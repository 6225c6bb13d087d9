/* Figures of a store as files. */
#include <stdint.h>
#include <time.h>

#include "cli/commands.h"
#include "cli/store_options.h"
#include "flow/hand_out.h"
#include "flow/upkeep.h"

static enum status hand_out(struct arena *mem, const char *url, const struct hand_out *request,
                            struct handed_out *out, struct err *err)
{
    struct db *db;
    struct round_rules rules;
    int64_t now = (int64_t)time(NULL);
    TRY(flow_upkeep_rules(mem, NULL, &rules, err));
    TRY(flow_upkeep_open(url, false, now, &db, err));
    enum status status = flow_hand_out(db, mem, &rules, request, now, out, err);
    db_close(db);
    return status;
}

static int run(struct cli *cli, int argc, char **argv)
{
    const char *url = NULL;
    struct hand_out request = { .team = NULL };
    bool help = false, all = false;
    const struct store_option options[] = { { "db", &url, NULL, true },
                                            { "out", &request.folder, NULL, true },
                                            { "team", &request.team, NULL, false },
                                            { "all", NULL, &all, false },
                                            { "raw", NULL, &request.raw, false } };
    struct store_words words = { .wanted = 0 };
    int code = cli_store_options(cli, argc, argv, options, 5, &words, &help);
    if (code != EXIT_DONE || help)
        return code;
    if (all == (request.team != NULL))
        return cli_misused(cli, argv[0], word(cli->lang, WORD_CLI_EXPORT_WHICH));
    struct arena mem = arena_with_limit(SIZE_MAX / 4);
    struct handed_out out;
    struct err err;
    if (hand_out(&mem, url, &request, &out, &err) != OK)
        code = cli_failed(cli, &err);
    else
        cli_say_numbers(stdout, cli,
                        request.raw ? WORD_CLI_EXPORT_RAW_DONE : WORD_CLI_EXPORT_DONE,
                        (const int64_t[]){ (int64_t)out.teams, (int64_t)out.rounds }, 2);
    arena_free(&mem);
    return code;
}

const struct command cmd_export = { "export", WORD_CLI_EXPORT_LINE, WORD_CLI_EXPORT_HELP, run };
