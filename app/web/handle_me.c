/* What is mine, for me alone. */
#include "web/handles.h"

#include <string.h>

#include "flow/me.h"
#include "flow/team.h"
#include "page/me_html.h"
#include "web/links.h"
#include "web/my_devices.h"
#include "words/date.h"
#include "json/mine_json.h"

enum status handle_me(struct request *request, struct reply *reply, struct err *err)
{
    const struct visitor *visitor = &here_who(request)->visitor;
    struct my_team *teams = NEW_ARRAY(request->mem, struct my_team, visitor->seat_count);
    struct text text;
    for (size_t i = 0; i < visitor->seat_count; i++) {
        struct team_view view;
        TRY(flow_team_load(here_of(request)->db, request->mem, visitor->seats[i].team, 0,
                           request->now, &view, err));
        teams[i] =
            (struct my_team){ here_team_path(request, view.team.id, ""), view.team.name };
    }
    struct me_page page = {
        .frame = here_frame(request, word(here_lang(request), WORD_ME_TITLE)),
        .team_count = visitor->seat_count,
        .teams = teams,
    };
    page.frame.place = SITE_ME;
    struct html out = here_write(request, &text);
    page_me(&out, &page);
    here_send(reply, &text);
    return OK;
}

static enum status load(struct request *request, struct my_seat *mine, struct err *err)
{
    const struct who *who = here_who(request);
    return flow_me_load(here_of(request)->db, request->mem, who->team, who->seat, mine, err);
}

/* The wording behind an answer's key; the key itself where the instrument has changed. */
static const char *wording_of(struct request *request, const struct answer *answer)
{
    const struct instrument *instrument = here_of(request)->rules.instrument;
    enum lang lang = here_lang(request);
    if (answer->kind == ANSWER_GUESS)
        return word(lang, WORD_ANSWER_GUESS);
    if (answer->kind == ANSWER_ITEM) {
        int item = instrument_item(instrument, answer->question);
        return item == NO_INDEX
                   ? answer->question
                   : words_phrase(request->mem, lang, instrument->items[item].wording);
    }
    for (size_t i = 0; answer->kind == ANSWER_RATING && i < instrument->question_count; i++)
        if (strcmp(instrument->questions[i].key, answer->question) == 0)
            return words_phrase(request->mem, lang, instrument->questions[i].wording);
    for (size_t i = 0; answer->kind == ANSWER_RANK && i < instrument->motive_count; i++)
        if (strcmp(instrument->motives[i].key, answer->question) == 0)
            return words_phrase(request->mem, lang, instrument->motives[i].label);
    return answer->question;
}

static const struct my_answer *show_answers(struct request *request,
                                            const struct answers *answers)
{
    struct my_answer *list = NEW_ARRAY(request->mem, struct my_answer, answers->count);
    enum lang lang = here_lang(request);
    for (size_t i = 0; i < answers->count; i++)
        list[i] = (struct my_answer){
            .wording = wording_of(request, &answers->list[i]),
            .choice = answers->list[i].known
                          ? words_number(request->mem, lang, answers->list[i].choice, 0)
                          : word(lang, WORD_ANSWER_UNKNOWN_SHORT),
        };
    return list;
}

static const char *hue_of(enum meaning meaning)
{
    return meaning == MEANS_INFORMATION ? "means-information"
           : meaning == MEANS_EMOTION   ? "means-emotion"
           : meaning == MEANS_EXPERTISE ? "means-expertise"
           : meaning == MEANS_AIM       ? "means-aim"
                                        : "means-appreciation";
}

static const struct my_word *show_words(struct request *request,
                                        const struct received_words *words)
{
    const struct instrument *instrument = here_of(request)->rules.instrument;
    struct my_word *list = NEW_ARRAY(request->mem, struct my_word, words->count);
    for (size_t i = 0; i < words->count; i++) {
        const struct answer answer = { .kind = ANSWER_RATING,
                                       .question = words->list[i].question };
        list[i] = (struct my_word){ .wording = wording_of(request, &answer),
                                    .hue = "means-information",
                                    .word = (size_t)words->list[i].word };
        for (size_t q = 0; q < instrument->question_count; q++)
            if (strcmp(instrument->questions[q].key, words->list[i].question) == 0)
                list[i].hue = hue_of(instrument->questions[q].meaning);
    }
    return list;
}

enum status handle_my_seat(struct request *request, struct reply *reply, struct err *err)
{
    struct my_seat mine;
    struct text text;
    TRY(load(request, &mine, err));
    const struct my_seat_page page = {
        .frame = here_frame(request, word(here_lang(request), WORD_ME_TITLE)),
        .home = here_team_path(request, mine.team.id, ""),
        .team_name = mine.team.name,
        .name = mine.seat.name,
        .path = request->path,
        .words_there = mine.words.count > 0,
        .words_open = mine.words.count > 0 && mine.words.list[0].opened,
        .word_count = mine.words.count,
        .words = show_words(request, &mine.words),
        .answers_open = form_has(&request->query, "montrer"),
        .answer_count = mine.answers.count,
        .answers = show_answers(request, &mine.answers),
        .device_count = my_device_count(&mine),
        .devices = my_devices(request, &mine),
    };
    struct html out = here_write(request, &text);
    page_my_seat(&out, &page);
    here_send(reply, &text);
    return OK;
}

static enum status add_device(struct request *request, struct reply *reply, struct err *err)
{
    struct issued_link issued;
    struct my_seat mine;
    TRY(load(request, &mine, err));
    TRY(flow_link_second_device(here_of(request)->db, request->mem, mine.team.id, mine.seat.id,
                                request->now, &issued, err));
    const struct issued_links links = { &issued, 1 };
    return links_send(request, reply, mine.team.id, mine.team.name, &links, false, err);
}

enum status handle_my_seat_do(struct request *request, struct reply *reply, struct err *err)
{
    const struct who *who = here_who(request);
    struct here *here = here_of(request);
    const char *what = form_value(&request->form, "quoi");
    if (what && strcmp(what, "appareil") == 0)
        return add_device(request, reply, err);
    if (what && strcmp(what, "mots") == 0) {
        TRY(flow_me_open_words(here->db, request->mem, who->team, who->seat, err));
        reply_go(reply, request->path);
        return OK;
    }
    if (what && strcmp(what, "effacer") == 0) {
        TRY(flow_me_leave(here->db, request->mem, who->team, who->seat, request->now, err));
        reply_go(reply, "/");
        return OK;
    }
    return fail(err, BAD_INPUT, "there is no such button");
}

enum status handle_my_data(struct request *request, struct reply *reply, struct err *err)
{
    struct my_seat mine;
    static const char *const words[] = { "rarely", "sometimes", "often" };
    TRY(load(request, &mine, err));
    const struct my_answer *shown = show_answers(request, &mine.answers);
    struct mine_line *answers = NEW_ARRAY(request->mem, struct mine_line, mine.answers.count);
    struct mine_line *received = NEW_ARRAY(request->mem, struct mine_line, mine.words.count);
    for (size_t i = 0; i < mine.answers.count; i++)
        answers[i] = (struct mine_line){ shown[i].wording,
                                         mine.answers.list[i].known ? shown[i].choice : NULL };
    for (size_t i = 0; i < mine.words.count; i++)
        received[i] =
            (struct mine_line){ mine.words.list[i].question, words[mine.words.list[i].word] };
    const char *text = json_mine(request->mem, mine.team.name, mine.seat.name, answers,
                                 mine.answers.count, received, mine.words.count);
    reply_body(reply, "application/json", text, strlen(text));
    reply_header(reply, "Content-Disposition", "attachment; filename=\"alliage.json\"");
    return OK;
}
