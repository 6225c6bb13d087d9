/* Rows become seats, choices and ratings as they are read; nothing of the text is kept but
 * names. */
#include "files/read.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "files/number.h"

struct table_reading {
    struct campaign *campaign;
    struct read_options *options;
    const char *file;
    uint32_t file_number;
    bool header_seen;
    size_t rows;
    uint32_t last_round; /* of the row before; NO_NUMBER: none */
    struct columns columns;
};

static enum status wrong_cell(const struct table_reading *reading, const struct csv_row *row,
                              int column, struct err *err, const char *sentence)
{
    return fail(err, BAD_INPUT, "%s:%zu:%d: %s", reading->file, row->line, column + 1,
                sentence);
}

static const char *name_of(const struct table_reading *reading, int value)
{
    return files_value_name(reading->campaign->instrument, reading->columns.table,
                            (size_t)value);
}

static enum status read_number(const struct table_reading *reading, const struct csv_row *row,
                               size_t column, double *out, struct err *err)
{
    if (files_number(row->cells[column], row->separator, out))
        return OK;
    return fail(err, BAD_INPUT, "%s:%zu:%zu: %s: \"%.40s\" is not a number; no answer is empty",
                reading->file, row->line, column + 1,
                name_of(reading, reading->columns.value[column]), row->cells[column]);
}

/* What the instrument refuses, with its place in front. */
static enum status refused_cell(const struct table_reading *reading, const struct csv_row *row,
                                size_t column, const struct err *why, struct err *err)
{
    return fail(err, BAD_INPUT, "%s:%zu:%zu: %s: \"%.40s\": %s", reading->file, row->line,
                column + 1, name_of(reading, reading->columns.value[column]),
                row->cells[column], why->text);
}

/* A team, round or member: free text, not empty. */
static enum status read_key(const struct table_reading *reading, const struct csv_row *row,
                            enum field field, const char **out, struct err *err)
{
    static const char *const what[] = { "team", "round", "member", "partner" };
    int column = reading->columns.key[field];
    if (column == NO_COLUMN) {
        *out = reading->options->columns.round;
        return OK;
    }
    *out = row->cells[column];
    if ((*out)[0] == '\0')
        return fail(err, BAD_INPUT, "%s:%zu:%d: empty %s, or NA; every row names one",
                    reading->file, row->line, column + 1, what[field]);
    return OK;
}

static enum status twice(const struct table_reading *reading, const struct csv_row *row,
                         struct err *err)
{
    return wrong_cell(reading, row, reading->columns.key[FIELD_MEMBER], err,
                      "a second row for the same team, round and person; keep one");
}

static enum status read_items(struct table_reading *reading, const struct csv_row *row,
                              uint32_t seat_number, struct err *err)
{
    struct campaign *campaign = reading->campaign;
    const struct instrument *instrument = campaign->instrument;
    struct seat *seat = files_campaign_seat_at(campaign, seat_number);
    if (seat->items != NO_NUMBER)
        return twice(reading, row, err);
    files_campaign_round_at(campaign, seat->team_round)->items_asked = true;
    signed char *cells = files_campaign_items(campaign, seat_number);
    for (size_t i = 0; i < row->count; i++) {
        int item = reading->columns.value[i];
        if (item == NO_COLUMN || row->cells[i][0] == '\0')
            continue;
        double choice;
        struct err why;
        TRY(read_number(reading, row, i, &choice, err));
        if (instrument_accept(instrument, (size_t)item, choice, &why) != OK)
            return refused_cell(reading, row, i, &why, err);
        cells[item] = (signed char)(choice - instrument->low);
        seat->answered = true;
    }
    return OK;
}

static enum status read_matters(struct table_reading *reading, const struct csv_row *row,
                                uint32_t seat_number, struct err *err)
{
    struct campaign *campaign = reading->campaign;
    struct seat *seat = files_campaign_seat_at(campaign, seat_number);
    if (seat->ranks != NO_NUMBER)
        return twice(reading, row, err);
    files_campaign_round_at(campaign, seat->team_round)->ranks_asked = true;
    signed char *cells = files_campaign_ranks(campaign, seat_number);
    for (size_t i = 0; i < row->count; i++) {
        int motive = reading->columns.value[i];
        if (motive == NO_COLUMN || row->cells[i][0] == '\0')
            continue;
        double rank;
        struct err why;
        TRY(read_number(reading, row, i, &rank, err));
        if (instrument_accept_rank(campaign->instrument, rank, &why) != OK)
            return refused_cell(reading, row, i, &why, err);
        cells[motive] = (signed char)(2 * rank);
        seat->answered = true;
    }
    return OK;
}

static enum status read_ratings(struct table_reading *reading, const struct csv_row *row,
                                uint32_t actor, uint32_t partner, struct err *err)
{
    struct campaign *campaign = reading->campaign;
    int partner_column = reading->columns.key[FIELD_PARTNER];
    if (actor == partner)
        return wrong_cell(reading, row, partner_column, err,
                          "a rating of oneself; actor and partner are two people");
    struct rating *rating = files_campaign_rating(campaign, actor, partner);
    if (!rating)
        return wrong_cell(
            reading, row, partner_column, err,
            "a second row for the same actor and partner in this round; keep one");
    struct seat *seat = files_campaign_seat_at(campaign, actor);
    files_campaign_round_at(campaign, seat->team_round)->ratings_asked = true;
    for (size_t i = 0; i < row->count; i++) {
        int question = reading->columns.value[i];
        if (question == NO_COLUMN || row->cells[i][0] == '\0')
            continue;
        double *value = &rating->values[question];
        struct err why;
        TRY(read_number(reading, row, i, value, err));
        if (instrument_accept_rating(campaign->instrument, *value, &why) != OK)
            return refused_cell(reading, row, i, &why, err);
        seat->answered = true;
    }
    return OK;
}

static enum status read_member(struct table_reading *reading, const struct csv_row *row,
                               uint32_t seat_number, struct err *err)
{
    struct seat *seat = files_campaign_seat_at(reading->campaign, seat_number);
    if (seat->listed)
        return twice(reading, row, err);
    seat->listed = true;
    for (size_t i = 0; i < row->count; i++) {
        if (reading->columns.value[i] == NO_COLUMN)
            continue;
        const char *cell = row->cells[i];
        if (strcmp(cell, "1") != 0 && strcmp(cell, "0") != 0 && cell[0] != '\0')
            return wrong_cell(reading, row, (int)i, err,
                              "consents is 1 (agreed before answering), 0 or empty");
        seat->consents = cell[0] == '1';
    }
    return OK;
}

/* Satisfaction has a scale; and what a group decided is one thing for all its members. */
static enum status check_decision(struct table_reading *reading, const struct csv_row *row,
                                  size_t cell, const struct seat *seat, double value,
                                  struct err *err)
{
    int column = reading->columns.value[cell];
    struct team_round *round = files_campaign_round_at(reading->campaign, seat->team_round);
    if (isnan(value))
        return OK;
    if (column == DECISION_SATISFACTION && !(value >= 0 && value <= SATISFACTION_TOP))
        return wrong_cell(reading, row, (int)cell, err, "satisfaction goes from 0 to 10");
    if (column != DECISION_DECIDED)
        return OK;
    if (!isnan(round->decided) && round->decided != value)
        return wrong_cell(reading, row, (int)cell, err,
                          "a team decides one thing a round: the same in all its rows");
    round->decided = value;
    return OK;
}

static enum status read_decision(struct table_reading *reading, const struct csv_row *row,
                                 uint32_t seat_number, struct err *err)
{
    struct campaign *campaign = reading->campaign;
    struct seat *seat = files_campaign_seat_at(campaign, seat_number);
    if (seat->decision != NO_NUMBER)
        return twice(reading, row, err);
    seat->decision = campaign->decisions.count;
    struct decision_row *decision = files_rows_add(&campaign->decisions);
    for (size_t v = 0; v < DECISION_VALUES; v++)
        decision->values[v] = NAN;
    for (size_t i = 0; i < row->count; i++) {
        int value = reading->columns.value[i];
        if (value == NO_COLUMN)
            continue;
        TRY(read_number(reading, row, i, &decision->values[value], err));
        TRY(check_decision(reading, row, i, seat, decision->values[value], err));
    }
    return OK;
}

/* Whether --team or --round leaves this row out. */
static bool left_out(const struct table_reading *reading, const char *team, const char *round)
{
    const struct read_options *options = reading->options;
    return (options->team && strcmp(options->team, team) != 0) ||
           (options->columns.round && strcmp(options->columns.round, round) != 0);
}

/* The rows of a team nearly always follow each other. */
static uint32_t round_of(struct table_reading *reading, const char *team, const char *round)
{
    struct campaign *campaign = reading->campaign;
    if (reading->last_round != NO_NUMBER) {
        const struct team_round *last = files_campaign_round_at(campaign, reading->last_round);
        if (strcmp(campaign->teams.texts[last->team], team) == 0 &&
            strcmp(campaign->rounds.texts[last->round], round) == 0)
            return reading->last_round;
    }
    reading->last_round = files_campaign_team_round(campaign, team, round);
    return reading->last_round;
}

static enum status read_row(struct table_reading *reading, const struct csv_row *row,
                            struct err *err)
{
    const char *team, *round, *member, *partner_name;
    TRY(read_key(reading, row, FIELD_TEAM, &team, err));
    TRY(read_key(reading, row, FIELD_ROUND, &round, err));
    TRY(read_key(reading, row, FIELD_MEMBER, &member, err));
    if (left_out(reading, team, round))
        return OK;
    struct campaign *campaign = reading->campaign;
    uint32_t team_round = round_of(reading, team, round);
    uint32_t seat =
        files_campaign_seat(campaign, team_round, member, reading->file_number, row->line);
    switch (reading->columns.table) {
    case TABLE_ITEMS:
        return read_items(reading, row, seat, err);
    case TABLE_MATTERS:
        return read_matters(reading, row, seat, err);
    case TABLE_MEMBERS:
        return read_member(reading, row, seat, err);
    case TABLE_DECISIONS:
        return read_decision(reading, row, seat, err);
    default:
        TRY(read_key(reading, row, FIELD_PARTNER, &partner_name, err));
        return read_ratings(reading, row, seat,
                            files_campaign_seat(campaign, team_round, partner_name,
                                                reading->file_number, row->line),
                            err);
    }
}

static enum status row_seen(void *self, const struct csv_row *row, struct err *err)
{
    struct table_reading *reading = self;
    if (reading->header_seen) {
        reading->rows++;
        return read_row(reading, row, err);
    }
    reading->header_seen = true;
    return files_columns(reading->campaign->instrument, &reading->options->columns,
                         reading->columns.table, reading->file, row, &reading->columns, err);
}

enum status files_read_stream(struct arena *mem, struct campaign *campaign, FILE *stream,
                              const char *file, enum table table, struct read_options *options,
                              struct err *err)
{
    struct arena_mark mark = arena_mark(mem);
    struct table_reading *reading = NEW(mem, struct table_reading);
    *reading = (struct table_reading){ .campaign = campaign,
                                       .options = options,
                                       .file = file,
                                       .file_number = files_names_add(&campaign->files, file),
                                       .last_round = NO_NUMBER,
                                       .columns.table = table };
    enum status status = files_csv_rows(mem, stream, file, row_seen, reading, err);
    if (status == OK && reading->rows == 0)
        status = fail(err, BAD_INPUT, "%s:2: a header and no row; one row per answer", file);
    campaign->members_listed |= reading->columns.table == TABLE_MEMBERS;
    arena_release(mem, mark);
    return status;
}

static enum status read_source(struct arena *mem, struct campaign *campaign,
                               const struct file_source *source, struct read_options *options,
                               struct err *err)
{
    if (strcmp(source->path, "-") == 0)
        return files_read_stream(mem, campaign, stdin, "-", source->table, options, err);
    FILE *stream = fopen(source->path, "rb");
    if (!stream)
        return fail(err, NOT_FOUND, "%s: cannot be opened: %s", source->path, strerror(errno));
    enum status status =
        files_read_stream(mem, campaign, stream, source->path, source->table, options, err);
    fclose(stream);
    return status;
}

/* Everyone who answered must have been invited, once the invited are known. */
static enum status check_listed(const struct campaign *campaign, struct err *err)
{
    for (uint32_t i = 0; campaign->members_listed && i < campaign->seats.count; i++) {
        const struct seat *seat = files_campaign_seat_at(campaign, i);
        if (seat->listed)
            continue;
        const struct team_round *round = files_campaign_round_at(campaign, seat->team_round);
        return fail(err, BAD_INPUT,
                    "%s:%u: %.40s is not among the members of team %.40s in round %.40s; add "
                    "the row to members.csv",
                    campaign->files.texts[seat->file], seat->line,
                    campaign->members.texts[seat->member], campaign->teams.texts[round->team],
                    campaign->rounds.texts[round->round]);
    }
    return OK;
}

static enum status check_any(const struct campaign *campaign,
                             const struct read_options *options,
                             const struct file_source *sources, struct err *err)
{
    const struct column_options *columns = &options->columns;
    for (size_t i = 0; i < columns->map_count; i++)
        if (!columns->maps[i].used)
            return fail(err, BAD_INPUT, "%s:1: no column \"%.40s\", which --map calls %.40s",
                        sources[0].path, columns->maps[i].column, columns->maps[i].name);
    if (campaign->seats.count > 0)
        return OK;
    return fail(err, BAD_INPUT, "%s:2: no row of %s%.40s%s%.40s", sources[0].path,
                options->team ? "team " : "", options->team ? options->team : "",
                columns->round ? " round " : "", columns->round ? columns->round : "");
}

enum status files_read(struct arena *mem, const struct instrument *instrument,
                       const struct file_source *sources, size_t count,
                       struct read_options *options, struct campaign **out, struct err *err)
{
    struct campaign *campaign = files_campaign_new(mem, instrument);
    struct arena scratch = arena_with_limit(SIZE_MAX / 4);
    enum status status = OK;
    for (size_t i = 0; i < count && status == OK; i++)
        status = read_source(&scratch, campaign, &sources[i], options, err);
    arena_free(&scratch);
    TRY(status);
    TRY(check_any(campaign, options, sources, err));
    TRY(check_listed(campaign, err));
    *out = campaign;
    return files_campaign_order_rounds(campaign, options->notes, err);
}

bool files_is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

enum status files_in(struct arena *mem, const char *folder, struct file_source out[FILES_MAX],
                     size_t *count, struct err *err)
{
    static const struct file_source known[] = {
        { "members.csv", TABLE_MEMBERS },       { "items.csv", TABLE_ITEMS },
        { "roundrobin.csv", TABLE_ROUNDROBIN }, { "matters.csv", TABLE_MATTERS },
        { "interests.csv", TABLE_MATTERS },     { "decisions.csv", TABLE_DECISIONS },
    };
    size_t found = 0, matters = 0;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        const char *path = arena_text(mem, "%s/%s", folder, known[i].path);
        struct stat about;
        if (stat(path, &about) != 0)
            continue;
        matters += known[i].table == TABLE_MATTERS;
        out[found++] = (struct file_source){ path, known[i].table };
    }
    if (matters == 2)
        return fail(err, BAD_INPUT,
                    "%s/interests.csv:1: matters.csv is there too, and is the "
                    "same table; keep one",
                    folder);
    *count += found;
    if (found == 0)
        return fail(err, NOT_FOUND,
                    "%s: none of items.csv, roundrobin.csv, matters.csv, members.csv, "
                    "decisions.csv",
                    folder);
    return OK;
}
