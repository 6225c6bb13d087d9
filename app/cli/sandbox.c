/* Landlock by its system calls, since the C library has none for it; seccomp by libseccomp. A
 * refused call gives EPERM or EACCES, as a file's rights would: a library that tries something
 * it can do without goes on. */
#define _GNU_SOURCE /* O_PATH, syscall */
#include "cli/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/number.h"

/* ---- landlock ---- */

/* Later kernels than the headers we are built with. A longer structure is understood from the
 * version on that is beside it. */
enum { WITH_TRUNCATE = 3, WITH_NET = 4, WITH_SCOPE = 6 };
struct ruleset {
    uint64_t files, net, scoped;
};
struct net_port {
    uint64_t allowed, port;
};

/* What follows is of those kernels too. */
enum { RULE_NET_PORT = 2, NET_BIND = 1, NET_CONNECT = 2, SCOPE_SIGNAL = 2 };
enum { DNS_PORT = 53 };

static const uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t writing = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
                                LANDLOCK_ACCESS_FS_REMOVE_FILE | (uint64_t)1 << 14;
static const uint64_t of_a_file =
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | (uint64_t)1 << 14;

static uint64_t known_files(int version)
{
    return ((uint64_t)1 << (version >= WITH_TRUNCATE ? 15 : version == 2 ? 14 : 13)) - 1;
}

/* What is not there needs no right. */
static bool allow_path(int ruleset, const char *path, uint64_t access, int version)
{
    struct stat what;
    int file = open(path, O_PATH | O_CLOEXEC);
    if (file < 0)
        return true;
    if (fstat(file, &what) == 0 && !S_ISDIR(what.st_mode))
        access &= of_a_file;
    struct landlock_path_beneath_attr rule = { .allowed_access = access & known_files(version),
                                               .parent_fd = file };
    bool done =
        syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    close(file);
    return done;
}

static bool allow_port(int ruleset, uint64_t access, int port)
{
    struct net_port rule = { access, (uint64_t)port };
    return port == 0 || syscall(SYS_landlock_add_rule, ruleset, RULE_NET_PORT, &rule, 0) == 0;
}

/* The system's own, its resolver's and its certificates. */
static const char *const readable[] = {
    "/etc",
    "/usr",
    "/lib",
    "/lib64",
    "/proc",
    "/sys/devices/system",
    "/dev/urandom",
    "/dev/random",
    "/run/systemd/resolve",
    "/run/resolvconf",
    "/run/NetworkManager",
    "/var/lib/ca-certificates",
};

/* Where libpq looks, when it is PostgreSQL. */
static bool allow_libpq(int ruleset, int version)
{
    static const char *const named[] = { "PGPASSFILE", "PGSERVICEFILE", "PGSSLROOTCERT",
                                         "PGSSLCERT",  "PGSSLKEY",      "PGSSLCRL" };
    static const char *const at_home[] = { ".pgpass", ".pg_service.conf", ".postgresql" };
    const char *home = getenv("HOME");
    char path[4096];
    bool good = true;
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (getenv(named[i]))
            good &= allow_path(ruleset, getenv(named[i]), reading, version);
    for (size_t i = 0; home && i < sizeof at_home / sizeof *at_home; i++) {
        snprintf(path, sizeof path, "%s/%s", home, at_home[i]);
        good &= allow_path(ruleset, path, reading, version);
    }
    return good;
}

static bool allow_all(int ruleset, const struct sandbox *wish, int version)
{
    bool good = allow_path(ruleset, "/dev/null", reading | writing, version);
    for (size_t i = 0; i < sizeof readable / sizeof *readable; i++)
        good &= allow_path(ruleset, readable[i], reading, version);
    for (size_t i = 0; i < sizeof wish->files / sizeof *wish->files; i++)
        if (wish->files[i])
            good &= allow_path(ruleset, wish->files[i], reading, version);
    return good && (wish->folder ? allow_path(ruleset, wish->folder, reading | writing, version)
                                 : allow_libpq(ruleset, version));
}

static uint64_t held_net(const struct sandbox *wish, int version)
{
    if (version < WITH_NET)
        return 0;
    /* Where PostgreSQL is, its own settings say in many ways. */
    return (wish->listens ? NET_BIND : 0) | (wish->folder ? NET_CONNECT : 0);
}

static bool hold_files(const struct sandbox *wish)
{
    long version =
        syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return false;
    uint64_t net = held_net(wish, (int)version);
    struct ruleset all = { known_files((int)version), net, SCOPE_SIGNAL };
    size_t size = version >= WITH_SCOPE ? 24 : version >= WITH_NET ? 16 : 8;
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &all, size, 0);
    if (ruleset < 0)
        return false;
    bool good = allow_all(ruleset, wish, (int)version);
    if (net & NET_BIND)
        good &= allow_port(ruleset, NET_BIND, wish->listens);
    if (net & NET_CONNECT)
        good &= allow_port(ruleset, NET_CONNECT, wish->mails) &&
                allow_port(ruleset, NET_CONNECT, DNS_PORT);
    good = good && syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(ruleset);
    return good;
}

/* ---- seccomp ---- */

/* Named, not numbered: what a kernel or a machine lacks is passed over. */
static const char *const refused[] = {
    "execve",
    "execveat",
    "fork",
    "vfork",
    "process_vm_readv",
    "process_vm_writev",
    "pidfd_getfd",
    "kcmp",
    "mount",
    "umount2",
    "pivot_root",
    "chroot",
    "setns",
    "unshare",
    "move_mount",
    "open_tree",
    "fsopen",
    "fsmount",
    "fsconfig",
    "fspick",
    "mount_setattr",
    "bpf",
    "perf_event_open",
    "userfaultfd",
    "io_uring_setup",
    "io_uring_enter",
    "io_uring_register",
    "kexec_load",
    "kexec_file_load",
    "init_module",
    "finit_module",
    "delete_module",
    "keyctl",
    "add_key",
    "request_key",
    "reboot",
    "swapon",
    "swapoff",
    "acct",
    "quotactl",
    "settimeofday",
    "clock_settime",
    "clock_adjtime",
    "adjtimex",
    "sethostname",
    "setdomainname",
    "syslog",
    "personality",
    "iopl",
    "ioperm",
    "modify_ldt",
    "open_by_handle_at",
    "name_to_handle_at",
    "mknod",
    "mknodat",
    "setuid",
    "setgid",
    "setreuid",
    "setregid",
    "setresuid",
    "setresgid",
    "setgroups",
    "setfsuid",
    "setfsgid",
    "capset",
    "lookup_dcookie",
    "vhangup",
    "nfsservctl",
    "uselib",
    "vmsplice",
    "tkill",
#ifndef __SANITIZE_ADDRESS__ /* whose search for leaks looks into this process */
    "ptrace",
#endif
};

/* Families of sockets: the resolver asks the kernel for its own addresses by netlink. */
static bool refuse_families(scmp_filter_ctx filter)
{
    static const int kept[] = { AF_UNIX, AF_INET, AF_INET6, AF_NETLINK };
    bool good = true;
    for (int family = 0; family < AF_MAX; family++) {
        bool is_kept = false;
        for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
            is_kept |= kept[i] == family;
        if (!is_kept)
            good &= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EAFNOSUPPORT), SCMP_SYS(socket), 1,
                                     SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)family)) == 0;
    }
    return good;
}

static bool hold_calls(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (!filter)
        return false;
    bool good = true;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        int call = seccomp_syscall_resolve_name(refused[i]);
        if (call != __NR_SCMP_ERROR)
            good &= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0) == 0;
    }
    good = good && refuse_families(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return good;
}

int sandbox_enter(const struct sandbox *wish)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return 0;
    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0 }); /* a dump of memory would hold answers */
    int held = hold_files(wish) ? SANDBOX_FILES : 0;
    return held | (hold_calls() ? SANDBOX_CALLS : 0);
}

int sandbox_port(const char *url, int usual)
{
    const char *host = url ? strstr(url, "://") : NULL;
    const char *colon = host ? strrchr(host + 3, ':') : NULL;
    int64_t port = 0;
    if (colon && !strchr(colon, ']') && number_start_whole(colon + 1, 1, 65535, &port))
        return (int)port;
    return usual;
}
