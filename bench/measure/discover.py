"""A large window of a project's logs, looked at both ways."""

import json
import math

from . import ours, process, rounds, tools
from .emulator import Emulator

#: Percentiles of the scan are those of a sketch, one of a hundred off.
OFF = 0.0101


def differences(scanned, counted, at=""):
    """Where two findings are not the same, as paths."""
    if at.endswith("/percentiles"):
        return [
            at + "/" + name
            for name in sorted({*scanned, *counted})
            if not near(scanned.get(name), counted.get(name))
        ]
    if isinstance(scanned, dict) and isinstance(counted, dict):
        keys = sorted({*scanned, *counted})
        pairs = [(key, scanned.get(key), counted.get(key)) for key in keys]
    elif isinstance(scanned, list) and isinstance(counted, list) and len(scanned) == len(counted):
        pairs = [(i, *both) for i, both in enumerate(zip(scanned, counted))]
    else:
        return [] if scanned == counted else [at]
    return [path for key, a, b in pairs for path in differences(a, b, "%s/%s" % (at, key))]


def near(one, other):
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=OFF, abs_tol=1e-6)


class Windows:
    """A week of two million spans, and the week before, in a small heap."""

    name = "discover-2m"
    HEAP = "-Xmx1g"
    SPANS = 2_000_000
    BEFORE = 500_000

    @staticmethod
    def words(*more):
        return [
            "discover", "--project", "traffic", "--until", "2025-02-01T00:00:00Z",
            "--window", "7d", "--json", *more,
        ]  # fmt: skip

    def run(self, options, put):
        spans, before = options.rows(self.SPANS), options.rows(self.BEFORE)
        text = "discover in {:,} spans × 400 B, {:,} the week before, {}".format(
            spans, before, self.HEAP
        )
        target = "runs, and both ways come to the same"
        scan, push_down = self.words("--runner", "flink"), self.words("--push-down")
        command = [ours.shown(scan, self.HEAP), ours.shown(push_down, self.HEAP)]
        data = tools.data("traffic-%d" % spans, ["traffic:traffic:%d" % (spans + before)])
        done = []
        with Emulator(data) as emulator:
            for _ in range(options.rounds(usual=1)):
                try:
                    taken = {
                        "ours": self._measured(emulator, scan, spans),
                        "pushed": self._measured(emulator, push_down, spans),
                    }
                except process.Failed as e:
                    return put(rounds.failed(text, target, command, str(e)))
                differing = differences(*(side.pop("findings") for side in taken.values()))
                if differing:
                    why = "%d differ, %s first" % (len(differing), differing[0])
                    return put(rounds.failed(text, target, command, why))
                done.append(taken)
                peak = "peak memory of the emulator: %d MB" % emulator.peak_mb()
                put(self.row(text, target, command, done, [peak]))

    @staticmethod
    def row(text, target, command, done, notes):
        figure = "%s MB" % rounds.figures.text(rounds.column(done, "ours", "rss_mb"), "%d")
        of_queries = [
            rounds.figures.text(rounds.column(done, "pushed", name), form)
            for name, form in (
                ("requests", "%d"), ("rss_mb", "%d"), ("cpu", "%.1f"), ("server_cpu", "%.1f"),
            )
        ]  # fmt: skip
        notes = [
            "against: `--push-down`, %s requests, peak memory %s MB, CPU %s s (the server's %s)"
            % tuple(of_queries),
            "the emulator looks at every span for each of the queries, a few of which the scan asks too",
            *notes,
        ]
        return rounds.row(text, target, done, command, notes, figure, True, "pushed")

    def _measured(self, emulator, given, spans):
        """What a run took that has seen all of the window, and found what is in it."""
        figures, out = ours.measure(emulator, given, self.HEAP)
        findings = json.loads(out.read_text())
        found = [cohort["value"] for cohort in findings["cohorts"]["failing"]]
        if findings["traffic"]["spans"]["count"] != spans or "r7" not in found:
            raise process.Failed(
                "%d spans, failing: %s" % (findings["traffic"]["spans"]["count"], found)
            )
        return {**figures, "findings": findings}
