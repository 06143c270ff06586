"""Every plan compiles to the obligations that are kept as text."""

from pathlib import Path

from tests.plans.outlines import HERE, outlines


def test_every_plan_compiles_to_its_kept_outline() -> None:
    kept = {path.stem: path.read_text(encoding="utf-8") for path in sorted(Path(HERE).glob("*.txt"))}
    assert outlines() == kept
