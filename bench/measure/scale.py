"""Jobs about size: memory of a large sync, and more workers on a cluster."""

import re
import subprocess

from . import ours, places, process, reads, rounds, tools
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
            env=ours.environment("http://127.0.0.1:9"),  # for the key, which workers take from here
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

    def _pids(self):
        return [int(file.read_text().split()[0]) for file in (self.folder / "pids").iterdir()]

    def cpu(self):
        return sum(process.cpu_of(pid) for pid in self._pids())

    def peak_mb(self):
        return sum(process.peak_mb_of(pid) for pid in self._pids())


class Parallelism:
    """A fetch on 1, 2 and 4 slots."""

    WANTED = 1.7
    STEPS = (1, 2, 4)

    def __init__(self, name, each, rows, extra=False):
        self.name = name
        self.each = each  # requests in flight for each slot; None for the default of the whole run
        self.size = rows
        self.extra = extra

    def _words(self, address, slots, name="spread"):
        words = reads.words(
            name, "--runner", "flink", "--flink-master", address, "--parallelism", str(slots)
        )
        return words + (["--request-concurrency", str(self.each * slots)] if self.each else [])

    def run(self, options, put):
        count = options.rows(self.size)
        how = "%d in flight a slot" % self.each if self.each else "the default concurrency"
        text = "fetch {:,} rows on a Flink cluster, 300 ms, {}, parallelism 1 → 2 → 4".format(
            count, how
        )
        target = "≥ 1.7 × a step until budget or CPU binds"
        command = [ours.shown(self._words("HOST:PORT", slots)) for slots in self.STEPS]
        if not places.FLINK_CLUSTER.exists():
            print("   skipped: there is no %s" % places.FLINK_CLUSTER.relative_to(places.ROOT))
            return
        try:
            with Emulator(reads.data(options, self.size), latency_ms=300) as emulator:
                with Cluster() as cluster:
                    self._rounds(options, put, (text, target, command), emulator, cluster)
        except process.Failed as e:
            put(rounds.failed(text, target, command, str(e)))

    def _rounds(self, options, put, about, emulator, cluster):
        done = []
        ours.measure(emulator, self._words(cluster.address, 1))  # the cluster's JVMs warm up
        for _ in range(options.rounds(usual=1 if self.extra else 3)):
            some = {
                str(slots): self._measure(emulator, cluster, slots) for slots in self.STEPS
            }  # fmt: skip
            done.append({**some, "ours": some["4"]})
            put(self._row(about, done, cluster))

    def _measure(self, emulator, cluster, slots):
        """With the time after start-up, which is that of a fetch of 10 rows."""
        start, _ = ours.measure(emulator, self._words(cluster.address, slots, "ten"))
        before = cluster.cpu()
        figures, _ = ours.measure(emulator, self._words(cluster.address, slots))
        figures["cluster_cpu"] = round(cluster.cpu() - before, 1)
        figures["start"] = start["wall"]
        figures["reading"] = max(0.1, round(figures["wall"] - start["wall"], 3))
        return figures

    def _row(self, about, done, cluster):
        walls = {slots: rounds.column(done, str(slots), "reading") for slots in self.STEPS}
        steps = [
            [slow / fast for slow, fast in zip(walls[few], walls[many])]
            for few, many in zip(self.STEPS, self.STEPS[1:])
        ]
        figure = "%s after start-up" % ", then ".join(rounds.times(step) for step in steps)
        good = all(rounds.figures.spread(step)[1] >= self.WANTED for step in steps)
        notes = [self._note(done, slots) for slots in self.STEPS]
        notes.append(
            "memory and CPU in the table are the launcher's; the cluster's processes: %d MB"
            % cluster.peak_mb()
        )
        text, target, command = about
        return rounds.row(text, target, done, command, notes + rounds.said(done), figure, good)

    @staticmethod
    def _note(done, slots):
        def text(name):
            return rounds.figures.text(rounds.column(done, str(slots), name))

        return (
            "parallelism %d: %s s, start-up %s s of it; CPU of the cluster %s s, of the server %s s;"
            " %s requests"
            % (
                slots, text("wall"), text("start"), text("cluster_cpu"), text("server_cpu"),
                text("requests"),
            )
        )  # fmt: skip
