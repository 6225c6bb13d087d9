/* Devices of one's own: which they are, and removing one. */
#include <string.h>

#include "page/me_html.h"
#include "web/handles.h"
#include "web/my_devices.h"
#include "words/date.h"

/* Of the hash that names a browser: enough to tell one's own apart. */
enum { NAME_SIGNS = 24 };

struct shown_device {
    struct token_hash browser;
    const char *label;
    int64_t since, seen_on; /* seen_on 0: another sits there */
};

static struct my_device show(struct request *request, const struct shown_device *device)
{
    const struct visitor *visitor = &here_who(request)->visitor;
    enum lang lang = here_lang(request);
    const char *name =
        arena_text(request->mem, "/moi/appareil/%.*s", NAME_SIGNS, device->browser.text);
    const char *since = words_date(request->mem, lang, device->since);
    const char *seen = device->seen_on ? words_date(request->mem, lang, device->seen_on) : NULL;
    return (struct my_device){
        .label = *device->label ? device->label : word(lang, WORD_ME_DEVICE_UNKNOWN),
        .since = words_fill(request->mem, lang, WORD_ME_DEVICE_SINCE, &since, 1),
        .seen = seen ? words_fill(request->mem, lang, WORD_ME_DEVICE_SEEN, &seen, 1) : "",
        .remove = here_team_path(request, here_who(request)->team, name),
        .this_one = visitor->known && device->seen_on &&
                    strcmp(visitor->browser.text, device->browser.text) == 0,
        .shared = !device->seen_on,
    };
}

static bool is_aside(const struct past_seat *past) { return past->why == PAST_ASIDE; }

size_t my_device_count(const struct my_seat *mine)
{
    size_t count = mine->devices.count;
    for (size_t i = 0; i < mine->aside.count; i++)
        count += is_aside(&mine->aside.list[i]);
    return count;
}

static const struct shown_device *all_of(struct arena *mem, const struct my_seat *mine)
{
    struct shown_device *list = NEW_ARRAY(mem, struct shown_device, my_device_count(mine) + 1);
    size_t count = 0;
    for (size_t i = 0; i < mine->devices.count; i++) {
        const struct device *one = &mine->devices.list[i];
        list[count++] = (struct shown_device){ one->token, one->label, one->created_at,
                                               one->seen_on ? one->seen_on : one->created_at };
    }
    for (size_t i = 0; i < mine->aside.count; i++) {
        const struct past_seat *one = &mine->aside.list[i];
        if (is_aside(one))
            list[count++] = (struct shown_device){ one->browser, one->label, one->since, 0 };
    }
    return list;
}

const struct my_device *my_devices(struct request *request, const struct my_seat *mine)
{
    size_t count = my_device_count(mine);
    const struct shown_device *all = all_of(request->mem, mine);
    struct my_device *list = NEW_ARRAY(request->mem, struct my_device, count + 1);
    for (size_t i = 0; i < count; i++)
        list[i] = show(request, &all[i]);
    return list;
}

static enum status find(struct request *request, struct my_seat *mine, struct shown_device *out,
                        struct err *err)
{
    const struct who *who = here_who(request);
    const char *name = request_param(request, "device");
    TRY(flow_me_load(here_of(request)->db, request->mem, who->team, who->seat, mine, err));
    const struct shown_device *all = all_of(request->mem, mine);
    for (size_t i = 0; i < my_device_count(mine); i++)
        if (strlen(name) == NAME_SIGNS && strncmp(all[i].browser.text, name, NAME_SIGNS) == 0) {
            *out = all[i];
            return OK;
        }
    return fail(err, NOT_FOUND, "none of one's devices has that name");
}

enum status handle_device_form(struct request *request, struct reply *reply, struct err *err)
{
    struct my_seat mine;
    struct shown_device device;
    struct text text;
    enum lang lang = here_lang(request);
    TRY(find(request, &mine, &device, err));
    const struct my_device shown = show(request, &device);
    bool last = !shown.shared && mine.devices.count == 1;
    const enum word title = shown.this_one ? WORD_ME_DEVICE_QUIT : WORD_ME_DEVICE_REMOVE;
    const struct my_device_page page = {
        .frame = here_frame(request, word(lang, title)),
        .back = here_team_path(request, mine.team.id, "/moi"),
        .team_name = mine.team.name,
        .path = request->path,
        .device = &shown,
        .text =
            word(lang, shown.this_one ? WORD_ME_DEVICE_QUIT_TEXT : WORD_ME_DEVICE_REMOVE_TEXT),
        .last = last ? word(lang, WORD_ME_DEVICE_LAST) : NULL,
        .instead = shown.this_one ? word(lang, WORD_ME_DEVICE_INSTEAD) : NULL,
        .title = word(lang, title),
        .go = word(lang, title),
    };
    struct html out = here_write(request, &text);
    page_my_device(&out, &page);
    here_send(reply, &text);
    return OK;
}

enum status handle_device_remove(struct request *request, struct reply *reply, struct err *err)
{
    const struct who *who = here_who(request);
    struct my_seat mine;
    struct shown_device device;
    TRY(find(request, &mine, &device, err));
    bool this_one = show(request, &device).this_one;
    TRY(flow_me_remove_device(here_of(request)->db, request->mem, who->team, who->seat,
                              device.browser, err));
    if (this_one)
        here_new_forms(request, reply);
    reply_go(reply, this_one ? "/" : here_team_path(request, who->team, "/moi"));
    return OK;
}
