/* From counts of meetings to sentences. */
#include "page/compose_meetings.h"

#include "base/text.h"

struct meetings_telling {
    struct arena *mem;
    enum lang lang;
    const struct composition *out;
};

static const char *count(const struct meetings_telling *telling, size_t n)
{
    return words_number(telling->mem, telling->lang, (double)n, 0);
}

static const char *fill(const struct meetings_telling *telling, enum word id,
                        const char *const args[4])
{
    return words_fill(telling->mem, telling->lang, id, args, 4);
}

static const char *pairs_said(const struct meetings_telling *telling)
{
    const struct meetings *meetings = &telling->out->meetings;
    const char *args[4] = { count(telling, meetings->pairs_met),
                            count(telling, meetings->pairs_again),
                            count(telling, meetings->repeats) };
    return fill(telling, meetings->repeats ? WORD_COMPOSE_MEETINGS : WORD_COMPOSE_MEETINGS_ONCE,
                args);
}

/* Whether fewer repeats could be, as far as counting tells. NULL when there is none. */
static const char *repeats_said(const struct meetings_telling *telling)
{
    const struct meetings *meetings = &telling->out->meetings;
    const struct meetings_limit *limit = &telling->out->limit;
    if (meetings->repeats == 0)
        return NULL;
    const char *args[4] = { count(telling, limit->repeats) };
    if (limit->repeats == 0)
        return word(telling->lang, WORD_COMPOSE_REPEATS_OPEN);
    if (meetings->repeats > limit->repeats)
        return fill(telling, WORD_COMPOSE_REPEATS_SOME, args);
    return word(telling->lang, limit->reason == REPEATS_TOO_LONG
                                   ? WORD_COMPOSE_REPEATS_TOO_LONG
                                   : WORD_COMPOSE_REPEATS_FEW_TEAMS);
}

static const char *strangers_said(const struct meetings_telling *telling)
{
    const struct composition *out = telling->out;
    size_t people = out->problem.people, all = people * (people - 1) / 2;
    size_t strangers = all - out->meetings.pairs_met;
    if (strangers == 0)
        return word(telling->lang, WORD_COMPOSE_NO_STRANGERS);
    const char *args[4] = { count(telling, strangers), count(telling, out->limit.others),
                            count(telling, people - 1), count(telling, out->limit.strangers) };
    bool few_teams = out->limit.reason == REPEATS_FEW_TEAMS;
    if (strangers == out->limit.strangers)
        return fill(
            telling,
            few_teams ? WORD_COMPOSE_STRANGERS_AS_REPEATED : WORD_COMPOSE_STRANGERS_MUST, args);
    return fill(telling,
                out->limit.strangers && !few_teams ? WORD_COMPOSE_STRANGERS_SOME
                                                   : WORD_COMPOSE_STRANGERS,
                args);
}

static const char *sitting_out_said(const struct meetings_telling *telling)
{
    const struct composition *out = telling->out;
    uint32_t low = out->meetings.sits_low, high = out->meetings.sits_high;
    if (high == 0)
        return NULL;
    size_t out_of_round = 0;
    for (size_t x = 0; x < out->problem.people; x++)
        out_of_round += out->round[0].team[x] >= out->problem.teams;
    const char *args[4] = { count(telling, out_of_round), count(telling, low),
                            count(telling, high) };
    return fill(telling, low == high ? WORD_COMPOSE_SIT_OUT : WORD_COMPOSE_SIT_OUT_BETWEEN,
                args);
}

/* The first of a list, and how many more. */
struct named {
    size_t count;
    const char *name[14];
};
enum { NAMED_MAX = 12 };

static void name_one(struct named *named, const char *name)
{
    if (named->count < NAMED_MAX)
        named->name[named->count] = name;
    named->count++;
}

static const char *names_said(const struct meetings_telling *telling, struct named *named)
{
    size_t told = named->count < NAMED_MAX ? named->count : NAMED_MAX;
    if (named->count > NAMED_MAX) {
        size_t more = named->count - NAMED_MAX;
        named->name[told++] =
            words_count(telling->mem, telling->lang, WORD_COMPOSE_OTHERS, more, NULL, 0);
    }
    return words_list(telling->mem, telling->lang, named->name, told);
}

static bool wished_apart(const struct composition *out, uint32_t a, uint32_t b)
{
    for (size_t w = 0; w < out->apart.count; w++) {
        struct pair pair = out->apart.pairs[w];
        if ((pair.a == a && pair.b == b) || (pair.a == b && pair.b == a))
            return true;
    }
    return false;
}

static const char *person_said(const struct meetings_telling *telling, uint32_t person)
{
    const struct composition *out = telling->out;
    struct named never = { 0 }, again = { 0 }, apart = { 0 };
    size_t met = 0;
    for (uint32_t x = 0; x < out->problem.people; x++) {
        uint8_t times = meetings_between(&out->meetings, person, x);
        met += times > 0;
        if (times > 1)
            name_one(&again, out->roster.ids.texts[x]);
        else if (times == 0 && x != person)
            name_one(wished_apart(out, person, x) ? &apart : &never, out->roster.ids.texts[x]);
    }
    struct text text = { .mem = telling->mem };
    const char *args[4] = { count(telling, met), count(telling, out->problem.people - 1) };
    text_add(&text, fill(telling, WORD_COMPOSE_MEETS, args));
    static const enum word sentence[] = { WORD_COMPOSE_MEETS_AGAIN, WORD_COMPOSE_MEETS_NEVER,
                                          WORD_COMPOSE_MEETS_APART };
    struct named *lists[] = { &again, &never, &apart };
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        if (lists[k]->count == 0)
            continue;
        const char *list[4] = { names_said(telling, lists[k]) };
        text_add(&text, " ");
        text_add(&text, fill(telling, sentence[k], list));
    }
    return text_done(&text);
}

static void tell_people(const struct meetings_telling *telling,
                        struct compose_meetings *meetings)
{
    size_t people = telling->out->problem.people;
    struct met_person *person = NEW_ARRAY(telling->mem, struct met_person, people);
    for (uint32_t x = 0; x < people; x++)
        person[x] =
            (struct met_person){ telling->out->roster.ids.texts[x], person_said(telling, x) };
    meetings->person = person;
    meetings->person_count = people;
}

static void fill_table(const struct meetings_telling *telling,
                       struct compose_meetings *meetings)
{
    size_t people = telling->out->problem.people;
    const char **cells = NEW_ARRAY(telling->mem, const char *, people *people);
    for (uint32_t a = 0; a < people; a++)
        for (uint32_t b = 0; b < people; b++) {
            uint8_t times = meetings_between(&telling->out->meetings, a, b);
            cells[a * people + b] = a == b ? "" : times ? count(telling, times) : "·";
        }
    meetings->ids = telling->out->roster.ids.texts;
    meetings->cells = cells;
    meetings->table_count = people;
}

struct compose_meetings page_compose_meetings(struct arena *mem, enum lang lang,
                                              const struct composition *out)
{
    struct meetings_telling telling = { mem, lang, out };
    struct compose_meetings meetings = { 0 };
    if (out->rounds < 2)
        return meetings;
    meetings.heading = word(lang, WORD_COMPOSE_MEETINGS_HEADING);
    const char *notes[] = { pairs_said(&telling), repeats_said(&telling),
                            strangers_said(&telling), sitting_out_said(&telling) };
    for (size_t n = 0; n < sizeof notes / sizeof *notes; n++)
        if (notes[n])
            meetings.notes[meetings.note_count++] = notes[n];
    if (out->problem.people <= MEETINGS_TOLD_MAX)
        tell_people(&telling, &meetings);
    else
        meetings.notes[meetings.note_count++] = word(lang, WORD_COMPOSE_MEETINGS_FILE);
    if (out->problem.people <= MEETINGS_TABLE_MAX)
        fill_table(&telling, &meetings);
    return meetings;
}
