"""Notice → Message: the words stand in `templates/`, once for the plain text and the HTML."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

from dondoc.tracking.notices import Message, Notice
from notifiers import words
from notifiers.blocks import DUTIES, NoticeView, see_notice
from notifiers.subjects import subject_of
from notifiers.views import Tone

_WIDEST = 110  # characters of a table row in plain text; wider rows name each cell
_FIGURES, _LONGEST_FIGURES = frozenset("0123456789 ()+-./"), 16
_CALM, _TODAY, _MISSED, _QUIET, _DESK = "#1f5fa8", "#b26a00", "#a62b1f", "#4a5a6a", "#2f5d50"
_GRAVEST_FIRST = (("lanh_dao", _MISSED), ("qua_han", _MISSED), ("hom_nay", _TODAY))


def compose(notice: Notice) -> Message:
    """The final words of a notice; raises ValueError for a notice without items."""
    if not notice.items:
        raise ValueError("a notice without items says nothing")
    view = see_notice(notice)
    subject = subject_of(view)
    facts = {
        "view": view,
        "subject": subject,
        "accent": _accent(view),
        "today": view.today,
        "hour": words.hour(notice.at),
        "written": view.written,
    }
    return Message(subject=subject, text=render("notice.txt", facts), html=render("notice.html", facts))


def render(name: str, facts: Mapping[str, object]) -> str:
    """A template in one of its two layouts: `notice.txt`, `notice.html`."""
    layout = name.rpartition(".")[2]
    page = environment().get_template(f"page.{layout}").module
    sentences = environment().get_template(f"cau.{layout}").make_module({"page": page})
    said = environment().get_template(name).render(facts, page=page, cau=sentences, format=layout)
    return _tidied(said)


@cache
def environment() -> Environment:
    """The templates of this package: `x.txt` and `x.html` are the file `x.j2`, escaped in HTML only."""
    made = Environment(
        loader=FunctionLoader(_source),
        autoescape=select_autoescape(enabled_extensions=("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {"capital": words.capital, "listed": words.listed, "letterhead": letterhead}
    made.globals |= {"plain_table": plain_table}
    made.tests |= {"figures": _is_figures}
    return made


def _source(name: str) -> str:
    folder = files("notifiers") / "templates"
    own_layout = folder / f"{name}.j2"
    shared = folder / f"{name.rpartition('.')[0]}.j2"
    return (own_layout if own_layout.is_file() else shared).read_text(encoding="utf-8")


def letterhead(name: str) -> str:
    """An issuer as the head of a letter prints it: in full and in capitals."""
    first, _, rest = name.partition(" ")
    return (f"Ủy ban nhân dân {rest}" if first == "UBND" else name).upper()


def _is_figures(cell: object) -> bool:
    """A telephone number or a day, which must not break over two lines."""
    return len(str(cell)) <= _LONGEST_FIGURES and set(str(cell)) <= _FIGURES


def plain_table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table in plain text: columns under their heads, or, where that is too wide, a head before each cell."""
    cells = [[words.one_line(str(cell)) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(head, *cells, strict=True)]
    if sum(widths) + 3 * len(widths) > _WIDEST:
        return "\n".join(_on_one_line(head, row) for row in cells)
    lines = [list(head), ["-" * width for width in widths], *cells]
    return "\n".join(
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _on_one_line(head: Sequence[str], row: Sequence[str]) -> str:
    return "- " + "; ".join(f"{label}: {cell}" for label, cell in zip(head, row, strict=True) if cell)


def _accent(view: NoticeView) -> str:
    """The colour of the upper edge: never red for a body outside the committee's command."""
    if view.forms & {DUTIES, "lanh_dao"}:
        if all(item.tone is Tone.SOFT for item in view.items):
            return _QUIET
        return next((colour for form, colour in _GRAVEST_FIRST if any(i.form == form for i in view.items)), _CALM)
    return _CALM if view.forms & {"mo_dau", "thay_doi", "dinh_chinh"} else _DESK


def _tidied(said: str) -> str:
    """No space at the ends of lines, at most one blank line between blocks, one newline at the end."""
    lines: list[str] = []
    for line in map(str.rstrip, said.strip().splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines) + "\n"
