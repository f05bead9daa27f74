"""Jobs that read."""

import json

from . import compare, ours, places, process, rounds, sequential, tools
from .emulator import Emulator

LARGE, SMALL, TEN = 1_000_000, 100_000, 10
#: What fetch asks for of the root spans; the floor asks for the same.
COLUMNS = (
    "id, _xact_id, _pagination_key, created, is_root, root_span_id, scores, span_attributes,"
    " span_id, expected, input, metadata, origin, output"
)
ROOTS = "is_root = true"
CONCURRENCY = 16
WARM_UPS = 2


def data(options, rows):
    count = options.rows(rows)
    specs = ["spread:spread:%d" % count, "spread:ten:%d" % TEN]
    if rows == SMALL:
        specs.append("burst:burst:%d" % count)
    return tools.data("fetch-%d" % count, specs)


def words(name, *more):
    output = str(places.folder("out") / "ours.jsonl")
    return ["fetch", name, "--project", "bench", "--output", output, *more]


def part(options):
    if options.whole:
        return None
    return sequential.Part(10, 3) if options.quick else sequential.Part(100, 30)


class AgainstSequential:
    """A fetch at 300 ms a request, and one page after another."""

    def __init__(self, name, rows, wanted):
        self.name = name
        self.size = rows
        self.wanted = wanted

    def run(self, options, put):
        count = options.rows(self.size)
        text = "fetch {:,} rows × 1 KB, 300 ms".format(count)
        target = "≥ %d × sequential" % self.wanted
        command = [ours.shown(words("spread")), sequential.shown("fetch", ["spread"])]
        done = []
        with Emulator(data(options, self.size), latency_ms=300) as emulator:
            warm_up(emulator)
            for _ in range(options.rounds()):
                try:
                    done.append(self._round(emulator, options, count))
                except (process.Failed, compare.Differs) as e:
                    return put(rounds.failed(text, target, command, str(e)))
                ratios = rounds.ratios(done)
                notes = rounds.scaled(done) + rounds.said(done) + [self._same(done)]
                good = sorted(ratios)[len(ratios) // 2] >= self.wanted
                put(rounds.row(text, target, done, command, notes, rounds.times(ratios), good))

    @staticmethod
    def _same(done):
        return "of the baseline's records %d are compared with ours, all are the same" % (
            done[-1]["same"]
        )

    @staticmethod
    def _round(emulator, options, count):
        figures, _ = ours.measure(emulator, words("spread"))
        totals = {"read": count // 1000 + 1}
        base, theirs = sequential.measure(emulator, "fetch", ["spread"], part(options), totals)
        mine = places.folder("out") / "ours.jsonl"
        same = compare.records(mine, theirs, count)
        mine.unlink()
        return {"ours": figures, "base": base, "same": same}


class AgainstFloor:
    """A fetch without latency in a small heap, and a client that throws the same bytes away."""

    name = "fetch-floor"
    WANTED = 0.35
    HEAP = "-Xmx1g"

    def run(self, options, put):
        count = options.rows(LARGE)
        text = "fetch {:,} rows × 1 KB, 0 ms, {}".format(count, self.HEAP)
        target = "≥ 35 % of the raw floor's rows/s after start-up"
        command = [ours.shown(words("spread"), self.HEAP), "RawFloor (16 ranges, gzip)"]
        done = []
        with Emulator(data(options, LARGE)) as emulator:
            warm_up(emulator)
            experiment = find(emulator.url, "spread")
            for _ in range(options.rounds()):
                try:
                    done.append(self._round(emulator, experiment, count))
                except process.Failed as e:
                    return put(rounds.failed(text, target, command, str(e)))
                shares = [share(r, count) for r in done]
                figure = "%s %% of the floor" % rounds.figures.text([100 * s for s in shares])
                good = sorted(shares)[len(shares) // 2] >= self.WANTED
                notes = self._notes(done, emulator) + rounds.said(done)
                put(rounds.row(text, target, done, command, notes, figure, good, "floor"))

    def _round(self, emulator, experiment, count):
        small, _ = ours.measure(emulator, words("ten"), self.HEAP)
        figures, _ = ours.measure(emulator, words("spread"), self.HEAP)
        (places.folder("out") / "ours.jsonl").unlink()
        before = emulator.cpu()
        floor, taken = tools.floor(emulator.url, experiment, COLUMNS, ROOTS, CONCURRENCY)
        if floor["rows"] != count:
            raise process.Failed("the floor has read %d rows" % floor["rows"])
        floor["wall"] = floor["seconds"]
        floor.update(cpu=taken.cpu, server_cpu=emulator.cpu() - before)
        return {"ours": figures, "small": small, "floor": floor}

    @staticmethod
    def _notes(done, emulator):
        floor = done[-1]["floor"]
        return [
            "the floor: %s rows/s, %.2f GB unpacked, %.2f GB on the wire, %d requests, %.1f s CPU of"
            " its own and %.1f s of the server's"
            % (
                "{:,.0f}".format(floor["rows"] / floor["seconds"]),
                floor["bytes"] / 1e9,
                floor["packed_bytes"] / 1e9,
                floor["requests"],
                floor["cpu"],
                floor["server_cpu"],
            ),
            "start-up (a fetch of 10 rows): %s s"
            % rounds.figures.text(rounds.column(done, "small", "wall")),
            "what lies between: `bench/profile`",
            "peak memory of the emulator: %d MB" % emulator.peak_mb(),
        ]


def warm_up(emulator):
    """
    Downloads all rows, and throws them away: the code of a service that has been up for a while is
    compiled, and the first round would pay for that.
    """
    experiment = find(emulator.url, "spread")
    for _ in range(WARM_UPS):
        tools.floor(emulator.url, experiment, COLUMNS, ROOTS, CONCURRENCY)


def share(done, count):
    """Ours after start-up, of the floor's rows a second."""
    seconds = done["ours"]["wall"] - done["small"]["wall"]
    return (count / seconds) / (count / done["floor"]["seconds"])


def find(url, name):
    import urllib.request

    request = urllib.request.Request(
        url + "/v1/experiment?experiment_name=" + name, headers={"Authorization": "Bearer local"}
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["objects"][0]["id"]


class Requests:
    """How many requests a full read takes, spread out in time and in one burst."""

    name = "requests"

    def run(self, options, put):
        count = options.rows(SMALL)
        wanted = count / 1000 * 1.05 + 10
        text = "requests of a full read, {:,} rows".format(count)
        target = "≤ rows/1,000 × 1.05 + 10 = %d" % wanted
        command = [ours.shown(words("spread")), ours.shown(words("burst"))]
        done = []
        with Emulator(data(options, SMALL)) as emulator:
            for _ in range(options.rounds(usual=1)):  # counts do not scatter
                try:
                    spread, _ = ours.measure(emulator, words("spread"))
                    burst, _ = ours.measure(emulator, words("burst"))
                except process.Failed as e:
                    return put(rounds.failed(text, target, command, str(e)))
                done.append({"ours": spread, "burst": burst})
                most = max(spread["requests"], burst["requests"])
                figure = "%d spread over hours, %d made in one second" % (
                    spread["requests"], burst["requests"],
                )  # fmt: skip
                notes = ["rows of one burst: %s s" % rounds.figures.text(
                    rounds.column(done, "burst", "wall"))]  # fmt: skip
                put(rounds.row(text, target, done, command, notes, figure, most <= wanted))
