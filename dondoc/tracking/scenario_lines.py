"""One step of a written story: its values as texts, days and moments, and what is wrong with them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from dondoc.calendar import VIETNAM
from dondoc.calendar.phrases import read_date
from dondoc.language.findings import Findings
from dondoc.language.nodes import Broken, Items, Node, Table, Text
from dondoc.language.slugs import nearest

# What may be written in a step, and what it means.
KEYS = {
    "luc": "lúc nào, ví dụ 14/6/2022 09:00",
    "viec": "việc xảy ra",
    "ke_hoach": "mã kế hoạch",
    "bao_cao": "mã báo cáo hoặc nhiệm vụ",
    "ky": "mã kỳ, ví dụ 6-thang hoặc 2022-6-thang",
    "co_quan": "mã cơ quan hoặc danh sách mã; bỏ trống là mọi cơ quan",
    "so": "số, ký hiệu văn bản",
    "ngay_van_ban": "ngày của văn bản",
    "ngay_nhan": "ngày nhận theo dấu văn thư, mặc định là ngày ghi nhận",
    "han_moi": "ngày cuối mới",
    "hen_ngay": "ngày hẹn gửi",
    "bang_mieng": "có: gia hạn bằng miệng",
    "ngay_ban_hanh": "ngày ban hành",
    "tu": "từ ngày",
    "den": "đến hết ngày",
    "den_luc": "đến lúc, ví dụ 17/6/2022 08:00",
    "vai_tro": "dau_moi, van_thu, lanh_dao hoặc thu_ky",
    "ghi_chu": "lý do, ghi chú",
}

MOST_NAMED = 30  # words that a hint lists

_CLOCK = r"(?P<hour>[01]?[0-9]|2[0-3])[:h](?P<minute>[0-5][0-9])"
_MOMENTS = (re.compile(rf"(?P<day>\S+)\s+{_CLOCK}"), re.compile(rf"{_CLOCK}\s+(?P<day>\S+)"))
_NO_MOMENT = datetime(1970, 1, 1, tzinfo=VIETNAM)  # stands for a moment that is wrong; such a story is never told
_YES_NO = {"có": True, "co": True, "không": False, "khong": False}


@dataclass(frozen=True, slots=True)
class Line:
    """One step as written. What is wrong is noted, and something that means nothing stands in its place."""

    table: Table
    findings: Findings

    def has(self, key: str) -> bool:
        """The key is written."""
        return key in self.table.entries

    def place(self, key: str) -> Node:
        """Where a value stands; the step itself where it is absent."""
        return self.table.entries[key].value if self.has(key) else self.table

    def texts(self, key: str) -> tuple[Text, ...]:
        """The texts of a list, or the one text that stands in its place; none where the key is absent."""
        if not self.has(key):
            return ()
        node = self.place(key)
        nodes = node.items if isinstance(node, Items) else [node]
        return tuple(text for text in map(self._text, nodes, [key] * len(nodes)) if text is not None)

    def text(self, key: str) -> str:
        """One text on one line; empty where it is absent."""
        if self.has(key) and isinstance(self.place(key), Items):
            self._wrong(key, f"`{key}` chỉ nhận một giá trị", "Mỗi giá trị viết thành một bước riêng.")
            return ""
        return " ".join(word for text in self.texts(key) for word in text.value.split())

    def day(self, key: str, default: date) -> date:
        """A civil day with its year; the default where it is absent."""
        if not self.has(key):
            return default
        found = read_date(self.text(key))
        if isinstance(found, date):
            return found
        self._wrong(key, found)
        return default

    def day_or_none(self, key: str) -> date | None:
        """A civil day with its year; None where it is absent."""
        return self.day(key, _NO_MOMENT.date()) if self.has(key) else None

    def moment(self, key: str) -> datetime:
        """A day with an hour (+07:00), in either order."""
        written = self.text(key)
        found = next((match for each in _MOMENTS if (match := each.fullmatch(written))), None)
        day = read_date(found["day"]) if found else "viết ngày và giờ, ví dụ 14/6/2022 09:00"
        if found and isinstance(day, date):
            return datetime.combine(day, time(int(found["hour"]), int(found["minute"])), VIETNAM)
        if written:  # what is no text at all was told before
            self._wrong(key, f"{day}" if found else f"không hiểu thời điểm “{written[:60]}”; {day}")
        return _NO_MOMENT

    def is_yes(self, key: str) -> bool:
        """The answer to a yes-or-no key; absent is no."""
        written = self.text(key).casefold()
        if written and written not in _YES_NO:
            self._wrong(key, f"`{key}` không nhận giá trị “{written}”", "Viết `có` hoặc `không`.")
        return _YES_NO.get(written, False)

    def known(self, text: Text, known: Iterable[str], what: str) -> str:
        """A word that is known; if it isn't, that is told with the nearest one, and it is empty."""
        words = sorted(known)
        if text.value in words:
            return text.value
        like = nearest(text.value, words)
        hint = f"Có phải `{like}`?" if like else f"Dùng một trong: {', '.join(words[:MOST_NAMED])}."
        self.findings.error(text, f"không có {what} `{text.value}`", hint)
        return ""

    def _text(self, node: Node, key: str) -> Text | None:
        if isinstance(node, Text) and node.value.strip():
            return node
        if not isinstance(node, Broken):
            self.findings.error(node, f"`{key}` phải là một giá trị", f"Viết {KEYS[key]}.")
        return None

    def _wrong(self, key: str, message: str, hint: str = "") -> None:
        """Tell what is wrong with a value; without a hint the message itself has one, behind a semicolon."""
        if isinstance(self.place(key), Broken):
            return
        if hint:
            self.findings.error(self.place(key), message, hint)
        else:
            self.findings.wrong(self.place(key), message)
