/* Serves the web application until it is told to stop. */
#define _DEFAULT_SOURCE /* IFF_UP and its like are not in POSIX */

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <malloc.h>
#include <net/if.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/number.h"
#include "cli/commands.h"
#include "cli/sandbox.h"
#include "cli/serve_mail.h"
#include "flow/account_wish.h"
#include "flow/demo.h"
#include "flow/ending.h"
#include "flow/forms.h"
#include "flow/opened.h"
#include "flow/put_right.h"
#include "flow/site.h"
#include "flow/upkeep.h"
#include "plot/qr.h"
#include "web/alliage.h"
#include "web/mishap.h"
#include "web/network.h"
#include "web/seen.h"
#include "words/day.h"
#include "words/notice.h"

enum { PURGE_SECONDS = 86400, CLOCK_SECONDS = 30, STOP_SECONDS = 10, CLOCK_BYTES = 64 << 20 };
enum { LETTERS_A_DAY = 500, LETTERS_MAX = 100000 };
enum { ALLOCATORS = 4, KEPT_BYTES = 4 << 20 };

struct serving {
    const char *listen, *db, *base_url, *proxy, *letters, *zone;
    bool opens_accounts, mails;
    bool open;         /* no sandbox */
    bool room;         /* room: phones around reach it */
    int64_t purged_at; /* when old answers were last let go */
    struct mail_options mail;
    struct mail_server mail_server;
    struct here here;
    struct arena mem;       /* as long as the program serves */
    struct arena clock_mem; /* as long as a look at the clock */
};

/* Rounds that are due are closed by whoever looks at the clock first; the example is kept
 * fresh; once a day, answers that have been kept long enough go. */
static void look_at_clock(void *pointer)
{
    struct serving *serving = pointer;
    struct err err;
    struct purged purged;
    int64_t now = (int64_t)time(NULL);
    struct arena *mem = &serving->clock_mem;
    enum status status = flow_put_right(serving->here.db, mem, now, &err);
    if (status == OK)
        status = flow_round_clock(serving->here.db, mem, &serving->here.rules, now, &err);
    if (status == OK)
        status = flow_ending_clock(serving->here.db, mem, now, &err);
    for (int lang = FR; status == OK && lang < LANG_COUNT; lang++) {
        struct team_id example;
        status = flow_demo_team(serving->here.db, mem, &serving->here.rules, (enum lang)lang,
                                now, &example, &err);
    }
    if (status == OK)
        status = seen_write(serving->here.db, now, &err);
    if (status == OK)
        status = flow_forms_purge(serving->here.db, now, &err);
    if (status == OK)
        status = flow_account_forget(serving->here.db, now, &err);
    if (status == OK)
        status = flow_let_go(serving->here.db, &err);
    if (status == OK &&
        (now - serving->purged_at >= PURGE_SECONDS || now < serving->purged_at)) {
        status = flow_purge(serving->here.db, mem, now, false, &purged, &err);
        serving->purged_at = now;
    }
    if (status != OK && store_fault_kind(&err))
        notice(store_fault_kind(&err), "%s [%s]", err.text, store_fault_cause(&err));
    else if (status != OK)
        notice("clock", "%s", err.text);
    notice_rest(false);
}

/* A mistake of ours in one team's round is noted, and the house stays open for the others. */
static void keep_time(struct serving *serving)
{
    serving->clock_mem = arena_with_limit(CLOCK_BYTES);
    if (mishap_try(&serving->clock_mem, look_at_clock, serving) != MISHAP_NONE)
        alliage_left();
    arena_free(&serving->clock_mem);
    malloc_trim(0);
}

/* What a request gives back is what the next one takes: the machine would else be asked for
 * the same pages at each. What is left unused goes back to it whenever the clock looks. */
static void keep_memory(void)
{
    mallopt(M_ARENA_MAX, ALLOCATORS);
    mallopt(M_MMAP_THRESHOLD, KEPT_BYTES);
    mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
}

/* What ends it in good order. A terminal that goes, or a supervisor's "hang up", is told like
 * the two others: there is no file of settings to read again. */
static void ask_for_signals(sigset_t *out)
{
    sigemptyset(out);
    sigaddset(out, SIGINT);
    sigaddset(out, SIGTERM);
    sigaddset(out, SIGHUP);
}

static void serve_until_told(struct serving *serving)
{
    sigset_t signals;
    ask_for_signals(&signals);
    const struct timespec wait = { .tv_sec = CLOCK_SECONDS };
    do
        keep_time(serving);
    while (sigtimedwait(&signals, NULL, &wait) < 0);
}

/* Before any thread starts, so that all of them leave these to serve_until_told. */
static void hold_signals(void)
{
    sigset_t signals;
    ask_for_signals(&signals);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    signal(SIGPIPE, SIG_IGN);
}

/* An address of this machine that phones in the same room can reach: the first one of a
 * network that is up and is not the machine's own loop. */
static enum status find_room_address(struct serving *s, struct err *err)
{
    struct ifaddrs *all = NULL;
    const char *colon = strrchr(s->listen, ':');
    char text[INET_ADDRSTRLEN] = "";
    if (getifaddrs(&all) != 0)
        return fail(err, BROKEN, "this machine does not tell its network addresses");
    for (const struct ifaddrs *one = all; one && !*text; one = one->ifa_next)
        if (one->ifa_addr && one->ifa_addr->sa_family == AF_INET && (one->ifa_flags & IFF_UP) &&
            !(one->ifa_flags & IFF_LOOPBACK)) {
            const struct sockaddr_in *address = (const void *)one->ifa_addr;
            inet_ntop(AF_INET, &address->sin_addr, text, sizeof text);
        }
    freeifaddrs(all);
    if (!*text)
        return fail(err, NOT_FOUND,
                    "this machine is on no network; join the room's, or use --listen");
    s->listen = arena_text(&s->mem, "%s%s", text, colon ? colon : ":8080");
    return OK;
}

static enum status say_where(struct cli *cli, struct serving *s, struct err *err)
{
    const char *code = "";
    if (s->room)
        TRY(plot_qr_text(&s->mem, s->here.base_url, &code, err));
    printf("%s%s %s\n", code, word(cli->lang, WORD_SERVE_LISTENS), s->here.base_url);
    fflush(stdout);
    return OK;
}

static enum status get_ready(struct serving *s, struct err *err)
{
    if (!day_zone_set(s->zone))
        return fail(
            err, BAD_INPUT,
            "this machine knows no time zone called \"%.60s\": --timezone takes a name as "
            "Europe/Paris, from the package tzdata",
            s->zone);
    hold_signals();
    keep_memory();
    if (s->room)
        TRY(find_room_address(s, err));
    TRY(flow_get_ready(&s->mem, &s->here.rules, err));
    s->here.opens_accounts = s->opens_accounts;
    s->here.mails = s->mails;
    s->here.proxy = s->proxy;
    s->here.reads_wait = flow_opened_reads_wait(s->db);
    const char *address =
        s->base_url ? s->base_url : arena_text(&s->mem, "http://%s", s->listen);
    TRY(flow_site_address(&s->mem, address, &s->here.base_url, err));
    int64_t now = (int64_t)time(NULL);
    TRY(flow_open(s->db, now, &s->here.db, err));
    enum status status = flow_forms_share(s->here.db, &s->mem, now, err);
    if (status != OK)
        flow_close(s->here.db);
    return status;
}

static enum status serve_and_mail(struct cli *cli, struct serving *s, struct err *err)
{
    struct postman *postman;
    if (s->mails)
        TRY(serve_mail_start(s->here.db, &s->mail_server, &postman, err));
    enum status status = say_where(cli, s, err);
    if (status == OK)
        serve_until_told(s);
    if (s->mails)
        serve_mail_stop(postman);
    return status;
}

/* Before any thread starts: those that come after are held too. */
static void close_the_rest(const struct cli *cli, struct serving *s)
{
    const char *colon = strrchr(s->listen, ':');
    int64_t port = 0;
    struct sandbox wish = { .folder = flow_opened_folder(&s->mem, s->db),
                            .files = { s->mail.authorities } };
    if (s->open)
        return;
    flow_opened_files(&s->mem, s->db, wish.files + 1, SANDBOX_FILES_MAX - 1);
    if (colon && number_read_whole(colon + 1, 1, 65535, &port))
        wish.listens = (int)port;
    bool tls = s->mails && strncmp(s->mail.smtp, "smtps:", strlen("smtps:")) == 0;
    wish.mails = s->mails ? sandbox_port(s->mail.smtp, tls ? 465 : 25) : 0;
    int held = sandbox_enter(&wish);
    if (!(held & SANDBOX_FILES))
        notice("sandbox.files", "%s", word(cli->lang, WORD_SERVE_NO_LANDLOCK));
    if (!(held & SANDBOX_CALLS))
        notice("sandbox.calls", "%s", word(cli->lang, WORD_SERVE_NO_SECCOMP));
}

static enum status serve(struct cli *cli, struct serving *s, struct err *err)
{
    struct server *server;
    TRY(get_ready(s, err));
    close_the_rest(cli, s);
    const struct site site = alliage_site(&s->here);
    enum status status = serve_open(s->listen, &door_usual_limits, &site, &server, err);
    if (status == OK) {
        status = serve_and_mail(cli, s, err);
        serve_close(server, STOP_SECONDS);
        notice_rest(true);
    }
    flow_close(s->here.db);
    return status;
}

enum {
    OPTION_LISTEN = 1,
    OPTION_DB,
    OPTION_BASE,
    OPTION_PROXY,
    OPTION_CLOSED,
    OPTION_ROOM,
    OPTION_SMTP,
    OPTION_FROM,
    OPTION_LOGIN,
    OPTION_AUTHORITIES,
    OPTION_ZONE,
    OPTION_PLAIN,
    OPTION_LETTERS,
    OPTION_OPEN,
};

static const struct option options[] = {
    { "listen", required_argument, NULL, OPTION_LISTEN },
    { "db", required_argument, NULL, OPTION_DB },
    { "base-url", required_argument, NULL, OPTION_BASE },
    { "proxy", required_argument, NULL, OPTION_PROXY },
    { "salle", no_argument, NULL, OPTION_ROOM },
    { "no-accounts", no_argument, NULL, OPTION_CLOSED },
    { "smtp", required_argument, NULL, OPTION_SMTP },
    { "mail-from", required_argument, NULL, OPTION_FROM },
    { "smtp-login", required_argument, NULL, OPTION_LOGIN },
    { "smtp-ca", required_argument, NULL, OPTION_AUTHORITIES },
    { "letters-a-day", required_argument, NULL, OPTION_LETTERS },
    { "no-sandbox", no_argument, NULL, OPTION_OPEN },
    { "timezone", required_argument, NULL, OPTION_ZONE },
    { "smtp-plain", no_argument, NULL, OPTION_PLAIN },
    CLI_COMMON_OPTIONS,
};

static void take_option(struct serving *s, int option)
{
    const char **const texts[] = {
        [OPTION_LISTEN] = &s->listen,    [OPTION_DB] = &s->db,
        [OPTION_BASE] = &s->base_url,    [OPTION_PROXY] = &s->proxy,
        [OPTION_SMTP] = &s->mail.smtp,   [OPTION_FROM] = &s->mail.from,
        [OPTION_LOGIN] = &s->mail.login, [OPTION_AUTHORITIES] = &s->mail.authorities,
        [OPTION_LETTERS] = &s->letters,  [OPTION_ZONE] = &s->zone,
        [OPTION_PLAIN] = NULL,           [OPTION_OPEN] = NULL,
    };
    if (texts[option])
        *texts[option] = optarg;
    else if (option == OPTION_ROOM)
        s->room = true;
    else if (option == OPTION_OPEN)
        s->open = true;
    else if (option == OPTION_PLAIN)
        s->mail.plain = true;
    else
        s->opens_accounts = false;
}

static int run_until_told(struct cli *cli, struct serving *serving)
{
    struct err err;
    bool misused = false;
    enum status status = serve_mail_read(&serving->mem, &serving->mail, &serving->mail_server,
                                         &serving->mails, &misused, &err);
    if (status == OK && serving->proxy && !network_fits(serving->proxy)) {
        misused = true;
        status = fail(&err, BAD_INPUT,
                      "--proxy is an address or a network in numbers, as 10.0.0.5 or "
                      "172.17.0.0/16");
    }
    if (status == OK && serving->letters &&
        !number_read_whole(serving->letters, 1, LETTERS_MAX, &serving->here.letters_a_day)) {
        misused = true;
        status = fail(&err, BAD_INPUT, "--letters-a-day is a whole number, 1 to 100000");
    }
    if (misused && status != OK)
        return cli_misused(cli, "serve", err.text);
    if (status == OK)
        status = serve(cli, serving, &err);
    return status == OK ? EXIT_DONE : cli_failed(cli, &err);
}

static int run(struct cli *cli, int argc, char **argv)
{
    struct serving serving = { .listen = "127.0.0.1:8080",
                               .db = "sqlite:alliage.db",
                               .opens_accounts = true,
                               .here = { .letters_a_day = LETTERS_A_DAY },
                               .mem = arena_with_limit(64u << 20) };
    for (int option; (option = cli_next(cli, argc, argv, options)) != OPTION_END;) {
        if (option == OPTION_HELP)
            return EXIT_DONE;
        if (option == OPTION_WRONG)
            return EXIT_BAD_USAGE;
        take_option(&serving, option);
    }
    int code = run_until_told(cli, &serving);
    arena_free(&serving.mem);
    return code;
}

const struct command cmd_serve = {
    .name = "serve",
    .line = WORD_SERVE_LINE,
    .help = WORD_SERVE_HELP,
    .run = run,
};
