"""Jobs that write."""

import json

from . import compare, ours, places, process, rounds, sequential, tools
from .emulator import Emulator


class Writing:
    """Ours and the baseline in turn, each on a fresh copy of the rows; the rows are compared."""

    def run(self, options, put):
        text, target, command = self.about(options)
        done = []
        for _ in range(options.rounds()):
            try:
                done.append(self._round(options))
            except (process.Failed, compare.Differs) as e:
                return put(rounds.failed(text, target, command, str(e)))
            ratios = rounds.ratios(done)
            notes = rounds.scaled(done) + rounds.said(done) + [
                "of the rows that the baseline has written %d are compared with ours, all are the"
                " same" % done[-1]["same"]
            ]  # fmt: skip
            good = sorted(ratios)[len(ratios) // 2] >= self.wanted
            put(rounds.row(text, target, done, command, notes, rounds.times(ratios), good))

    def _round(self, options):
        rows = self.data(options)
        mine, theirs = tools.copy(rows, "ours"), tools.copy(rows, "baseline")
        with Emulator(mine, self.latency) as emulator:
            figures, out = ours.measure(emulator, self.words())
        self.check(json.loads(out.read_text()), options)
        with Emulator(theirs, self.latency) as emulator:
            base, output = self.baseline(emulator, options)
        written = json.loads(output.read_text())
        with Emulator(mine) as emulator:
            state = compare.states(emulator.url, written)
        with Emulator(theirs) as emulator:
            same = compare.same_states(state, compare.states(emulator.url, written), written)
        tools.remove(mine)
        tools.remove(theirs)
        return {"ours": figures, "base": base, "same": same}


class Update(Writing):
    """Corrections of an experiment into its dataset."""

    name = "update-20k"
    wanted = 100
    latency = 100

    def about(self, options):
        text = "update {:,} changed rows, 100 ms".format(options.rows(20_000))
        command = [ours.shown(self.words()), sequential.shown("update", ["update"])]
        return text, "≥ 100 × one request a row", command

    def data(self, options):
        count = options.rows(20_000)
        return tools.data("update-%d" % count, ["corrected:update:%d" % count])

    @staticmethod
    def words():
        return ["update-dataset", "update", "--project", "bench"]

    @staticmethod
    def check(result, options):
        if result["updated"] != options.rows(20_000):
            raise process.Failed("updated %d rows" % result["updated"])

    def baseline(self, emulator, options):
        part = sequential.Part(300, 30)
        if options.quick:
            part = sequential.Part(50, 5)
        totals = {"write": options.rows(20_000)}
        return sequential.measure(
            emulator, "update", ["update"], None if options.whole else part, totals
        )


class Sync(Writing):
    """Three datasets, of which each has some newer answers."""

    name = "sync-3x100k"
    wanted = 5
    latency = 300
    DATASETS = 3
    DIFFERING = 5

    def about(self, options):
        text = "sync 3 × {:,} rows, 5 % differing, 300 ms".format(options.rows(100_000))
        command = [ours.shown(self.words()), sequential.shown("sync", self.names())]
        return text, "≥ 5 × sequential", command

    def names(self):
        return ["sync-%d" % i for i in range(self.DATASETS)]

    def data(self, options):
        count = options.rows(100_000)
        spec = "datasets:sync:%d:%d:%d" % (count, self.DATASETS, self.DIFFERING)
        return tools.data("sync-3-%d" % count, [spec])

    def words(self):
        return ["sync-datasets", *self.names(), "--project", "bench", "--apply", "--json"]

    def changes(self, options):
        """In each input that differs the newest is right, and the others are written."""
        return options.rows(100_000) * self.DIFFERING // 100 * (self.DATASETS - 1)

    def check(self, result, options):
        written = result["updated"]
        count = sum(written.values()) if isinstance(written, dict) else written
        if count != self.changes(options):
            raise process.Failed("updated %s rows" % written)

    def baseline(self, emulator, options):
        """The datasets have their inputs in the same order, so a part of each is a whole job."""
        pages = options.rows(100_000) // 1000 + 1
        part, each = sequential.Part(100, 30), 34
        if options.quick:
            part, each = sequential.Part(10, 3), 4
        totals = {"read": self.DATASETS * pages, "write": self.changes(options)}
        if options.whole:
            part = None
        return sequential.measure(emulator, "sync", self.names(), part, totals, pages=each)


class Start:
    """A small update, from the shell's point of view."""

    name = "start"
    WANTED = 2.5
    RUNS = 9

    def run(self, options, put):
        text = "10-row update, shell to exit"
        words = ["update-dataset", "ten-0", "--project", "bench"]
        target = "≤ 2.5 s median, warm disk cache"
        specs = ["corrected:ten-%d:10" % i for i in range(self.RUNS + 1)]
        made = tools.copy(tools.data("update-ten", specs), "ours")
        done = []
        with Emulator(made) as emulator:
            for i in range(self.RUNS + 1):  # each its own objects; the first warms the cache
                words[1] = "ten-%d" % i
                try:
                    figures, out = ours.measure(emulator, words)
                except process.Failed as e:
                    return put(rounds.failed(text, target, [ours.shown(words)], str(e)))
                if json.loads(out.read_text())["updated"] != 10:
                    raise process.Failed("did not update 10 rows")
                done += [{"ours": figures}] if i else []
        walls = rounds.column(done, "ours", "wall")
        middle = rounds.figures.spread(walls)[1]
        notes = rounds.said(done) + self._empty()
        figure = "%.2f s median" % middle
        put(rounds.row(
            text, target, done, [ours.shown(words)], notes, figure, middle <= self.WANTED
        ))  # fmt: skip
        tools.remove(made)

    def _empty(self):
        """What is there before any pipeline is: the shell script, Java, and the command line."""
        out = places.folder("out") / "version.txt"
        walls = [process.must([str(places.PROGRAM), "--version"], out).wall for _ in range(5)]
        return ["`./braintrust-beam --version`, which makes no pipeline: %s s"
                % rounds.figures.text(walls, "%.2f")]  # fmt: skip
