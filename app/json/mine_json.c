/* One small tree. */
#include "json/mine_json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static json_t *lines(const struct mine_line *list, size_t count)
{
    json_t *all = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(all, json_pack("{s:s, s:s?}", "question", list[i].question,
                                             "answer", list[i].answer));
    return all;
}

const char *json_mine(struct arena *mem, const char *team, const char *member,
                      const struct mine_line *answers, size_t answer_count,
                      const struct mine_line *received, size_t received_count)
{
    json_t *all =
        json_pack("{s:s, s:s, s:o, s:o}", "team", team, "member", member, "answers",
                  lines(answers, answer_count), "received", lines(received, received_count));
    char *text = all ? json_dumps(all, JSON_INDENT(2)) : NULL;
    json_decref(all);
    if (!text)
        abort(); /* out of memory: nothing else makes these fail */
    const char *kept = arena_copy(mem, text, strlen(text));
    free(text);
    return kept;
}
