/* Joins the pairs who stay together into blocks. */
#include "compose/glue.h"

/* The person who stands for someone's block; the path is shortened on the way. */
static uint32_t head_of(uint32_t *head, uint32_t person)
{
    while (head[person] != person) {
        head[person] = head[head[person]];
        person = head[person];
    }
    return person;
}

/* Numbers the blocks in the order of their first person. */
static size_t number_blocks(uint32_t *head, int32_t *block, uint32_t *count, size_t people)
{
    for (uint32_t i = 0; i < people; i++)
        count[head_of(head, i)]++;
    size_t blocks = 0;
    for (uint32_t i = 0; i < people; i++)
        block[i] = GLUE_ALONE;
    for (uint32_t i = 0; i < people; i++) {
        uint32_t h = head_of(head, i);
        if (count[h] > 1 && block[h] == GLUE_ALONE)
            block[h] = (int32_t)blocks++;
        block[i] = block[h];
    }
    return blocks;
}

struct glue glue_blocks(struct arena *mem, const struct problem *problem)
{
    if (problem->together_count == 0)
        return (struct glue){ 0 };
    size_t people = problem->people;
    uint32_t *head = NEW_ARRAY(mem, uint32_t, people);
    uint32_t *count = NEW_ARRAY(mem, uint32_t, people);
    int32_t *block = NEW_ARRAY(mem, int32_t, people);
    for (uint32_t i = 0; i < people; i++)
        head[i] = i;
    for (size_t w = 0; w < problem->together_count; w++) {
        uint32_t a = head_of(head, problem->together[w].a);
        uint32_t b = head_of(head, problem->together[w].b);
        head[a > b ? a : b] = a > b ? b : a;
    }
    size_t blocks = number_blocks(head, block, count, people);
    uint32_t *start = NEW_ARRAY(mem, uint32_t, blocks + 1);
    for (uint32_t i = 0; i < people; i++)
        if (block[i] != GLUE_ALONE)
            start[block[i] + 1]++;
    for (size_t b = 0; b < blocks; b++)
        start[b + 1] += start[b];
    uint32_t *person = NEW_ARRAY(mem, uint32_t, start[blocks]);
    uint32_t *filled = NEW_ARRAY(mem, uint32_t, blocks);
    for (uint32_t i = 0; i < people; i++)
        if (block[i] != GLUE_ALONE)
            person[start[block[i]] + filled[block[i]]++] = i;
    return (struct glue){ .blocks = blocks, .start = start, .person = person, .block = block };
}
