/* From files to portraits, on one thread: how much of the processor's time goes into reading,
 * measuring and writing, beside a plain program that only reads the same bytes and sums their
 * digits; and whether the time per team stays flat from 100 to 100,000 teams.
 *
 * Limits: for 10,000 teams of 3 to 8, one second of user time and 100 MB. Each part runs in a
 * process of its own, so that its peak of memory is its own too. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/diagnose_writers.h"
#include "content/content.h"
#include "flow/diagnose.h"
#include "flow/simulate.h"

enum { LIMIT_TEAMS = 10000, LIMIT_MEGABYTES = 100, PARTS = 4, READ_BYTES = 1 << 16 };
static const double LIMIT_SECONDS = 1.0;

struct cost {
    double user;
    long kilobytes;
};

static _Noreturn void stop(const char *what)
{
    fprintf(stderr, "bench_diagnose: %s\n", what);
    exit(2);
}

/* The plain peer. The sum is printed nowhere but used, so that it is not left out. */
static void sum_digits(const char *folder)
{
    static const char *const names[] = { "items.csv", "roundrobin.csv", "matters.csv",
                                         "members.csv" };
    static unsigned char bytes[READ_BYTES];
    unsigned long sum = 0;
    for (size_t f = 0; f < sizeof names / sizeof names[0]; f++) {
        char path[300];
        snprintf(path, sizeof path, "%s/%s", folder, names[f]);
        FILE *file = fopen(path, "rb");
        if (!file)
            stop("a file of the campaign is not there");
        size_t got;
        while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
            for (size_t i = 0; i < got; i++)
                sum += bytes[i] >= '0' && bytes[i] <= '9' ? (unsigned long)(bytes[i] - '0') : 0;
        fclose(file);
    }
    exit(sum > 0 ? 0 : 2);
}

static void request_of(struct arena *mem, const char *folder, struct diagnose_request *request)
{
    struct err err;
    *request = (struct diagnose_request){ 0 };
    if (files_in(mem, folder, request->sources, &request->source_count, &err) != OK)
        stop(err.text);
}

static void only_read(struct arena *mem, const char *folder)
{
    struct diagnose_request request;
    const struct instrument *instrument;
    struct campaign *campaign;
    struct err err;
    request_of(mem, folder, &request);
    if (content_instrument(mem, content_default_instrument, &instrument, &err) != OK ||
        files_read(mem, instrument, request.sources, request.source_count, &request.options,
                   &campaign, &err) != OK)
        stop(err.text);
}

static enum status open_nothing(void *self, const struct diagnosed_campaign *campaign,
                                struct err *err)
{
    (void)self, (void)campaign, (void)err;
    return OK;
}

static enum status team_nothing(void *self, const struct diagnosed_team *team, struct err *err)
{
    (void)self, (void)team, (void)err;
    return OK;
}

static enum status odd_nothing(void *self, const struct odd_team *team, struct err *err)
{
    (void)self, (void)team, (void)err;
    return OK;
}

static enum status close_nothing(void *self, struct err *err)
{
    (void)self, (void)err;
    return OK;
}

static void read_and_measure(struct arena *mem, const char *folder, bool write)
{
    struct diagnose_request request;
    struct err err;
    request_of(mem, folder, &request);
    struct diagnose_page page = { .mem = mem, .stream = fopen("/dev/null", "wb") };
    if (!page.stream)
        stop("/dev/null cannot be opened");
    struct portrait_writer nothing = { NULL, open_nothing, team_nothing, odd_nothing,
                                       close_nothing };
    struct portrait_writer writer = write ? diagnose_json(&page) : nothing;
    if (flow_diagnose(&request, &writer, &err) != OK)
        stop(err.text);
}

static struct cost cost_of(int part, const char *folder)
{
    fflush(stdout); /* or each child prints it again */
    pid_t child = fork();
    if (child < 0)
        stop("no process to measure in");
    if (child == 0) {
        struct arena mem = arena_with_limit(SIZE_MAX / 4);
        if (part == 0)
            sum_digits(folder);
        if (part == 1)
            only_read(&mem, folder);
        else
            read_and_measure(&mem, folder, part == 3);
        exit(0);
    }
    int status;
    struct rusage usage;
    if (wait4(child, &status, 0, &usage) != child || status != 0)
        stop("a part ended badly");
    double user = (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6;
    return (struct cost){ user, usage.ru_maxrss };
}

static void simulate(const char *folder, size_t teams)
{
    struct simulate_request request = {
        .folder = folder, .teams = teams, .rounds = 1, .smallest = 3, .largest = 8, .seed = 1
    };
    struct err err;
    if (flow_simulate(&request, &err) != OK)
        stop(err.text);
}

int main(void)
{
    static const size_t sizes[] = { 100, 1000, 10000, 100000 };
    char folder[] = "/tmp/alliage-bench-XXXXXX", remove[64];
    bool within = true;
    if (!mkdtemp(folder))
        stop("no folder to write in");
    printf("%8s %9s %9s %9s %9s %9s %8s %8s %7s\n", "teams", "plain s", "read s", "measure s",
           "write s", "all s", "us/team", "x plain", "MB");
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
        struct cost costs[PARTS];
        simulate(folder, sizes[s]);
        for (int part = 0; part < PARTS; part++)
            costs[part] = cost_of(part, folder);
        double all = costs[3].user, megabytes = (double)costs[3].kilobytes / 1024;
        char ratio[20] = "-"; /* the plain program must last long enough to be timed */
        if (costs[0].user >= 0.005)
            snprintf(ratio, sizeof ratio, "%.0f", all / costs[0].user);
        printf("%8zu %9.3f %9.3f %9.3f %9.3f %9.3f %8.1f %8s %7.1f\n", sizes[s], costs[0].user,
               costs[1].user, costs[2].user - costs[1].user, all - costs[2].user, all,
               1e6 * all / (double)sizes[s], ratio, megabytes);
        if (sizes[s] == LIMIT_TEAMS)
            within = all <= LIMIT_SECONDS && megabytes <= LIMIT_MEGABYTES;
    }
    snprintf(remove, sizeof remove, "rm -rf %s", folder);
    if (system(remove) != 0)
        stop("the folder could not be removed");
    printf("%d teams: at most %.0f s of user time and %d MB: %s\n", LIMIT_TEAMS, LIMIT_SECONDS,
           LIMIT_MEGABYTES, within ? "held" : "exceeded");
    return within ? 0 : 1;
}
