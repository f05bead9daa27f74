"""Jobs about size: memory of a large sync, and more workers on a cluster."""

import re
import subprocess

from . import ours, places, process, rounds, tools
from .emulator import Emulator


class LargeSync:
    """Two datasets of a million rows in a small heap, and of a tenth of that."""

    name = "sync-2x1m"
    HEAP = "-Xmx1g"
    PEAK_MB = 2500
    GROWTH = 1.3

    def run(self, options, put):
        small, large = options.rows(100_000), options.rows(1_000_000)
        text = "sync 2 × {:,} rows, 5 % differing, 0 ms, {}".format(large, self.HEAP)
        target = "peak ≤ 2.5 GB; time per row ≤ 1.3 × that of 2 × {:,}".format(small)
        command = [ours.shown(self.words(), self.HEAP)]
        done = []
        for _ in range(options.rounds(usual=1)):
            try:
                little = self._measure(small)
                done.append({"ours": self._measure(large), "little": little})
            except process.Failed as e:
                return put(rounds.failed(text, target, command, str(e)))
            growth = [self._growth(r, large / small) for r in done]
            peak = max(rounds.column(done, "ours", "rss_mb"))
            good = peak <= self.PEAK_MB and rounds.figures.spread(growth)[1] <= self.GROWTH
            figure = "%d MB; %s × per row" % (peak, rounds.figures.text(growth, "%.2f"))
            notes = rounds.said(done) + ["against: 2 × {:,} rows".format(small)]
            put(rounds.row(text, target, done, command, notes, figure, good, "little"))

    @staticmethod
    def _growth(done, factor):
        return done["ours"]["wall"] / factor / done["little"]["wall"]

    @staticmethod
    def words():
        return ["sync-datasets", "sync-0", "sync-1", "--project", "bench"]

    @staticmethod
    def data(rows):
        return tools.data("sync-2-%d" % rows, ["datasets:sync:%d:2:5" % rows])

    def _measure(self, rows):
        """Nothing is written without --apply, so the rows need no copy."""
        with Emulator(self.data(rows)) as emulator:
            figures, _ = ours.measure(emulator, self.words(), self.HEAP)
            return figures


class Cluster:
    """A Flink cluster of this machine's own: two TaskManagers of two slots."""

    def __init__(self):
        self.folder = places.folder("flink")
        self.script = str(places.FLINK_CLUSTER)

    def _call(self, verb, *more):
        return subprocess.run(
            [self.script, verb, "--folder", str(self.folder), *more],
            env=ours.environment("http://127.0.0.1:9"),
            capture_output=True,
            text=True,
        )

    def __enter__(self):
        started = self._call("start", "--taskmanagers", "2", "--slots", "2")
        address = re.search(r"\b(?:127\.0\.0\.1|localhost):\d+", started.stdout + started.stderr)
        if started.returncode != 0 or not address:
            raise process.Failed("the cluster does not start: " + started.stderr[-300:])
        self.address = address.group(0)
        return self

    def __exit__(self, *_):
        self._call("stop")


class Parallelism:
    """A fetch on 1, 2 and 4 slots."""

    WANTED = 1.7
    STEPS = (1, 2, 4)
    ROWS = 100_000

    def __init__(self, name, each):
        self.name = name
        self.each = each  # requests in flight for each slot; None for the default of the whole run

    def _words(self, address, slots):
        words = [
            "fetch", "spread", "--project", "bench",
            "--output", str(places.folder("out") / "ours.jsonl"),
            "--runner", "flink", "--flink-master", address, "--parallelism", str(slots),
        ]  # fmt: skip
        return words + (["--request-concurrency", str(self.each * slots)] if self.each else [])

    def run(self, options, put):
        count = options.rows(self.ROWS)
        how = "%d requests in flight a slot" % self.each if self.each else "16 requests in flight"
        text = "fetch {:,} rows on a Flink cluster, 300 ms, {}, parallelism 1 → 2 → 4".format(
            count, how
        )
        target = "≥ 1.7 × a step until budget or CPU binds"
        command = [ours.shown(self._words("HOST:PORT", slots)) for slots in self.STEPS]
        if not places.FLINK_CLUSTER.exists():
            print("   skipped: there is no %s" % places.FLINK_CLUSTER.relative_to(places.ROOT))
            return
        specs = ["spread:spread:%d" % count, "spread:ten:10", "burst:burst:%d" % count]
        made = tools.data("fetch-%d" % count, specs)
        try:
            with Emulator(made, latency_ms=300) as emulator, Cluster() as cluster:
                self._rounds(options, put, (text, target, command), emulator, cluster)
        except process.Failed as e:
            put(rounds.failed(text, target, command, str(e)))

    def _rounds(self, options, put, about, emulator, cluster):
        done = []
        ours.measure(emulator, self._words(cluster.address, 1))  # the cluster's JVMs warm up
        for _ in range(options.rounds()):
            some = {}
            for slots in self.STEPS:
                words = self._words(cluster.address, slots)
                some[str(slots)], _ = ours.measure(emulator, words)
            done.append({**some, "ours": some["4"]})
            put(self._row(about, done))

    def _row(self, about, done):
        walls = {slots: rounds.column(done, str(slots), "wall") for slots in self.STEPS}
        steps = [
            [slow / fast for slow, fast in zip(walls[few], walls[many])]
            for few, many in zip(self.STEPS, self.STEPS[1:])
        ]
        figure = ", then ".join(rounds.times(step) for step in steps)
        good = all(rounds.figures.spread(step)[1] >= self.WANTED for step in steps)
        notes = [
            "parallelism %d: %s s, of the server's CPU %s s"
            % (
                slots,
                rounds.figures.text(walls[slots]),
                rounds.figures.text(rounds.column(done, str(slots), "server_cpu")),
            )
            for slots in self.STEPS
        ] + ["memory and CPU are those of the launcher", *rounds.said(done)]
        text, target, command = about
        return rounds.row(text, target, done, command, notes, figure, good)
