"""Subject lines: what and when, in at most 78 characters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from notifiers import words
from notifiers.blocks import DUTIES, NO_DESK, SECRETARIAT_FORMS, Block, NoticeView
from notifiers.views import SAMPLE, ItemView, Tone

LIMIT = 78
_SHORTEST = 12  # characters of `what` worth keeping before the end of the line is cut instead
_SAMPLE = f" {SAMPLE}"


@dataclass(frozen=True, slots=True)
class Line:
    """A subject in parts: `topic` may be dropped, `tail` give way to `brief`, and last `what` be shortened."""

    head: str
    what: str
    tail: str = ""
    topic: str = ""
    brief: str = ""  # the tail in fewer words

    def fitted(self, limit: int) -> str:
        """The richest wording within the limit."""
        what, topic = words.one_line(self.what), words.one_line(self.topic)
        head = f"{words.one_line(self.head)} " if self.head else ""
        tail, brief = _joined(self.tail), _joined(self.brief or self.tail)
        for said in (f"{what} {topic}{tail}" if topic else "", f"{what}{tail}", f"{what}{brief}"):
            if said and len(head + said) <= limit:
                return head + said
        room = limit - len(head) - len(brief)
        kept = f"{words.shorten(what, room)}{brief}" if room >= _SHORTEST else f"{what}{brief}"
        return words.shorten(f"{head}{kept}", limit)


def _joined(part: str) -> str:
    tail = words.one_line(part)
    return tail if not tail or tail[0] in ":,;" else f" {tail}"


def subject_of(view: NoticeView) -> str:
    """The subject of a notice: of its one block, or that of several things in one."""
    sample = all(section.plan.sample for section in view.sections)
    return _line(view).fitted(LIMIT - len(_SAMPLE) * sample) + _SAMPLE * sample


def _line(view: NoticeView) -> Line:
    blocks = [block for section in view.sections for block in section.blocks]
    block = Block(blocks[0].form, tuple(item for other in blocks for item in other.items))
    if len(view.forms) == 1:
        return _LINES[block.form](view, block)
    if view.forms <= SECRETARIAT_FORMS:
        return _several_for_the_secretariat(view)
    return _several(view, Block(DUTIES, view.items))


def _duties(view: NoticeView, block: Block) -> Line:
    return _ONE_DUTY[block.items[0].form](view, block.items[0]) if len(block.items) == 1 else _several(view, block)


def _announced(view: NoticeView, item: ItemView) -> Line:
    topic = _topic(view)
    if item.tone is Tone.SOFT:
        return Line("[Phối hợp]", words.capital(item.name), f": mong nhận được {item.by}", topic)
    return Line("[Nhắc việc]", words.capital(item.name), f": {item.verb} {item.by}", topic)


def _last_day(view: NoticeView, item: ItemView) -> Line:
    day = words.day_seen_from(view.today, view.today)
    if item.tone is Tone.SOFT:
        return Line("[Phối hợp]", words.capital(item.name), f": rất mong nhận được trong hôm nay ({day})")
    return Line(f"[Nhắc việc] Hôm nay là {item.last_chance} {item.verb}", item.name, f"({day})")


def _missed(view: NoticeView, item: ItemView) -> Line:
    at = words.hour_of_day(view.notice.at, view.today)
    return Line(f"[{_after(item)}]", words.capital(item.name), f": đến {at} chưa ghi nhận được")


def _after(item: ItemView) -> str:
    return {Tone.URGE: "Đôn đốc", Tone.ASK: "Đề nghị", Tone.SOFT: "Phối hợp"}[item.tone]


def _several(view: NoticeView, block: Block) -> Line:
    """Several duties in one message: how many, and the nearest day or how many are missed."""
    missed = [item for item in block.items if item.form in {"qua_han", "lanh_dao"}]
    if missed:
        at = words.hour_of_day(view.notice.at, view.today)
        day = words.day_seen_from(view.today, view.today)
        some = f": đến ngày {day} chưa ghi nhận được {words.count(len(missed))} việc"
        tail = some if len(missed) < len(block.items) else f": đến {at} chưa ghi nhận được"
        return Line(f"[{_after(missed[0])}]", f"{block.count} đầu việc", tail)
    first = min(block.items, key=lambda item: item.due_day)
    tag = "[Phối hợp]" if all(item.tone is Tone.SOFT for item in block.items) else "[Nhắc việc]"
    return Line(tag, f"{block.count} đầu việc", f", sớm nhất {first.by}")


def _opening(view: NoticeView, block: Block) -> Line:
    years = {item.due_day.year for item in block.items}
    year = f" năm {years.pop()}" if len(years) == 1 else ""
    plans = (
        f"{words.count(len(view.sections))} kế hoạch" if len(view.sections) > 1 else view.sections[0].plan.named
    )
    return Line("", plans, f": quý cơ quan có {block.count} đầu việc có hạn{year}")


def _to_head(_view: NoticeView, block: Block) -> Line:
    late = max(item.item.standing.working_days_late for item in block.items)
    since = f", chậm {words.count(late)} ngày làm việc" if late else ""
    owed = f"còn {block.count} {block.noun}"
    tag = f"[{_after(block.items[0])}]"
    return Line(tag, block.items[0].agency, f"{owed} chưa gửi{since}", brief=f"{owed}{since}")


def _correction(_view: NoticeView, block: Block) -> Line:
    if len(block.items) > 1:
        return Line("[Đính chính]", f"Đã ghi nhận {block.count} {block.noun} của quý cơ quan")
    receipt = block.items[0].receipt
    return Line("[Đính chính]", words.capital(block.items[0].name), f": đã ghi nhận {receipt}")


def _moved(_view: NoticeView, block: Block) -> Line:
    item = block.items[0]
    turns = {each.turn for each in block.items}
    if turns != {"moved"}:
        return _dropped_or_restored(block, turns)
    if len(block.items) > 1:
        first = min(block.items, key=lambda moved: moved.due_day)
        return Line("[Thay đổi]", f"Hạn của {block.count} {block.noun}", f", sớm nhất {first.by}")
    paper = f" ({item.moved_by})" if item.moved_by else ""
    return Line(f"[Thay đổi] Ngày cuối {item.verb}", item.name, f": {item.moved_short}{paper}")


def _dropped_or_restored(block: Block, turns: set[str]) -> Line:
    item = block.items[0]
    paper = f" ({item.moved_by})" if item.moved_by and turns == {"dropped"} else ""
    what = item.name if len(block.items) == 1 else f"{block.count} {block.noun}"
    if turns == {"dropped"}:
        return Line(f"[Thay đổi] Không còn phải {item.verb}", what, paper)
    if turns == {"restored"}:
        return Line("[Thay đổi]", words.capital(what), f": vẫn theo kế hoạch, {item.by}")
    return Line("[Thay đổi]", f"Thay đổi về {block.count} {block.noun}")


def _to_call(view: NoticeView, block: Block) -> Line:
    head = f"{words.hour(view.notice.at)} hôm nay còn {block.agencies} đơn vị chưa ghi nhận được"
    return Line(head, _about(block))


def _to_close(view: NoticeView, block: Block) -> Line:
    through = words.day_seen_from(max(item.due_day for item in block.items), view.today)
    return Line("", f"Xin chốt sổ văn bản đến ngày {through}", f": {block.count} đầu việc đang chờ")


def _batch(view: NoticeView, block: Block) -> Line:
    goes_at = min((item.item.goes_at for item in block.items if item.item.goes_at), default=None)
    when = f"lúc {words.hour_of_day(goes_at, view.today)}" if goes_at else "sáng ngày làm việc tới"
    return Line("", f"Xin xem trước {block.agencies} thư gửi lãnh đạo", f", sẽ đi {when}")


def _letters(_view: NoticeView, block: Block) -> Line:
    urges = any(item.tone is Tone.URGE for item in block.items)
    return Line(f"Trình ký {block.agencies} công văn {'đôn đốc' if urges else 'đề nghị'} gửi", _about(block))


def _note(_view: NoticeView, block: Block) -> Line:
    return Line(f"Trình phiếu lãnh đạo: {block.agencies} đơn vị chưa gửi", _about(block))


def _consolidation(_view: NoticeView, block: Block) -> Line:
    group = block.groups[0]
    if not group.received or len(block.groups) > 1:
        return Line(f"Tổng hợp: còn {block.agencies} đơn vị chưa ghi nhận được", _about(block))
    return Line(f"Đã nhận {group.received}", group.first.name, f"; còn {group.missing} đơn vị")


def _without_desk(_view: NoticeView, block: Block) -> Line:
    return Line("", f"{block.agencies} đơn vị chưa có đầu mối", ": xin bổ sung để thông báo được gửi")


def _about(block: Block) -> str:
    return block.items[0].name if len(block.groups) == 1 else f"{block.count} {block.noun}"


def _several_for_the_secretariat(view: NoticeView) -> Line:
    """Today's work of the secretariat, each kind in a few words."""
    blocks = [block for section in view.sections for block in section.blocks]
    said = []
    for form in dict.fromkeys(block.form for block in blocks):
        block = Block(form, tuple(item for other in blocks if other.form == form for item in other.items))
        through = words.day_seen_from(max(item.due_day for item in block.items), view.today)
        said.append(_BRIEFLY[form].format(agencies=block.agencies, through=through))
    head = f"{words.count(len(said))} việc ngày {words.day_seen_from(view.today, view.today)}:"
    kept = len(said)
    while len(f"{head} {_first(said, kept)}") > LIMIT:
        kept -= 1
    return Line(head, _first(said, kept))


def _first(said: list[str], kept: int) -> str:
    return "; ".join(said if kept == len(said) else [*said[:kept], "…"])


def _topic(view: NoticeView) -> str:
    return f"về {view.sections[0].plan.topic}" if len(view.sections) == 1 else ""


_BRIEFLY = {
    "goi": "gọi {agencies} đơn vị",
    "chot_so": "chốt sổ đến {through}",
    "xem_truoc": "xem trước {agencies} thư",
    "cong_van": "trình ký {agencies} công văn",
    "phieu": "trình phiếu lãnh đạo",
    "tong_hop": "tổng hợp còn thiếu {agencies} đơn vị",
    NO_DESK: "thiếu {agencies} đầu mối",
}
_ONE_DUTY: Mapping[str, Callable[[NoticeView, ItemView], Line]] = {
    "bao_truoc": _announced,
    "nhac": _announced,
    "hom_nay": _last_day,
    "qua_han": _missed,
}
_LINES: Mapping[str, Callable[[NoticeView, Block], Line]] = {
    DUTIES: _duties,
    "mo_dau": _opening,
    "lanh_dao": _to_head,
    "dinh_chinh": _correction,
    "thay_doi": _moved,
    "goi": _to_call,
    "chot_so": _to_close,
    "xem_truoc": _batch,
    "cong_van": _letters,
    "phieu": _note,
    "tong_hop": _consolidation,
    NO_DESK: _without_desk,
}
