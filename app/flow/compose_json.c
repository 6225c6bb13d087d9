/* One object; teams one a line, so that a million people are never a tree in memory. */
#include "flow/compose_write.h"

#include <math.h>

#include "json/compose_json.h"

static void put_number(FILE *stream, const char *key, double value)
{
    fprintf(stream, ",\"%s\":", key);
    if (isfinite(value))
        fprintf(stream, "%.17g", value);
    else
        fputs("null", stream);
}

static void put_teams_of(FILE *stream, const uint32_t *team, size_t people, size_t teams)
{
    fputc('[', stream);
    for (size_t i = 0; i < people; i++)
        if (team[i] < teams)
            fprintf(stream, i ? ",%u" : "%u", team[i]);
        else
            fputs(i ? ",null" : "null", stream); /* sits out */
    fputc(']', stream);
}

static void put_tree(FILE *stream, json_t *tree, bool *some)
{
    fputs(*some ? ",\n" : "\n", stream);
    *some = true;
    (void)json_dumpf(tree, stream, JSON_COMPOSE_FLAGS);
    json_decref(tree);
}

/* The column's own numbers over the team. */
static void own_range(const struct composition *out, const struct members *members, size_t team,
                      size_t column, struct json_reason *reason)
{
    const float *value = out->roster.columns[column].value;
    reason->low = INFINITY;
    reason->high = -INFINITY;
    for (uint32_t k = members->start[team]; k < members->start[team + 1]; k++) {
        double x = value[members->person[k]];
        reason->low = x < reason->low ? x : reason->low;
        reason->high = x > reason->high ? x : reason->high;
    }
    if (reason->low > reason->high)
        reason->low = reason->high = 0; /* nobody's number is known */
}

/* Where there are several: which, from 1, as the CSV says it. */
static json_t *of_round(json_t *tree, const struct composition *out,
                        const struct composed_round *round)
{
    if (out->rounds > 1)
        json_object_set_new(tree, "round", json_integer(round - out->round + 1));
    return tree;
}

static void put_teams(FILE *stream, const struct composition *out,
                      const struct composed_round *round, bool *some)
{
    struct json_reason reasons[COMPOSE_HORIZONS_MAX];
    size_t horizons = out->problem.horizon_count;
    for (size_t t = 0; t < out->problem.teams; t++) {
        for (size_t h = 0; h < horizons; h++) {
            size_t column = out->column[h];
            reasons[h] = (struct json_reason){ .column = out->roster.columns[column].name,
                                               .kind = out->problem.horizons[h].kind,
                                               .reason = &round->reasons[t * horizons + h] };
            own_range(out, &round->members, t, column, &reasons[h]);
        }
        double size = round->worth.size[t], pairs = size * (size - 1) / 2;
        double mean = pairs > 0 ? round->worth.inside[t] / pairs : 0;
        const char *const *ids = out->roster.people ? out->roster.ids.texts : NULL;
        json_t *tree = json_composed_team(t, &round->members, ids, mean, reasons, horizons);
        put_tree(stream, of_round(tree, out, round), some);
    }
}

static void put_unmet_pairs(FILE *stream, const struct composition *out, const char *wish,
                            const struct wishes *wishes, const struct composed_round *round,
                            bool *some)
{
    const char *const *ids = out->roster.ids.texts;
    for (size_t w = 0; w < wishes->count; w++) {
        struct pair pair = wishes->pairs[w];
        uint32_t team = round->team[pair.a];
        if (team != round->team[pair.b] || team >= out->problem.teams)
            continue;
        json_t *tree = json_unmet(wish, ids[pair.a], ids[pair.b], NULL, team, 0);
        put_tree(stream, of_round(tree, out, round), some);
    }
}

static void put_unmet_skills(FILE *stream, const struct composition *out,
                             const struct composed_round *round, size_t team, bool *some)
{
    const struct members *members = &round->members;
    for (size_t k = 0; k < out->problem.skill_count; k++) {
        size_t held = 0, least = out->problem.skill_least[k];
        for (uint32_t m = members->start[team]; m < members->start[team + 1]; m++)
            held += out->problem.skills[members->person[m]] >> k & 1;
        if (held >= least)
            continue;
        const char *skill = out->cover[k].column;
        json_t *tree = json_unmet("cover", NULL, NULL, skill, team, least - held);
        put_tree(stream, of_round(tree, out, round), some);
    }
}

static void put_unmet(FILE *stream, const struct composition *out)
{
    bool some = false;
    for (size_t r = 0; r < out->rounds; r++) {
        const struct composed_round *round = &out->round[r];
        put_unmet_pairs(stream, out, "apart", &out->apart, round, &some);
        put_unmet_pairs(stream, out, "avoid", &out->met, round, &some);
        for (size_t t = 0; t < out->problem.teams; t++)
            put_unmet_skills(stream, out, round, t, &some);
    }
}

/* The table of meetings up to so many people; beyond, it follows from the rounds. */
enum { MEETINGS_PEOPLE_MAX = 1000 };

static void put_meetings(FILE *stream, const struct composition *out)
{
    const struct meetings *meetings = &out->meetings;
    size_t people = out->problem.people, all = people * (people - 1) / 2;
    fprintf(stream, ",\n\"pairs_met\":%zu,\"pairs_again\":%zu,\"repeats\":%zu",
            meetings->pairs_met, meetings->pairs_again, meetings->repeats);
    fprintf(stream, ",\"repeats_least\":%zu,\"strangers\":%zu,\"strangers_least\":%zu",
            out->limit.repeats, all - meetings->pairs_met, out->limit.strangers);
    fprintf(stream, ",\"others_most\":%zu,\n\"meetings\":", out->limit.others);
    if (people > MEETINGS_PEOPLE_MAX) {
        fputs("null", stream);
        return;
    }
    fputc('[', stream);
    for (uint32_t a = 0; a < people; a++) {
        fputs(a ? ",\n[" : "\n[", stream);
        for (uint32_t b = 0; b < people; b++)
            fprintf(stream, b ? ",%u" : "%u", meetings_between(meetings, a, b));
        fputc(']', stream);
    }
    fputc(']', stream);
}

void flow_compose_write_json(FILE *stream, const struct composition *out)
{
    size_t people = out->problem.people, teams = out->problem.teams;
    bool bounded = out->bound.kind != BOUND_NONE;
    fprintf(stream, "{\"people\":%zu,\"team_count\":%zu", people, teams);
    put_number(stream, "objective", out->objective);
    put_number(stream, "bound", bounded ? out->bound.value : NAN);
    put_number(stream, "gap", out->gap);
    fprintf(stream, ",\"seed\":%llu,\"steps\":%llu", (unsigned long long)out->seed,
            (unsigned long long)out->steps);
    if (out->stop_step)
        fprintf(stream, ",\"stopped_at\":%llu", (unsigned long long)out->stop_step);
    fputs(",\n\"assignment\":", stream);
    put_teams_of(stream, out->round[0].team, people, teams);
    if (out->rounds > 1) {
        fputs(",\n\"rounds\":[", stream);
        for (size_t r = 0; r < out->rounds; r++) {
            fputs(r ? ",\n" : "\n", stream);
            put_teams_of(stream, out->round[r].team, people, teams);
        }
        fputc(']', stream);
        put_meetings(stream, out);
    }
    fputs(",\n\"teams\":[", stream);
    bool some = false;
    for (size_t r = 0; r < out->rounds; r++)
        put_teams(stream, out, &out->round[r], &some);
    fputs("],\n\"unmet\":[", stream);
    put_unmet(stream, out);
    fputs("]}\n", stream);
}
