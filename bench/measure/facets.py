"""Jobs of facet datasets and of the calls of models."""

import json
import math
import shutil

from . import ours, places, process, rounds, tools
from .emulator import Emulator

#: The rows were made long ago.
SINCE = ["--created-after-sql", "'2025-01-01'"]


def words(target, *more):
    runs = places.folder("out", "facet-runs")
    return [
        "create-facet-dataset", "--source-project", "logs", "--target-project", "bench",
        "--dataset", target, "--output-root", str(runs), "--limit", "0", *SINCE, *more,
    ]  # fmt: skip


def data(calls):
    return tools.data("logs-%d" % calls, ["logs:logs:%d" % calls])


def measure(emulator, command, java_opts=None):
    """What a run took; the files of facet runs go, as they hold all that was read."""
    try:
        figures, out = ours.measure(emulator, command, java_opts)
        figures["summary"] = json.loads(out.read_text())
        return figures
    finally:
        shutil.rmtree(places.folder("out", "facet-runs"))


class Labels:
    """A thousand labels of a model that takes a second for each."""

    SECONDS = 12
    LABELS, CONCURRENCY = 1_000, 128
    BUCKETS = 10  # facets × (positive, negative)

    def __init__(self, runner):
        self.runner = runner
        self.name = "labels-" + runner

    def _words(self, each):
        return words(
            "truth", "--positive-limit", str(each), "--negative-limit", str(each),
            "--concurrency", str(self.CONCURRENCY), "--skip-upload", "--runner", self.runner,
        )  # fmt: skip

    def run(self, options, put):
        each = self.LABELS // self.BUCKETS
        text = "{:,} labels, 1 s per request, {} in flight, {}".format(
            self.LABELS, self.CONCURRENCY, self.runner
        )
        target = "≤ %d s after start-up (%d s of them are the model's)" % (
            self.SECONDS, math.ceil(self.LABELS / self.CONCURRENCY),
        )  # fmt: skip
        command = [ours.shown(self._words(each)), ours.shown(self._words(1))]
        done = []
        with Emulator(data(self.LABELS), latency_ms=1000) as emulator:
            for _ in range(options.rounds()):
                try:
                    few = measure(emulator, self._words(1))
                    all_of_them = measure(emulator, self._words(each))
                except process.Failed as e:
                    return put(rounds.failed(text, target, command, str(e)))
                bought = all_of_them.pop("summary")["dataset_row_count"]
                if bought != self.LABELS or few.pop("summary")["dataset_row_count"] != self.BUCKETS:
                    return put(rounds.failed(text, target, command, "%d labels" % bought))
                done.append({"ours": all_of_them, "few": few})
                # One second of the short run is that of its own labels.
                took = [r["ours"]["wall"] - r["few"]["wall"] + 1 for r in done]
                good = rounds.figures.spread(took)[1] <= self.SECONDS
                notes = ["start-up: the same run with %d labels, less their second" % self.BUCKETS]
                figure = "%s s after start-up" % rounds.figures.text(took)
                put(rounds.row(text, target, done, command, notes, figure, good, "few"))


class ManySpans:
    """A window of many large spans, read and sampled in a small heap."""

    def __init__(self, runner, calls):
        self.runner = runner
        self.calls = calls
        self.name = "spans-%s-%dk" % (runner, calls // 1000)

    HEAP = "-Xmx1g"

    def run(self, options, put):
        count = options.rows(self.calls)
        text = "{:,} facet spans × 4 KB, dry run, {}, {}".format(count, self.runner, self.HEAP)
        target = "runs" if self.runner == "flink" else ""
        given = words("truth", "--dry-run", "--runner", self.runner)
        command = [ours.shown(given, self.HEAP)]
        done = []
        with Emulator(data(count)) as emulator:
            for _ in range(options.rounds(usual=1)):
                try:
                    figures = measure(emulator, given, self.HEAP)
                except process.Failed as e:
                    return put(rounds.failed(text, target, command, str(e)))
                summary = figures.pop("summary")
                if summary["candidate_count"] != count:
                    return put(
                        rounds.failed(text, target, command, "%(candidate_count)d read" % summary)
                    )
                done.append({"ours": figures})
                peak = rounds.figures.text(rounds.column(done, "ours", "rss_mb"), "%d")
                good = True if self.runner == "flink" else None
                put(rounds.row(text, target, done, command, [], peak + " MB", good))
