"""The program, run from a shell as a user would."""

import os
import shlex

from . import places, process

#: Nothing of the user's own settings may change what is measured.
OWN = ("BRAINTRUST_", "JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS")


def environment(url, java_opts=None):
    env = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
    env.update(BRAINTRUST_API_URL=url, BRAINTRUST_API_KEY="local")
    if java_opts:
        env["JAVA_OPTS"] = java_opts
    return env


def shown(words, java_opts=None):
    """The command as it is typed."""
    names = [os.path.basename(word) if word.startswith("/") else word for word in words]
    prefix = "JAVA_OPTS=%s " % shlex.quote(java_opts) if java_opts else ""
    return prefix + "./braintrust-beam " + " ".join(shlex.quote(name) for name in names)


def measure(emulator, words, java_opts=None, name="ours"):
    """
    What a run took, with requests and the server's CPU; `out` is the file of its stdout.

    Raises process.Failed where the run did.
    """
    out = places.folder("out") / (name + ".stdout")
    command = [str(places.PROGRAM), *words, "--progress", "never"]
    before = emulator.cpu()
    emulator.forget_requests()
    taken = process.run(
        command, out, env=environment(emulator.url, java_opts), cwd=places.folder("out")
    )
    figures = taken.figures()
    figures["server_cpu"] = round(emulator.cpu() - before, 2)
    figures["requests"] = sum(emulator.requests().values())
    if taken.code != 0:
        raise process.Failed(taken.end())
    figures["said"] = [line for line in taken.said.splitlines() if line][:5]
    return figures, out
