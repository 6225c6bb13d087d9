/* From a form to a team. */
#include "flow/group.h"

#include <assert.h>
#include <string.h>

#include "flow/round.h"
#include "store/aims.h"
#include "store/happenings.h"
#include "words/day.h"
#include "words/initials.h"

enum { NAME_MAX_CHARACTERS = 80, AIM_MAX_CHARACTERS = 200, MEMBER_MAX_CHARACTERS = 60 };
enum { CRAFT_MAX_CHARACTERS = 80, HORIZON_MAX_CHARACTERS = 120 };
enum { DAYS_MAX = 60, DAY_SECONDS = 86400 };

/* Continuation bytes are not characters. */
static size_t characters(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += ((unsigned char)*text & 0xc0) != 0x80;
    return count;
}

enum group_fault flow_group_check_member(const struct group_member *member)
{
    if (!*member->name || characters(member->name) > MEMBER_MAX_CHARACTERS)
        return GROUP_MEMBER_NAME;
    if (characters(member->craft) > CRAFT_MAX_CHARACTERS ||
        characters(member->horizon) > HORIZON_MAX_CHARACTERS)
        return GROUP_MEMBER_LONG;
    return GROUP_FINE;
}

bool flow_group_name_fits(const char *name)
{
    return *name && characters(name) <= NAME_MAX_CHARACTERS;
}

bool flow_group_aim_fits(const char *aim) { return characters(aim) <= AIM_MAX_CHARACTERS; }

static struct group_check check_members(const struct group_wish *wish)
{
    for (size_t i = 0; i < wish->count; i++) {
        const char *name = wish->members[i].name;
        enum group_fault fault = flow_group_check_member(&wish->members[i]);
        if (fault != GROUP_FINE)
            return (struct group_check){ fault, i };
        for (size_t j = 0; j < i; j++)
            if (strcmp(name, wish->members[j].name) == 0)
                return (struct group_check){ GROUP_MEMBER_TWICE, i };
    }
    return (struct group_check){ GROUP_FINE, 0 };
}

struct group_check flow_group_check(const struct group_wish *wish)
{
    enum group_fault fault = GROUP_FINE;
    if (!flow_group_name_fits(wish->name))
        fault = GROUP_NAME;
    else if (!flow_group_aim_fits(wish->aim))
        fault = GROUP_AIM;
    else if (wish->count < TEAM_MIN)
        fault = GROUP_TOO_FEW;
    else if (wish->count > TEAM_MAX)
        fault = GROUP_TOO_MANY;
    else if (!wish->coach.value && (wish->days < 1 || wish->days > DAYS_MAX))
        fault = GROUP_DAYS;
    return fault == GROUP_FINE ? check_members(wish) : (struct group_check){ fault, 0 };
}

const char *flow_initials(struct arena *mem, const char *name)
{
    const char *letters;
    words_initials(mem, &name, 1, &letters);
    return letters;
}

void flow_tell_apart(struct arena *mem, struct seats *seats)
{
    const char **names = NEW_ARRAY(mem, const char *, seats->count);
    const char **letters = NEW_ARRAY(mem, const char *, seats->count);
    for (size_t i = 0; i < seats->count; i++)
        names[i] = seats->list[i].name;
    words_initials(mem, names, seats->count, letters);
    for (size_t i = 0; i < seats->count; i++)
        seats->list[i].initials = letters[i];
}

struct creation {
    struct arena *mem;
    const struct group_wish *wish;
    const struct instrument *instrument;
    int64_t now;
    struct team_id team;
    struct issued_links *links;
};

enum status flow_group_seat(struct arena *mem, struct transaction *transaction,
                            struct team_id team, const struct new_seat *wish, int64_t now,
                            struct issued_link *link, struct err *err)
{
    const struct group_member *member = &wish->member;
    struct seat seat = {
        .team = team,
        .id = { store_new_id() },
        .position = wish->position,
        .name = member->name,
        .initials = flow_initials(mem, member->name),
        .craft = member->craft,
        .horizon = member->horizon,
        .works_best = "",
        .manager = member->manager,
        .state = SEAT_INVITED,
        .lang = wish->lang,
    };
    TRY(store_seat_save(transaction, &seat, err));
    return flow_link_issue(mem, transaction, &seat, LINK_SEAT, now, 0, link, err);
}

static enum status keep_first_aim(struct transaction *transaction, const struct creation *c,
                                  struct err *err)
{
    const struct aim aim = { .team = c->team,
                             .number = 1,
                             .sentence = c->wish->aim,
                             .state = AIM_KEPT,
                             .proposed_at = c->now,
                             .ended_at = c->now };
    return *aim.sentence ? store_aim_save(transaction, &aim, err) : OK;
}

static enum status create_within(struct transaction *transaction, void *context,
                                 struct err *err)
{
    struct creation *c = context;
    const struct group_wish *wish = c->wish;
    TRY(store_team_save(transaction,
                        &(struct team){ .id = c->team,
                                        .name = wish->name,
                                        .aim = wish->aim,
                                        .lang = wish->lang,
                                        .coach = wish->coach,
                                        .invented = wish->invented,
                                        .created_at = c->now },
                        err));
    TRY(keep_first_aim(transaction, c, err));
    for (size_t i = 0; i < wish->count; i++) {
        const struct new_seat seat = { wish->members[i], (int)i, wish->lang };
        TRY(flow_group_seat(c->mem, transaction, c->team, &seat, c->now, &c->links->list[i],
                            err));
    }
    TRY(store_happening_save(transaction, c->team,
                             &(struct happening){ .at = c->now, .kind = "team.created" }, err));
    if (wish->coach.value)
        return OK;
    enum refusal refusal = NOT_REFUSED;
    return flow_round_open_within(c->mem, transaction, c->team, c->instrument, c->now,
                                  day_end(c->now, wish->days), &refusal, err);
}

enum status flow_group_create(struct db *db, struct arena *mem, const struct group_wish *wish,
                              const struct instrument *instrument, int64_t now,
                              struct team_id *team, struct issued_links *links, struct err *err)
{
    assert(flow_group_check(wish).fault == GROUP_FINE);
    *links =
        (struct issued_links){ NEW_ARRAY(mem, struct issued_link, wish->count), wish->count };
    *team = (struct team_id){ store_new_id() };
    struct creation creation = { mem, wish, instrument, now, *team, links };
    return db_within(db, *team, create_within, &creation, err);
}
