/* Teams and their past rounds, from files into a store; what is printed are the new links. */
#include <stdint.h>
#include <time.h>

#include "cli/commands.h"
#include "cli/diagnose_options.h"
#include "cli/store_options.h"
#include "flow/site.h"
#include "flow/take_in.h"
#include "flow/upkeep.h"
#include "words/notes.h"

/* Nothing is opened before every row has been found right. */
static enum status take_in(struct arena *mem, const struct cli *cli,
                           struct diagnose_options *options, struct incoming *incoming,
                           struct taken_teams *out, struct err *err)
{
    struct round_rules rules;
    struct db *db;
    int64_t now = (int64_t)time(NULL);
    const struct take_in wish = { options->coach, cli->lang };
    TRY(diagnose_add_folder(mem, options, err));
    TRY(flow_upkeep_rules(mem, options->request.instrument, &rules, err));
    struct notes notes = { .mem = mem };
    options->request.options.notes = &notes;
    enum status read =
        flow_take_in_read(mem, rules.instrument, &options->request, incoming, err);
    cli_tell(cli, &notes);
    TRY(read);
    TRY(flow_upkeep_open(options->db, true, now, &db, err));
    enum status status = flow_take_in(db, mem, &rules, incoming, &wish, now, out, err);
    db_close(db);
    return status;
}

/* Before anything is written: the links are told once. */
static enum status read_site(struct arena *mem, const struct diagnose_options *options,
                             const char **out, struct err *err)
{
    const char *given = options->base_url ? options->base_url : "http://127.0.0.1:8080";
    return flow_site_address(mem, given, out, err);
}

static void put_cell(const char *text)
{
    putchar('"');
    for (; *text; text++) {
        if (*text == '"')
            putchar('"');
        putchar(*text);
    }
    putchar('"');
}

static void print_links(struct arena *mem, const char *site, const struct taken_team *team)
{
    for (size_t i = 0; i < team->link_count; i++) {
        put_cell(team->name);
        putchar(',');
        put_cell(team->links[i].person);
        printf(",%s\n", flow_site_link(mem, site, team->links[i].text));
    }
}

static void tell(struct arena *mem, const struct cli *cli, const char *site,
                 const struct incoming *incoming, const struct taken_teams *taken)
{
    int64_t rounds = 0;
    char answered[24], people[24];
    for (size_t i = 0; i < incoming->left_out_count; i++) {
        const struct left_out *out = &incoming->left_out[i];
        snprintf(answered, sizeof answered, "%zu", out->answered);
        snprintf(people, sizeof people, "%zu", out->people);
        cli_say(stderr, cli, WORD_CLI_IMPORT_LEFT_OUT,
                (const char *const[]){ out->team, out->round, answered, people }, 4);
    }
    puts("team,member,link");
    for (size_t i = 0; i < taken->count; i++) {
        print_links(mem, site, &taken->list[i]);
        rounds += (int64_t)taken->list[i].rounds;
    }
    cli_say_numbers(stderr, cli, WORD_CLI_IMPORT_DONE,
                    (const int64_t[]){ (int64_t)taken->count, rounds }, 2);
}

static int run(struct cli *cli, int argc, char **argv)
{
    struct arena mem = arena_with_limit(SIZE_MAX / 4);
    struct diagnose_options options;
    struct incoming incoming;
    struct taken_teams taken;
    struct err err;
    const char *site = NULL;
    int code = diagnose_options(&mem, cli, argc, argv, &options);
    if (code == EXIT_DONE && !options.help) {
        const char *needed = "--db";
        if (!options.db)
            code = cli_misused(
                cli, argv[0], words_fill(&mem, cli->lang, WORD_CLI_OPTION_MISSING, &needed, 1));
        else if (read_site(&mem, &options, &site, &err) != OK ||
                 take_in(&mem, cli, &options, &incoming, &taken, &err) != OK)
            code = cli_failed(cli, &err);
        else
            tell(&mem, cli, site, &incoming, &taken);
    }
    arena_free(&mem);
    return code;
}

const struct command cmd_import = { "import", WORD_CLI_IMPORT_LINE, WORD_CLI_IMPORT_HELP, run };
