#ifndef JSON_MINE_JSON_H
#define JSON_MINE_JSON_H

/* A person's own data, for that person: what they answered and the words they received. */
#include "base/arena.h"

struct mine_line {
    const char *question, *answer; /* answer NULL: "I don't know" */
};

/* {team, member, answers[{question,answer}], received[{question,answer}]}, indented. */
const char *json_mine(struct arena *mem, const char *team, const char *member,
                      const struct mine_line *answers, size_t answer_count,
                      const struct mine_line *received, size_t received_count);

#endif
