/* A short portrait in words. It says why something is not shown, once for the team. */
#include "cli/diagnose_writers.h"

#include <string.h>

#include "words/words.h"

struct text_page {
    const struct diagnose_page *page;
    const struct instrument *instrument;
    const struct model *model;
    struct arena scratch; /* one team */
};

static const char *filled(struct text_page *text, enum word id, const char *const args[],
                          size_t count)
{
    return words_fill(&text->scratch, text->page->lang, id, args, count);
}

static const char *number(struct text_page *text, size_t value)
{
    return words_number(&text->scratch, text->page->lang, (double)value, 0);
}

static void line(struct text_page *text, const char *sentence)
{
    fprintf(text->page->stream, "  %s\n", sentence);
}

static enum status text_open(void *self, const struct diagnosed_campaign *campaign,
                             struct err *err)
{
    struct text_page *text = self;
    FILE *stream = text->page->stream;
    const struct instrument *instrument = campaign->instrument;
    const struct model *model = campaign->model;
    text->instrument = instrument;
    text->model = model;
    struct arena_mark mark = arena_mark(&text->scratch);
    const char *instrument_args[] = { instrument->key, instrument->version };
    fprintf(stream, "%s\n", filled(text, WORD_CLI_TEXT_HEAD, instrument_args, 2));
    if (model) {
        const char *model_args[] = { model->key, model->version };
        fprintf(stream, "%s\n", filled(text, WORD_CLI_TEXT_MODEL, model_args, 2));
    }
    arena_release(&text->scratch, mark);
    return ferror(stream) ? fail(err, BROKEN, "the text cannot be written") : OK;
}

static void put_stage(struct text_page *text, const struct portrait_stage *stage)
{
    const char *names[STAGES];
    size_t count = 0;
    if (stage->gap != SHOWN)
        return;
    if (stage->call == STAGE_NONE_FITS && !stage->only_set) {
        line(text, word(text->page->lang, WORD_CLI_TEXT_STAGE_NONE));
        return;
    }
    bool named = stage->call == STAGE_NAMED && !stage->only_set;
    for (int s = 0; s < STAGES; s++)
        if (named ? s == stage->top : stage->in_set80[s])
            names[count++] =
                words_phrase(&text->scratch, text->page->lang, text->model->stage_names[s]);
    const char *list = words_list(&text->scratch, text->page->lang, names, count);
    line(text,
         filled(text, named ? WORD_CLI_TEXT_STAGE_NAMED : WORD_CLI_TEXT_STAGE_OPEN, &list, 1));
}

static void put_mode(struct text_page *text, const struct portrait_mode *mode)
{
    enum lang lang = text->page->lang;
    const char *all[MODES], *plausible[MODES];
    size_t count = 0;
    if (mode->gap != SHOWN)
        return;
    for (int m = 0; m < MODES; m++) {
        const char *name = words_phrase(&text->scratch, lang, text->model->mode_names[m]);
        if (mode->call == MODE_NAMED ? m == (int)mode->top : mode->in_set80[m])
            plausible[count++] = name;
        all[m] = arena_text(&text->scratch, "%s %s", name,
                            words_percent(&text->scratch, lang, mode->percent[m]));
    }
    const char *args[] = { words_list(&text->scratch, lang, plausible, count),
                           words_list(&text->scratch, lang, all, MODES) };
    line(text,
         filled(text,
                mode->call == MODE_NAMED ? WORD_CLI_TEXT_MODE_NAMED : WORD_CLI_TEXT_MODE_OPEN,
                args, 2));
}

static const char *construct_said(struct text_page *text, const struct portrait *portrait,
                                  size_t c)
{
    static const enum word agreements[] = { [AGREE_CLOSE] = WORD_CLI_TEXT_AGREE_CLOSE,
                                            [AGREE_VARIED] = WORD_CLI_TEXT_AGREE_VARIED,
                                            [AGREE_OPPOSED] = WORD_CLI_TEXT_AGREE_OPPOSED };
    const struct released_construct *one = &portrait->release.constructs[c];
    const char *args[] = {
        words_phrase(&text->scratch, text->page->lang, text->instrument->constructs[c].label),
        number(text, (size_t)one->mean), number(text, (size_t)portrait->doubt[c]),
        word(text->page->lang, agreements[one->agreement])
    };
    bool agreed = one->agreement_gap == SHOWN;
    return filled(text, agreed ? WORD_CLI_TEXT_CONSTRUCT_AGREED : WORD_CLI_TEXT_CONSTRUCT, args,
                  agreed ? 4 : 3);
}

static void put_constructs(struct text_page *text, const struct portrait *portrait)
{
    const char *said[CONSTRUCTS_MAX];
    size_t count = 0;
    if (portrait->constructs_gap != SHOWN)
        return;
    for (size_t c = 0; c < text->instrument->construct_count; c++)
        if (portrait->release.constructs[c].gap == SHOWN)
            said[count++] = construct_said(text, portrait, c);
    const char *list = words_list(&text->scratch, text->page->lang, said, count);
    if (count > 0)
        line(text, filled(text, WORD_CLI_TEXT_CONSTRUCTS, &list, 1));
}

static void put_flows(struct text_page *text, const struct portrait *portrait)
{
    static const enum word densities[] = { [DENSITY_FEW] = WORD_CLI_TEXT_DENSITY_FEW,
                                           [DENSITY_SOME] = WORD_CLI_TEXT_DENSITY_SOME,
                                           [DENSITY_MOST] = WORD_CLI_TEXT_DENSITY_MOST };
    enum lang lang = text->page->lang;
    if (portrait->flows_gap != SHOWN)
        return;
    for (size_t q = 0; q < text->instrument->question_count; q++) {
        const struct released_flow *flow = &portrait->release.flows[q];
        if (flow->gap != SHOWN)
            continue;
        bool rather = flow->reciprocity == RECIPROCITY_RATHER;
        const char *args[] = { words_phrase(&text->scratch, lang,
                                            text->instrument->questions[q].label),
                               word(lang, densities[flow->density]),
                               word(lang, rather ? WORD_CLI_TEXT_RECIPROCITY_RATHER
                                                 : WORD_CLI_TEXT_RECIPROCITY_LITTLE) };
        line(text, filled(text, WORD_CLI_TEXT_FLOW, args, 3));
    }
}

static void put_matters(struct text_page *text, const struct portrait *portrait)
{
    static const enum word matters_words[] = { [MATTERS_DIFFERENT] =
                                                   WORD_CLI_TEXT_MATTERS_DIFFERENT,
                                               [MATTERS_MIXED] = WORD_CLI_TEXT_MATTERS_MIXED,
                                               [MATTERS_CLOSE] = WORD_CLI_TEXT_MATTERS_CLOSE };
    const struct released_matters *matters = &portrait->release.matters;
    enum lang lang = text->page->lang;
    if (portrait->matters_gap != SHOWN || matters->gap != SHOWN)
        return;
    const char *args[2] = { word(lang, matters_words[matters->word]) };
    if (matters->top_gap != SHOWN) {
        line(text, filled(text, WORD_CLI_TEXT_MATTERS, args, 1));
        return;
    }
    const char *top[2];
    for (size_t i = 0; i < 2; i++)
        top[i] = words_phrase(&text->scratch, lang,
                              text->instrument->motives[matters->top[i]].label);
    args[1] = words_list(&text->scratch, lang, top, 2);
    line(text, filled(text, WORD_CLI_TEXT_MATTERS_TOP, args, 2));
}

static const char *field_said(enum lang lang, const char *field)
{
    static const struct {
        const char *field;
        enum word word;
    } fields[] = {
        { "constructs", WORD_CLI_TEXT_FIELD_CONSTRUCTS },
        { "agreement", WORD_CLI_TEXT_FIELD_AGREEMENT },
        { "mode", WORD_CLI_TEXT_FIELD_MODE },
        { "stage", WORD_CLI_TEXT_FIELD_STAGE },
        { "flows", WORD_CLI_TEXT_FIELD_FLOWS },
        { "matters", WORD_CLI_TEXT_FIELD_MATTERS },
        { "motives", WORD_CLI_TEXT_FIELD_MOTIVES },
        { "items", WORD_CLI_TEXT_FIELD_ITEMS },
        { "exigence_benevolence", WORD_CLI_TEXT_FIELD_EXIGENCE_BENEVOLENCE },
        { "guesses", WORD_CLI_TEXT_FIELD_GUESSES },
    };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (strcmp(fields[i].field, field) == 0)
            return word(lang, fields[i].word);
    return field;
}

static const char *reason_said(struct text_page *text, const struct withheld *withheld)
{
    static const enum word reasons[] = { [GAP_TOO_FEW] = WORD_GAP_TOO_FEW,
                                         [GAP_NOT_ASKED] = WORD_GAP_NOT_ASKED,
                                         [GAP_ONE_ITEM] = WORD_GAP_ONE_ITEM,
                                         [GAP_NO_MODEL] = WORD_GAP_NO_MODEL,
                                         [GAP_NOT_SHOWN] = WORD_GAP_NOT_SHOWN };
    const char *reason = word(text->page->lang, reasons[withheld->gap]);
    if (withheld->needs == 0)
        return reason;
    const char *args[] = { reason, number(text, (size_t)withheld->needs) };
    return filled(text, WORD_CLI_TEXT_NEEDS, args, 2);
}

/* Fields withheld for one reason and one number of answers are told in one line. */
static void put_withheld(struct text_page *text, const struct portrait *portrait)
{
    struct withheld all[WITHHELD_MAX];
    bool told[WITHHELD_MAX] = { false };
    size_t count = portrait_withheld(portrait, all);
    for (size_t i = 0; i < count; i++) {
        const char *names[WITHHELD_MAX];
        size_t same = 0;
        for (size_t j = i; j < count && !told[i]; j++)
            if (!told[j] && all[j].gap == all[i].gap && all[j].needs == all[i].needs) {
                names[same++] = field_said(text->page->lang, all[j].field);
                told[j] = j != i;
            }
        if (same == 0)
            continue;
        const char *list = words_list(&text->scratch, text->page->lang, names, same);
        const char *refused[] = { reason_said(text, &all[i]), list };
        bool bare = all[i].gap == GAP_NOT_SHOWN;
        line(text, bare ? filled(text, WORD_CLI_TEXT_NOT_SHOWN, &list, 1)
                        : filled(text, WORD_CLI_TEXT_WITHHELD, refused, 2));
    }
}

static enum status text_team(void *self, const struct diagnosed_team *team, struct err *err)
{
    struct text_page *text = self;
    struct arena_mark mark = arena_mark(&text->scratch);
    for (size_t i = 0; i < team->round_count; i++) {
        const struct portrait *portrait = &team->portraits[i];
        const char *seats = number(text, portrait->release.seats);
        const char *args[] = { team->team, portrait->round,
                               words_count(&text->scratch, text->page->lang, WORD_ANSWERS_OF,
                                           portrait->release.respondents, &seats, 1) };
        fprintf(text->page->stream, "\n%s\n", filled(text, WORD_CLI_TEXT_ROUND, args, 3));
        put_stage(text, &portrait->stage);
        put_mode(text, &portrait->mode);
        put_constructs(text, portrait);
        put_flows(text, portrait);
        put_matters(text, portrait);
        put_withheld(text, portrait);
    }
    arena_release(&text->scratch, mark);
    return ferror(text->page->stream) ? fail(err, BROKEN, "the text cannot be written") : OK;
}

static enum status text_refused(void *self, const struct odd_team *team, struct err *err)
{
    struct text_page *text = self;
    struct arena_mark mark = arena_mark(&text->scratch);
    const char *args[] = { team->team, team->round, number(text, team->members) };
    fprintf(text->page->stream, "\n%s\n", filled(text, WORD_CLI_TEXT_REFUSED, args, 3));
    arena_release(&text->scratch, mark);
    return ferror(text->page->stream) ? fail(err, BROKEN, "the text cannot be written") : OK;
}

static enum status text_close(void *self, struct err *err)
{
    struct text_page *text = self;
    arena_free(&text->scratch);
    return ferror(text->page->stream) ? fail(err, BROKEN, "the text cannot be written") : OK;
}

struct portrait_writer diagnose_text(const struct diagnose_page *page)
{
    struct text_page *text = NEW(page->mem, struct text_page);
    text->page = page;
    text->scratch = arena_with_limit(64 * 1024 * 1024);
    return (struct portrait_writer){ text, text_open, text_team, text_refused, text_close };
}
