/* The table itself says what there is to ask: a new route is asked too. */
#define _GNU_SOURCE /* memmem */
#include "sights.h"

#include <stdlib.h>

/* Pages that change with what follows the path. */
static const char *const more_paths[] = { "/t/{team}/repondre?revoir=1",
                                          "/t/{team}/moi?montrer=1", "/t/{team}/fini?clos=1",
                                          "/t/{team}/fini?tout=1", "/t/{team}/portrait/2" };

static const char *value_of(const char *name, size_t length, const struct play *play)
{
    static char file[] = "site.css";
    if (strncmp(name, "team}", length) == 0)
        return play->id;
    if (strncmp(name, "seat}", length) == 0)
        return play->seats[play->count - 1];
    if (strncmp(name, "token}", length) == 0)
        return play->links[0] + strlen("/r/");
    return strncmp(name, "file}", length) == 0 ? file : "1";
}

static void fill(const char *pattern, const struct play *play, char *out, size_t room)
{
    size_t used = 0;
    while (*pattern) {
        size_t length = strcspn(pattern + 1, *pattern == '{' ? "}" : "{") + 1;
        bool hole = *pattern == '{';
        used +=
            (size_t)(hole ? snprintf(out + used, room - used, "%s",
                                     value_of(pattern + 1, length, play))
                          : snprintf(out + used, room - used, "%.*s", (int)length, pattern));
        pattern += length + hole;
        assert_true(used < room);
    }
}

static void hide_date(char *bytes)
{
    char *date = strstr(bytes, "\r\nDate: ");
    if (date)
        memset(date + 2, '.', strcspn(date + 2, "\r"));
}

/* Each page of the form has a number of its own, always of as many digits, and names the page
 * before it by its number. */
static void hide_pages(char *bytes)
{
    static const char *const names[] = { "name=\"page\" value=\"", "name=\"depuis\" value=\"" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *at = strstr(bytes, names[i]);
        if (at)
            memset(at + strlen(names[i]), '.', strspn(at + strlen(names[i]), "0123456789"));
    }
}

/* How long the round still lasts: whole seconds, of which some pass between two looks. */
static void hide_ends(char *bytes)
{
    static const char name[] = "data-ends=\"";
    char *at = strstr(bytes, name);
    if (at)
        memset(at + strlen(name), '.', strspn(at + strlen(name), "0123456789"));
}

void sights_add(struct sights *sights, const char *path, const struct browser *b)
{
    if (sights->count == sights->room) {
        sights->room = 2 * sights->room + 64;
        sights->list = realloc(sights->list, sights->room * sizeof *sights->list);
        assert_non_null(sights->list);
    }
    struct sight *sight = &sights->list[sights->count++];
    snprintf(sight->path, sizeof sight->path, "%s", path);
    sight->bytes = malloc(b->count + 1);
    assert_non_null(sight->bytes);
    sight->count = b->count;
    memcpy(sight->bytes, b->bytes, b->count + 1);
    hide_date(sight->bytes);
    hide_pages(sight->bytes);
    hide_ends(sight->bytes);
    hide_form_numbers(sight->bytes);
}

static void ask(struct sights *sights, struct browser *b, const char *method,
                const char *pattern, const struct play *play)
{
    char path[160], name[176];
    fill(pattern, play, path, sizeof path);
    browser_send(b, method, path, "", "", 0);
    snprintf(name, sizeof name, "%s %.140s", method, path);
    if (!b->status)
        fail_msg("%s: no reply", name);
    sights_add(sights, name, b);
}

void sights_take(struct sights *sights, struct browser *b, const struct play *play)
{
    static const char *const methods[] = { "GET", "HEAD" };
    const struct routes routes = alliage_site(&play_here).routes;
    sights_free(sights);
    for (size_t how = 0; how < 2; how++) {
        for (size_t i = 0; i < routes.count; i++)
            if (routes.list[i].method == GET)
                ask(sights, b, methods[how], routes.list[i].pattern, play);
        for (size_t i = 0; i < sizeof more_paths / sizeof *more_paths; i++)
            ask(sights, b, methods[how], more_paths[i], play);
    }
}

void sights_free(struct sights *sights)
{
    for (size_t i = 0; i < sights->count; i++)
        free(sights->list[i].bytes);
    free(sights->list);
    *sights = (struct sights){ 0 };
}

static bool is_same(const struct sight *a, const struct sight *b)
{
    return a->count == b->count && memcmp(a->bytes, b->bytes, a->count) == 0;
}

const char *sights_difference(const struct sights *a, const struct sights *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++)
        if (!is_same(&a->list[i], &b->list[i]))
            return a->list[i].path;
    return NULL;
}

void sights_are_same(const struct sights *a, const struct sights *b, const char *who)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        const struct sight *x = &a->list[i], *y = &b->list[i];
        size_t at = 0;
        if (is_same(x, y))
            continue;
        while (at < x->count && at < y->count && x->bytes[at] == y->bytes[at])
            at++;
        size_t from = at > 60 ? at - 60 : 0;
        fail_msg("%s, %s: differs at byte %zu: \"%.160s\" and \"%.160s\"", who, x->path, at,
                 x->bytes + from, y->bytes + from);
    }
}

const char *sights_hold(const struct sights *sights, const char *text)
{
    for (size_t i = 0; i < sights->count; i++)
        if (memmem(sights->list[i].bytes, sights->list[i].count, text, strlen(text)))
            return sights->list[i].path;
    return NULL;
}
