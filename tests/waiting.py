"""Waiting for a real condition, with a deadline; no test sleeps and hopes."""

import time
from collections.abc import Callable

LOOK_EVERY = 0.05  # seconds


def until(condition: Callable[[], object], *, within: float = 20.0, what: str = "") -> None:
    """Returns when the condition holds. Raises AssertionError after `within` seconds."""
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, f"not within {within:g} s: {what or condition}"
        time.sleep(LOOK_EVERY)
