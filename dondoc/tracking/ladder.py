"""Who is told, when, after what: the rungs of urging."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum


class RungSlug(StrEnum):
    """Every occasion on which somebody is told: the rungs of the ladders, and what is told outside them."""

    BAO_TRUOC = "bao_truoc"
    NHAC = "nhac"
    HOM_NAY = "hom_nay"
    GOI = "goi"  # call list
    QUA_HAN = "qua_han"
    XEM_TRUOC = "xem_truoc"  # the letters that will go, for the secretariat to see
    LANH_DAO = "lanh_dao"
    CONG_VAN = "cong_van"
    PHIEU = "phieu"
    CHOT_SO = "chot_so"  # ask to close the incoming register
    MO_DAU = "mo_dau"  # opening notice at activation
    TONG_HOP = "tong_hop"  # to the consolidating body: who is missing
    THAY_DOI = "thay_doi"  # change notice
    DINH_CHINH = "dinh_chinh"  # correction


class Role(StrEnum):
    """Whose desk a message lands on."""

    CONTACT = "contact"
    RECORDS = "records"
    HEAD = "head"
    SECRETARY = "secretary"


class Release(StrEnum):
    """auto: goes by itself; veto: shown a working day ahead, goes unless held; hand: waits for a person."""

    AUTO = "auto"
    VETO = "veto"
    HAND = "hand"


class Unit(StrEnum):
    """Working days or civil days."""

    WORKING_DAY = "wd"
    DAY = "d"


class Anchor(StrEnum):
    """Rungs before and on the day count from the target; rungs after it count from the last day."""

    TARGET = "target"
    LAST_DAY = "last_day"


class Side(StrEnum):
    """Whether the recipient owes the paper (agency) or watches over it (secretariat of the standing body)."""

    AGENCY = "agency"
    SECRETARIAT = "secretariat"


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung. `level` is None for lists to the secretariat that are no step of the escalation."""

    slug: str
    level: int | None
    anchor: Anchor
    offset: int
    unit: Unit
    hour: time
    to: tuple[Role, ...]  # each gets a message of its own
    side: Side
    copies: tuple[Role, ...] = ()  # "Đồng gửi"
    release: Release = Release.AUTO
    after_register: bool = False  # speaks only once the register is closed


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs by slug, the lower ones first."""

    rungs: Mapping[str, Rung]


@dataclass(frozen=True, slots=True)
class Recipient:
    """A desk, not a person: `role@agency` ("contact@phong-tu-phap"); the person is looked up on sending."""

    role: Role
    agency: str

    def __str__(self) -> str:
        return f"{self.role}@{self.agency}"


@dataclass(frozen=True, slots=True)
class Nudge:
    """One decision to tell one recipient about one obligation.

    Its key is (obligation, round, occasion, recipient): `occasion` is the rung's slug, with the day behind it
    for what is asked daily ("chot_so:2022-06-16") and the receipt's id for a correction ("dinh_chinh:17").
    """

    obligation_id: str
    round_key: str
    rung: str
    occasion: str
    level: int | None
    recipient: Recipient
    moment: datetime  # when the rung was reached (+07:00), before it is moved into office hours
    is_copy: bool = False

    @property
    def key(self) -> tuple[str, str, str, Recipient]:
        """What makes it the same decision: told once, never again."""
        return (self.obligation_id, self.round_key, self.occasion, self.recipient)


@dataclass(frozen=True, slots=True)
class Told:
    """A nudge that was decided on; `told_at` is None until a message that carries it was accepted.

    `is_redirected`: it became a line of the secretariat's list, because nobody sits at the desk.
    """

    nudge: Nudge
    told_at: datetime | None
    is_redirected: bool = False
