"""Crowds described by eight numbers, in fives, squared Euclidean distances: how far from the
ceiling (five times the sum of squares) after 1 and 10 s, and how many bytes a person."""
import csv
import math
import os
from array import array

from composing.bench import say
from composing.instance import members_of
from composing.measured import Runs, run

COLUMNS, SIZE = 8, 5
LETTERS = "abcdefgh"
# People: seconds: (floor, target, largest gap to the ceiling). Floors: assignment-based
# anticlustering (Baumann et al. 2026), its variant that ends within the time.
CROWDS = {10000: {1: (886344, 890180, None), 10: (889745, 890710, None)},
          100000: {1: (8857664, 8874700, 0.006), 10: (8888649, 8902100, 0.003)}}
BYTES_A_PERSON, AT_REST = 200, 100  # people whose memory is that of the program itself
MILLION, MILLION_LIMIT, MILLION_SEARCH = 1000000, 100, 60
MASK = (1 << 64) - 1


class Chance:
    """xorshift128+, and normal numbers from pairs of it."""

    def __init__(self, seed):
        self.one, self.two = (seed * 0x9E3779B97F4A7C15 + 1) & MASK, ~seed & MASK
        for _ in range(20):
            self.next()

    def next(self):
        a, b = self.one, self.two
        a ^= a << 23 & MASK
        self.one, self.two = b, a ^ b ^ a >> 18 ^ b >> 5
        return self.two + b & MASK

    def uniform(self):
        return ((self.next() >> 11) + 0.5) / 9007199254740992

    def normal(self):
        radius = math.sqrt(-2 * math.log(self.uniform()))
        return radius * math.cos(6.283185307179586 * self.uniform())


def number(chance, common, k):
    """A common factor of alternating sign, and a spread that grows along the columns."""
    return 0.6 * common * (1 if k & 1 else -1) + chance.normal() * (1 + 0.1 * k)


def write_people(roster, bare, people):
    """The same people as a list of ours, and as numbers alone for the other programs."""
    chance = Chance(1)
    with open(roster, "w", encoding="ascii") as ours, open(bare, "w", encoding="ascii") as out:
        ours.write("id," + ",".join(LETTERS) + "\n")
        for person in range(people):
            common = chance.normal()
            line = ",".join(f"{number(chance, common, k):.6f}" for k in range(COLUMNS))
            ours.write(f"p{person},{line}\n")
            out.write(line + "\n")


def read_people(bare):
    values = array("d")
    with open(bare, encoding="ascii") as lines:
        for line in lines:
            values.extend(map(float, line.split(",")))
    return values


def squares(values, people):
    """The sum of squares about the mean, column by column."""
    found = []
    for k in range(COLUMNS):
        column = values[k::COLUMNS]
        mean = math.fsum(column) / people
        found.append(math.fsum((x - mean) ** 2 for x in column))
    return found


def worth(values, teams):
    """Inside a team, the squared distances add up to its size times its sum of squares."""
    total = 0.0
    for members in teams:
        if len(members) != SIZE:
            return None
        for k in range(COLUMNS):
            mine = [values[COLUMNS * person + k] for person in members]
            total += SIZE * sum(x * x for x in mine) - sum(mine) ** 2
    return total


def teams_of_csv(text, people):
    """Of a list `id,…,team`: everyone once."""
    teams, seen = {}, set()
    rows = csv.reader(text.splitlines())
    head = next(rows)
    person_at, team_at = head.index("id"), head.index("team")
    for row in rows:
        person = int(row[person_at][1:])
        seen.add(person)
        teams.setdefault(row[team_at], []).append(person)
    return list(teams.values()) if len(seen) == people else [[]]


def compose(bench, roster, weights, limit, seed):
    # Columns are brought to the same spread unless told otherwise: their variance as weight
    # gives the distances of the numbers as they are.
    mix = ",".join(f"{letter}:{weight:.9f}" for letter, weight in zip(LETTERS, weights))
    return run(bench.program, "compose", roster, "--size", SIZE, "--distance", "squared",
               "--mix", mix, "--time", f"{limit}s", "--seed", seed, "--threads", 1,
               "--format", "csv")


def prepared(bench, people):
    roster = os.path.join(bench.scratch, f"x{people}_roster.csv")
    bare = os.path.join(bench.scratch, f"x{people}.csv")
    if not os.path.exists(bare):
        write_people(roster, bare, people)
    return roster, bare


def measured(bench, people, limit, seeds):
    roster, bare = prepared(bench, people)
    # The variances of the law the people are drawn from.
    weights = [0.36 + (1 + 0.1 * k) ** 2 for k in range(COLUMNS)]
    at_rest = compose(bench, prepared(bench, AT_REST)[0], weights, 0.1, 1).peak_bytes
    ran = [compose(bench, roster, weights, limit, seed) for seed in seeds]
    values = read_people(bare)
    ceiling = SIZE * sum(squares(values, people))
    runs = Runs()
    for each in ran:
        runs.add(worth(values, teams_of_csv(each.out, people)), each.cpu)
    memory = (ran[0].peak_bytes - at_rest - os.path.getsize(roster)) / people
    return runs, 1 - runs.median() / ceiling, memory


def verdict_of(reached, floor, target, gap, most, memory):
    verdict = ("target reached" if reached >= target else
               "above the floor" if reached > floor else "BELOW THE FLOOR")
    verdict += f"; gap {100 * gap:.3f} %"
    if most:
        verdict += f" ({100 * most:.1f} % asked{'' if gap <= most else ': MISSED'})"
    return f"{verdict}; {memory:.0f} bytes a person" + (
        "" if memory <= BYTES_A_PERSON else ": MISSED")


def part(bench):
    for people, by_limit in CROWDS.items():
        for limit in sorted(set(by_limit) & set(bench.limits)):
            floor, target, most = by_limit[limit]
            runs, gap, memory = measured(bench, people, limit, bench.seeds)
            _, bare = prepared(bench, people)
            beside = bench.beside(bare, limit, bench.seeds[:1],
                                  lambda teams: worth(read_people(bare), members_of(teams)))
            bench.row("crowds", f"{people} people", limit, runs,
                      verdict_of(runs.median(), floor, target, gap, most, memory),
                      floor, target, beside)


def million(bench):
    runs, gap, memory = measured(bench, MILLION, MILLION_SEARCH, bench.seeds[:1])
    within = runs.cpu() <= MILLION_LIMIT
    bench.row("million", f"{MILLION} people", MILLION_LIMIT, runs,
              f"{'within' if within else 'NOT WITHIN'} {MILLION_LIMIT} s of processor; "
              f"gap {100 * gap:.3f} %; {memory:.0f} bytes a person")
    if not within:
        say("a million people took too long")
