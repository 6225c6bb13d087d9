/* From issued links to cards with a code to scan. */
#include "web/links.h"

#include "flow/site.h"
#include "page/links_html.h"
#include "plot/qr.h"
#include "web/kept_page.h"

const char *links_address(struct request *request, const struct issued_link *link)
{
    return flow_site_link(request->mem, here_of(request)->base_url, link->text);
}

struct links_shown {
    struct team_id team;
    const char *team_name;
    const struct issued_links *links;
    bool alone;
    const struct typed_letter *typed; /* NULL: none yet */
    const char *told;
};

static enum status show_link(struct request *request, const struct links_shown *shown, size_t i,
                             struct seat_link *out, struct err *err)
{
    const struct issued_link *link = &shown->links->list[i];
    *out = (struct seat_link){
        .name = link->name,
        .craft = link->craft,
        .address = links_address(request, link),
        .token = link->text,
        .typed = shown->typed ? shown->typed[i].address : "",
        .wrong = shown->typed ? shown->typed[i].wrong : NULL,
        .lang = shown->typed ? shown->typed[i].lang : link->lang,
        .mailed = shown->typed && shown->typed[i].mailed,
    };
    return plot_qr(request->mem, out->address, &out->qr_path, &out->qr_width, err);
}

enum status links_cards(struct request *request, const struct issued_links *links,
                        const struct seat_link **out, struct err *err)
{
    const struct links_shown shown = { .links = links };
    struct seat_link *list = NEW_ARRAY(request->mem, struct seat_link, links->count);
    for (size_t i = 0; i < links->count; i++)
        TRY(show_link(request, &shown, i, &list[i], err));
    *out = list;
    return OK;
}

enum status links_sender(struct request *request, struct team_id team,
                         struct letter_sender *out, struct err *err)
{
    const struct visitor *visitor = &here_who(request)->visitor;
    const struct letter_asker asker = { team, visitor->coach, visitor_seat(visitor, team) };
    *out = (struct letter_sender){ .may = false };
    return here_of(request)->mails
               ? flow_letter_sender(here_of(request)->db, request->mem, &asker, out, err)
               : OK;
}

static enum status show(struct request *request, struct reply *reply,
                        const struct links_shown *shown, struct err *err)
{
    size_t count = shown->links->count;
    struct letter_sender sender;
    bool to_seats = shown->links->list[0].purpose == LINK_SEAT;
    TRY(links_sender(request, shown->team, &sender, err));
    struct seat_link *list = NEW_ARRAY(request->mem, struct seat_link, count);
    for (size_t i = 0; i < count; i++)
        TRY(show_link(request, shown, i, &list[i], err));
    struct text text;
    struct html out = here_write(request, &text);
    const struct links_page page = {
        .frame = here_frame(request, shown->team_name),
        .team_name = shown->team_name,
        .count = count,
        .links = list,
        .alone = shown->alone,
        .next = shown->alone ? "/" : here_team_path(request, shown->team, ""),
        .mails = to_seats && sender.may,
        .mails_not = to_seats && here_of(request)->mails && !sender.may,
        .told = shown->told,
    };
    page_links(&out, request->mem, &page);
    here_send(reply, &text);
    return OK;
}

enum status links_send(struct request *request, struct reply *reply, struct team_id team,
                       const char *team_name, const struct issued_links *links, bool alone,
                       struct err *err)
{
    const struct links_shown shown = { team, team_name, links, alone, NULL, NULL };
    TRY(show(request, reply, &shown, err));
    return kept_page_go(request, reply, err);
}

enum status links_send_again(struct request *request, struct reply *reply,
                             const struct team *team, const struct issued_links *links,
                             const struct typed_letter *typed, const char *told,
                             struct err *err)
{
    const struct links_shown shown = { team->id,           team->name, links,
                                       !team->coach.value, typed,      told };
    return show(request, reply, &shown, err);
}
