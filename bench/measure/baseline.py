#!/usr/bin/env python3
"""The sequential baseline: what a script of one's own does.

One page after another over one connection that is kept open, and one row a write. It does the same
as the command of the same name, in the plainest way. With --requests and --seconds it ends a phase
when it has sent so many requests and so many seconds have passed, so that the rest can be reckoned:
one request at a time is linear.

Prints {phases: {name: {seconds, requests}}, ...} as JSON.
"""

import argparse
import datetime
import http.client
import json
import sys
import time
import urllib.parse

PAGE = 1000


class Service:
    def __init__(self, url):
        self.connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc)

    def ask(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": "Bearer local", "Content-Type": "application/json"}
        self.connection.request(method, path, data, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError("%s %s: %d %s" % (method, path, answer.status, text[:300]))
        return json.loads(text)

    def find(self, kind, name, **more):
        query = urllib.parse.urlencode({kind + "_name": name, **more})
        return self.ask("GET", "/v1/%s?%s" % (kind, query))["objects"][0]["id"]

    def pages(self, kind, object_id):
        cursor = None
        while True:
            body = {"limit": PAGE} if cursor is None else {"limit": PAGE, "cursor": cursor}
            page = self.ask("POST", "/v1/%s/%s/fetch" % (kind, object_id), body)
            yield page["events"]
            cursor = page.get("cursor")
            if not cursor or not page["events"]:
                return


class Phases:
    """How long each phase took, and how many requests it was."""

    def __init__(self):
        self.taken = {}

    def add(self, name, start, requests):
        seconds = time.perf_counter() - start
        self.taken[name] = {"seconds": round(seconds, 3), "requests": requests}


def enough(limits, start, requests):
    return requests >= limits.requests and time.perf_counter() - start >= limits.seconds


def newest(rows, events):
    """Pages run over the history: of each id the highest transaction counts."""
    for event in events:
        known = rows.get(event["id"])
        if known is None or int(event["_xact_id"]) > int(known["_xact_id"]):
            rows[event["id"]] = event


def read(service, kind, object_id, limits, phases, name="read", pages=None):
    start = time.perf_counter()
    rows, count = {}, 0
    for events in service.pages(kind, object_id):
        newest(rows, events)
        count += 1
        if (pages and count >= pages) or (limits and enough(limits, start, count)):
            break
    phases.add(name, start, count)
    return rows


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def fetch(service, project, arguments, phases):
    experiment = service.find("experiment", arguments.names[0], project_id=project)
    rows = read(service, "experiment", experiment, arguments, phases)
    start = time.perf_counter()
    records = [record(row) for row in rows.values() if is_root(row)]
    add_scores(rows, records)
    records.sort(key=lambda r: r[1]["root_span_id"])
    records.sort(key=lambda r: instant(r[0]), reverse=True)
    with open(arguments.output, "w") as out:
        for _, values in records:
            out.write(json.dumps(values, ensure_ascii=False) + "\n")
    phases.add("records", start, 0)
    return {"records": len(records)}


def is_root(row):
    return row["is_root"] and row["span_id"] == row["root_span_id"]


def record(row):
    origin = row.get("origin") or {}
    of_dataset = origin.get("object_type") == "dataset"
    return row["created"], {
        "root_span_id": row["root_span_id"],
        "input": row.get("input"),
        "output": row.get("output"),
        "expected": row.get("expected"),
        "metadata": row.get("metadata") or {},
        "scores": row.get("scores") or {},
        "origin": {"dataset_id": origin["object_id"], "dataset_record_id": origin["id"]}
        if of_dataset
        else None,
    }


def add_scores(rows, records):
    by_trace = {values["root_span_id"]: values for _, values in records}
    for row in rows.values():
        is_score = (row.get("span_attributes") or {}).get("type") == "score"
        if is_score and row["root_span_id"] in by_trace:
            by_trace[row["root_span_id"]]["scores"].update(row.get("scores") or {})


def update(service, project, arguments, phases):
    experiment = service.find("experiment", arguments.names[0], project_id=project)
    rows = read(service, "experiment", experiment, None, phases)
    edited = [row for row in rows.values() if is_root(row) and is_edited(row)]
    edited.sort(key=lambda row: row["id"])
    changes = [
        (row["origin"]["object_id"], row["origin"]["id"], change(row, ("input", "expected")))
        for row in edited
    ]
    return write(service, changes, arguments, phases)


def is_edited(row):
    for entry in row.get("audit_data") or []:
        inner = (entry or {}).get("audit_data") or {}
        if inner.get("action") == "merge" and (inner.get("path") or [None])[0] == "expected":
            return True
    return False


def change(row, fields):
    values = {field: row.get(field) for field in fields}
    return {"_is_merge": True, "_merge_paths": [[field] for field in fields], **values}


def sync(service, project, arguments, phases):
    datasets = {
        name: service.find("dataset", name, project_id=project) for name in arguments.names
    }
    start = time.perf_counter()
    rows, requests = [], 0
    for dataset in datasets.values():
        some = Phases()
        found = read(service, "dataset", dataset, None, some, pages=arguments.pages)
        requests += some.taken["read"]["requests"]
        rows += [(dataset, row) for row in found.values()]
    phases.add("read", start, requests)
    start = time.perf_counter()
    changes = sorted(differing(rows), key=lambda c: (c[0], c[1]))
    phases.add("compare", start, 0)
    return write(service, changes, arguments, phases)


def differing(rows):
    """Of each input the newest row's answer, for the rows that have another."""
    cases = {}
    for dataset, row in rows:
        cases.setdefault(json.dumps(row["input"], sort_keys=True), []).append((dataset, row))
    for same in cases.values():
        _, winner = max(same, key=lambda d: (instant(d[1]["created"]), int(d[1]["_xact_id"])))
        for dataset, row in same:
            if row["expected"] != winner["expected"]:
                yield dataset, row["id"], change(winner, ("expected",))


def write(service, changes, arguments, phases):
    start = time.perf_counter()
    written = []
    for dataset, row_id, values in changes:
        body = {"events": [{"id": row_id, **values}]}
        service.ask("POST", "/v1/dataset/%s/insert" % dataset, body)
        written.append([dataset, row_id])
        if enough(arguments, start, len(written)):
            break
    phases.add("write", start, len(written))
    with open(arguments.output, "w") as out:
        json.dump(written, out)
    return {"changes": len(changes)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("job", choices=["fetch", "update", "sync"])
    parser.add_argument("url")
    parser.add_argument("project")
    parser.add_argument("names", nargs="+")
    parser.add_argument("--output", required=True)
    parser.add_argument("--requests", type=float, default=float("inf"))
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--pages", type=int, help="of each dataset")
    arguments = parser.parse_args()
    phases = Phases()
    service = Service(arguments.url)
    start = time.perf_counter()
    project = service.find("project", arguments.project)
    phases.add("find", start, 1)
    result = globals()[arguments.job](service, project, arguments, phases)
    json.dump({"phases": phases.taken, **result}, sys.stdout)


if __name__ == "__main__":
    main()
