/* Portraits from files: reads everything, then writes team by team. */
#include <stdint.h>

#include "cli/commands.h"
#include "cli/diagnose_options.h"
#include "cli/diagnose_writers.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "words/notes.h"

static struct portrait_writer writer_of(enum diagnose_form form,
                                        const struct diagnose_page *page)
{
    switch (form) {
    case FORM_JSON:
        return diagnose_json(page);
    case FORM_CSV:
        return diagnose_csv(page);
    case FORM_HTML:
        return diagnose_html(page);
    default:
        return diagnose_text(page);
    }
}

static enum status diagnose(struct arena *mem, const struct cli *cli,
                            struct diagnose_options *options, struct err *err)
{
    struct diagnose_request *request = &options->request;
    struct output output;
    TRY(diagnose_add_folder(mem, options, err));
    TRY(output_open(mem, options->output, &output, err));
    struct progress progress = progress_start();
    struct diagnose_page page = { .mem = mem,
                                  .stream = output.stream,
                                  .lang = cli->lang,
                                  .unlocked = options->unlocked,
                                  .reml = options->reml,
                                  .progress = &progress };
    struct notes notes = { .mem = mem };
    struct portrait_writer writer = writer_of(options->form, &page);
    request->options.notes = &notes;
    request->unlocked = options->unlocked;
    request->progress = progress_tell;
    request->progress_self = &progress;
    enum status status = flow_diagnose(request, &writer, err);
    progress_end(&progress);
    cli_tell(cli, &notes);
    if (status == OK)
        status = output_close(&output, err);
    output_abandon(&output);
    return status;
}

static int run(struct cli *cli, int argc, char **argv)
{
    struct arena mem = arena_with_limit(SIZE_MAX / 4);
    struct diagnose_options options;
    int code = diagnose_options(&mem, cli, argc, argv, &options);
    if (code == EXIT_DONE && !options.help) {
        struct err err;
        enum status status = diagnose(&mem, cli, &options, &err);
        if (status != OK && options.request.bad_usage)
            code = cli_misused(cli, argv[0], err.text);
        else if (status != OK)
            code = cli_failed(cli, &err);
    }
    arena_free(&mem);
    return code;
}

const struct command cmd_diagnose = { "diagnose", WORD_CLI_DIAGNOSE_LINE,
                                      WORD_CLI_DIAGNOSE_HELP, run };
