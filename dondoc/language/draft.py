"""A plan while it is being read: its days of effect, the slugs that it names, and the readers of single values."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from dondoc.calendar.phrases import read_date
from dondoc.calendar.spans import Span
from dondoc.language import glossary
from dondoc.language.fields import Fields, check_slug, read_fields
from dondoc.language.findings import Findings
from dondoc.language.nodes import Node, Text
from dondoc.language.slugs import is_slug, slug_of
from dondoc.language.spec import Named, PlanEventSpec, Reference, Words

LATE_BY = timedelta(days=31)  # a yearly report is often due in the January after the year that it is about


@dataclass(slots=True)
class Draft:
    """What is known of a plan while its entries are read. `effect` is None where it could not be read."""

    findings: Findings
    effect: Span | None = None
    references: list[Reference] = field(default_factory=list)
    events: dict[str, PlanEventSpec] = field(default_factory=dict)  # of the plan, read before what waits for them

    def entries(self, plan: Fields, key: str) -> Iterator[tuple[str, Fields]]:
        """The well-formed entries of a section by their slugs; a malformed slug is told, its entry still read."""
        table = plan.table_of(key)
        for entry in table.entries.values() if table is not None else ():
            check_slug(entry.key, self.findings)
            fields = read_fields(key, entry.value, self.findings)
            if fields is not None:
                yield entry.key.value, fields

    def agency(self, fields: Fields, key: str) -> str | None:
        """The slug of one agency, as it is written: whether it is one, `checks` tells by the directory."""
        text = fields.text(key)
        return self.refer(Named.AGENCY, text) if text is not None else None

    def agencies(self, fields: Fields, key: str) -> tuple[str, ...]:
        """The slugs of agencies and groups, as they are written, each once."""
        return tuple(self.refer(Named.AGENCY_OR_GROUP, text) for text in fields.texts_once(key))

    def report(self, fields: Fields, key: str) -> str | None:
        """The slug of a report of this plan."""
        return self.name(Named.REPORT, fields, key)

    def name(self, named: Named, fields: Fields, key: str) -> str | None:
        """The slug of something else that the plan has; whether it has it, `checks` tells."""
        slug = fields.slug(key)
        return self.refer(named, slug) if slug is not None else None

    def refer(self, named: Named, text: Text) -> str:
        """Note what the plan names, and where; the name as it is written."""
        self.references.append(Reference(named, text.value, self.findings.place(text)))
        return text.value

    def words(self, fields: Fields, composed: str, *, clause: str = "") -> Words:
        """Clause and phrase of an entry: the quoted one, else the words composed from the keys."""
        quoted = fields.string("phrase")
        own_clause = fields.string("clause", clause)
        return Words(own_clause, quoted or composed, bool(quoted), self.findings.place(fields.table))

    def event(self, fields: Fields, key: str, text: Text) -> tuple[str, str] | None:
        """The words and the slug of the event that a text names; words make an event of their own."""
        words = " ".join(text.value.split())
        if is_slug(text.value):
            event = self.events.get(text.value)
            return event.name if event is not None else words, self.refer(Named.EVENT, text)
        slug = slug_of(words)
        if not slug:
            message = f"không hiểu sự kiện “{words[:60]}” ở `{glossary.key_of(key)}`"
            self.findings.error(text, message, "Viết bằng lời của văn bản, ví dụ: có chỉ đạo của cấp trên.")
            return None
        if slug not in self.events:
            clause = fields.string("clause")
            place = self.findings.place(text)
            self.events[slug] = PlanEventSpec(slug, words, Words(clause, words, quoted=False, position=place))
        return words, slug

    def day(self, fields: Fields, key: str) -> date | None:
        """A civil day, taken into the effect's year where none is written; None where absent or wrong."""
        text = fields.text(key)
        if text is None or self.effect is None:
            return None
        found = read_date(text.value, effect=self.effect)
        if isinstance(found, str):
            self.findings.wrong(text, found)
            return None
        return found

    def check_in_effect(self, node: Node, day: date, *, what: str = "ngày") -> bool:
        """Whether a day lies in the effect; outside it that is told. A month after its end is only warned of."""
        if self.effect is None or day in self.effect:
            return True
        span = f"{self.effect.starts:%d/%m/%Y} đến {self.effect.ends:%d/%m/%Y}"
        message = f"{what} {day:%d/%m/%Y} nằm ngoài thời gian thực hiện của kế hoạch (từ {span})"
        if self.effect.ends < day <= self.effect.ends + LATE_BY:
            hint = "Nếu văn bản cho gửi sau khi hết thời gian thực hiện thì để nguyên; nếu không, sửa ngày."
            self.findings.warning(node, message, hint)
            return True
        self.findings.error(node, message, f"Sửa ngày này, hoặc sửa `{glossary.key_of('effect')}`.")
        return False
