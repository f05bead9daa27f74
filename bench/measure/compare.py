"""Whether ours and the baseline came to the same."""

import json
import re
import urllib.request

ROOT_SPAN_ID = re.compile(rb'"root_span_id": ?"([^"]*)"')
FIELDS = ("input", "expected", "metadata", "tags")
IDS = 100


class Differs(Exception):
    """The results are not the same; the text says where."""


def canonical(text):
    return json.dumps(json.loads(text), sort_keys=True)


def by_root(lines, wanted=None):
    """Records by their id, as lines; only those that are wanted."""
    found, seen = {}, set()
    for line in lines:
        root = ROOT_SPAN_ID.search(line).group(1)
        if hash(root) in seen:  # a number for each of a million is little enough to keep
            raise Differs("record %s is there twice" % root.decode())
        seen.add(hash(root))
        if wanted is None or root in wanted:
            found[root] = line
    return found, len(seen)


def records(ours, baseline, expected):
    """All records are there, and each that the baseline has read is the same. How many those are."""
    with open(baseline, "rb") as lines:
        theirs, _ = by_root(lines)
    with open(ours, "rb") as lines:
        mine, count = by_root(lines, theirs)
    if count != expected:
        raise Differs("%d records, and not %d" % (count, expected))
    for root, line in theirs.items():
        if root not in mine or canonical(mine[root]) != canonical(line):
            raise Differs("record %s is not the same" % root.decode())
    return len(theirs)


def query(url, sql):
    request = urllib.request.Request(
        url + "/btql",
        data=json.dumps({"query": sql}).encode(),
        headers={"Authorization": "Bearer local"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["data"]


def states(url, written):
    """What the written rows say by now."""
    found = {}
    datasets = sorted({dataset for dataset, _ in written})
    for dataset in datasets:
        ids = [row for of, row in written if of == dataset]
        for first in range(0, len(ids), IDS):
            some = ",".join("'%s'" % row for row in ids[first : first + IDS])
            sql = "SELECT id, %s FROM dataset('%s') WHERE id IN (%s)"
            for row in query(url, sql % (", ".join(FIELDS), dataset, some)):
                state = json.dumps([row.get(field) for field in FIELDS], sort_keys=True)
                found[dataset, row["id"]] = state
    return found


def same_states(ours, baseline, written):
    """How many rows were looked at."""
    for dataset, row in written:
        if (dataset, row) not in ours or ours[dataset, row] != baseline[dataset, row]:
            raise Differs("row %s is not the same" % row)
    return len(written)
