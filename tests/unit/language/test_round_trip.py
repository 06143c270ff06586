"""A plan printed and read again is the same plan, in both vocabularies, whatever it says."""

from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings

from dondoc.language.glossary import Vocabulary
from dondoc.language.printer import print_plan
from dondoc.language.reader import read_plan_text
from dondoc.language.spec import Named, PlanSpec
from tests.unit.language.written_plans import written_plans

PLANS = Path(__file__).parents[3] / "plan_specs"


def spec_of(text: str, slug: str = "thu") -> PlanSpec:
    reading = read_plan_text(text, file=f"{slug}.yaml")
    assert reading.spec is not None, "\n".join([text, *(str(problem) for problem in reading.problems)])
    return reading.spec


def meaning(value: object) -> object:
    """A plan without the places at which its parts stand."""
    if isinstance(value, dict):
        return {key: meaning(each) for key, each in value.items() if key not in ("position", "references")}
    if isinstance(value, list | tuple):
        return [meaning(each) for each in value]
    return value


def without_composed_words(value: object) -> object:
    """The same without words that nobody wrote: those of a repetition become those of its single days."""
    if isinstance(value, dict):
        is_composed = "phrase" in value and not value["quoted"]
        return {
            key: without_composed_words(each) for key, each in value.items() if not is_composed or key != "phrase"
        }
    return [without_composed_words(each) for each in value] if isinstance(value, list) else value


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(text=written_plans())
def test_a_plan_printed_and_read_again_is_the_same(text: str) -> None:
    spec = spec_of(text)
    for vocabulary in Vocabulary:
        printed = print_plan(spec, vocabulary)
        again = spec_of(printed)
        before, after = meaning(asdict(spec)), meaning(asdict(again))
        event("the very same words" if before == after else "words of single days for those of a repetition")
        assert without_composed_words(before) == without_composed_words(after), printed
        assert print_plan(again, vocabulary) == printed


@pytest.mark.parametrize("path", sorted(PLANS.glob("*-2*.yaml")), ids=lambda path: path.stem)
def test_the_plans_of_this_folder_come_out_as_they_were_read(path: Path) -> None:
    spec = spec_of(path.read_text(encoding="utf-8"), path.stem)
    for vocabulary in Vocabulary:
        again = spec_of(print_plan(spec, vocabulary), path.stem)
        assert meaning(asdict(again)) == meaning(asdict(spec))
        assert _named(again) == _named(spec)


def _named(spec: PlanSpec) -> set[tuple[str, str]]:
    """What a plan names but events: those that had no entry get one."""
    return {(each.named, each.slug) for each in spec.references if each.named is not Named.EVENT}
