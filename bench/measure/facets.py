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


class Evals:
    """A thousand rows put to a model and to a judge that take a second each, and written."""

    ROWS, FEW, CONCURRENCY = 1_000, 10, 64
    MOST = 1.15  # times the ideal

    def __init__(self, runner):
        self.runner = runner
        self.name = "evals-" + runner

    @staticmethod
    def ideal(rows, concurrency):
        """
        Seconds of the models, at 1 s a call: each row has two, that of the judge after that of the
        model, and both take places of the same limit, so they cannot be faster however they overlap.
        """
        return max(2, 2 * rows / concurrency)

    @classmethod
    def after_start_up(cls, all_of_them, few):
        """Seconds without those that the short run takes too; its models' are not of these."""
        return all_of_them - few + cls.ideal(cls.FEW, cls.CONCURRENCY)

    def _words(self, rows, definitions):
        runs = places.folder("out", "facet-runs")
        return [
            "eval-facets", "--eval-project", "bench", "--dataset", "truth",
            "--prompt", str(definitions), "--output-root", str(runs),
            "--max-concurrency", str(self.CONCURRENCY), "--max-rows", str(rows),
            "--runner", self.runner,
        ]  # fmt: skip

    def run(self, options, put):
        rows = tools.copy(tools.data("evals", ["facets:truth:%d" % self.ROWS]), "evals")
        few_words, words_ = (self._words(n, rows / "truth.yaml") for n in (self.FEW, self.ROWS))
        text = "eval of {:,} rows, 1 s per request, {} in flight, {}".format(
            self.ROWS, self.CONCURRENCY, self.runner
        )
        ideal = self.ideal(self.ROWS, self.CONCURRENCY)
        target = "≤ %.2f × the ideal after start-up" % self.MOST
        command = [ours.shown(words_), ours.shown(few_words)]
        notes = [
            "ideal: a call of the model and then one of the judge for each row, %d in flight of both"
            " together: 2 × %d / %d = %.2f s" % (self.CONCURRENCY, self.ROWS, self.CONCURRENCY, ideal),
            "start-up: the same run with %d rows, less the two seconds of its calls" % self.FEW,
        ]  # fmt: skip
        done = []
        with Emulator(rows, latency_ms=1000) as emulator:
            for _ in range(options.rounds()):
                try:
                    few = self._measured(emulator, few_words, self.FEW)
                    all_of_them = self._measured(emulator, words_, self.ROWS)
                except process.Failed as e:
                    return put(rounds.failed(text, target, command, str(e)))
                done.append({"ours": all_of_them, "few": few})
                took = [self.after_start_up(r["ours"]["wall"], r["few"]["wall"]) for r in done]
                ratios = [seconds / ideal for seconds in took]
                good = rounds.figures.spread(ratios)[1] <= self.MOST
                figure = "%s × (%s s)" % (
                    rounds.figures.text(ratios, "%.2f"), rounds.figures.text(took),
                )  # fmt: skip
                put(rounds.row(text, target, done, command, notes, figure, good, "few"))
        tools.remove(rows)

    def _measured(self, emulator, given, wanted):
        """What a run took in which each row has had both of its calls."""
        figures = measure(emulator, given)
        summary = figures.pop("summary")
        for calls in (summary["calls"], summary["judge"]):
            if (calls["completed"], calls["reused"]) != (wanted, 0):
                raise process.Failed("calls: %s" % json.dumps(calls))
        return figures


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
