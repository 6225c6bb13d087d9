/* From issued links to cards with a code to scan. */
#include "web/links.h"

#include "page/links_html.h"
#include "plot/qr.h"

enum status links_send(struct request *request, struct reply *reply, struct team_id team,
                       const char *team_name, const struct issued_links *links, bool alone,
                       struct err *err)
{
    struct seat_link *list = NEW_ARRAY(request->mem, struct seat_link, links->count);
    for (size_t i = 0; i < links->count; i++) {
        const struct issued_link *link = &links->list[i];
        list[i] = (struct seat_link){
            .name = link->name,
            .craft = link->craft,
            .address =
                arena_text(request->mem, "%s/r/%s", here_of(request)->base_url, link->text),
        };
        TRY(plot_qr(request->mem, list[i].address, &list[i].qr_path, &list[i].qr_width, err));
    }
    struct text text;
    struct html out = here_write(request, &text);
    const struct links_page page = {
        .frame = here_frame(request, team_name),
        .team_name = team_name,
        .count = links->count,
        .links = list,
        .alone = alone,
        .next = alone ? "/" : here_team_path(request, team, ""),
    };
    page_links(&out, request->mem, &page);
    here_send(reply, &text);
    return OK;
}
