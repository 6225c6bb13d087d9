"""Benchmark instances, and what an assignment is worth in them. Written apart from the program
that is measured, so that no figure of it is taken at its word."""
from array import array


class Instance:
    """n people, the bounds (low, high) of each team, and the distance of every pair."""

    def __init__(self, n, bounds):
        self.n, self.bounds = n, bounds
        self.first, self.second, self.distance = array("I"), array("I"), array("d")

    def add(self, i, j, distance):
        self.first.append(i)
        self.second.append(j)
        self.distance.append(distance)


def read_instance(path):
    with open(path, encoding="ascii") as lines:
        head = next(lines).split()
        sizes = list(map(int, head[3:]))
        instance = Instance(int(head[0]), list(zip(sizes[::2], sizes[1::2])))
        for line in lines:
            if line.strip():
                i, j, distance = line.split()
                instance.add(int(i), int(j), float(distance))
    return instance


def write_instance(path, instance):
    with open(path, "w", encoding="ascii") as out:
        kind = "ss" if all(low == high for low, high in instance.bounds) else "ds"
        sizes = " ".join(f"{low} {high}" for low, high in instance.bounds)
        out.write(f"{instance.n} {len(instance.bounds)} {kind} {sizes}\n")
        for i, j, distance in zip(instance.first, instance.second, instance.distance):
            out.write(f"{i} {j} {distance:.9f}\n")


def within_bounds(assignment, n, bounds):
    """Everyone in one of the teams, none of them too small or too large."""
    if len(assignment) != n or not all(0 <= team < len(bounds) for team in assignment):
        return False
    counts = [0] * len(bounds)
    for team in assignment:
        counts[team] += 1
    return all(low <= count <= high for count, (low, high) in zip(counts, bounds))


def worth(instance, assignment):
    """The sum of the distances inside the teams; None where it is no answer at all."""
    if not within_bounds(assignment, instance.n, instance.bounds):
        return None
    return sum(distance for i, j, distance
               in zip(instance.first, instance.second, instance.distance)
               if assignment[i] == assignment[j])


def members_of(assignment):
    """Team by team, the people of an assignment."""
    teams = {}
    for person, team in enumerate(assignment):
        teams.setdefault(team, []).append(person)
    return list(teams.values())


def best_of_all(instance):
    """The largest worth there is, by every subset of a handful of people."""
    assert instance.n <= 16
    everyone = (1 << instance.n) - 1
    inside = [0.0] * (everyone + 1)
    for i, j, distance in zip(instance.first, instance.second, instance.distance):
        pair = 1 << i | 1 << j
        for people in range(everyone + 1):
            if people & pair == pair:
                inside[people] += distance
    best = {0: 0.0}
    for low, high in instance.bounds:
        longer = {}
        for people, value in best.items():
            rest = team = everyone ^ people
            while team:
                if low <= bin(team).count("1") <= high:
                    with_it = value + inside[team]
                    if with_it > longer.get(people | team, -1.0):
                        longer[people | team] = with_it
                team = team - 1 & rest
        best = longer
    return best[everyone]
