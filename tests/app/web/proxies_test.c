/* What comes to us in practice: curl, and nginx and Caddy as proxies that keep connections
 * to their own clients. Each is left out, and says so, where it is not installed. */
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "a_server.h"

enum { START_TRIES = 600 };

static char folder[] = "/tmp/alliage-proxy-XXXXXX";

static bool installed(const char *program)
{
    static const char *const places[] = { "/usr/bin", "/usr/sbin", "/usr/local/bin" };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char path[64];
        snprintf(path, sizeof path, "%s/%s", places[i], program);
        if (access(path, X_OK) == 0)
            return true;
    }
    NOT_CHECKED("%s is not installed here", program);
    return false;
}

/* Runs a command of the shell; its output without the last line end. */
static const char *run(const char *command)
{
    static char output[4096];
    FILE *in = popen(command, "r");
    assert_non_null(in);
    size_t count = fread(output, 1, sizeof output - 1, in);
    pclose(in);
    while (count > 0 && output[count - 1] == '\n')
        count--;
    output[count] = '\0';
    return output;
}

static void write_file(const char *name, const char *text)
{
    char path[96];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(text, out);
    assert_int_equal(fclose(out), 0);
}

/* A port that is free now: asked of the kernel by the same way as the server's. */
static int free_port(void)
{
    static const struct site site;
    struct server *server;
    struct err err;
    if (serve_open("127.0.0.1:0", &short_limits, &site, &server, &err) != OK)
        fail_msg("%s", err.text);
    int port = serve_port(server);
    serve_close(server, 0);
    return port;
}

static pid_t start_proxy(const char *command)
{
    pid_t process = fork();
    if (process == 0) {
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    return process;
}

static bool answers(int port)
{
    char command[160];
    snprintf(command, sizeof command,
             "curl -s -o /dev/null -w '%%{http_code}' http://127.0.0.1:%d/", port);
    for (int i = 0; i < START_TRIES; i++) {
        if (strcmp(run(command), "200") == 0)
            return true;
        nanosleep(&(struct timespec){ .tv_nsec = 50000000 }, NULL);
    }
    return false;
}

/* Pages, a form with its token, and several requests over one kept connection. */
static void check_with_curl(int port, const char *flags)
{
    char command[1024];
    snprintf(command, sizeof command,
             "cd %s && rm -f jar && curl -s %s -c jar http://127.0.0.1:%d/form", folder, flags,
             port);
    char token[128];
    snprintf(token, sizeof token, "%s", run(command));
    assert_int_equal(strlen(token), 64);
    snprintf(command, sizeof command,
             "cd %s && curl -s %s -b jar --data-urlencode 'words=déjà & vu' "
             "-d form_token=%s http://127.0.0.1:%d/echo",
             folder, flags, token, port);
    CHECK_TEXT(run(command), "déjà & vu");
    snprintf(command, sizeof command,
             "curl -s %s http://127.0.0.1:%d/ http://127.0.0.1:%d/slow http://127.0.0.1:%d/",
             flags, port, port, port);
    CHECK_TEXT(run(command), "helloslowhello");
    snprintf(command, sizeof command,
             "curl -s %s -o /dev/null -w '%%{http_code} %%{size_download}' "
             "http://127.0.0.1:%d/big",
             flags, port);
    CHECK_TEXT(run(command), "200 8388608");
}

static int start(void **state)
{
    struct door_limits limits = short_limits;
    (void)state;
    limits.head_seconds = limits.body_seconds = limits.reply_seconds = 10;
    server_start(&limits, true);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    server_stop();
    return 0;
}

static void test_curl_gets_its_pages_and_sends_its_forms(void **state)
{
    (void)state;
    if (!installed("curl"))
        return;
    check_with_curl(server_port_now(), "");
    check_with_curl(server_port_now(), "--http1.0");
    check_with_curl(server_port_now(), "-H 'Expect: 100-continue'");
}

static void end_proxy(pid_t process)
{
    kill(process, SIGTERM);
    waitpid(process, NULL, 0);
}

static void test_nginx_before_us_gets_everything(void **state)
{
    char config[1024], command[160];
    (void)state;
    if (!installed("curl") || !installed("nginx"))
        return;
    int port = free_port();
    snprintf(config, sizeof config,
             "daemon off; master_process off; worker_processes 1; pid %s/pid;\n"
             "error_log /dev/null; events { worker_connections 256; }\n"
             "http { access_log off; client_body_temp_path %s/body; proxy_temp_path %s/temp;\n"
             "fastcgi_temp_path %s/f; uwsgi_temp_path %s/u; scgi_temp_path %s/s;\n"
             "server { listen 127.0.0.1:%d; location / { proxy_pass http://127.0.0.1:%d;\n"
             "proxy_http_version 1.1; proxy_set_header Host $http_host;\n"
             "proxy_set_header X-Forwarded-For $remote_addr; } } }\n",
             folder, folder, folder, folder, folder, folder, port, server_port_now());
    write_file("nginx.conf", config);
    snprintf(command, sizeof command, "exec nginx -c %s/nginx.conf 2>/dev/null", folder);
    pid_t process = start_proxy(command);
    bool ready = answers(port);
    if (ready)
        check_with_curl(port, "");
    end_proxy(process);
    assert_true(ready);
}

static void test_caddy_before_us_gets_everything(void **state)
{
    char config[512], command[256];
    (void)state;
    if (!installed("curl") || !installed("caddy"))
        return;
    int port = free_port();
    snprintf(config, sizeof config,
             "{\n\tadmin off\n\tauto_https off\n}\n"
             "http://127.0.0.1:%d {\n\treverse_proxy 127.0.0.1:%d\n}\n",
             port, server_port_now());
    write_file("Caddyfile", config);
    snprintf(command, sizeof command,
             "HOME=%s exec caddy run --adapter caddyfile --config %s/Caddyfile >/dev/null 2>&1",
             folder, folder);
    pid_t process = start_proxy(command);
    bool ready = answers(port);
    if (ready)
        check_with_curl(port, "");
    end_proxy(process);
    assert_true(ready);
}

#define SERVED(test) cmocka_unit_test_setup_teardown(test, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SERVED(test_curl_gets_its_pages_and_sends_its_forms),
        SERVED(test_nginx_before_us_gets_everything),
        SERVED(test_caddy_before_us_gets_everything),
    };
    if (!mkdtemp(folder))
        return 1;
    int failures = cmocka_run_group_tests(tests, NULL, NULL);
    char command[96];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    (void)!system(command);
    return failures;
}
