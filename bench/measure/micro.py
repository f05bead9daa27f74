"""What is done once a row, by JMH."""

import json

from . import places, process, tools

FLAGS = "-f 1 -wi 3 -w 1s -i 5 -r 1s -foe true"
#: One group of classes is enough to tell ours from others that lie on the class path.
OURS = r"org\.braintrustbeam\..*"


class Micro:
    name = "jmh"

    def run(self, options, put):
        result = places.folder("out") / "jmh.json"
        flags = FLAGS.replace("-wi 3", "-wi 1").replace("-i 5", "-i 1") if options.quick else FLAGS
        words = [*flags.split(), "-rf", "json", "-rff", str(result), OURS]
        taken = process.must(
            tools.java("org.openjdk.jmh.Main", *words), places.folder("out") / "jmh.txt"
        )
        measured = json.loads(result.read_text())
        put({
            "text": "once a row, by JMH",
            "figure": "see the notes",
            "runs": 1,
            "command": ["org.openjdk.jmh.Main %s" % flags],
            "notes": [self._line(bench) for bench in measured]
            + ["all of them took %.0f s" % taken.wall],
        })  # fmt: skip

    @staticmethod
    def _line(bench):
        name = bench["benchmark"].rsplit(".", 1)[1]
        params = "".join(" %s=%s" % item for item in bench.get("params", {}).items())
        metric = bench["primaryMetric"]
        score, error, unit = metric["score"], float(metric["scoreError"]), metric["scoreUnit"]
        if score >= 10_000:
            score, error = score / 1000, error / 1000
            unit = {"ns/op": "µs/op", "us/op": "ms/op"}.get(unit, "thousand " + unit)
        return "%s%s: %s ± %s %s" % (name, params, short(score), short(error), unit)


def short(number):
    return "{:,.0f}".format(number) if number >= 100 else "%.3g" % number
