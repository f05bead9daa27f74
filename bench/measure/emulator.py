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
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
        self.log.close()

    def _control(self, method, body=None):
        request = urllib.request.Request(
            self.url + "/emulator/faults",
            method=method,
            data=body,
            headers={"Authorization": "Bearer local"},
        )
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def forget_requests(self):
        self._control("DELETE")

    def requests(self):
        """How many since they were forgotten, by route."""
        return self._control("GET")["requests"]

    def cpu(self):
        """Seconds of CPU so far."""
        return process.cpu_of(self.process.pid)

    def peak_mb(self):
        return process.peak_mb_of(self.process.pid)
