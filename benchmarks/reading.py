"""`dondoc check` against a plain CSafeLoader load of the same files."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from benchmarks.large_plan import large_plan
from benchmarks.measuring import Line, Times, again, in_turns
from dondoc.cli.plan_files import open_shelf
from dondoc.language.source import read_bytes

PLANS = Path(__file__).resolve().parent.parent / "plan_specs"
REAL = PLANS / "duc-pho-2022.yaml"
_BESIDE = ("directory", "calendar")


def measure(*, quick: bool) -> Iterator[Line]:
    """The layer that reads YAML alone, then the whole check: a large plan, and the real one."""
    size = {"reports": 10, "tasks": 200} if quick else {"reports": 40, "tasks": 1500}
    pairs = 3 if quick else 9
    with TemporaryDirectory() as folder:
        large = _beside_a_directory(Path(folder), large_plan(**size))
        for path, name in ((large, "large plan"), (REAL, "Đức Phổ 2022")):
            data = path.read_bytes()
            label = f"{name}, {len(data) // 1024} kB"
            yield Line(f"source layer, {label}", "CSafeLoader of it", _source(data, pairs), "≤ 1×")
            yield Line(f"check, {label}", "CSafeLoader of plan and directory", check_times(path, pairs))


def _source(data: bytes, pairs: int) -> Times:
    return in_turns(
        again(lambda: read_bytes(data, file="plan.yaml")),
        again(lambda: yaml.load(data, yaml.CSafeLoader)),
        pairs=pairs,
    )


def check_times(path: Path, pairs: int) -> Times:
    """Both read from disk what a check of the one file reads: the plan, and every file of the directory."""
    files = (path, *sorted((path.parent / "directory").glob("*.yaml")))

    def plain() -> None:
        for file in files:
            yaml.load(file.read_bytes(), yaml.CSafeLoader)

    def check() -> None:
        errors = [problem for problem in open_shelf(path).problems if problem.is_error]
        if errors:
            raise ValueError(f"the plan to be measured is wrong: {errors[0]}")

    return in_turns(again(check), again(plain), pairs=pairs)


def _beside_a_directory(folder: Path, text: str) -> Path:
    for name in _BESIDE:
        shutil.copytree(PLANS / name, folder / name)
    path = folder / "ke-hoach-lon.yaml"
    path.write_text(text, encoding="utf-8")
    return path
