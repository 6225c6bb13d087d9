"""Rounds over the same people: how often two who have met meet again."""
import os
from itertools import combinations

from composing.instance import members_of
from composing.measured import Runs, run

# Teams, size, rounds, the seconds they may take, the repeats there need be.
ROTATIONS = ((5, 3, 7, 1, 0), (8, 4, 9, 1, 0), (24, 5, 8, 5, 0), (20, 5, 10, 5, 0),
             (6, 4, 5, 1, 0), (6, 4, 6, 1, 0), (7, 3, 10, 10, 0), (9, 4, 10, 10, 0),
             (10, 4, 11, 10, 0), (8, 4, 10, 10, 0))


def repeats(rounds, people, teams, size):
    """None where a round does not seat everyone in full teams."""
    met, again = set(), 0
    for assignment in rounds:
        seated = members_of(assignment)
        if len(assignment) != people or len(seated) != teams:
            return None
        for members in seated:
            if len(members) != size:
                return None
            for pair in combinations(members, 2):
                again += pair in met
                met.add(pair)
    return again


def part(bench):
    for teams, size, rounds, limit, target in ROTATIONS:
        people = teams * size
        roster = os.path.join(bench.scratch, f"rotation{people}.csv")
        with open(roster, "w", encoding="ascii") as out:
            out.write("id\n" + "".join(f"p{person}\n" for person in range(people)))
        runs = Runs()
        for seed in bench.seeds:
            ran = run(bench.program, "compose", roster, "--size", size, "--rounds", rounds,
                      "--time", f"{limit}s", "--seed", seed, "--threads", 1, "--format", "json")
            runs.add(repeats(ran.json()["rounds"], people, teams, size), ran.cpu)
        bench.row("rotation", f"{teams}-{size}-{rounds}", limit, runs,
                  "target reached" if runs.median() <= target else "TARGET MISSED",
                  None, target)
