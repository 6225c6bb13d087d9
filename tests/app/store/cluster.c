/* initdb and postgres refuse to run as root: the child becomes the user postgres first. */
#define _GNU_SOURCE
#include "cluster.h"

#include <fcntl.h>
#include <glob.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { START_TRIES = 300, TRY_MS = 50 };

static void become_postgres(void)
{
    if (geteuid() != 0)
        return;
    struct passwd *user = getpwnam("postgres");
    if (!user || setgid(user->pw_gid) || initgroups("postgres", user->pw_gid) ||
        setuid(user->pw_uid))
        _exit(127);
}

static pid_t spawn(const char *folder, const char *const words[])
{
    pid_t child = fork();
    if (child != 0)
        return child;
    become_postgres();
    prctl(PR_SET_PDEATHSIG, SIGQUIT);
    char log[96];
    snprintf(log, sizeof log, "%s/log", folder);
    int file = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (chdir(folder) != 0 || file < 0)
        _exit(127);
    dup2(file, 1);
    dup2(file, 2);
    execv(words[0], (char *const *)words);
    _exit(127);
}

static bool programs(char folder[128])
{
    glob_t found;
    bool any = glob("/usr/lib/postgresql/*/bin/initdb", 0, NULL, &found) == 0;
    if (any) {
        const char *last = found.gl_pathv[found.gl_pathc - 1];
        snprintf(folder, 128, "%.*s", (int)(strlen(last) - strlen("/initdb")), last);
        globfree(&found);
    }
    return any;
}

static bool make_folder(struct cluster *cluster)
{
    snprintf(cluster->folder, sizeof cluster->folder, "/tmp/alliage-pg-XXXXXX");
    if (!mkdtemp(cluster->folder))
        return false;
    struct passwd *user = geteuid() == 0 ? getpwnam("postgres") : NULL;
    return geteuid() != 0 || (user && chown(cluster->folder, user->pw_uid, user->pw_gid) == 0);
}

static bool make_data(const char *bin, const char *folder, const char *data)
{
    char program[160];
    snprintf(program, sizeof program, "%s/initdb", bin);
    pid_t child =
        spawn(folder, (const char *[]){ program, "-D", data, "-A", "trust", "-U", "alliage",
                                        "-E", "UTF8", "--locale=C", "--no-sync", NULL });
    int outcome = -1;
    return waitpid(child, &outcome, 0) == child && outcome == 0;
}

static bool answers(struct cluster *cluster)
{
    for (int i = 0; i < START_TRIES; i++) {
        if (PQping(cluster->url) == PQPING_OK)
            return true;
        nanosleep(&(struct timespec){ .tv_nsec = TRY_MS * 1000000L }, NULL);
    }
    return false;
}

static bool run_server(struct cluster *cluster, const char *bin)
{
    char program[160], data[96];
    snprintf(data, sizeof data, "%s/data", cluster->folder);
    snprintf(program, sizeof program, "%s/postgres", bin);
    cluster->server =
        spawn(cluster->folder,
              (const char *[]){ program, "-D", data, "-k", cluster->folder, "-c",
                                "listen_addresses=", "-c", "shared_buffers=16MB", NULL });
    cluster->running = true;
    return answers(cluster);
}

bool cluster_start(struct cluster *cluster)
{
    char bin[128], data[96];
    *cluster = (struct cluster){ 0 };
    if (!programs(bin)) {
        printf("# PostgreSQL is not installed here\n");
        return false;
    }
    if (!make_folder(cluster))
        return false;
    snprintf(data, sizeof data, "%s/data", cluster->folder);
    snprintf(cluster->url, sizeof cluster->url, "postgresql:///postgres?host=%s&user=alliage",
             cluster->folder);
    if (make_data(bin, cluster->folder, data) && run_server(cluster, bin))
        return true;
    printf("# PostgreSQL does not start here\n");
    cluster_stop(cluster);
    return false;
}

void cluster_pause(struct cluster *cluster)
{
    kill(cluster->server, SIGINT); /* everybody is sent away; the data stay */
    waitpid(cluster->server, NULL, 0);
    cluster->running = false;
}

bool cluster_resume(struct cluster *cluster)
{
    char bin[128];
    return programs(bin) && run_server(cluster, bin);
}

void cluster_stop(struct cluster *cluster)
{
    if (cluster->running) {
        kill(cluster->server, SIGQUIT);
        waitpid(cluster->server, NULL, 0);
        cluster->running = false;
    }
    pid_t child = fork();
    if (child == 0) {
        execlp("rm", "rm", "-rf", cluster->folder, (char *)NULL);
        _exit(127);
    }
    waitpid(child, NULL, 0);
}
