"""The only place that reads a clock."""

from datetime import datetime

from dondoc.calendar import VIETNAM


def now() -> datetime:
    """The present moment, aware, in Asia/Ho_Chi_Minh."""
    return datetime.now(VIETNAM)
