"""The default ladders, one per relation, and what a plan may change about them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import time
from types import MappingProxyType

from dondoc.language.directory import Relation
from dondoc.language.spec import RungSpec
from dondoc.tracking.ladder import Anchor, Ladder, Release, Role, Rung, RungSlug, Side, Unit

MORNING = time(8)
_AFTERNOON = time(15)
_AFTER_THE_REGISTER = time(14)  # nobody hears "quá hạn" before 14:00 of the next working day


def _to_agency(slug: RungSlug, level: int, offset: int, hour: time, *to: Role) -> Rung:
    anchor = Anchor.TARGET if offset <= 0 else Anchor.LAST_DAY
    return Rung(slug, level, anchor, offset, Unit.WORKING_DAY, hour, to, Side.AGENCY, after_register=offset > 0)


def _to_secretariat(slug: RungSlug, level: int | None, offset: int, hour: time) -> Rung:
    anchor = Anchor.TARGET if offset <= 0 else Anchor.LAST_DAY
    to = (Role.SECRETARY,)
    return Rung(
        slug, level, anchor, offset, Unit.WORKING_DAY, hour, to, Side.SECRETARIAT, after_register=offset > 0
    )


def _letter_to_head(offset: int) -> Rung:
    letter = _to_agency(RungSlug.LANH_DAO, 2, offset, MORNING, Role.HEAD)
    return replace(letter, copies=(Role.CONTACT,), release=Release.VETO)


def _ladder(*rungs: Rung) -> Ladder:
    return Ladder({rung.slug: rung for rung in rungs})


_BAO_TRUOC = _to_agency(RungSlug.BAO_TRUOC, 1, -5, MORNING, Role.CONTACT)
_NHAC = _to_agency(RungSlug.NHAC, 1, -2, MORNING, Role.CONTACT)
_HOM_NAY = _to_agency(RungSlug.HOM_NAY, 1, 0, MORNING, Role.CONTACT)
_GOI = _to_secretariat(RungSlug.GOI, None, 0, _AFTERNOON)
_QUA_HAN = _to_agency(RungSlug.QUA_HAN, 1, 1, _AFTER_THE_REGISTER, Role.CONTACT, Role.RECORDS)

_BEFORE_THE_DAY = (_BAO_TRUOC, _NHAC, _HOM_NAY, _GOI)

DEFAULT_LADDERS: Mapping[Relation, Ladder] = MappingProxyType(
    {
        Relation.SUBORDINATE: _ladder(
            *_BEFORE_THE_DAY,
            _QUA_HAN,
            _to_secretariat(RungSlug.XEM_TRUOC, None, 2, MORNING),
            _letter_to_head(3),
            _to_secretariat(RungSlug.CONG_VAN, 3, 5, MORNING),
            _to_secretariat(RungSlug.PHIEU, 3, 10, MORNING),
        ),
        Relation.ASSOCIATION: _ladder(
            *_BEFORE_THE_DAY,
            _QUA_HAN,
            _to_secretariat(RungSlug.XEM_TRUOC, None, 4, MORNING),
            _letter_to_head(5),
            _to_secretariat(RungSlug.CONG_VAN, 3, 7, MORNING),
        ),
        Relation.OUTSIDE: _ladder(_BAO_TRUOC, _HOM_NAY),
    }
)

# A report with a period of a week or less: one reminder, and one list of the missing on the same day.
SHORT_RUNGS = frozenset({RungSlug.HOM_NAY, RungSlug.GOI})


def ladder_with(default: Ladder, rungs: Iterable[RungSpec]) -> Ladder:
    """A ladder with the offsets and hours that a plan writes; slugs that the ladder does not have are skipped.

    The preview stays one working day ahead of the letter that it shows, whatever the plan moves.
    """
    written = {rung.slug: rung for rung in rungs}
    changed = {slug: _rewritten(rung, written.get(slug)) for slug, rung in default.rungs.items()}
    letter = next((rung for rung in changed.values() if rung.release is not Release.AUTO), None)
    preview = changed.get(RungSlug.XEM_TRUOC)
    if letter is not None and preview is not None:
        changed[preview.slug] = replace(preview, offset=letter.offset - 1, unit=letter.unit)
    return Ladder(changed)


def _rewritten(rung: Rung, spec: RungSpec | None) -> Rung:
    if spec is None:
        return rung
    return replace(rung, offset=spec.offset, unit=Unit(spec.unit), hour=spec.hour)
