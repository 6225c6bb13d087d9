/* One small tree. */
#include "json/mine_json.h"

#include "json/kept.h"

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
    return json_kept(mem, all, JSON_INDENT(2));
}
