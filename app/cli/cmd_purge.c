/* Lets a store forget what has been kept long enough. */
#include <stdint.h>
#include <time.h>

#include "cli/commands.h"
#include "cli/store_options.h"
#include "flow/upkeep.h"

static enum status purge(struct arena *mem, const char *url, bool at_once, struct purged *out,
                         struct err *err)
{
    struct db *db;
    int64_t now = (int64_t)time(NULL);
    TRY(flow_upkeep_open(url, false, now, &db, err));
    enum status status = flow_purge(db, mem, now, at_once, out, err);
    db_close(db);
    return status;
}

static int run(struct cli *cli, int argc, char **argv)
{
    const char *url = NULL;
    bool help = false, at_once = false;
    const struct store_option options[] = { { "db", &url, NULL, true },
                                            { "now", NULL, &at_once, false } };
    struct store_words words = { .wanted = 0 };
    int code = cli_store_options(cli, argc, argv, options, 2, &words, &help);
    if (code != EXIT_DONE || help)
        return code;
    struct arena mem = arena_with_limit(SIZE_MAX / 4);
    struct purged purged;
    struct err err;
    if (purge(&mem, url, at_once, &purged, &err) != OK)
        code = cli_failed(cli, &err);
    else
        cli_say_numbers(stdout, cli, WORD_CLI_PURGE_DONE,
                        (const int64_t[]){ (int64_t)purged.rounds, (int64_t)purged.people,
                                           (int64_t)purged.teams },
                        3);
    arena_free(&mem);
    return code;
}

const struct command cmd_purge = { "purge", WORD_CLI_PURGE_LINE, WORD_CLI_PURGE_HELP, run };
