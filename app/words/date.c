/* The C library knows the calendar; the months are in the .po files. */
#include "words/date.h"

#include <string.h>
#include <time.h>

#include "base/number.h"
#include "words/day.h"

static struct tm local(int64_t at)
{
    struct tm day = { 0 };
    time_t seconds = (time_t)at;
    localtime_r(&seconds, &day);
    return day;
}

const char *words_date(struct arena *mem, enum lang lang, int64_t at)
{
    /* The enumeration's own order is not the calendar's. */
    static const enum word months[] = { WORD_MONTH_1,  WORD_MONTH_2,  WORD_MONTH_3,
                                        WORD_MONTH_4,  WORD_MONTH_5,  WORD_MONTH_6,
                                        WORD_MONTH_7,  WORD_MONTH_8,  WORD_MONTH_9,
                                        WORD_MONTH_10, WORD_MONTH_11, WORD_MONTH_12 };
    struct tm day = local(at);
    const char *month = word(lang, months[day.tm_mon]);
    const char *first = lang == FR && day.tm_mday == 1 ? "er" : "";
    return arena_text(mem, "%d%s %s %d", day.tm_mday, first, month, day.tm_year + 1900);
}

/* "heure de Paris" of Europe/Paris; a zone without a name is told by its distance. */
static const char *hour_of(struct arena *mem, enum lang lang, const struct tm *day)
{
    const char *name = day_zone(), *slash = strrchr(name, '/');
    char offset[8] = "";
    if (strcmp(name, "UTC") == 0 || strncmp(name, "Etc/", 4) == 0 || !slash) {
        strftime(offset, sizeof offset, "%z", day); /* +0100 */
        bool none = strcmp(offset, "+0000") == 0;
        const char *told = none ? "UTC" : arena_text(mem, "UTC%.3s:%s", offset, offset + 3);
        return words_fill(mem, lang, WORD_DATE_OFFSET, &told, 1);
    }
    char *city = arena_copy(mem, slash + 1, strlen(slash + 1));
    for (char *at = city; *at; at++)
        *at = *at == '_' ? ' ' : *at;
    bool vowel = strchr("AEIOUYH", *city) != NULL;
    const char *told = city;
    return words_fill(mem, lang, vowel ? WORD_DATE_CITY_VOWEL : WORD_DATE_CITY, &told, 1);
}

const char *words_deadline(struct arena *mem, enum lang lang, int64_t at)
{
    static const enum word days[] = { WORD_WEEKDAY_1, WORD_WEEKDAY_2, WORD_WEEKDAY_3,
                                      WORD_WEEKDAY_4, WORD_WEEKDAY_5, WORD_WEEKDAY_6,
                                      WORD_WEEKDAY_7 };
    struct tm day = local(at - 1);
    const char *const parts[] = { word(lang, days[day.tm_wday]), words_date(mem, lang, at - 1),
                                  arena_text(mem, "%d", day.tm_hour),
                                  arena_text(mem, "%02d", day.tm_min),
                                  hour_of(mem, lang, &day) };
    return words_fill(mem, lang, WORD_DATE_DEADLINE, parts, sizeof parts / sizeof *parts);
}

const char *words_date_field(struct arena *mem, int64_t at)
{
    struct tm day = local(at);
    return arena_text(mem, "%04d-%02d-%02d", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}

bool words_date_parse(const char *text, int64_t *out)
{
    struct tm day = { .tm_hour = 23, .tm_min = 59, .tm_sec = 59, .tm_isdst = -1 };
    int64_t year, month, date;
    text = text ? number_start_whole(text, 1900, 9999, &year) : NULL;
    text = text && *text == '-' ? number_start_whole(text + 1, 1, 12, &month) : NULL;
    if (!text || *text != '-' || !number_read_whole(text + 1, 1, 31, &date))
        return false;
    day.tm_year = (int)year - 1900;
    day.tm_mon = (int)month - 1;
    day.tm_mday = (int)date;
    time_t at = mktime(&day);
    /* mktime turns the 31st of April into the 1st of May: then it was not a day. */
    if (at == (time_t)-1 || day.tm_mon != month - 1 || day.tm_mday != date)
        return false;
    *out = (int64_t)at;
    return true;
}
