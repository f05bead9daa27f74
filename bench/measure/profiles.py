"""The command line of bench/profile."""

import argparse

from . import ours, places, process, reads, rounds, scale, tools, writes
from .emulator import Emulator

REPORT = tools.PACKAGE + "profile.ProfileReport"


def fetch(options):
    """A fetch of a million rows, as in the job fetch-floor."""
    return reads.data(options, reads.LARGE), reads.words("spread"), 0


def sync(options):
    """A sync of two datasets of a million rows, as in the job sync-2x1m."""
    job = scale.LargeSync()
    return job.data(options.rows(reads.LARGE)), job.words(), 0


def update(options):
    """An update of 20,000 rows at 100 ms, as in the job update-20k."""
    job = writes.Update()
    return tools.copy(job.data(options), "ours"), job.words(), job.latency


RUNS = {"fetch": fetch, "sync": sync, "update": update}


def main():
    parser = argparse.ArgumentParser(prog="bench/profile", description=__doc__)
    parser.add_argument("run", choices=list(RUNS), nargs="?", default="fetch")
    parser.add_argument("--quick", action="store_true", help="a tenth of the rows")
    parser.add_argument("--heap", default="1g", help="of the program; default 1g")
    given = parser.parse_args()
    tools.build()
    data, words, latency = RUNS[given.run](rounds.Options(None, given.quick, False))
    recording = places.folder("out") / "profile.jfr"
    flags = "-Xmx%s -XX:StartFlightRecording=settings=profile,filename=%s" % (given.heap, recording)
    with Emulator(data, latency) as emulator:
        figures, _ = ours.measure(emulator, words, flags)
    report = places.folder("out") / "profile.txt"
    process.must(tools.java(REPORT, str(recording)), report)
    print(
        "%.1f s, %.1f s of CPU, %.1f s of the server's; %d MB at the peak, %d requests"
        % tuple(figures[name] for name in ("wall", "cpu", "server_cpu", "rss_mb", "requests"))
    )
    print(report.read_text(), end="")
    print("recording: %s" % recording)
