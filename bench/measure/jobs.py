"""All jobs, in the order in which they are run and shown."""

from . import micro, reads, scale, writes

ALL = [
    writes.Start(),
    reads.Requests(),
    reads.AgainstSequential("fetch-100k", reads.SMALL, 4),
    reads.AgainstSequential("fetch-1m", reads.LARGE, 8),
    reads.AgainstFloor(),
    writes.Update(),
    writes.Sync(),
    scale.LargeSync(),
    scale.Parallelism("cluster", None),
    scale.Parallelism("cluster-4-a-slot", 4),
    micro.Micro(),
]
BY_NAME = {job.name: job for job in ALL}
