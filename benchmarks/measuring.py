"""Timing two ways of doing the same work in turns, and one line of the table about it."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Work = Callable[[], object]
Prepare = Callable[[], Work]  # makes ready, untimed, what is timed


@dataclass(frozen=True, slots=True)
class Times:
    """Medians over the pairs, in seconds; `ratio` is the median of the ratios of each pair."""

    ours: float
    floor: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Line:
    """What was measured against what. `goal` is the ratio wished for, as the table prints it; empty for none."""

    what: str
    floor: str
    times: Times
    goal: str = ""


def in_turns(ours: Prepare, floor: Prepare, *, pairs: int) -> Times:
    """Times both `pairs` times, once more before to warm up; who goes first changes from pair to pair."""
    measured: list[tuple[float, float]] = []
    for turn in range(pairs + 1):
        if turn % 2:
            least = _seconds(floor())
            own = _seconds(ours())
        else:
            own = _seconds(ours())
            least = _seconds(floor())
        measured.append((own, least))
    counted = measured[1:]
    return Times(
        ours=median(own for own, _ in counted),
        floor=median(least for _, least in counted),
        ratio=median(own / least for own, least in counted),
    )


def again(work: Work) -> Prepare:
    """Work that needs no making ready."""
    return lambda: work


def _seconds(work: Work) -> float:
    """The time of one run, garbage collected before and not during it, as timeit does."""
    gc.collect()
    gc.disable()
    begun = perf_counter()
    try:
        work()
        return perf_counter() - begun
    finally:
        gc.enable()
