"""The emulator, in a process of its own."""

import json
import subprocess
import urllib.request

from . import places, process


class Emulator:
    """Started by the program's own command on a data folder; ended with the block."""

    def __init__(self, data, latency_ms=0):
        self.data = data
        self.latency_ms = latency_ms

    def command(self):
        return [
            str(places.PROGRAM), "emulator", "--port", "0",
            "--data", str(self.data), "--latency", str(self.latency_ms),
        ]  # fmt: skip

    def __enter__(self):
        self.log = open(places.folder("out") / "emulator.err", "wb")
        self.process = subprocess.Popen(
            self.command(), stdout=subprocess.PIPE, stderr=self.log, cwd=places.folder("out")
        )
        line = self.process.stdout.readline().decode()
        if not line.startswith("listening "):
            self.process.wait()
            raise process.Failed("the emulator does not start (see emulator.err)")
        self.url = line.split()[1]
        self._fill_columns()
        return self

    def _fill_columns(self):
        """
        Asks for a count of each object, as the first one reads all its rows into columns: a service
        that has been up for a while has done so long ago, and whoever is measured first would pay.
        """
        for kind in ("experiment", "dataset"):
            for found in self._call("GET", "/v1/" + kind)["objects"]:
                self._count(kind, found["id"])
        for found in self._call("GET", "/v1/project")["objects"]:
            self._count("project_logs", found["id"])

    def _count(self, kind, object_id):
        sql = "SELECT count(1) AS n FROM %s('%s') WHERE is_root = true" % (kind, object_id)
        self._call("POST", "/btql", {"query": sql, "fmt": "json"})

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
        self.log.close()

    def _call(self, method, path, body=None):
        headers = {"Authorization": "Bearer local", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, method=method, data=data, headers=headers)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def forget_requests(self):
        self._call("DELETE", "/emulator/faults")

    def requests(self):
        """How many since they were forgotten, by route."""
        return self._call("GET", "/emulator/faults")["requests"]

    def cpu(self):
        """Seconds of CPU so far."""
        return process.cpu_of(self.process.pid)

    def peak_mb(self):
        return process.peak_mb_of(self.process.pid)
