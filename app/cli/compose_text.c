/* The forms that people read; the others are the same wherever a composition was made. */
#include "cli/compose_writers.h"
#include "flow/compose_write.h"
#include "page/compose.h"

static void write_team(FILE *stream, const struct composed_team *team)
{
    fprintf(stream, "\n%s, %s\n", team->name, team->size);
    for (size_t s = 0; s < team->sentence_count; s++)
        fprintf(stream, "  %s\n", team->sentences[s]);
    for (size_t p = 0; p < team->people; p++)
        fprintf(stream, "    %s%s%s%s\n", team->person[p].id,
                team->person[p].facts[0] ? " (" : "", team->person[p].facts,
                team->person[p].facts[0] ? ")" : "");
}

static void write_meetings(FILE *stream, const struct compose_meetings *meetings)
{
    fprintf(stream, "\n== %s\n", meetings->heading);
    for (size_t n = 0; n < meetings->note_count; n++)
        fprintf(stream, "%s\n", meetings->notes[n]);
    for (size_t p = 0; p < meetings->person_count; p++)
        fprintf(stream, "  %s %s\n", meetings->person[p].id, meetings->person[p].said);
}

static void write_text(FILE *stream, const struct compose_page *page)
{
    fprintf(stream, "%s\n%s\n%s\n", page->title, page->lead, page->quality);
    for (size_t n = 0; n < page->note_count; n++)
        fprintf(stream, "%s\n", page->notes[n]);
    for (size_t r = 0; r < page->turn_count; r++) {
        if (page->turn[r].heading)
            fprintf(stream, "\n== %s\n", page->turn[r].heading);
        if (page->turn[r].sits_out)
            fprintf(stream, "%s\n", page->turn[r].sits_out);
        for (size_t t = 0; t < page->turn[r].team_count; t++)
            write_team(stream, &page->turn[r].team[t]);
    }
    if (page->meetings.heading)
        write_meetings(stream, &page->meetings);
    fprintf(stream, "\n%s\n", page->again);
}

/* A benchmark instance: its figures, and the team of everyone. */
static void write_instance(FILE *stream, const struct composition *out)
{
    fprintf(stream, "objective %.6f\n", out->objective);
    if (out->bound.kind != BOUND_NONE)
        fprintf(stream, "bound %.6f\ngap %.6f\n", out->bound.value, out->gap);
    if (out->stop_step)
        fprintf(stream, "seed %llu\nsteps %llu/%llu\n", (unsigned long long)out->seed,
                (unsigned long long)out->stop_step, (unsigned long long)out->steps);
    else
        fprintf(stream, "seed %llu\nsteps %llu\n", (unsigned long long)out->seed,
                (unsigned long long)out->steps);
    for (size_t i = 0; i < out->problem.people; i++)
        fprintf(stream, "%u\n", out->round[0].team[i]);
}

void compose_write(struct arena *mem, enum lang lang, enum compose_form form, FILE *stream,
                   const struct composition *out)
{
    if (form == COMPOSE_JSON) {
        flow_compose_write_json(stream, out);
        return;
    }
    if (form == COMPOSE_CSV) {
        flow_compose_write_csv(stream, out);
        return;
    }
    if (out->roster.people == 0) {
        write_instance(stream, out);
        return;
    }
    struct compose_page page = page_compose_of(mem, lang, out);
    if (form == COMPOSE_HTML) {
        page_compose_write(stream, &page);
    } else {
        write_text(stream, &page);
    }
}
