"""Sending from the terminal: one dispatch now, or one message to see whether mail works at all."""

from collections.abc import Callable
from datetime import datetime
from html import escape
from uuid import uuid4

from dondoc import clock
from dondoc.errors import DondocError
from dondoc.settings import Settings
from dondoc.tracking.outcomes import Envelope, Fate, Outcome
from notifiers.addresses import BadAddress, read_address
from notifiers.channels import open_sender, where_mail_goes

Say = Callable[[str], None]


class NotSent(DondocError):
    """The message wasn't taken; the text is the carrier's reason."""


def send_test(settings: Settings, address: str, *, say: Say) -> None:
    """Sends one harmless message to an address and says what the carrier answered. Raises NotSent."""
    try:
        person = read_address(address)
    except BadAddress as error:
        raise NotSent(f"--to: {error}") from None
    say(where_mail_goes(settings))
    with open_sender(settings) as send:
        outcome = send(_test_envelope(person.name, person.mailbox, now=clock.now()))
    if outcome.fate is not Fate.ACCEPTED:
        raise NotSent(f"thư thử tới {person.mailbox} chưa gửi được: {outcome.reason}")
    say(f"Thư thử tới {person.mailbox}: {_answer(outcome)}")


def _answer(outcome: Outcome) -> str:
    return f"{outcome.reason} ({outcome.reference})." if outcome.reference else f"{outcome.reason}."


def _test_envelope(name: str, mailbox: str, *, now: datetime) -> Envelope:
    text = (
        f"Thư thử của dondoc, gửi lúc {now:%H:%M} ngày {now:%d/%m/%Y}.\n\n"
        "Đọc được thư này, đủ dấu, nghĩa là đường gửi thư đã thông. Không cần trả lời."
    )
    html = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.split("\n\n"))
    return Envelope(
        message_id=f"<{uuid4()}@thu.dondoc>",
        to_name=name,
        to_address=mailbox,
        reply_to="",
        written_at=now,
        subject="Thư thử của dondoc",
        text=text,
        html=f'<!DOCTYPE html><html lang="vi"><body>{html}</body></html>',
    )
