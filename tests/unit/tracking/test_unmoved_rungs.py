"""The language knows where the rungs stand that a plan does not move."""

from dondoc.language.directory import Relation
from dondoc.language.ladder_entries import UNMOVED
from dondoc.tracking.ladders import DEFAULT_LADDERS


def test_the_language_and_the_default_ladder_agree() -> None:
    rungs = DEFAULT_LADDERS[Relation.SUBORDINATE].rungs
    assert {slug: (rungs[slug].offset, rungs[slug].hour) for slug in UNMOVED} == UNMOVED
