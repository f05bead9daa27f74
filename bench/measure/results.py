"""Keeps what was measured, and writes the table."""

import json

from . import machine

COLUMNS = (
    ("text", "job"),
    ("target", "must reach"),
    ("figure", "measured"),
    ("ours", "ours, s"),
    ("against", "against, s"),
    ("memory", "peak memory, MB"),
    ("cpu", "CPU, s (server's)"),
    ("requests", "requests"),
    ("runs", "runs"),
    ("command", "command"),
)

VERDICTS = {True: " ✓", False: " ✗ not reached", None: ""}

HEAD = """# Measured

Written by `bench/run`; how to run it is in [CONTRIBUTING.md](../CONTRIBUTING.md). Figures are minimum–median–maximum of
the runs. The emulator is a process of its own on the same cores, so its CPU time is taken from the program's: it stands
in brackets. The sequential baseline (`bench/measure/baseline.py`) reads one page after another and writes one row a
request, over one connection; where it says "scaled" the beginning was measured and the rest reckoned, as one request at
a time is linear. Both must come to the same result, or there is no figure.
"""


class Results:
    """Rows by job; kept as JSON beside the table, so that one job can be measured again."""

    def __init__(self, table):
        self.table = table
        self.kept = table.with_suffix(".json")
        self.rows = json.loads(self.kept.read_text()) if self.kept.exists() else {}

    def put(self, job, row):
        about = {"date": machine.now(), "load": machine.load(), "commit": machine.commit()}
        self.rows[job] = {**row, **about, "machine": machine.describe()}
        self.kept.parent.mkdir(parents=True, exist_ok=True)
        self.kept.write_text(json.dumps(self.rows, indent=1, ensure_ascii=False) + "\n")

    def write(self, order):
        """The table, in the order of the jobs."""
        jobs = [name for name in order if name in self.rows]
        parts = [HEAD, self._table(jobs), self._notes(jobs)]
        self.table.write_text("\n".join(parts))

    def _table(self, jobs):
        lines = [
            "| %s |" % " | ".join(title for _, title in COLUMNS),
            "|%s" % (" --- |" * len(COLUMNS)),
        ]
        for job in jobs:
            row = self.rows[job]
            cells = [str(row.get(key, "")).replace("|", "\\|") for key, _ in COLUMNS]
            cells[2] += VERDICTS[row.get("good")]
            cells[-1] = "<br>".join("`%s`" % line for line in row.get("command", []))
            lines.append("| %s |" % " | ".join(cells))
        return "\n".join(lines) + "\n"

    def _notes(self, jobs):
        lines = ["## Notes", ""]
        for job in jobs:
            row = self.rows[job]
            lines.append("**%s** (`bench/run --only %s`)" % (row["text"], job))
            lines.append("")
            lines += ["- %s" % note for note in row.get("notes", [])]
            lines.append(
                "- %s, %s; load average before the job's last figure %s; commit %s"
                % (row["date"], row["machine"], row["load"], row["commit"])
            )
            lines.append("")
        return "\n".join(lines)
