"""What the jobs share: rounds in turn, and rows of the table out of them."""

from . import figures


class Options:
    """How much is measured."""

    def __init__(self, times, quick, whole):
        self.times = times
        self.quick = quick
        self.whole = whole

    def rows(self, count):
        return count // 10 if self.quick else count

    def rounds(self, usual=3):
        return self.times or usual


def column(rounds, side, name):
    return [r[side][name] for r in rounds if side in r and name in r[side]]


def row(text, target, rounds, command, notes=(), figure="", good=None, against="base"):
    """A row of the table; `good` says whether the target is reached, None if there is no saying."""
    cpu = figures.text(column(rounds, "ours", "cpu"))
    server = figures.text(column(rounds, "ours", "server_cpu"))
    theirs = column(rounds, against, "wall")
    seconds = figures.text(theirs) if theirs else ""
    return {
        "text": text,
        "target": target,
        "figure": figure,
        "good": good,
        "ours": figures.text(column(rounds, "ours", "wall")),
        "against": seconds,
        "memory": figures.text(column(rounds, "ours", "rss_mb"), "%d"),
        "cpu": "%s (%s)" % (cpu, server),
        "requests": figures.text(column(rounds, "ours", "requests"), "%d"),
        "runs": len(rounds),
        "command": list(command),
        "notes": list(notes),
        "rounds": rounds,
    }


def failed(text, target, command, why):
    return {
        "text": text,
        "target": target,
        "figure": "failed: " + why,
        "good": False,
        "command": list(command),
    }


def ratios(rounds, against="base"):
    return [r[against]["wall"] / r["ours"]["wall"] for r in rounds]


def times(values):
    return figures.text(values) + " ×"


def said(rounds):
    """What the program had to say, e.g. which runner it took."""
    lines = {line for r in rounds for line in r["ours"].get("said", [])}
    return ["said: `%s`" % line for line in sorted(lines)]


def scaled(rounds):
    lines = rounds[-1]["base"]["scaled"]
    return ["baseline scaled: " + ", ".join(lines)] if lines else ["baseline measured whole"]
