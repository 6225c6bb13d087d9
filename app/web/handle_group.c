/* The form that makes a team, and the page of links it leads to. */
#include "web/handles.h"

#include <inttypes.h>

#include "flow/group.h"
#include "page/team_new_html.h"
#include "web/here.h"
#include "web/links.h"
#include "web/once.h"
#include "web/slow_down.h"
#include "words/notice.h"

static const char *numbered(struct request *request, const char *name, size_t i)
{
    const char *field = arena_text(request->mem, "%s%zu", name, i);
    const char *value = form_text(request->mem, &request->form, field);
    return value ? value : "";
}

static void read_members(struct request *request, struct team_new_page *page)
{
    for (size_t i = 0; i < TEAM_MAX; i++) {
        struct typed_member *member = &page->members[i];
        member->name = numbered(request, "name", i + 1);
        member->craft = numbered(request, "craft", i + 1);
        member->horizon = numbered(request, "horizon", i + 1);
        member->manager =
            form_has(&request->form, arena_text(request->mem, "manager%zu", i + 1));
    }
}

/* Three to begin with, one more each time it is asked for, and all that were typed. */
static size_t rows_of(struct request *request, const struct team_new_page *page)
{
    int64_t rows = TEAM_MIN;
    form_int(&request->form, "rows", TEAM_MIN, TEAM_MAX, &rows);
    if (form_has(&request->form, "plus") && rows < TEAM_MAX)
        rows++;
    for (size_t i = (size_t)rows; i < TEAM_MAX; i++)
        if (*page->members[i].name || *page->members[i].craft || *page->members[i].horizon)
            rows = (int64_t)i + 1;
    return (size_t)rows;
}

static void read_form(struct request *request, struct team_new_page *page)
{
    enum lang lang = here_lang(request);
    const char *name = form_text(request->mem, &request->form, "name");
    const char *aim = form_text(request->mem, &request->form, "aim");
    const char *days = form_text(request->mem, &request->form, "days");
    *page = (struct team_new_page){
        .frame = here_frame(request, word(lang, WORD_TEAM_NEW_TITLE)),
        .name = name ? name : "",
        .aim = aim ? aim : "",
        .days = days ? days : "7",
        .accompanied = here_who(request)->visitor.coach.value != 0,
    };
    read_members(request, page);
    page->rows = rows_of(request, page);
}

static void send_form(struct request *request, struct reply *reply,
                      const struct team_new_page *page)
{
    struct text text;
    struct html out = here_write(request, &text);
    page_team_new(&out, request->mem, page);
    here_send(reply, &text);
}

/* Where nobody opens accounts, strangers make no teams either. */
static enum status may_make(struct request *request, struct err *err)
{
    bool closed = !here_of(request)->opens_accounts && !here_who(request)->visitor.coach.value;
    return closed ? fail(err, REFUSED, "%s", word(here_lang(request), WORD_TEAM_NEW_CLOSED))
                  : OK;
}

static bool too_many(struct request *request)
{
    struct coach_id coach = here_who(request)->visitor.coach;
    const char *who = arena_text(request->mem, "%" PRId64, coach.value);
    bool slowed = coach.value ? !slow_down_take(SLOW_TEAMS_COACH, request, who, 1)
                              : !slow_down_take(SLOW_TEAMS, request, NULL, 1) ||
                                    !slow_down_take(SLOW_TEAMS_ALL, request, "", 1);
    if (slowed)
        notice("teams.slowed", "more teams were asked for than one network, one coach or all "
                               "strangers together may make; they were refused");
    return slowed;
}

enum status handle_group_form(struct request *request, struct reply *reply, struct err *err)
{
    TRY(may_make(request, err));
    struct team_new_page page;
    read_form(request, &page);
    send_form(request, reply, &page);
    return OK;
}

/* Lines without a name are empty ones; a line with anything else lacks its name. Gives the
 * line each member was typed on. */
static void wish_of(struct request *request, const struct team_new_page *page,
                    struct group_wish *wish, size_t line[TEAM_MAX])
{
    int64_t days = 0;
    form_int(&request->form, "days", 1, 60, &days);
    *wish = (struct group_wish){
        .name = page->name,
        .aim = page->aim,
        .lang = here_lang(request),
        .coach = here_who(request)->visitor.coach,
        .days = (int)days,
    };
    for (size_t i = 0; i < TEAM_MAX; i++) {
        const struct typed_member *m = &page->members[i];
        if (!*m->name && !*m->craft && !*m->horizon)
            continue;
        line[wish->count] = i;
        wish->members[wish->count++] =
            (struct group_member){ m->name, m->craft, m->horizon, m->manager };
    }
}

static void say_fault(struct team_new_page *page, struct group_check check, size_t line)
{
    enum lang lang = page->frame.lang;
    switch (check.fault) {
    case GROUP_FINE:
        break;
    case GROUP_NAME:
        page->name_wrong = word(lang, WORD_TEAM_NEW_NAME_MISSING);
        break;
    case GROUP_AIM:
        page->aim_wrong = word(lang, WORD_TEAM_NEW_AIM_LONG);
        break;
    case GROUP_TOO_FEW:
        page->members_wrong = word(lang, WORD_TEAM_NEW_TOO_FEW);
        break;
    case GROUP_TOO_MANY:
        page->members_wrong = word(lang, WORD_TEAM_NEW_TOO_MANY);
        break;
    case GROUP_MEMBER_NAME:
        page->members[line].wrong = word(lang, WORD_TEAM_NEW_MEMBER_NAME_MISSING);
        break;
    case GROUP_MEMBER_TWICE:
        page->members[line].wrong = word(lang, WORD_TEAM_NEW_MEMBER_NAME_TWICE);
        break;
    case GROUP_MEMBER_LONG:
        page->members[line].wrong = word(lang, WORD_TEAM_NEW_MEMBER_LONG);
        break;
    case GROUP_DAYS:
        page->days_wrong = word(lang, WORD_TEAM_NEW_DAYS_WRONG);
        break;
    }
}

enum status handle_group(struct request *request, struct reply *reply, struct err *err)
{
    struct team_new_page page;
    struct group_wish wish;
    struct team_id team;
    struct issued_links links;
    size_t line[TEAM_MAX] = { 0 };
    /* A coach's form whose session ended meanwhile would else make a team without a coach. */
    if (once_of_coach(request) && !here_who(request)->visitor.coach.value)
        return here_sign_in_first(request, err);
    TRY(may_make(request, err));
    read_form(request, &page);
    if (form_has(&request->form, "plus")) {
        send_form(request, reply, &page);
        return OK;
    }
    wish_of(request, &page, &wish, line);
    struct group_check check = flow_group_check(&wish);
    if (check.fault != GROUP_FINE) {
        say_fault(&page, check, line[check.member]);
        send_form(request, reply, &page);
        reply->status = 422;
        return OK;
    }
    if (too_many(request)) {
        page.name_wrong = word(here_lang(request), WORD_TEAM_NEW_OFTEN);
        send_form(request, reply, &page);
        reply->status = 429;
        reply_header(reply, "Retry-After", "600");
        return OK;
    }
    struct here *here = here_of(request);
    TRY(flow_group_create(here->db, request->mem, &wish, here->rules.instrument, request->now,
                          &team, &links, err));
    return links_send(request, reply, team, wish.name, &links, !wish.coach.value, err);
}
