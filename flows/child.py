"""Becomes the command it is given, and dies with its parent: `python -m flows.child COMMAND…`.

A launcher of its own instead of a hook between fork and exec, which is unsafe once threads run.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main(command: list[str]) -> None:
    """Replaces this process by `command`; the kernel sends it SIGTERM when the parent is gone."""
    parent = os.getppid()
    # A shell starts background jobs with SIGINT ignored, and the worker would inherit that.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit("the parent ended before its child began")
    os.execv(command[0], command)  # noqa: S606 - no shell is wanted; the command is our own


if __name__ == "__main__":
    main(sys.argv[1:])
