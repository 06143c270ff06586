"""Contacts: who sits at which desk. Personal data, so the file lives outside the repository (DONDOC_CONTACTS)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dondoc.errors import Position, Problem
from dondoc.language import glossary, source
from dondoc.language.fields import Fields, check_slug, read_fields
from dondoc.language.findings import Enough, Findings
from dondoc.language.nodes import Entry, Items
from dondoc.language.slugs import nearest

_ADDRESS = re.compile(r"[^@\s<>,;:\"()\[\]]+@[^@\s<>,;:\"()\[\]]+\.[A-Za-z][A-Za-z0-9-]*")
_PHONE = re.compile(r"\+?[0-9][0-9 .()-]{5,20}")
_LONGEST_ADDRESS = 254


Desk = tuple[str, str, str | None]


@dataclass(frozen=True, slots=True)
class Contact:
    """One person at one desk; `plan` is None where they sit there for every plan."""

    role: str  # contact, records, head, secretary
    agency: str
    name: str
    email: str
    phone: str
    plan: str | None
    position: Position = field(compare=False)


@dataclass(frozen=True, slots=True)
class Contacts:
    """Everybody, by desk: (role, agency, plan or None); `places` is where each agency stands in `file`."""

    desks: Mapping[Desk, Contact]
    places: Mapping[str, Position]
    file: str

    def person(self, role: str, agency: str, *, plan: str | None) -> Contact | None:
        """Who sits at a desk for a plan, else for every plan; None where nobody does."""
        return self.desks.get((role, agency, plan)) or self.desks.get((role, agency, None))


def read_contacts(path: Path) -> tuple[Contacts, tuple[Problem, ...]]:
    """The contacts of a file and everything that is wrong with it. Raises OSError if it can't be opened."""
    findings = Findings(str(path))
    desks: dict[Desk, Contact] = {}
    places: dict[str, Position] = {}
    try:
        read = source.read(path)
        for problem in read.problems:
            findings.add(problem)
        fields = read_fields("contacts", read.node, findings) if read.node is not None else None
        table = fields.table_of("contact") if fields is not None else None
        for entry in table.entries.values() if table is not None else ():
            places[entry.key.value] = findings.place(entry.key)
            _read_agency(entry, findings, desks)
    except Enough:
        pass  # the findings say so themselves
    return Contacts(desks, places, str(path)), findings.problems


def _read_agency(entry: Entry, findings: Findings, desks: dict[Desk, Contact]) -> None:
    check_slug(entry.key, findings)
    nodes = entry.value.items if isinstance(entry.value, Items) else [entry.value]
    for node in nodes:
        fields = read_fields("contact", node, findings)
        contact = _contact(entry.key.value, fields) if fields is not None else None
        if fields is None or contact is None:
            continue
        desk = (contact.role, contact.agency, contact.plan)
        if desk in desks:
            label = glossary.ROLE_LABELS[contact.role]
            message = f"`{contact.agency}` có hai {label} (người kia ở dòng {desks[desk].position.line})"
            findings.error(
                node, message, "Mỗi vai trò một người; người riêng cho một kế hoạch thì ghi `ke_hoach`."
            )
        desks.setdefault(desk, contact)


def _contact(agency: str, fields: Fields) -> Contact | None:
    role = _role(fields)
    plan = fields.slug("plan")
    email, phone = fields.string("email"), fields.string("phone")
    if email and (len(email) > _LONGEST_ADDRESS or not email.isascii() or not _ADDRESS.fullmatch(email)):
        hint = "Viết một địa chỉ, không dấu, ví dụ vanthu.tuphap@example.com."
        fields.findings.error(fields.place("email"), f"địa chỉ thư của {agency} viết sai", hint)
    if phone and not _PHONE.fullmatch(phone):
        hint = 'Viết số trong ngoặc kép, ví dụ "0255 000 0101".'
        fields.findings.error(fields.place("phone"), f"số điện thoại của {agency} viết sai", hint)
    if not email:
        message = f"{fields.string('name')} ({agency}) chưa có địa chỉ thư: không gửi được"
        fields.findings.warning(fields.table, message, "Thêm `thu_dien_tu: …`.")
    if role is None:
        return None
    place = fields.findings.place(fields.table)
    return Contact(
        role, agency, fields.string("name"), email, phone, plan.value if plan is not None else None, place
    )


def _role(fields: Fields) -> str | None:
    text = fields.text("role")
    if text is None:
        return None
    role = glossary.ROLES.get(text.value.casefold())
    if role is None:
        like = nearest(text.value.casefold(), glossary.ROLES)
        hint = f"Có phải `{like}`?" if like else "Viết `dau_moi`, `van_thu`, `lanh_dao` hoặc `thu_ky`."
        fields.findings.error(text, f"không có vai trò “{text.value}”", hint)
    return role
