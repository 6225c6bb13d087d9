/* Numbers, line by line. Distances are read as decimals and kept as whole numbers. */
#include "files/mdgp.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "compose/distance.h"

/* Above any instance in use, and far within what single precision and ten's powers hold. */
enum { DECIMALS_MAX = 15 };
static const double DISTANCE_MAX = 1e15;

struct mdgp_reading {
    const char *file;
    FILE *stream;
    char *line; /* grown by getline */
    size_t room, number;
};

static bool next_line(struct mdgp_reading *reading)
{
    reading->number++;
    return getline(&reading->line, &reading->room, reading->stream) >= 0;
}

static bool next_decimal(char **at, double *out, int *decimals)
{
    *at += strspn(*at, " \t");
    const char *end = number_start(*at, NUMBER_EXPONENT, out, decimals);
    if (!end)
        return false;
    *decimals = *decimals < DECIMALS_MAX ? *decimals : DECIMALS_MAX;
    *at += end - *at;
    return true;
}

static bool next_whole(char **at, double *out)
{
    int decimals;
    return next_decimal(at, out, &decimals) && *out == floor(*out);
}

static enum status wrong(const struct mdgp_reading *reading, struct err *err, const char *what)
{
    return fail(err, BAD_INPUT, "%s:%zu: %s", reading->file, reading->number, what);
}

static enum status read_sizes(struct arena *mem, struct mdgp_reading *reading,
                              struct problem *out, struct err *err)
{
    double people, teams, low, high;
    char *at = reading->line;
    if (!next_line(reading))
        return wrong(reading, err, "empty; wanted \"n G ss low high …\"");
    at = reading->line;
    if (!next_whole(&at, &people) || !next_whole(&at, &teams) || people < 1 || teams < 1 ||
        people > 20000 || teams > people)
        return wrong(reading, err, "wanted the people (up to 20000) and the teams first");
    at += strspn(at, " \t");
    if (strncmp(at, "ss", 2) != 0 && strncmp(at, "ds", 2) != 0)
        return wrong(reading, err, "wanted ss or ds after the people and the teams");
    at += 2;
    out->people = (size_t)people;
    out->teams = (size_t)teams;
    struct team_size *size = NEW_ARRAY(mem, struct team_size, out->teams);
    for (size_t t = 0; t < out->teams; t++) {
        if (!next_whole(&at, &low) || !next_whole(&at, &high) || low < 1 || high < low ||
            high > COMPOSE_TEAM_SIZE_MAX)
            return wrong(reading, err, "wanted a lower and an upper size for every team");
        size[t] = (struct team_size){ (uint32_t)low, (uint32_t)high };
    }
    out->size = size;
    return OK;
}

static enum status read_pairs(struct mdgp_reading *reading, const struct problem *problem,
                              struct distances *distances, int *decimals, struct err *err)
{
    size_t pairs = 0;
    while (next_line(reading)) {
        double a, b, distance;
        char *at = reading->line;
        if (at[strspn(at, " \t\r\n")] == '\0')
            continue;
        if (!next_whole(&at, &a) || !next_whole(&at, &b) || a < 0 || b < 0 || a == b ||
            a >= (double)problem->people || b >= (double)problem->people)
            return wrong(reading, err, "wanted two different people, numbered from 0");
        int places;
        if (!next_decimal(&at, &distance, &places) || distance < 0 || distance > DISTANCE_MAX)
            return wrong(reading, err, "wanted a distance of 0 or more, up to 1e15");
        *decimals = places > *decimals ? places : *decimals;
        size_t i = (size_t)a, j = (size_t)b;
        distances->at[i * distances->stride + j] = (float)distance;
        distances->at[j * distances->stride + i] = (float)distance;
        pairs++;
    }
    if (pairs < problem->people * (problem->people - 1) / 2)
        return wrong(reading, err, "fewer distances than pairs of people");
    return OK;
}

/* Whole numbers of the last decimal, if a team's worth of them still adds up exactly. */
static void make_whole(struct distances *distances, double team_size, int decimals)
{
    const double exact = 1 << 24;
    double largest = 0, scale = pow(10, decimals);
    size_t count = distances->people * distances->stride;
    for (size_t k = 0; k < count; k++)
        largest = fmax(largest, distances->at[k]);
    if (largest * scale * team_size >= exact)
        scale = exp2(floor(log2(exact / team_size / fmax(largest, 1e-30))));
    for (size_t k = 0; k < count; k++)
        distances->at[k] = (float)floor(distances->at[k] * scale + 0.5);
    distances->unit = 1 / scale;
}

enum status files_mdgp(struct arena *mem, const char *path, struct problem *out,
                       struct err *err)
{
    struct mdgp_reading reading = { .file = path, .stream = fopen(path, "rb") };
    if (!reading.stream)
        return fail(err, errno == ENOENT ? NOT_FOUND : BROKEN, "%s: cannot be read: %s", path,
                    strerror(errno));
    *out = (struct problem){ 0 };
    int decimals = 0;
    struct distances *distances = NULL;
    enum status status = read_sizes(mem, &reading, out, err);
    if (status == OK) {
        distances = NEW(mem, struct distances);
        *distances = distances_empty(mem, out->people, 1);
        status = read_pairs(&reading, out, distances, &decimals, err);
    }
    free(reading.line);
    fclose(reading.stream);
    TRY(status);
    make_whole(distances, problem_size_high(out), decimals);
    out->given = distances;
    return OK;
}
