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

static void put_teams(FILE *stream, const struct composition *out,
                      const struct composed_round *round)
{
    struct json_reason reasons[COMPOSE_HORIZONS_MAX];
    size_t horizons = out->problem.horizon_count;
    bool some = false;
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
        put_tree(stream, json_composed_team(t, &round->members, ids, mean, reasons, horizons),
                 &some);
    }
}

static void put_unmet_pairs(FILE *stream, const struct composition *out, const char *wish,
                            const struct wishes *wishes, bool *some)
{
    const uint32_t *team = out->round[0].team;
    for (size_t w = 0; w < wishes->count; w++) {
        struct pair pair = wishes->pairs[w];
        if (team[pair.a] == team[pair.b])
            put_tree(stream,
                     json_unmet(wish, out->roster.ids.texts[pair.a],
                                out->roster.ids.texts[pair.b], NULL, team[pair.a], 0),
                     some);
    }
}

static void put_unmet(FILE *stream, const struct composition *out)
{
    bool some = false;
    put_unmet_pairs(stream, out, "apart", &out->apart, &some);
    put_unmet_pairs(stream, out, "avoid", &out->met, &some);
    const struct members *members = &out->round[0].members;
    for (size_t t = 0; t < out->problem.teams; t++)
        for (size_t k = 0; k < out->problem.skill_count; k++) {
            size_t held = 0;
            for (uint32_t m = members->start[t]; m < members->start[t + 1]; m++)
                held += out->problem.skills[members->person[m]] >> k & 1;
            if (held < out->problem.skill_least[k])
                put_tree(stream,
                         json_unmet("cover", NULL, NULL, out->cover[k].column, t,
                                    out->problem.skill_least[k] - held),
                         &some);
        }
}

void flow_compose_write_json(FILE *stream, const struct composition *out)
{
    size_t people = out->problem.people, teams = out->problem.teams;
    bool bounded = out->bound.kind != BOUND_NONE;
    fprintf(stream, "{\"people\":%zu,\"team_count\":%zu", people, teams);
    put_number(stream, "objective", out->round[0].worth.objective);
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
        fprintf(stream, "],\"pairs_met\":%zu,\"pairs_again\":%zu", out->pairs_met,
                out->pairs_again);
    }
    fputs(",\n\"teams\":[", stream);
    put_teams(stream, out, &out->round[0]);
    fputs("],\n\"unmet\":[", stream);
    put_unmet(stream, out);
    fputs("]}\n", stream);
}
