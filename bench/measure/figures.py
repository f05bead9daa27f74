"""Reckoning with the figures of rounds."""

import statistics


def spread(values):
    """min, median, max."""
    return min(values), statistics.median(values), max(values)


def text(values, form="%.1f"):
    low, middle, high = spread(values)
    if len(values) == 1:
        return form % middle
    return "%s–%s–%s" % (form % low, form % middle, form % high)


def scaled(phases, whole):
    """
    Seconds that all of a baseline would take.

    phases: {name: {seconds, requests}} as measured; whole: {name: factor}, where 1 or none is a
    phase that was measured whole.
    """
    return sum(phase["seconds"] * whole.get(name, 1) for name, phase in phases.items())


def factor(all_of_them, measured):
    return max(1.0, all_of_them / measured) if measured else 1.0
