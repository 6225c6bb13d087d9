#include "frozen_alike.h"

#include "json/kept.h"
#include "json/portrait_json.h"

#include "../store/each_store.h"

struct comparison {
    struct arena *mem;
    const struct shown_portraits *frozen;
};

static const char *text_of(struct arena *mem, const struct portrait *portrait)
{
    json_t *tree = json_portrait(portrait);
    json_object_del(json_object_get(tree, "withheld"), "guesses");
    return json_kept(mem, tree, JSON_PORTRAIT_FLAGS);
}

static enum status open_none(void *self, const struct diagnosed_campaign *campaign,
                             struct err *why)
{
    (void)self, (void)campaign, (void)why;
    return OK;
}

static enum status compare_team(void *self, const struct diagnosed_team *diagnosed,
                                struct err *why)
{
    const struct comparison *with = self;
    (void)why;
    assert_int_equal(diagnosed->round_count, with->frozen->count);
    for (size_t i = 0; i < with->frozen->count; i++)
        CHECK_TEXT(text_of(with->mem, &diagnosed->portraits[i]),
                   text_of(with->mem, &with->frozen->portraits[i]));
    return OK;
}

static enum status refuse_none(void *self, const struct odd_team *refused, struct err *why)
{
    (void)self, (void)why;
    fail_msg("team %s is refused", refused->team);
    return OK;
}

static enum status close_none(void *self, struct err *why)
{
    (void)self, (void)why;
    return OK;
}

void check_frozen_alike(struct arena *mem, const struct shown_portraits *frozen,
                        struct diagnose_request *files)
{
    struct comparison with = { mem, frozen };
    const struct portrait_writer writer = { &with, open_none, compare_team, refuse_none,
                                            close_none };
    struct err err;
    CHECK_OK(flow_diagnose(files, &writer, &err));
}
