"""Every row of what the source documents demand is carried by an entry with its clause and words."""

import pytest

from tests.plans.acceptance import KEPT, carried, table
from tests.plans.acceptance_rows import ROWS
from tests.plans.reading import FOLDER


def test_the_table_is_the_kept_one() -> None:
    assert table() == KEPT.read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", ROWS)
def test_every_row_has_its_clause_its_words_and_something_that_preview_says(slug: str) -> None:
    for each in carried(slug):
        assert each.clause, each
        assert each.words, each
        assert each.says, each


@pytest.mark.parametrize("slug", ROWS)
def test_every_entry_of_a_plan_carries_a_row(slug: str) -> None:
    spec = FOLDER.plans[slug].spec
    entries = {*spec.reports, *spec.tasks, *spec.campaigns, *spec.own_plans, *spec.metrics, *spec.questions}
    assert entries - {each.entry.partition("/")[0] for each in carried(slug)} == set()


def test_the_table_covers_every_plan_but_the_sample() -> None:
    assert set(ROWS) == {slug for slug, plan in FOLDER.plans.items() if not plan.spec.sample}
