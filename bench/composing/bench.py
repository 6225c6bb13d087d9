"""What every part needs: the program, the data, the other programs, and the table written."""
import csv
import os
import re
import sys

from composing.instance import read_instance, worth
from composing.measured import Failed, Runs, run

COLUMNS = ["part", "row", "limit_s", "runs", "reached", "lowest", "highest", "floor", "target",
           "cpu_s", "verdict", "beside"]


def say(sentence):
    print(sentence, file=sys.stderr, flush=True)


class Bench:
    def __init__(self, options, scratch):
        self.program, self.folder = options.program, options.folder
        self.seconds, self.seeds, self.limits = options.seconds, options.seeds, options.limits
        self.peers, self.names = options.peers, options.names
        self.scratch = scratch
        self.files = {}
        self.cached = None, None
        self.out = csv.writer(sys.stdout, lineterminator="\n")
        self.started = False

    def all_files(self):
        if not self.files:
            for place, _, names in sorted(os.walk(self.folder)):
                for each in names:
                    self.files.setdefault(each, os.path.join(place, each))
        return self.files

    def named(self, pattern):
        """The files under the folder whose names end in a pattern."""
        found = sorted(name for name in self.all_files() if re.search(pattern + "$", name))
        if not found:
            say(f"no file named like {pattern} is under {self.folder}: left out")
        return found

    def find(self, name):
        """The file of that name anywhere under the folder; None, said, where there is none."""
        self.all_files()
        if name not in self.files:
            say(f"{name} is not under {self.folder}: left out")
        return self.files.get(name)

    def beside(self, path, limit, seeds, value_of):
        """For each other program, its Runs on the same file; None where it gives no answer."""
        found = {}
        for name in self.names:
            runs = Runs()
            try:
                for seed in seeds:
                    ran = run(self.peers, name, path, limit, seed)
                    runs.add(value_of(ran.json()["assignment"]), ran.cpu)
            except (Failed, KeyError, ValueError) as error:
                say(f"{name} on {path}: {error}")
            found[name] = runs if runs.worths else None
        return found

    def instance(self, path):
        """Read once for all the runs in a row that ask for it."""
        if self.cached[0] != path:
            self.cached = path, read_instance(path)
        return self.cached[1]

    def worth_in(self, path):
        return lambda assignment: worth(self.instance(path), assignment)

    def compose_instance(self, path, limit, seed):
        """A run on a benchmark instance, and its worth added up again; it must agree."""
        ran = run(self.program, "compose", "--mdgp", path, "--time", f"{limit}s", "--seed",
                  seed, "--threads", 1, "--format", "json")
        got, instance = ran.json(), self.instance(path)
        value = worth(instance, got["assignment"])
        return agreed(f"{path}, seed {seed}", got["objective"], value), ran

    def row(self, part, row, limit, runs, verdict, floor=None, target=None, beside=None):
        beside = beside or {}
        if not self.started:
            self.out.writerow(COLUMNS + self.names)
            self.started = True
        figures = [len(runs.worths), plain(runs.median()), plain(min(runs.worths)),
                   plain(max(runs.worths))] if runs else [0, "", "", ""]
        self.out.writerow(
            [part, row, limit, *figures, plain(floor), plain(target),
             f"{runs.cpu():.2f}" if runs else "", verdict, compared(runs, beside),
             *(plain(beside[name].median()) if beside.get(name) else ""
               for name in self.names)])
        sys.stdout.flush()


def agreed(what, told, found):
    if found is None or abs(found - told) > 1e-6 * max(1.0, abs(found)):
        raise Failed(f"{what}: {told} is told, {found} is found")
    return found


def plain(value):
    if value is None or isinstance(value, str):
        return value or ""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def compared(runs, beside):
    """Against the best of the others, median against median."""
    medians = [each.median() for each in beside.values() if each]
    if not medians or not runs:
        return ""
    mine, best = runs.median(), max(medians)
    if abs(mine - best) <= 1e-3:
        return "level"
    return "ahead" if mine > best else "behind"
