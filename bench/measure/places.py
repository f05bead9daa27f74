"""Where things are."""

import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BENCH = ROOT / "bench"
PROGRAM = ROOT / "braintrust-beam"
FLINK_CLUSTER = ROOT / "runners" / "flink" / "cluster"

#: Where rows are kept between runs; they are large.
HOME = pathlib.Path(os.environ.get("BRAINTRUST_BEAM_BENCH", ROOT / ".local" / "bench"))


def folder(*names):
    path = HOME.joinpath(*names)
    path.mkdir(parents=True, exist_ok=True)
    return path
