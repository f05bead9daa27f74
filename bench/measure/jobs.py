"""All jobs, in the order in which they are run and shown."""

from . import discover, facets, micro, reads, scale, writes

ALL = [
    writes.Start(),
    reads.Requests(),
    reads.AgainstSequential("fetch-100k", reads.SMALL, 4),
    reads.AgainstSequential("fetch-1m", reads.LARGE, 8),
    reads.AgainstFloor(),
    writes.Update(),
    writes.Sync(),
    scale.LargeSync(),
    scale.Parallelism("cluster", None, reads.SMALL),
    scale.Parallelism("cluster-1-a-slot", 1, reads.SMALL),
    scale.Parallelism("cluster-4-a-slot", 4, reads.LARGE, extra=True),
    facets.Labels("direct"),
    facets.Labels("flink"),
    facets.Evals("direct"),
    facets.Evals("flink"),
    facets.ManySpans("flink", 500_000),
    facets.ManySpans("direct", 50_000),
    discover.Windows(),
    micro.Micro(),
]
BY_NAME = {job.name: job for job in ALL}


def usual():
    """Those that are run when none is named."""
    return [job for job in ALL if not getattr(job, "extra", False)]
