/* `measure srm` on 10,000 teams of 4 to 8, from the file to the result, on one thread; beside
 * TripleR, the R package in common use.
 *
 * Peer: with R and TripleR on this machine, TripleR itself on 1,000 teams, fitting alone.
 * Without, a plain program that goes over the rows as its RR.multi does: for each team the
 * team of every row of the table is written as text and looked up among all texts, compared
 * with that team's, each column is cut to the rows that match, and all results so far are
 * copied to add one. That is the square of the number of teams, and is measured at 500 and
 * 1,000. What the interpreter adds, by far the most for 1,000 teams, is left out.
 *
 * Limit: a thousandth of ten times what TripleR takes for 1,000 teams, here where it is; else
 * of what was recorded.
 *
 * Recorded: TripleR 1.5.4 under R 4.2.2 on a shared machine of two cores took 10.1 s of
 * processor for 1,000 such teams, 79 s for 3,000, 183 s for 5,000, and had not ended for
 * 10,000 after 800 s. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/chance.h"
#include "measure/srm.h"

enum {
    TEAMS = 10000,
    PEER_TEAMS = 1000,
    SMALLEST = 4,
    SIZES = 5,
    COLUMNS = 5,
    TIMES = 4,
    WANTED = 1000
};

struct row {
    int team, actor, partner, rating;
};

struct table {
    struct row *row;
    size_t rows;
};

static _Noreturn void stop(const char *what)
{
    fprintf(stderr, "bench_srm: %s\n", what);
    exit(2);
}

/* Ratings 1 to 7 with a part of the actor, one of the partner, and the rest. */
static struct table drawn(struct arena *mem, size_t teams)
{
    enum { PAIRS_MAX = 56, PEOPLE_MAX = 10 };
    struct chance chance = chance_from_seed(1);
    struct table out = { NEW_ARRAY(mem, struct row, teams * PAIRS_MAX), 0 };
    for (size_t g = 0; g < teams; g++) {
        size_t n = SMALLEST + g % SIZES;
        double actor[PEOPLE_MAX], partner[PEOPLE_MAX];
        for (size_t i = 0; i < n; i++)
            actor[i] = 0.55 * chance_normal(&chance),
            partner[i] = 0.45 * chance_normal(&chance);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++) {
                double x = 4 + actor[i] + partner[j] + 0.7 * chance_normal(&chance);
                int rating = (int)fmax(1, fmin(7, floor(x + 0.5)));
                int first = (int)g * PEOPLE_MAX;
                if (i != j)
                    out.row[out.rows++] =
                        (struct row){ (int)g, first + (int)i, first + (int)j, rating };
            }
    }
    return out;
}

/* One row in `hole` says nothing; 0: none. */
static void write_table(const char *path, const struct table *table, size_t hole)
{
    FILE *file = fopen(path, "w");
    if (!file)
        stop("no table can be written");
    fputs("group,actor,partner,x\n", file);
    for (size_t i = 0; i < table->rows; i++)
        if (hole == 0 || i % hole != 0)
            fprintf(file, "%d,%d,%d,%d\n", table->row[i].team, table->row[i].actor,
                    table->row[i].partner, table->row[i].rating);
    if (fclose(file) != 0)
        stop("no table can be written");
}

static double processor(pid_t child)
{
    int status;
    struct rusage usage;
    if (wait4(child, &status, 0, &usage) != child || status != 0)
        stop("a part ended badly");
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* What run does, in a process of its own. The least of a few runs: what others do on the
 * machine only ever adds. */
static double least_processor(void (*run)(const void *), const void *about)
{
    double least = INFINITY;
    for (int i = 0; i < TIMES; i++) {
        fflush(stdout);
        pid_t child = fork();
        if (child < 0)
            stop("no process to measure in");
        if (child == 0) {
            run(about);
            _exit(0);
        }
        least = fmin(least, processor(child));
    }
    return least;
}

struct command {
    const char *program, *table, *estimator;
};

static void run_ours(const void *about)
{
    const struct command *c = about;
    if (freopen("/dev/null", "w", stdout))
        execl(c->program, c->program, "measure", "srm", c->table, "--value", "x", "--estimator",
              c->estimator, (char *)NULL);
    _exit(2);
}

static double ours(const char *program, const char *table, const char *estimator)
{
    return least_processor(run_ours, &(struct command){ program, table, estimator });
}

/* --- the plain peer ---------------------------------------------------------------------- */

/* Every text R makes is looked up in one table, so that each stands in memory once. */
enum { TEXTS = 1 << 16, TEXT_BYTES = 12 };
static char texts[TEXTS][TEXT_BYTES];

static const char *one_text(int number)
{
    char text[TEXT_BYTES];
    unsigned hash = 5381;
    snprintf(text, sizeof text, "%d", number);
    for (const char *c = text; *c != '\0'; c++)
        hash = hash * 33 + (unsigned char)*c;
    while (texts[hash % TEXTS][0] != '\0' && strcmp(texts[hash % TEXTS], text) != 0)
        hash++;
    return strcpy(texts[hash % TEXTS], text);
}

/* A column cut to the rows that are marked. */
static size_t cut(const int *column, const int *marked, size_t rows, int *out)
{
    size_t count = 0;
    for (size_t i = 0; i < rows; i++)
        if (marked[i])
            out[count++] = column[i];
    return count;
}

struct columns {
    size_t rows;
    int *column[COLUMNS], *marked;
    const char **text;
};

static struct columns columns_of(struct arena *mem, const struct table *table)
{
    struct columns out = { table->rows,
                           { NULL },
                           NEW_ARRAY(mem, int, table->rows),
                           NEW_ARRAY(mem, const char *, table->rows) };
    for (int c = 0; c < COLUMNS; c++)
        out.column[c] = NEW_ARRAY(mem, int, table->rows);
    for (size_t i = 0; i < table->rows; i++) {
        out.column[0][i] = table->row[i].team;
        out.column[1][i] = table->row[i].actor;
        out.column[2][i] = table->row[i].partner;
        out.column[3][i] = table->row[i].rating;
        out.column[4][i] = (int)i; /* the names of rows are cut too */
    }
    return out;
}

/* data[data[, group] == name, ]: everything of one team. */
static size_t rows_of(const struct columns *all, const char *name, struct row *out)
{
    enum { PAIRS_MAX = 56 };
    int own[COLUMNS][PAIRS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < all->rows; i++)
        all->text[i] = one_text(all->column[0][i]);
    for (size_t i = 0; i < all->rows; i++)
        all->marked[i] = all->text[i] == name;
    for (int c = 0; c < COLUMNS; c++)
        count = cut(all->column[c], all->marked, all->rows, own[c]);
    for (size_t i = 0; i < count; i++)
        out[i] = (struct row){ own[0][i], own[1][i], own[2][i], own[3][i] };
    return count;
}

static struct srm fitted(struct arena *mem, const struct row *row, size_t rows)
{
    size_t people = SMALLEST;
    while (people * (people - 1) < rows)
        people++;
    struct grid g = grid_empty(mem, people, people);
    for (size_t i = 0; i < rows; i++)
        grid_put(g, (size_t)(row[i].actor % 10), (size_t)(row[i].partner % 10), row[i].rating);
    return measure_srm(mem, g);
}

static void plain(struct arena *mem, const struct table *table, size_t teams)
{
    enum { PAIRS_MAX = 56 };
    struct row own[PAIRS_MAX];
    struct srm *all = NULL;
    struct columns columns = columns_of(mem, table);
    for (size_t g = 0; g < teams; g++) {
        struct srm one = fitted(mem, own, rows_of(&columns, one_text((int)g), own));
        struct srm *longer = malloc((g + 1) * sizeof *longer);
        if (!longer)
            stop("out of memory");
        if (g > 0)
            memcpy(longer, all, g * sizeof *longer);
        longer[g] = one;
        free(all);
        all = longer;
    }
    double sum = 0;
    for (size_t g = 0; g < teams; g++)
        sum += all[g].estimate[RELATIONSHIP_VARIANCE];
    free(all);
    if (!(sum > 0)) /* used, so that it is not left out */
        stop("the peer found nothing");
}

static void run_plain(const void *about)
{
    const size_t *teams = about;
    struct arena mem = arena_with_limit(SIZE_MAX / 4);
    struct table table = drawn(&mem, *teams);
    plain(&mem, &table, *teams);
}

static double plain_seconds(size_t teams) { return least_processor(run_plain, &teams); }

/* TripleR itself, or a negative number where there is none. */
static double triple_r_seconds(const char *table)
{
    char command[600], line[80] = "";
    snprintf(command, sizeof command,
             "Rscript -e 'suppressMessages(library(TripleR)); d <- read.csv(\"%s\"); "
             "t <- system.time(RR(x ~ actor * partner | group, data = d, verbose = FALSE)); "
             "cat(sprintf(\"%%.3f\\n\", t[[1]] + t[[2]]))' 2>/dev/null",
             table);
    FILE *out = popen(command, "r");
    bool read = out && fgets(line, sizeof line, out) != NULL;
    bool ended = out && pclose(out) == 0;
    return read && ended ? strtod(line, NULL) : -1;
}

/* --- the figures ------------------------------------------------------------------------- */

static void tell(const char *who, double peer, double seconds)
{
    printf("%-64s %9.1f s  x %.0f\n", who, peer, peer / seconds);
}

/* Judged by the reading that is kindest to TripleR, that ten times the teams cost it ten times
 * the time; at 5,000 teams it was seen to cost more. */
static bool compare(const char *table, double seconds)
{
    const double recorded = 10.1, recorded_5000 = 183, tenfold = (double)TEAMS / PEER_TEAMS;
    double triple_r = triple_r_seconds(table), half, whole, growth;
    tell("recorded, TripleR: 1,000 teams, were it to grow no more than 10-fold",
         tenfold * recorded, seconds);
    tell("recorded, TripleR: 5,000 teams, were it to grow no more than 2-fold",
         2 * recorded_5000, seconds);
    if (triple_r > 0) {
        tell("here, TripleR: 1,000 teams, times 10", tenfold * triple_r, seconds);
        return tenfold * triple_r / seconds >= WANTED;
    }
    puts("no R with TripleR here: a plain program doing the rows' work of its algorithm");
    half = plain_seconds(PEER_TEAMS / 2);
    whole = plain_seconds(PEER_TEAMS);
    growth = whole / half;
    printf("here, plain: 500 teams %.2f s, 1,000 teams %.2f s, x %.1f\n", half, whole, growth);
    tell("here, plain: 1,000 teams, times 10 squared", tenfold * tenfold * whole, seconds);
    return tenfold * recorded / seconds >= WANTED;
}

int main(int argc, char **argv)
{
    char folder[] = "/tmp/alliage-bench-XXXXXX", whole[60], holes[60], small[60], remove[64];
    struct arena mem = arena_with_limit(SIZE_MAX / 4);
    if (argc != 2 || !mkdtemp(folder))
        stop("usage: bench_srm PROGRAM");
    snprintf(whole, sizeof whole, "%s/whole.csv", folder);
    snprintf(holes, sizeof holes, "%s/holes.csv", folder);
    snprintf(small, sizeof small, "%s/small.csv", folder);
    struct table table = drawn(&mem, TEAMS), few = drawn(&mem, PEER_TEAMS);
    write_table(whole, &table, 0);
    write_table(holes, &table, 20);
    write_table(small, &few, 0);
    double seconds = ours(argv[1], whole, "moments");
    printf("measure srm, %d teams, %zu ratings, file to result: %.3f s of processor\n", TEAMS,
           table.rows, seconds);
    printf("  by restricted likelihood %.3f s; with one rating in 20 missing %.3f s\n",
           ours(argv[1], whole, "reml"), ours(argv[1], holes, "reml"));
    bool held = compare(small, seconds);
    snprintf(remove, sizeof remove, "rm -rf %s", folder);
    if (system(remove) != 0)
        stop("the folder could not be removed");
    printf("at least x %d: %s\n", WANTED, held ? "held" : "missed");
    arena_free(&mem);
    return held ? 0 : 1;
}
