"""What is measured on, without names and paths."""

import os
import re
import subprocess
import time

from . import places


def describe():
    with open("/proc/meminfo") as info:
        memory = int(re.search(r"MemTotal:\s+(\d+)", info.read()).group(1)) / (1 << 20)
    version = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr
    java = re.search(r'version "([^"]+)"', version)
    return "%d cores, %.0f GiB, JDK %s" % (
        os.cpu_count(), memory, java.group(1) if java else "?",
    )  # fmt: skip


def load():
    return round(os.getloadavg()[0], 1)


def now():
    return time.strftime("%Y-%m-%d %H:%M", time.gmtime())


def commit():
    def git(*words):
        command = ["git", "-C", str(places.ROOT), *words]
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()

    dirty = git("status", "--porcelain", "--", ".", ":!bench/results.*")
    return git("rev-parse", "--short", "HEAD") + ("+" if dirty else "")
