"""The goal table: instances whose floor is what the best of the other programs reached in the
same time, and whose target is what was set out to be reached."""
from composing.measured import Runs

# Seconds: (floor, target). The floor at 60 s is the best published or measured elsewhere.
GOALS = {
    "Geo_n120_ds_01": {1: (111862, 111920), 10: (111894, 111930)},
    "RanReal_n120_ss_01": {1: (47352, 47352), 10: (47352, 47363)},
    "team_Geo_n120_01_5": {1: (39217, 39230), 10: (39256, 39269)},
    "Geo_n240_ss_01": {1: (188816, 188886), 10: (188829, 188901)},
    "RanInt_n240_ds_01": {1: (160148, 160400), 10: (160461, 160646)},
    "team_RanReal_n240_01_3-8": {1: (52703, 53150), 10: (52816, 53350)},
    "Geo_n480_ds_01": {1: (582192, 582660), 10: (582263, 582717), 60: (582326, 582750)},
    "RanReal_n480_ds_01": {1: (386391, 388300), 10: (388143, 389500), 60: (389658, 390150)},
    "RanInt_n480_ss_01": {1: (377602, 379300), 10: (378732, 380580)},
    "team_RanReal_n480_01_5": {1: (85926, 87300), 10: (86251, 87500), 60: (86302, 87800)},
    "team_Geo_n480_01_6": {1: (129645, 129965), 10: (129656, 130010)},
    "gRanReal_n960_ds_s1": {1: (1222406, 1236600), 10: (1236756, 1240000),
                            60: (1242471, 1244500)},
    "team_gRanReal_n960_5_s1": {1: (172739, 175060), 10: (174758, 175900)},
    "gMDGa_n2000_50-32-48_s3": {1: (267456, 271000), 10: (270694, 273600),
                                60: (273540, 275500)},
    "gMDGa_n2000_200-6-14_s3": {1: (84836, 88500), 10: (87182, 89500)},
    "team_gGeo_n2000_5_s4": {1: (569407, 570780), 10: (569953, 571110), 60: (569953, 571430)},
}


def verdict_of(reached, floor, target):
    """Floors and targets are whole numbers: so is what is held against them."""
    reached = round(reached)
    if reached >= target:
        return "target reached"
    if reached > floor:
        return "above the floor"
    return "level with the floor" if reached == floor else "BELOW THE FLOOR"


def part(bench):
    for name, by_limit in GOALS.items():
        path = bench.find(name + ".txt")
        for limit in sorted(set(by_limit) & set(bench.limits)):
            floor, target = by_limit[limit]
            if not path:
                bench.row("goals", name, limit, None, "absent", floor, target)
                continue
            runs = Runs()
            for seed in bench.seeds:
                value, ran = bench.compose_instance(path, limit, seed)
                runs.add(value, ran.cpu)
            beside = bench.beside(path, limit, bench.seeds, bench.worth_in(path))
            bench.row("goals", name, limit, runs, verdict_of(runs.median(), floor, target),
                      floor, target, beside)
