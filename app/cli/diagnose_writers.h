#ifndef CLI_DIAGNOSE_WRITERS_H
#define CLI_DIAGNOSE_WRITERS_H

/* The forms of `diagnose`: each writes portraits team by team, holding one team at a time. */
#include <stdio.h>

#include "cli/progress.h"
#include "flow/diagnose.h"

struct diagnose_page {
    struct arena *mem; /* as long as the writing */
    FILE *stream;
    enum lang lang;
    bool unlocked;             /* JSON and CSV: raw figures too */
    bool reml;                 /* JSON: teams taken together by restricted likelihood too */
    struct progress *progress; /* of what takes long at the end; NULL: none */
};

struct portrait_writer diagnose_json(const struct diagnose_page *page);
struct portrait_writer diagnose_csv(const struct diagnose_page *page);
struct portrait_writer diagnose_html(const struct diagnose_page *page);
struct portrait_writer diagnose_text(const struct diagnose_page *page);

#endif
