"""Drafts for a signature, as plain text: the công văn to one debtor, the note to the leader about all."""

from collections.abc import Sequence
from datetime import datetime

from dondoc.tracking.notices import Item, Section
from notifiers import words
from notifiers.blocks import Block, see_section
from notifiers.views import see_item
from notifiers.wording import render


def draft_letter(section: Section, items: Sequence[Item], *, at: datetime) -> str:
    """The công văn to the one agency that owes `items`: number, date, new deadline and signature stay blank.

    Order after Nghị định 30/2020/NĐ-CP and the habit of secretariats: plan and clause, what has not come,
    new deadline and recipient, whom to call. `at` is the moment of writing (+07:00).
    """
    return _draft("du_thao_cong_van.txt", section, items, form="cong_van", at=at)


def draft_note(section: Section, items: Sequence[Item], *, at: datetime) -> str:
    """The note that lays all debtors before the leader, the longest late first; it alone ranks."""
    return _draft("du_thao_phieu.txt", section, items, form="phieu", at=at)


def _draft(name: str, section: Section, items: Sequence[Item], *, form: str, at: datetime) -> str:
    today = at.date()
    debts = tuple(see_item(item, section.plan, form=form, today=today) for item in items)
    facts = {
        "section": see_section(section, today),
        "debts": debts if form == "cong_van" else Block(form, debts),
        "today": today,
        "written": f"{words.hour(at)} ngày {words.full_day(today)}",
    }
    return render(name, facts)
