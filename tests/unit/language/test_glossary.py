"""One table of words: no key means two things, every shape uses it, and both vocabularies say the same."""

import re
from dataclasses import asdict
from pathlib import Path

import pytest

from dondoc.language import glossary
from dondoc.language.ladder_entries import MOVABLE
from dondoc.language.reader import read_plan_text
from dondoc.language.schema import SHAPES
from dondoc.tracking.ladder import Role, RungSlug
from dondoc.tracking.ladders import DEFAULT_LADDERS

PLANS = Path(__file__).parents[3] / "plan_specs"


def test_no_key_has_two_meanings() -> None:
    keys = [key for term in glossary.TERMS for key in (term.english, term.vietnamese)]
    assert sorted(keys) == sorted(set(keys))
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", key) for key in keys)


def test_every_shape_is_made_of_known_keys_and_every_key_has_a_place() -> None:
    used = {key for shape in SHAPES.values() for key in shape.keys}
    assert used == set(glossary.BY_ENGLISH)


def test_every_key_says_what_it_is() -> None:
    assert all(term.label and term.meaning for term in glossary.TERMS)


def test_roles_of_contacts_are_the_roles_that_messages_go_to() -> None:
    assert set(glossary.ROLES.values()) == {role.value for role in Role}
    assert set(glossary.ROLE_LABELS) == {role.value for role in Role}


def test_a_plan_may_move_the_rungs_that_the_default_ladders_have() -> None:
    defaults = {slug for ladder in DEFAULT_LADDERS.values() for slug in ladder.rungs}
    assert set(MOVABLE) == defaults - {RungSlug.XEM_TRUOC}  # the preview follows the letter that it shows


def in_english(text: str) -> str:
    """A plan with every key written in English."""

    def english(match: re.Match[str]) -> str:
        term = glossary.BY_KEY.get(match["key"])
        return f"{match['before']}{term.english if term else match['key']}:"

    return re.sub(r"(?P<before>^\s*(?:- )?|[{,] ?)(?P<key>[a-z_]+):", english, text, flags=re.MULTILINE)


def without_places(value: object) -> object:
    if isinstance(value, dict):
        return {key: without_places(each) for key, each in value.items() if key != "position"}
    if isinstance(value, list | tuple):
        return [without_places(each) for each in value]
    return value


@pytest.mark.parametrize("name", ["duc-pho-2022", "mau-2026"])
def test_both_vocabularies_are_the_same_language(name: str) -> None:
    vietnamese = (PLANS / f"{name}.yaml").read_text(encoding="utf-8")
    english = in_english(vietnamese)
    assert "bao_cao" not in english
    assert "from: " in english
    first, second = (read_plan_text(text, file=f"{name}.yaml").spec for text in (vietnamese, english))
    assert first is not None
    assert second is not None
    assert without_places(asdict(first)) == without_places(asdict(second))
