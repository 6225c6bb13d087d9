/* Teams from a roster: reads, searches while it may, writes. */
#include <signal.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/compose_options.h"
#include "cli/compose_writers.h"
#include "cli/output.h"
#include "flow/compose_write.h"
#include "words/notes.h"

/* Set by Ctrl-C: the search then settles, and what it has is written. */
static volatile sig_atomic_t asked_to_stop;

static void stop(int signal)
{
    (void)signal;
    asked_to_stop = 1;
}

struct compose_progress {
    time_t told;
    bool some;
};

static void tell_progress(void *self, double done, double objective)
{
    struct compose_progress *progress = self;
    time_t now = time(NULL);
    if (now - progress->told < 1)
        return;
    progress->told = now;
    progress->some = true;
    fprintf(stderr, "\r%3.0f %%  %.6g\033[K", 100 * (done < 1 ? done : 1), objective);
}

/* Before the composition itself, so that a refusal leaves nothing half said. */
static enum status write_meetings(struct arena *mem, const char *path,
                                  const struct composition *composition, struct err *err)
{
    struct output output;
    TRY(output_open(mem, path, &output, err));
    flow_compose_write_meetings(output.stream, composition);
    enum status status = output_close(&output, err);
    output_abandon(&output);
    return status;
}

static enum status compose(struct arena *mem, const struct cli *cli,
                           struct compose_options *options, struct err *err)
{
    struct composition composition;
    struct compose_progress progress = { .told = time(NULL) };
    struct sigaction action = { .sa_handler = stop }, before;
    struct notes notes = { .mem = mem };
    options->request.stop = &asked_to_stop;
    options->request.notes = &notes;
    if (isatty(STDERR_FILENO)) {
        options->request.progress = tell_progress;
        options->request.progress_self = &progress;
    }
    asked_to_stop = 0;
    sigaction(SIGINT, &action, &before);
    enum status status = flow_compose(mem, &options->request, &composition, err);
    sigaction(SIGINT, &before, NULL);
    if (progress.some)
        fprintf(stderr, "\r\033[K");
    cli_tell(cli, &notes);
    TRY(status);
    if (options->meetings)
        TRY(write_meetings(mem, options->meetings, &composition, err));
    struct output output;
    TRY(output_open(mem, options->output, &output, err));
    compose_write(mem, cli->lang, options->form, output.stream, &composition);
    status = output_close(&output, err);
    output_abandon(&output);
    return status;
}

static int run(struct cli *cli, int argc, char **argv)
{
    struct arena mem = arena_with_limit(SIZE_MAX / 4);
    struct compose_options options;
    int code = compose_options(&mem, cli, argc, argv, &options);
    if (code == EXIT_DONE && !options.help) {
        struct err err;
        if (compose(&mem, cli, &options, &err) != OK)
            code = cli_failed(cli, &err);
    }
    arena_free(&mem);
    return code;
}

const struct command cmd_compose = { "compose", WORD_CLI_COMPOSE_LINE, WORD_CLI_COMPOSE_HELP,
                                     run };
