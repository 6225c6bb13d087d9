"""Lists of people: wishes that must be met, and a list of 400 from reading to page."""
import csv
import os
import random

from composing.bench import agreed
from composing.instance import Instance, members_of, write_instance
from composing.measured import Runs, run

SIZE = 5
# Column: kind, weight. The mixing that the invented lists are made for.
MIXED = {"department": ("c", 2), "site": ("c", 1), "seniority": ("c", 1),
         "discipline": ("c", 2), "gender": ("c", 0.5), "tenure_years": ("n", 1),
         "age": ("n", 1), "tz": ("n", 0.5)}
LISTS = ("people_n120.csv", "people_n480.csv", "people_n2000.csv", "people_n10000.csv")
WISHES_LIMIT, MIXING_LOST = 2, 1.0
LIST_PEOPLE, LIST_LIMIT, LIST_PEER_LIMIT = 400, 3, 10


def gower(rows, mixed):
    """The distance of two people by their place in the rows: share of the weights on which
    they differ, numbers by their range."""
    everything, columns = sum(weight for _, weight in mixed.values()), []
    for name, (kind, weight) in mixed.items():
        values = [row[name] for row in rows]
        if kind == "n":
            values = list(map(float, values))
            columns.append((values, weight / ((max(values) - min(values)) or 1)))
        else:
            columns.append((values, weight))

    def distance(i, j):
        total = 0.0
        for values, weight in columns:
            x, y = values[i], values[j]
            total += weight * (abs(x - y) if isinstance(x, float) else x != y)
        return total / everything
    return distance


def inside(teams, distance):
    return sum(distance(members[a], members[b])
               for members in teams for a in range(len(members)) for b in range(a))


def worth_told(what, got, distance):
    return agreed(what, got["objective"], inside(members_of(got["assignment"]), distance))


def read_wishes(path):
    """together, apart: pairs of ids; cover: bits of the column of skills."""
    together, apart, cover = [], [], []
    with open(path, encoding="ascii") as lines:
        for line in lines:
            words = line.split()
            if words[0] == "together":
                together.append(tuple(words[1:3]))
            elif words[0] == "apart":
                apart.append(tuple(words[1:3]))
            elif words[0] == "cover":
                cover.append(int(words[1][len("skill"):]))
    return together, apart, cover


def unmet(rows, assignment, wishes):
    """How many wishes an assignment does not meet."""
    together, apart, cover = wishes
    team = {row["id"]: assignment[k] for k, row in enumerate(rows)}
    missed = sum(team[a] != team[b] for a, b in together)
    missed += sum(team[a] == team[b] for a, b in apart)
    for members in members_of(assignment):
        for bit in cover:
            missed += not any(int(rows[k]["skills"]) >> bit & 1 for k in members)
    return missed


def asked(bench, wishes):
    """The wishes as the options of the program, files included."""
    options = []
    for name, pairs in (("together", wishes[0]), ("apart", wishes[1])):
        path = os.path.join(bench.scratch, name + ".csv")
        with open(path, "w", encoding="ascii") as out:
            out.writelines(f"{a},{b}\n" for a, b in pairs)
        options += [f"--{name}", path]
    for bit in wishes[2]:
        options += ["--cover", f"skills&{1 << bit}:1"]
    return options


def compose(bench, path, mixed, *options):
    mix = ",".join(f"{name}:{kind}:{weight}" for name, (kind, weight) in mixed.items())
    return run(bench.program, "compose", path, "--size", SIZE, "--mix", mix, "--threads", 1,
               *options)


def wishes_part(bench):
    for name in LISTS:
        path, beside = bench.find(name), bench.find(name + ".constraints")
        if not path or not beside:
            continue
        with open(path, encoding="ascii") as lines:
            rows = list(csv.DictReader(lines))
        wishes, distance = read_wishes(beside), gower(rows, MIXED)
        missed, lost = 0, Runs()
        for seed in bench.seeds:
            options = "--time", f"{WISHES_LIMIT}s", "--seed", seed, "--format", "json"
            free = compose(bench, path, MIXED, *options)
            held = compose(bench, path, MIXED, *options, *asked(bench, wishes))
            worths = [worth_told(name, ran.json(), distance) for ran in (free, held)]
            missed += unmet(rows, held.json()["assignment"], wishes)
            lost.add(100 * (1 - worths[1] / worths[0]), held.cpu)
        count = len(wishes[0]) + len(wishes[1]) + len(wishes[2])
        verdict = f"{missed} wishes unmet of {count}; mixing lost {lost.median():.2f} %"
        met = not missed and lost.median() <= MIXING_LOST
        bench.row("wishes", name[:-4], WISHES_LIMIT, lost,
                  verdict + ("" if met else ": MISSED"), None, MIXING_LOST)


def write_list(path):
    """400 invented people, eight columns, half of them words."""
    chance = random.Random(1)
    with open(path, "w", encoding="ascii") as out:
        out.write("id,craft,site,language,grade,years,age,distance,shift\n")
        for person in range(LIST_PEOPLE):
            grade = chance.randrange(5)
            years = round(chance.random() * 4 * (grade + 1), 1)
            age = round(20 + years + 25 * chance.random())
            out.write(f"p{person},craft{int(12 * chance.random() ** 2)},"
                      f"site{int(8 * chance.random() ** 2)},"
                      f"language{chance.randrange(10)},grade{grade},{years},{age},"
                      f"{int(60 * chance.random() ** 2)},{chance.randrange(3)}\n")


LISTED = {"craft": ("c", 1), "site": ("c", 1), "language": ("c", 1), "grade": ("c", 1),
          "years": ("n", 1), "age": ("n", 1), "distance": ("n", 1), "shift": ("n", 1)}


def write_distances(path, distance):
    teams = LIST_PEOPLE // SIZE
    instance = Instance(LIST_PEOPLE, [(SIZE, SIZE)] * teams)
    for i in range(LIST_PEOPLE):
        for j in range(i + 1, LIST_PEOPLE):
            instance.add(i, j, 1000 * distance(i, j))
    write_instance(path, instance)


def list_part(bench):
    """The page is written from as many steps as the default time gives, so that the teams
    whose worth is told are those of the page."""
    path = os.path.join(bench.scratch, "list400.csv")
    write_list(path)
    with open(path, encoding="ascii") as lines:
        distance = gower(list(csv.DictReader(lines)), LISTED)
    runs = Runs()
    for seed in bench.seeds:
        got = compose(bench, path, LISTED, "--seed", seed, "--format", "json").json()
        page = compose(bench, path, LISTED, "--seed", seed, "--steps", got["steps"],
                       "--format", "html")
        runs.add(1000 * worth_told("the list of 400", got, distance), page.cpu)
    distances = os.path.join(bench.scratch, "list400.txt")
    write_distances(distances, distance)
    beside = bench.beside(distances, LIST_PEER_LIMIT, bench.seeds, bench.worth_in(distances))
    within = runs.cpu() <= LIST_LIMIT
    bench.row("list", f"{LIST_PEOPLE} people, page included", LIST_LIMIT, runs,
              f"{'within' if within else 'NOT WITHIN'} {LIST_LIMIT} s of processor; the others "
              f"have {LIST_PEER_LIMIT} s", None, None, beside)
