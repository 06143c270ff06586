"""A fixed sample of the damaged files of `make fuzz`."""

import pytest

from dondoc.language.reader import read_plan_bytes
from dondoc.tracking.compiler import compile_plan
from tests.fuzz.judging import Judge, TooSlow, bases, limited, require_no_invented_date, the_judge
from tests.fuzz.mutating import mutated
from tests.fuzz.running import fuzzed

SAMPLE = range(1, 401)


def test_no_damaged_plan_breaks_a_promise() -> None:
    parts = list(fuzzed(SAMPLE, processes=1))
    assert sum(part.files for part in parts) == len(SAMPLE)
    assert [finding for part in parts for finding in part.findings] == []
    assert 0 < sum(part.plans for part in parts) < len(SAMPLE)  # some survive the damage, some don't


def test_the_same_seed_makes_the_same_file() -> None:
    assert mutated(bases(), 7) == mutated(bases(), 7) != mutated(bases(), 8)


@pytest.fixture(scope="module")
def judge() -> Judge:
    return the_judge()


def test_the_undamaged_plans_pass(judge: Judge) -> None:
    assert all(judge.judge(base).is_plan for base in bases())


def test_an_invented_date_would_be_seen(judge: Judge) -> None:
    base = next(base for base in bases() if b"16/9" in base)
    spec = read_plan_bytes(base, file="thu.yaml").spec
    assert spec is not None
    compiled = compile_plan(spec, judge.directory, judge.calendar)
    with pytest.raises(AssertionError, match="2022-09-15"):
        require_no_invented_date(compiled, base.decode().replace("16/9", "–"))


def never_ends() -> None:
    with limited(0.05):
        while True:
            pass


def test_an_endless_file_would_be_seen() -> None:
    with pytest.raises(TooSlow):
        never_ends()
