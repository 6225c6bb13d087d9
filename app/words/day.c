/* The C library knows zones by their files; what it does not know it takes for UTC in silence,
 * so that a name is looked up before. */
#define _DEFAULT_SOURCE /* readlink, setenv */
#include "words/day.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { NAME_MAX_BYTES = 64, PATH_BYTES = 256 };

static char zone[NAME_MAX_BYTES];

static const char *folder(void)
{
    const char *own = getenv("TZDIR");
    return own && *own ? own : "/usr/share/zoneinfo";
}

/* A file of that name holds a zone; a name never climbs out of the folder. */
static bool is_zone(const char *name)
{
    static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                "0123456789_+-/";
    char path[PATH_BYTES], magic[4];
    size_t length = strlen(name);
    if (length == 0 || length >= NAME_MAX_BYTES || name[0] == '/' ||
        strspn(name, signs) != length)
        return false;
    if (strcmp(name, "UTC") == 0)
        return true; /* needs no file */
    snprintf(path, sizeof path, "%s/%s", folder(), name);
    FILE *file = fopen(path, "rb");
    bool is = file && fread(magic, 1, sizeof magic, file) == sizeof magic &&
              memcmp(magic, "TZif", sizeof magic) == 0;
    if (file)
        fclose(file);
    return is;
}

/* The machine's: what TZ says, else where its link leads. */
static bool find_own(char out[NAME_MAX_BYTES])
{
    const char *said = getenv("TZ");
    char target[PATH_BYTES];
    if (said && *said) {
        snprintf(out, NAME_MAX_BYTES, "%s", *said == ':' ? said + 1 : said);
        return is_zone(out);
    }
    ssize_t length = readlink("/etc/localtime", target, sizeof target - 1);
    target[length > 0 ? length : 0] = '\0';
    static const char mark[] = "zoneinfo/";
    const char *name = strstr(target, mark);
    snprintf(out, NAME_MAX_BYTES, "%s", name ? name + strlen(mark) : "UTC");
    /* Without a link: a copy of a zone, whose name nobody knows, or nothing, which is UTC. */
    return is_zone(out) && (name || access("/etc/localtime", F_OK) != 0);
}

bool day_zone_set(const char *name)
{
    char own[NAME_MAX_BYTES];
    if (name && !is_zone(name))
        return false;
    if (!name && !find_own(own)) {
        zone[0] = '\0';
        tzset();
        return true;
    }
    snprintf(zone, sizeof zone, "%s", name ? name : own);
    setenv("TZ", zone, 1);
    tzset();
    return true;
}

const char *day_zone(void) { return zone; }

int64_t day_end(int64_t at, int days)
{
    struct tm day = { 0 };
    time_t moment = (time_t)at;
    localtime_r(&moment, &day);
    /* Not midnight itself, which some zones skip when their clocks change. */
    struct tm last = { .tm_year = day.tm_year,
                       .tm_mon = day.tm_mon,
                       .tm_mday = day.tm_mday + days,
                       .tm_hour = 23,
                       .tm_min = 59,
                       .tm_sec = 59,
                       .tm_isdst = -1 };
    return (int64_t)mktime(&last) + 1;
}
