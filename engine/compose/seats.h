#ifndef COMPOSE_SEATS_H
#define COMPOSE_SEATS_H

/* Who sits in which team, by team: for kernels that go through a team's members. */
#include "compose/problem.h"

struct seats {
    size_t room;      /* places kept for the members of a team */
    uint32_t *size;   /* per team */
    uint32_t *member; /* teams x room */
    uint32_t *place;  /* of a person among the team's members */
};

static inline struct seats seats_empty(struct arena *mem, const struct problem *problem)
{
    size_t room = problem_size_high(problem);
    return (struct seats){ .room = room,
                           .size = NEW_ARRAY(mem, uint32_t, problem->teams),
                           .member = NEW_ARRAY(mem, uint32_t, problem->teams * room),
                           .place = NEW_ARRAY(mem, uint32_t, problem->people) };
}

static inline const uint32_t *seats_of(const struct seats *seats, size_t team)
{
    return seats->member + team * seats->room;
}

static inline void seats_add(struct seats *seats, uint32_t person, size_t team)
{
    seats->place[person] = seats->size[team];
    seats->member[team * seats->room + seats->size[team]++] = person;
}

static inline void seats_leave(struct seats *seats, uint32_t person, size_t team)
{
    uint32_t *member = seats->member + team * seats->room;
    uint32_t last = member[--seats->size[team]];
    member[seats->place[person]] = last;
    seats->place[last] = seats->place[person];
}

/* i of team a and j of team b change places. */
static inline void seats_exchange(struct seats *seats, uint32_t i, size_t a, uint32_t j,
                                  size_t b)
{
    uint32_t place = seats->place[i];
    seats->member[a * seats->room + place] = j;
    seats->member[b * seats->room + seats->place[j]] = i;
    seats->place[i] = seats->place[j];
    seats->place[j] = place;
}

#endif
