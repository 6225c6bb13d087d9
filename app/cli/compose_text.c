/* The forms that people read, and the table that another program reads. */
#include <string.h>

#include "cli/compose_writers.h"
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

static void write_text(FILE *stream, const struct compose_page *page)
{
    fprintf(stream, "%s\n%s\n%s\n", page->title, page->lead, page->quality);
    for (size_t n = 0; n < page->note_count; n++)
        fprintf(stream, "%s\n", page->notes[n]);
    for (size_t r = 0; r < page->turn_count; r++) {
        if (page->turn[r].heading)
            fprintf(stream, "\n== %s\n", page->turn[r].heading);
        for (size_t t = 0; t < page->turn[r].team_count; t++)
            write_team(stream, &page->turn[r].team[t]);
    }
    fprintf(stream, "\n%s\n", page->again);
}

/* A benchmark instance: its figures, and the team of everyone. */
static void write_instance(FILE *stream, const struct composition *out)
{
    fprintf(stream, "objective %.6f\n", out->round[0].worth.objective);
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

static void write_cell(FILE *stream, const char *cell)
{
    if (!strpbrk(cell, ",;\"\r\n") && cell[0] != ' ') {
        fputs(cell, stream);
        return;
    }
    fputc('"', stream);
    for (; *cell; cell++) {
        if (*cell == '"')
            fputc('"', stream);
        fputc(*cell, stream);
    }
    fputc('"', stream);
}

/* id, team (from 1, as people say), and the round where there are several: what --avoid
 * reads back. */
static void write_csv(FILE *stream, const struct composition *out)
{
    fputs(out->rounds > 1 ? "id,team,round\n" : "id,team\n", stream);
    for (size_t r = 0; r < out->rounds; r++)
        for (size_t i = 0; i < out->problem.people; i++) {
            if (out->round[r].team[i] >= out->problem.teams)
                continue; /* sits out */
            if (out->roster.people)
                write_cell(stream, out->roster.ids.texts[i]);
            else
                fprintf(stream, "%zu", i);
            fprintf(stream, ",%u", out->round[r].team[i] + 1);
            if (out->rounds > 1)
                fprintf(stream, ",%zu", r + 1);
            fputc('\n', stream);
        }
}

void compose_write(struct arena *mem, enum lang lang, enum compose_form form, FILE *stream,
                   const struct composition *out)
{
    if (form == COMPOSE_JSON) {
        compose_write_json(mem, stream, out);
        return;
    }
    if (form == COMPOSE_CSV) {
        write_csv(stream, out);
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
