/* bench_pages PROGRAM: what pages cost the server, with ten thousand teams in its store.
 *
 * Processor time of the server a request, against nginx that serves the same bytes as a file;
 * both with a connection for every request, in turns. Limit: 1.5 times. Beside it, nginx in
 * front keeping the connections of 64 clients. Then the server's memory at rest (limit 30 MB)
 * and what a member's phone loads first (limit 30 kB, all files, as they come). */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "clients.h"
#include "many_teams.h"

enum { TEAMS = 10000, TURNS = 5, CLIENTS = 4, EACH = 200, FRONT_CLIENTS = 64, FRONT_EACH = 20 };
enum { SERVER_PORT = 38211, FILE_PORT, FRONT_PORT, REST_SECONDS = 40 };
static const double COST_LIMIT = 1.5, REST_LIMIT = 30 * 1024, LOAD_LIMIT = 30 * 1000;

static char folder[] = "/var/tmp/alliage-bench-XXXXXX";
static struct member member;

/* ---- processes ---- */

static pid_t start(const char *const argv[])
{
    pid_t process = fork();
    if (process == 0) {
        int nowhere = open("/dev/null", O_RDWR);
        dup2(nowhere, STDOUT_FILENO);
        execvp(argv[0], (char *const *)argv);
        _exit(127);
    }
    return process;
}

static void stop(pid_t process)
{
    kill(process, SIGTERM);
    waitpid(process, NULL, 0);
}

static double seconds_of(pid_t process)
{
    struct timespec time = { 0 };
    clockid_t clock;
    if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &time) != 0)
        exit(2);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static long resident_kb(pid_t process)
{
    char path[64], line[256];
    long kb = 0;
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)process);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "Pss: %ld", &kb) == 1)
            break;
    if (file)
        fclose(file);
    return kb;
}

static void wait_until_served(int port)
{
    char command[128];
    snprintf(command, sizeof command,
             "for i in $(seq 200); do (: < /dev/tcp/127.0.0.1/%d) 2>/dev/null && exit 0;"
             " sleep .05; done; exit 1",
             port);
    const char *const argv[] = { "bash", "-c", command, NULL };
    int status = 1;
    waitpid(start(argv), &status, 0);
    if (status != 0) {
        fprintf(stderr, "nothing serves port %d\n", port);
        exit(2);
    }
}

static pid_t start_nginx(void)
{
    static char config[96];
    snprintf(config, sizeof config, "%s/nginx.conf", folder);
    FILE *out = fopen(config, "w");
    if (!out)
        exit(2);
    fprintf(out,
            "daemon off; master_process off; worker_processes 1; pid %s/pid;\n"
            "error_log /dev/null; events { worker_connections 1024; }\n"
            "http { access_log off; client_body_temp_path %s/b; proxy_temp_path %s/p;\n"
            "fastcgi_temp_path %s/f; uwsgi_temp_path %s/u; scgi_temp_path %s/s;\n"
            "default_type text/html; sendfile on;\n"
            "server { listen 127.0.0.1:%d; keepalive_timeout 0; root %s; }\n"
            "server { listen 127.0.0.1:%d; keepalive_requests 100000;\n"
            "location / { proxy_pass http://127.0.0.1:%d; proxy_set_header Host $http_host; }"
            " } }\n",
            folder, folder, folder, folder, folder, folder, FILE_PORT, folder, FRONT_PORT,
            SERVER_PORT);
    fclose(out);
    const char *const argv[] = { "nginx", "-c", config, NULL };
    pid_t process = start(argv);
    wait_until_served(FILE_PORT);
    wait_until_served(FRONT_PORT);
    return process;
}

static pid_t start_server(const char *program, const char *url)
{
    static char listen[32];
    snprintf(listen, sizeof listen, "127.0.0.1:%d", SERVER_PORT);
    const char *const argv[] = { program, "serve", "--listen", listen, "--db", url, NULL };
    pid_t process = start(argv);
    wait_until_served(SERVER_PORT);
    return process;
}

/* ---- pages ---- */

static const char *request_for(const char *path)
{
    static char requests[4][1024];
    static int at;
    char *request = requests[at = (at + 1) % 4];
    snprintf(request, sizeof requests[0],
             "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n"
             "Accept-Encoding: gzip, deflate, br\r\nAccept-Language: fr\r\n"
             "Cookie: alliage=%s; alliage-form=%s\r\n\r\n",
             path, member.device, member.form);
    return request;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double microseconds(pid_t process, const struct asked *asked)
{
    double before = seconds_of(process);
    clients_ask(asked);
    return (seconds_of(process) - before) * 1e6 / (asked->clients * asked->each);
}

static void print_front(pid_t server, pid_t nginx, const char *request)
{
    const struct asked front = { FRONT_PORT, request, FRONT_CLIENTS, FRONT_EACH, true };
    double ours = seconds_of(server), theirs = seconds_of(nginx);
    double took = clients_ask(&front), all = FRONT_CLIENTS * FRONT_EACH;
    printf(" %10.0f %10.0f %10.0f\n", (seconds_of(server) - ours) * 1e6 / all,
           (seconds_of(nginx) - theirs) * 1e6 / all, all / took);
}

static void save_page(const char *body)
{
    char path[96];
    snprintf(path, sizeof path, "%s/page.html", folder);
    FILE *out = fopen(path, "w");
    if (!out || fputs(body, out) < 0 || fclose(out) != 0)
        exit(2);
}

/* Gives whether the median over the turns is within the limit. */
static bool measure(pid_t server, pid_t nginx, const char *name, const char *path)
{
    double ratio[TURNS], ours[TURNS], theirs[TURNS];
    const char *body, *request = request_for(path);
    size_t length = clients_fetch(SERVER_PORT, request, &body);
    save_page(body);
    const struct asked page = { SERVER_PORT, request, CLIENTS, EACH, false };
    const struct asked file = { FILE_PORT, request_for("/page.html"), CLIENTS, EACH, false };
    clients_ask(&page);
    clients_ask(&file);
    for (int turn = 0; turn < TURNS; turn++) {
        ours[turn] = microseconds(server, &page);
        theirs[turn] = microseconds(nginx, &file);
        ratio[turn] = ours[turn] / theirs[turn];
    }
    qsort(ours, TURNS, sizeof *ours, by_value);
    qsort(theirs, TURNS, sizeof *theirs, by_value);
    qsort(ratio, TURNS, sizeof *ratio, by_value);
    printf("%-20s %8zu %8.0f %8.0f %7.2f %7.2f", name, length, theirs[TURNS / 2],
           ours[TURNS / 2], ratio[TURNS / 2], COST_LIMIT);
    print_front(server, nginx, request);
    return ratio[TURNS / 2] <= COST_LIMIT;
}

/* ---- the first load ---- */

static size_t load_statics(const char *page, char *seen, size_t room)
{
    size_t bytes = 0;
    for (const char *at = page; (at = strstr(at, "\"/static/")); at++) {
        char path[128];
        snprintf(path, sizeof path, "%.*s\n", (int)strcspn(at + 1, "\""), at + 1);
        if (strstr(seen, path))
            continue;
        strncat(seen, path, room - strlen(seen) - 1);
        path[strlen(path) - 1] = '\0';
        bytes += clients_fetch(SERVER_PORT, request_for(path), NULL);
    }
    return bytes;
}

/* The link's page, the team's, the first page of the form, its first step. */
static size_t first_load(void)
{
    static const char *const paths[] = { "/r/12-abcdefghijkmnpqrstuvwxyz23456789", "/t/1",
                                         "/t/1/repondre?revoir=1" };
    static char page[128 * 1024], seen[4096];
    size_t bytes = 0;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        const char *body;
        bytes += clients_fetch(SERVER_PORT, request_for(paths[i]), &body);
        snprintf(page, sizeof page, "%s", body);
        bytes += load_statics(page, seen, sizeof seen);
    }
    return bytes;
}

static bool within(const char *name, double value, double limit, const char *unit)
{
    printf("%-44s %10.0f %s (limit %.0f)\n", name, value, unit, limit);
    return value <= limit;
}

static bool measure_all(pid_t server, pid_t nginx)
{
    double at_start = (double)resident_kb(server);
    printf("%-20s %8s %8s %8s %7s %7s %32s\n", "page", "bytes", "nginx us", "ours us", "ratio",
           "limit", "nginx in front: ours, its, /s");
    bool kept = measure(server, nginx, "portrait, one round", "/t/1/portrait/1");
    kept &= measure(server, nginx, "portrait, four", "/t/1/portrait/4");
    kept &= measure(server, nginx, "a member's home", "/t/1");
    sleep(REST_SECONDS);
    kept &= within("at rest, just started, 10000 teams", at_start, REST_LIMIT, "kB");
    kept &= within("at rest after the load", (double)resident_kb(server), REST_LIMIT, "kB");
    kept &= within("a member's first three pages, all files", (double)first_load(), LOAD_LIMIT,
                   "bytes");
    return kept;
}

int main(int argc, char **argv)
{
    char url[80], command[80];
    struct err err;
    if (argc != 2 || !mkdtemp(folder))
        return 2;
    snprintf(url, sizeof url, "sqlite:%s/store.db", folder);
    if (many_teams_make(url, TEAMS, &member, &err) != OK) {
        fprintf(stderr, "%s\n", err.text);
        return 2;
    }
    pid_t server = start_server(argv[1], url), nginx = start_nginx();
    bool kept = measure_all(server, nginx);
    stop(nginx);
    stop(server);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    (void)!system(command);
    puts(kept ? "within the limits" : "over the limits");
    return kept ? 0 : 1;
}
