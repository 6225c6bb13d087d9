/* Composed teams become teams of their coach, some at a time: the links of all of them are
 * shown once, on one page. */
#include <string.h>

#include "flow/composer_within.h"
#include "flow/group.h"

static void wish_of(struct arena *mem, const struct composer *composer,
                    const struct composer_making *making, size_t team, struct group_wish *out)
{
    const struct composition *composition = &composer->composition;
    const struct members *members = &composition->round[making->round].members;
    *out = (struct group_wish){
        .name = making->name(making->self, mem, team),
        .aim = "",
        .lang = making->lang,
        .coach = composer->draft.coach,
    };
    for (uint32_t k = members->start[team];
         k < members->start[team + 1] && out->count <= TEAM_MAX; k++)
        out->members[out->count++] = (struct group_member){
            .name = composition->roster.ids.texts[members->person[k]],
            .craft = "",
            .horizon = "",
        };
}

/* Whether all of the teams can be teams: looked at before the first is made. */
static bool all_can_be(struct arena *mem, const struct composer *composer,
                       const struct composer_making *making, size_t *wrong)
{
    for (size_t t = 0; t < composer->composition.problem.teams; t++) {
        struct group_wish wish;
        wish_of(mem, composer, making, t, &wish);
        *wrong = t;
        if (flow_group_check(&wish).fault != GROUP_FINE)
            return false;
    }
    return true;
}

/* Taken before they are made, so that a page sent twice makes no team twice; what could not be
 * made is given back. */
static enum status take(struct db *db, struct composer *composer, size_t made, int64_t now,
                        struct err *err)
{
    composer->draft.made = (int64_t)made;
    return composer_keep(db, composer, NULL, now, err);
}

/* The round whose teams are begun is the one that goes on. */
static struct composer_making settled(struct composer *composer,
                                      const struct composer_making *making)
{
    struct composer_making out = *making;
    if (composer->draft.made > 0)
        out.round = (uint32_t)composer->draft.made_round;
    if (out.round >= composer->composition.rounds)
        out.round = 0;
    composer->draft.made_round = out.round;
    return out;
}

enum status flow_composer_create(struct db *db, struct arena *mem, struct composer *composer,
                                 const struct composer_making *asked, int64_t now,
                                 struct made_teams *out, struct err *err)
{
    const struct composer_making round = settled(composer, asked), *making = &round;
    size_t teams = composer->composition.problem.teams, first = (size_t)composer->draft.made;
    size_t last = first + COMPOSER_AT_ONCE < teams ? first + COMPOSER_AT_ONCE : teams;
    *out = (struct made_teams){ .count = 0 };
    if (first == 0 && !all_can_be(mem, composer, making, &out->wrong)) {
        out->refused = true;
        return OK;
    }
    if (first >= teams)
        return OK;
    TRY(take(db, composer, last, now, err));
    for (size_t t = first; t < last; t++) {
        struct group_wish wish;
        struct made_team *made = &out->list[out->count];
        wish_of(mem, composer, making, t, &wish);
        made->name = wish.name;
        enum status status = flow_group_create(db, mem, &wish, making->instrument, now,
                                               &made->id, &made->links, err);
        if (status != OK) {
            struct err later;
            (void)!take(db, composer, t, now, &later);
            return out->count ? OK : status;
        }
        out->count++;
    }
    return OK;
}
