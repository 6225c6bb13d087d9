/* Prints the scores; and a model, with the line that says where it comes from. */
#include "cli/measure_calibrate.h"

#include "cli/output.h"
#include "flow/calibrate.h"
#include "json/calibrate_json.h"

/* Version and origin tell what it was made of, so that no portrait passes it for the elicited
 * one. */
static const char *model_text(struct arena *mem, const struct calibrated *found)
{
    struct model model = found->refit.model;
    const char *rounds = arena_text(mem, "%zu", found->refit.rounds);
    const char *teams = arena_text(mem, "%zu", found->refit.teams);
    const char *args[] = { rounds, teams, found->model->key, found->model->version };
    model.version = arena_text(mem, "%s+%s", found->model->version, rounds);
    for (enum lang lang = FR; lang < LANG_COUNT; lang++)
        model.origin.in[lang] = words_fill(mem, lang, WORD_CLI_REFIT_ORIGIN, args, 4);
    return flow_model_text(mem, &model);
}

static enum status write_model(struct arena *mem, const struct calibrated *found,
                               const char *path, struct err *err)
{
    struct output output;
    if (!found->levels)
        return fail(err, BAD_INPUT,
                    "no model is made: the table has no levels; add respondents and KEY_mean");
    if (found->refit.lack != LACKS_NOTHING)
        return fail(err, BAD_INPUT,
                    "no model is made: %zu readings; from %d on one can be, until then the "
                    "elicited one holds",
                    found->refit.rounds, REFIT_ROUNDS_MIN);
    TRY(output_open(mem, path, &output, err));
    fputs(model_text(mem, found), output.stream);
    enum status status = output_close(&output, err);
    output_abandon(&output);
    return status;
}

int measure_calibrate(const struct cli *cli, struct arena *mem,
                      const struct calibrate_request *request, enum measure_form form,
                      const char *output)
{
    struct calibrated found;
    struct err err;
    if (flow_calibrate(mem, request, &found, &err) != OK)
        return cli_failed(cli, &err);
    fputs(json_calibration(mem, found.rounds, found.read, &found.calibration,
                           found.levels ? &found.refit : NULL, form),
          stdout);
    if (output && write_model(mem, &found, output, &err) != OK)
        return cli_failed(cli, &err);
    return EXIT_DONE;
}
