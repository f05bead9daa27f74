"""The Java side: builds it, makes rows, downloads bare, runs JMH, reads profiles."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time

from . import places, process

PACKAGE = "org.braintrustbeam.bench."


def build():
    """The program's jar, as the program itself builds it, and the tools."""
    subprocess.run([str(places.PROGRAM), "--version"], check=True, stdout=subprocess.DEVNULL)
    built = places.BENCH / "target" / "tools-built"
    sources = [places.BENCH / "pom.xml", *places.BENCH.glob("src/main/**/*.java")]
    sources += places.ROOT.glob("*/src/main/**/*.java")
    if built.exists() and all(s.stat().st_mtime < built.stat().st_mtime for s in sources):
        return
    print("building the tools", file=sys.stderr)
    start = time.time()
    command = "mvn -q -B package -DskipTests -Dspotless.check.skip -pl bench -am"
    subprocess.run(command.split(), cwd=places.ROOT, check=True)
    built.touch()
    os.utime(built, (start, start))  # what was edited meanwhile is newer


def java(name, *arguments, flags=()):
    """The command line of one of the tools."""
    path = "%s:%s" % (
        next((places.BENCH / "target").glob("braintrust-beam-bench-*.jar")),
        (places.BENCH / "target" / "classpath").read_text().strip(),
    )
    return ["java", *flags, "-cp", path, name, *arguments]


def floor(url, experiment, columns, condition, concurrency):
    """Downloads and throws away; what RawFloor says, and what it took."""
    out = places.folder("out") / "floor.json"
    command = java(
        PACKAGE + "floor.RawFloor", url, experiment, columns, condition, str(concurrency)
    )
    taken = process.must(command, out)
    return json.loads(out.read_text()), taken


def data(name, specs):
    """A folder with these rows, made now or in an earlier run."""
    home = places.folder("data")
    made = home / name
    mark = made / "made.json"
    wanted = json.dumps({"specs": specs, "sources": _sources()})
    if mark.exists() and mark.read_text() == wanted:
        return made
    if made.exists():
        shutil.rmtree(made)
    print("making rows: %s (%s)" % (name, ", ".join(specs)), file=sys.stderr)
    made.mkdir()
    command = java(PACKAGE + "data.GenerateData", str(made), *specs, flags=["-Xmx2g"])
    taken = process.must(command, places.folder("out") / "data.txt")
    print("  %.0f s, %d MB" % (taken.wall, size(made) >> 20), file=sys.stderr)
    mark.write_text(wanted)
    return made


def _sources():
    """Rows that other code has made are not those that we want."""
    digest = hashlib.sha256()
    for file in sorted((places.BENCH / "src/main/java").glob("**/data/*.java")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def size(folder):
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def copy(folder, name):
    """A copy to write to. The one that had the name before is gone."""
    target = places.folder("work") / name
    remove(target)
    subprocess.run(["cp", "-r", "--reflink=auto", str(folder), str(target)], check=True)
    return target


def remove(folder):
    if folder.exists():
        shutil.rmtree(folder)
