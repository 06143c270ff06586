"""Work in runs of a bounded size, so that memory and statements stay small whatever the number of rows."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

BATCH = 500

T = TypeVar("T")


def batches(values: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    """The values in runs of at most `size`."""
    return (values[start : start + size] for start in range(0, len(values), size))
