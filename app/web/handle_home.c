/* What anyone may read. */
#include "web/handles.h"

#include <string.h>

#include "flow/link.h"
#include "page/help_html.h"
#include "page/home_html.h"
#include "page/who_sees_html.h"
#include "web/here.h"
#include "web/resume.h"
#include "web/statics.h"

enum { YEAR_SECONDS = 365 * 24 * 3600 };

static void send_home(struct request *request, struct reply *reply, const char *code,
                      const char *wrong)
{
    struct text text;
    struct html out = here_write(request, &text);
    const struct home_page page = {
        .frame = here_frame(request, word(here_lang(request), WORD_HOME_DOCUMENT)),
        .closed = !here_of(request)->opens_accounts && !here_who(request)->visitor.coach.value,
        .code = code,
        .code_wrong = wrong,
    };
    page_home(&out, &page);
    here_send(reply, &text);
}

enum status handle_home(struct request *request, struct reply *reply, struct err *err)
{
    (void)err;
    send_home(request, reply, NULL, NULL);
    return OK;
}

/* A link's address pasted on the first page leads to its own page, where a button opens it. */
enum status handle_code(struct request *request, struct reply *reply, struct err *err)
{
    const char *code = form_text(request->mem, &request->form, "code");
    struct link_key key;
    (void)err;
    if (code && flow_link_parse(request->mem, code, &key)) {
        reply_go(reply, arena_text(request->mem, "/r/%s", key.text));
        return OK;
    }
    send_home(request, reply, code ? code : "",
              word(here_lang(request), WORD_HOME_LINK_UNKNOWN));
    reply->status = 422;
    return OK;
}

enum status handle_who_sees(struct request *request, struct reply *reply, struct err *err)
{
    (void)err;
    struct text text;
    struct html out = here_write(request, &text);
    struct site_frame frame = here_frame(request, word(here_lang(request), WORD_SEES_TITLE));
    frame.place = SITE_WHO_SEES;
    page_who_sees(&out, &frame);
    here_send(reply, &text);
    return OK;
}

enum status handle_help(struct request *request, struct reply *reply, struct err *err)
{
    (void)err;
    struct text text;
    struct html out = here_write(request, &text);
    struct site_frame frame = here_frame(request, word(here_lang(request), WORD_HELP_TITLE));
    frame.place = SITE_HELP;
    page_help(&out, &frame);
    here_send(reply, &text);
    return OK;
}

/* Back to a path of ours, whatever the form says. */
enum status handle_language(struct request *request, struct reply *reply, struct err *err)
{
    (void)err;
    const char *back = form_value(&request->form, "back");
    const char *lang = form_value(&request->form, "lang");
    reply_cookie(request->mem, reply, request->https, "alliage-lang",
                 lang && strcmp(lang, "en") == 0 ? "en" : "fr", YEAR_SECONDS);
    reply_go(reply, back && resume_path_fits(back) ? back : "/");
    return OK;
}

enum status handle_static(struct request *request, struct reply *reply, struct err *err)
{
    struct static_file file;
    if (!statics_find(request_param(request, "file"), &file))
        return fail(err, NOT_FOUND, "there is no such file");
    reply_body(reply, file.type, file.bytes, file.length);
    reply->kept = true;
    return OK;
}
