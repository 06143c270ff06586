"""`python -m benchmarks`: measures, and prints each result as soon as it is there."""

import argparse
from collections.abc import Callable, Iterator

from benchmarks import mailing, reading, simulating, syncing, ticking
from benchmarks.measuring import Line

MEASURES: dict[str, Callable[..., Iterator[Line]]] = {
    "check": reading.measure,
    "sync": syncing.measure,
    "tick": ticking.measure,
    "simulate": simulating.measure,
    "mail": mailing.measure,
}
_ROW = "{:<44} {:>10}  {:<38} {:>10} {:>8}  {}"


def main() -> None:
    """Measures everything, or what `--only` names."""
    options = _options()
    print(_ROW.format("what", "ours", "floor", "floor's", "ratio", "goal"))
    for name in options.only or MEASURES:
        for line in MEASURES[name](quick=options.quick):
            print(_row(line), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Ratios to a floor measured in the same run, in turns; medians. Nothing passes or fails.",
    )
    parser.add_argument("--only", action="append", choices=MEASURES, metavar="NAME", help=", ".join(MEASURES))
    parser.add_argument("--quick", action="store_true", help="small inputs, few pairs: a look, no measurement")
    return parser.parse_args()


def _row(line: Line) -> str:
    times = line.times
    ratio = f"{times.ratio:.2f}×"
    return _ROW.format(line.what, _time(times.ours), line.floor, _time(times.floor), ratio, line.goal)


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.2f} ms"


if __name__ == "__main__":
    main()
