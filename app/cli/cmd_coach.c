/* Accounts of coaches, for whoever keeps the machine: opened, listed, given another passphrase,
 * signed out everywhere, taken away. */
#include <stdint.h>
#include <string.h>
#include <time.h>

#include "cli/coach_ask.h"
#include "cli/commands.h"
#include "cli/store_options.h"
#include "flow/account.h"
#include "flow/sign_in.h"
#include "flow/upkeep.h"
#include "page/account_refusal.h"
#include "words/date.h"

struct coach_call {
    const struct cli *cli;
    struct arena *mem;
    struct db *db;
    int64_t now;
    const char *url, *email, *name, *to, *address; /* address: of the account it is about */
    bool end, delete_teams;
    char passphrase[PASSPHRASE_BYTES];
    enum refusal refusal;
};

struct coach_action {
    const char *name;
    size_t words; /* after the name: 1, the address */
    bool makes;   /* the store may be made */
    bool asks;    /* for a passphrase */
    enum status (*run)(struct coach_call *call, struct err *err);
};

static enum status find(struct coach_call *call, const char *email, struct coach *out,
                        struct err *err)
{
    enum status status = flow_account_find(call->db, call->mem, email, out, err);
    return status == NOT_FOUND ? fail(err, NOT_FOUND, "no account has the address %s", email)
                               : status;
}

static void say(const struct coach_call *call, enum word sentence, const char *a, const char *b)
{
    cli_say(stdout, call->cli, sentence, (const char *[]){ a, b }, 2);
}

static const char *number(const struct coach_call *call, size_t count)
{
    return arena_text(call->mem, "%zu", count);
}

static enum status add(struct coach_call *call, struct err *err)
{
    struct coach coach;
    const struct new_coach wish = { call->email, call->name, call->passphrase,
                                    call->cli->lang };
    TRY(flow_sign_in_open(call->db, call->mem, &wish, call->now, &coach, &call->refusal, err));
    say(call, WORD_CLI_COACH_DONE, coach.name, coach.email);
    return OK;
}

static enum status list(struct coach_call *call, struct err *err)
{
    struct account_lines lines;
    TRY(flow_account_list(call->db, call->mem, &lines, err));
    for (size_t i = 0; i < lines.count; i++) {
        const struct account_line *line = &lines.list[i];
        cli_say(stdout, call->cli, WORD_CLI_COACH_LISTED,
                (const char *[]){ line->coach.email, line->coach.name,
                                  number(call, line->teams), number(call, line->sessions) },
                4);
    }
    return OK;
}

static enum status passphrase(struct coach_call *call, struct err *err)
{
    struct coach coach;
    const struct token_hash none = { "" };
    TRY(find(call, call->address, &coach, err));
    TRY(flow_account_passphrase(call->db, call->mem, coach.id, call->passphrase, none,
                                &call->refusal, err));
    say(call, WORD_CLI_COACH_RENEWED, coach.name, coach.email);
    return OK;
}

static enum status sessions(struct coach_call *call, struct err *err)
{
    struct coach coach;
    struct coach_sessions open;
    const struct token_hash none = { "" };
    enum lang lang = call->cli->lang;
    TRY(find(call, call->address, &coach, err));
    TRY(flow_account_sessions(call->db, call->mem, coach.id, call->now, &open, err));
    if (call->end) {
        TRY(flow_account_sessions_end(call->db, coach.id, none, err));
        say(call, WORD_CLI_COACH_ENDED, number(call, open.count), coach.email);
        return OK;
    }
    for (size_t i = 0; i < open.count; i++)
        say(call, WORD_CLI_COACH_SESSION, words_date(call->mem, lang, open.list[i].created_at),
            words_date(call->mem, lang, open.list[i].seen_at));
    if (!open.count)
        say(call, WORD_CLI_COACH_NO_SESSION, coach.email, "");
    return OK;
}

static enum status take_away(struct coach_call *call, struct err *err)
{
    struct coach coach, to;
    size_t count = 0;
    struct account_end end = { .teams = call->delete_teams ? TEAMS_DELETED : TEAMS_NONE };
    TRY(find(call, call->address, &coach, err));
    end.id = coach.id;
    if (call->to) {
        TRY(find(call, call->to, &to, err));
        end.teams = TEAMS_HANDED;
        end.to = &to;
    }
    if (call->to && to.id.value == coach.id.value)
        return fail(err, REFUSED,
                    "the teams of an account cannot be handed over to that same account");
    TRY(flow_account_remove(call->db, call->mem, &end, call->now, &count, &call->refusal, err));
    TRY(flow_let_go(call->db, err));
    cli_say(stdout, call->cli,
            count == 0           ? WORD_CLI_COACH_REMOVED
            : call->delete_teams ? WORD_CLI_COACH_REMOVED_TEAMS
                                 : WORD_CLI_COACH_REMOVED_HANDED,
            (const char *[]){ coach.email, number(call, count), call->to ? to.email : "" }, 3);
    return OK;
}

static const struct coach_action actions[] = {
    { "add", 0, true, true, add },
    { "list", 0, false, false, list },
    { "passphrase", 1, false, true, passphrase },
    { "sessions", 1, false, false, sessions },
    { "remove", 1, false, false, take_away },
};

static const struct coach_action *action_of(const char *name)
{
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (strcmp(actions[i].name, name) == 0)
            return &actions[i];
    return NULL;
}

/* Options that belong to another action are a misunderstanding, not a detail. */
static const char *misplaced(const struct coach_call *call, const struct coach_action *action)
{
    bool adds = action->run == add;
    if (!adds && call->email)
        return "--email";
    if (!adds && call->name)
        return "--name";
    if (adds && !call->email)
        return "--email";
    if (adds && !call->name)
        return "--name";
    if (call->end && action->run != sessions)
        return "--end";
    if ((call->to || call->delete_teams) && action->run != take_away)
        return call->to ? "--to" : "--delete-teams";
    return call->to && call->delete_teams ? "--to, --delete-teams" : NULL;
}

static int perform(struct coach_call *call, const struct coach_action *action)
{
    struct err err;
    enum status status = flow_upkeep_open(call->url, action->makes, call->now, &call->db, &err);
    if (status == OK) {
        status = action->run(call, &err);
        db_close(call->db);
    }
    if (status == REFUSED && call->refusal != NOT_REFUSED) {
        const char *why = page_account_refusal(call->cli->lang, call->refusal);
        bool typed = call->refusal != REFUSED_TAKEN && call->refusal != REFUSED_TEAMS;
        if (typed)
            return cli_misused(call->cli, "coach", why);
        status = fail(&err, REFUSED, "%s", why);
    }
    return status == OK ? EXIT_DONE : cli_failed(call->cli, &err);
}

static int begin(struct coach_call *call, const struct store_words *words)
{
    const struct cli *cli = call->cli;
    const struct coach_action *action = action_of(words->list[0]);
    if (!action)
        return cli_misused(cli, "coach", word(cli->lang, WORD_CLI_COACH_WHAT));
    const char *option = misplaced(call, action);
    call->address = words->list[1];
    if (option)
        return cli_misused(cli, "coach",
                           words_fill(call->mem, cli->lang, WORD_CLI_COACH_OPTION,
                                      (const char *[]){ action->name, option }, 2));
    if ((call->address != NULL) != (action->words == 1))
        return cli_misused(
            cli, "coach",
            word(cli->lang, action->words ? WORD_CLI_COACH_WHOSE : WORD_CLI_COACH_WHAT));
    int code =
        action->asks ? cli_ask_passphrase(cli, call->passphrase, PASSPHRASE_BYTES) : EXIT_DONE;
    if (code == EXIT_DONE)
        code = perform(call, action);
    memset(call->passphrase, 0, sizeof call->passphrase);
    return code;
}

static int run(struct cli *cli, int argc, char **argv)
{
    struct arena mem = arena_with_limit((size_t)64 << 20);
    struct coach_call call = { .cli = cli, .mem = &mem, .now = (int64_t)time(NULL) };
    bool help = false;
    const struct store_option options[] = {
        { "db", &call.url, NULL, true },     { "email", &call.email, NULL, false },
        { "name", &call.name, NULL, false }, { "to", &call.to, NULL, false },
        { "end", NULL, &call.end, false },   { "delete-teams", NULL, &call.delete_teams, false }
    };
    struct store_words words = { .wanted = 1, .optional = 1, .what = "add" };
    int code = cli_store_options(cli, argc, argv, options, sizeof options / sizeof *options,
                                 &words, &help);
    if (code == EXIT_DONE && !help)
        code = begin(&call, &words);
    arena_free(&mem);
    return code;
}

const struct command cmd_coach = { "coach", WORD_CLI_COACH_LINE, WORD_CLI_COACH_HELP, run };
