/* One line above the page: who reads only this page knows too. */
#include "web/ending.h"

#include "words/date.h"

bool ending_may(const struct who *who, const struct team *team)
{
    return team->coach.value ? who->coaches : who->seat.value != 0;
}

const char *ending_state_said(struct request *request, const struct team *team)
{
    enum lang lang = here_lang(request);
    const char *when;
    switch (flow_ending_state(team)) {
    case TEAM_ARCHIVED:
        when = words_date(request->mem, lang, team->archived_at);
        return words_fill(request->mem, lang, WORD_ENDING_BANNER_ARCHIVED, &when, 1);
    case TEAM_DELETING:
        when = words_deadline(request->mem, lang, team->delete_at);
        return words_fill(request->mem, lang, WORD_ENDING_BANNER_DELETING, &when, 1);
    case TEAM_ACTIVE:
        break;
    }
    return NULL;
}

void ending_banner(struct request *request, struct site_frame *frame)
{
    const struct who *who = here_who(request);
    struct ending_view view;
    struct err unused;
    if (!who->team.value || !(who->seat.value || who->coaches))
        return;
    if (flow_ending_load(here_of(request)->db, request->mem, who->team, who->seat, request->now,
                         &view, &unused) != OK)
        return;
    frame->ending = ending_state_said(request, &view.team);
    if (frame->ending && ending_may(who, &view.team))
        frame->ending_path = here_team_path(request, who->team, "/fin");
}

enum status ending_refuses(struct request *request, const struct team *team, struct err *err)
{
    static const enum refusal refusals[] = {
        [TEAM_ARCHIVED] = REFUSED_ARCHIVED, [TEAM_DELETING] = REFUSED_DELETING
    };
    enum ending_state state = flow_ending_state(team);
    return state == TEAM_ACTIVE
               ? OK
               : fail(err, REFUSED, "%s", here_refusal(here_lang(request), refusals[state]));
}

enum status ending_told(struct request *request, struct err *err)
{
    const struct who *who = here_who(request);
    int64_t at = 0;
    TRY(flow_ending_told(here_of(request)->db, who->visitor.browser, who->team, request->now,
                         &at, err));
    const char *when = words_date(request->mem, who->lang, at);
    return fail(err, REFUSED, "%s",
                words_fill(request->mem, who->lang, WORD_ENDING_GONE, &when, 1));
}
