"""Runs a program and says what it took."""

import os
import re
import subprocess
import threading
import time


class Failed(Exception):
    """A program that did not end as it should; the text says how."""


class Taken:
    """What a run took: seconds, CPU seconds, the peak of its memory in MB, its exit code.

    Memory is that of the largest process: the program's shell script becomes the Java process.
    """

    def __init__(self, wall, cpu, rss_mb, code, said):
        self.wall = wall
        self.cpu = cpu
        self.rss_mb = rss_mb
        self.code = code
        self.said = said

    def figures(self):
        return {"wall": round(self.wall, 3), "cpu": round(self.cpu, 2), "rss_mb": round(self.rss_mb)}

    def end(self):
        """How it ended, for people."""
        lines = [line for line in self.said.splitlines() if line.startswith("error")]
        why = lines[0][:200] if lines else "no error message"
        how = "signal %d" % -self.code if self.code < 0 else "exit code %d" % self.code
        return "%s after %.0f s: %s" % (how, self.wall, why)


def run(command, out, env=None, cwd=None, limit=1200):
    """Runs to the end, with stdout in the file `out`; killed after `limit` seconds."""
    err = str(out) + ".err"
    with open(out, "wb") as stdout, open(err, "wb") as stderr:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, env=env, cwd=cwd
        )
        timer = threading.Timer(limit, process.kill)
        timer.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
        except BaseException:
            process.kill()
            process.wait()
            raise
        finally:
            timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    with open(err, "r", errors="replace") as said:
        return Taken(
            wall,
            usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / 1024,
            process.returncode,
            said.read(),
        )


def must(command, out, **how):
    """The same where anything but exit code 0 is an error."""
    taken = run(command, out, **how)
    if taken.code != 0:
        raise Failed("%s: %s\n%s" % (command[0], taken.end(), taken.said[-2000:]))
    return taken


def cpu_of(pid):
    """Seconds of CPU that another process has used so far."""
    with open("/proc/%d/stat" % pid) as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_mb_of(pid):
    """The most memory that another process has had."""
    with open("/proc/%d/status" % pid) as status:
        return int(re.search(r"VmHWM:\s+(\d+)", status.read()).group(1)) / 1024
