/* Loading a draft, and searching for it. */
#include "web/composing.h"

#include <inttypes.h>

#include "web/searching.h"

const char *composing_path(struct request *request, struct draft_id id, const char *rest)
{
    return arena_text(request->mem, "/composer/%" PRId64 "%s", id.value, rest);
}

enum status composing_load(struct request *request, struct composer *out, struct err *err)
{
    struct draft_id id = { 0 };
    request_param_int(request, "draft", &id.value);
    enum status status = flow_composer_load(here_of(request)->db, request->mem,
                                            here_who(request)->visitor.coach, id, out, err);
    if (status == NOT_FOUND)
        return fail(err, NOT_FOUND, "%s", word(here_lang(request), WORD_TROUBLE_NOT_FOUND));
    return status;
}

enum status composing_search(struct request *request, struct composer *composer, bool again,
                             bool *busy, struct err *err)
{
    struct composer_search search = { .again = again,
                                      .seconds = flow_composer_seconds(composer) };
    *busy = !searching_start(here_who(request)->visitor.coach.value, request->ticks);
    if (*busy)
        return OK;
    enum status status = flow_composer_search(here_of(request)->db, request->mem, composer,
                                              &search, request->now, err);
    searching_end(search.seconds);
    return status;
}
