"""MDGPLIB against the best published of 20 runs (Yang et al. 2022), each instance once, in the
time those runs had; and the smallest instances against the best there is."""
import csv

from composing.bench import say
from composing.instance import best_of_all
from composing.measured import Runs

BEST_KNOWN = "mdgplib_best_known.csv"
LIMITS = {120: 3, 240: 20, 480: 120}
# The numbers of the instances taken for the sample, of each kind and of equal and other sizes:
# 18 of 120 people, 12 of 240, 10 of 480.
SAMPLED = {120: {"ss": (1, 4, 7), "ds": (1, 4, 7)},
           240: {"ss": (1, 6), "ds": (1, 6)},
           480: {"ss": (1,), "ds": (1,)}}
SAMPLED_BESIDES = ("Geo_n480_ss_06", "RanInt_n480_ds_06", "RanReal_n480_ss_06",
                   "RanReal_n480_ds_06")


def sample():
    return [f"{kind}_n{n}_{sizes}_{number:02}"
            for n, by_sizes in SAMPLED.items()
            for kind in ("Geo", "RanInt", "RanReal")
            for sizes, numbers in by_sizes.items()
            for number in numbers] + list(SAMPLED_BESIDES)


def best_known(path):
    with open(path, encoding="ascii") as lines:
        return {row["instance"]: float(row["tpsdp_best"])
                for row in csv.DictReader(lines) if int(row["n"]) in LIMITS}


def play(bench, names, known):
    reached = played = 0
    for name in names:
        limit, path = LIMITS[int(name.split("_")[1][1:])], bench.find(name + ".txt")
        if not path:
            continue
        runs = Runs()
        value, ran = bench.compose_instance(path, limit, bench.seeds[0])
        runs.add(value, ran.cpu)
        beats, level = value > known[name] + 1e-3, value >= known[name] - 1e-3
        played, reached = played + 1, reached + level
        bench.row("published", name, limit, runs,
                  "above" if beats else "level" if level else "BELOW", known[name])
    if played:
        say(f"published: {reached} of {played} reach or beat the best of 20 runs, "
            f"{100 * reached / played:.0f} %")


def part(bench):
    path = bench.find(BEST_KNOWN)
    if path:
        known = best_known(path)
        play(bench, [name for name in sample() if name in known], known)


def whole(bench):
    path = bench.find(BEST_KNOWN)
    if path:
        known = best_known(path)
        play(bench, sorted(known, key=lambda name: (name.split("_")[1], name)), known)


def handful(bench):
    """10 and 12 people: every instance there is, against all the assignments there are."""
    for name in bench.named(r"_n01[02]_[sd]s_\d+\.txt"):
        path = bench.find(name)
        value, ran = bench.compose_instance(path, 1, bench.seeds[0])
        runs, best = Runs(), best_of_all(bench.instance(path))
        runs.add(value, ran.cpu)
        bench.row("exact", name[:-4], 1, runs,
                  "the best there is" if abs(value - best) <= 1e-6 * best else "NOT THE BEST",
                  best, best)
