"""Runs the sequential baseline, as a whole or a part of it."""

import json
import pathlib
import sys

from . import figures, places, process

SCRIPT = pathlib.Path(__file__).with_name("baseline.py")


class Part:
    """How much of a baseline is measured before the rest is reckoned."""

    def __init__(self, requests, seconds):
        self.requests = requests
        self.seconds = seconds

    def flags(self):
        return ["--requests", str(self.requests), "--seconds", str(self.seconds)]


def measure(emulator, job, names, part, totals, pages=None):
    """
    What the baseline would take for all of it.

    part: None for all of it. totals: {phase: requests that all of it takes}.
    Returns {wall, ...}, and the file with its result.
    """
    output = places.folder("out") / "baseline.result"
    command = [sys.executable, str(SCRIPT), job, emulator.url, "bench", *names]
    command += ["--output", str(output)]
    if part:
        command += part.flags()
        command += ["--pages", str(pages)] if pages else []
    stdout = places.folder("out") / "baseline.stdout"
    before = emulator.cpu()
    taken = process.must(command, stdout, limit=4 * 3600)
    said = json.loads(stdout.read_text())
    phases = said["phases"]
    factors = {
        name: figures.factor(total, phases[name]["requests"]) for name, total in totals.items()
    }
    for name, like in (("records", "read"), ("compare", "read")):
        if name in phases:
            factors[name] = factors.get(like, 1)
    interpreter = taken.wall - sum(phase["seconds"] for phase in phases.values())
    result = taken.figures()
    result["measured"] = result["wall"]
    result["wall"] = round(interpreter + figures.scaled(phases, factors), 3)
    result["server_cpu"] = round(emulator.cpu() - before, 2)
    result["scaled"] = [
        "%s from %d of %d requests" % (name, phases[name]["requests"], totals[name])
        for name in totals
        if factors[name] > 1
    ]
    result["phases"] = phases
    return result, output


def shown(job, names):
    return "bench/measure/baseline.py %s URL bench %s --output FILE" % (job, " ".join(names))
