"""Many damaged files, in processes whose memory is bounded."""

import multiprocessing
import resource
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tests.fuzz.judging import Judge, TooSlow, bases, the_judge
from tests.fuzz.mutating import mutated

MOST_MEMORY = 1 << 30  # bytes of address space for a process that reads one file after another
_PART = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """A file that broke something: its seed, and what broke."""

    seed: int
    what: str


@dataclass(frozen=True, slots=True)
class Part:
    """What came of some files."""

    files: int
    plans: int
    findings: tuple[Finding, ...]
    sentences: tuple[str, ...]


def fuzzed(seeds: range, *, processes: int) -> Iterator[Part]:
    """Judges the files of the seeds, part by part, in no order."""
    parts = [seeds[start : start + _PART] for start in range(0, len(seeds), _PART)]
    context = multiprocessing.get_context("spawn")
    with context.Pool(processes, initializer=_bounded, maxtasksperchild=100) as pool:
        yield from pool.imap_unordered(_judged, parts)


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


@cache
def _ready() -> tuple[Judge, Sequence[bytes]]:
    return the_judge(), bases()


def _judged(seeds: range) -> Part:
    judge, files = _ready()
    plans = 0
    findings: list[Finding] = []
    sentences: list[str] = []
    for seed in seeds:
        try:
            judged = judge.judge(mutated(files, seed))
        except (Exception, TooSlow) as error:
            findings.append(Finding(seed, f"{type(error).__name__}: {error}"[:500]))
        else:
            plans += judged.is_plan
            sentences += judged.sentences[:1]
    return Part(len(seeds), plans, tuple(findings), tuple(sentences))
