/* Cells are quoted where they must be, and guarded where a spreadsheet would run them. */
#include <string.h>

#include "files/formula.h"
#include "flow/compose_write.h"

static void write_cell(FILE *stream, const char *cell)
{
    bool guard = files_formula_starts(cell);
    if (!guard && !strpbrk(cell, ",;\"\r\n") && cell[0] != ' ') {
        fputs(cell, stream);
        return;
    }
    fputs(guard ? "\"'" : "\"", stream);
    for (; *cell; cell++) {
        if (*cell == '"')
            fputc('"', stream);
        fputc(*cell, stream);
    }
    fputc('"', stream);
}

void flow_compose_write_csv(FILE *stream, const struct composition *out)
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

void flow_compose_write_meetings(FILE *stream, const struct composition *out)
{
    size_t people = out->problem.people;
    fputs("id", stream);
    for (size_t b = 0; b < people; b++) {
        fputc(',', stream);
        write_cell(stream, out->roster.ids.texts[b]);
    }
    fputc('\n', stream);
    for (uint32_t a = 0; a < people; a++) {
        write_cell(stream, out->roster.ids.texts[a]);
        for (uint32_t b = 0; b < people; b++)
            fprintf(stream, ",%u", meetings_between(&out->meetings, a, b));
        fputc('\n', stream);
    }
}
