"""The command line of bench/run."""

import argparse
import pathlib
import sys
import time

from . import jobs, machine, places, process, results, rounds, tools

DESCRIPTION = """Measures the program against a sequential baseline and a raw floor, on an emulator in
a process of its own, and writes the table bench/results.md. Rows are made once and kept in .local/bench
(or the folder in BRAINTRUST_BEAM_BENCH). Each figure is saved as soon as it is there."""


def arguments():
    parser = argparse.ArgumentParser(prog="bench/run", description=DESCRIPTION)
    parser.add_argument("--only", nargs="+", metavar="JOB", choices=list(jobs.BY_NAME))
    parser.add_argument("--times", type=int, help="rounds of each job; default 3; 1 where one is enough")
    parser.add_argument("--quick", action="store_true", help="a tenth of the rows; own results")
    parser.add_argument("--whole", action="store_true", help="baselines to their end: hours")
    parser.add_argument("--results", type=pathlib.Path, help="another file for the table")
    parser.add_argument("--list", action="store_true", help="the jobs, and no more")
    return parser.parse_args()


def table(given):
    if given.results:
        return given.results
    if given.quick:  # its figures must not be taken for those of the full sizes
        return places.folder() / "quick.md"
    return places.BENCH / "results.md"


def run(job, options, store):
    """Whether there are figures; what has gone wrong is said, and the others are still run."""
    print("== %s (load %s)" % (job.name, machine.load()), flush=True)
    start = time.monotonic()

    def put(row):
        if options.quick:  # the targets are for the full sizes
            row = {**row, "target": "", "good": None}
        store.put(job.name, row)
        store.write([j.name for j in jobs.ALL])
        print(
            "   %s: %s | ours %s s | against %s s | %s MB | %s requests"
            % tuple(row.get(k, "") for k in (
                "text", "figure", "ours", "against", "memory", "requests")),
            flush=True,
        )  # fmt: skip

    try:
        job.run(options, put)
    except process.Failed as e:
        print("   failed: %s" % e, flush=True)
        return False
    print("   took %.0f s" % (time.monotonic() - start), flush=True)
    return True


def main():
    given = arguments()
    if given.list:
        print("\n".join(jobs.BY_NAME))
        return
    tools.build()
    store = results.Results(table(given))
    options = rounds.Options(given.times, given.quick, given.whole)
    named = [jobs.BY_NAME[name] for name in given.only or []]
    failed = [job.name for job in named or jobs.usual() if not run(job, options, store)]
    print("written to %s" % store.table)
    if failed:
        sys.exit("error: not measured: %s" % ", ".join(failed))


def interrupted():
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
