"""Sending from the terminal: one dispatch now, or one message to see whether mail works at all."""

import os
from datetime import datetime
from html import escape
from uuid import uuid4

from dondoc import clock
from dondoc.actions.dispatch import DispatchResult, dispatch, resume_channel
from dondoc.cli.opening import Office
from dondoc.errors import DondocError
from dondoc.settings import Settings
from dondoc.store import open_store
from dondoc.tracking.outcomes import Envelope, Fate, Outcome
from flows.reporting import Say
from notifiers.addresses import BadAddress, read_address
from notifiers.channels import open_sender, where_mail_goes
from notifiers.wording import compose


class NotSent(DondocError):
    """The message wasn't taken; the text is the carrier's reason."""


def send_now(office: Office, *, say: Say) -> DispatchResult:
    """Sends what waits and may go now, a line for each message; tries at once even if the channel was held."""
    say(where_mail_goes(office.settings))
    resume_channel(office.store)

    def report(envelope: Envelope, outcome: Outcome) -> None:
        say(f"  {envelope.to_name} <{envelope.to_address}>: {_answer(outcome)}")

    with open_sender(office.settings) as send:
        return dispatch(
            office.store,
            office.calendar,
            compose=compose,
            send=send,
            now=office.now,
            owner=f"send:{os.getpid()}",
            progress=report,
        )


def send_test(settings: Settings, address: str, *, say: Say) -> Outcome:
    """Sends one harmless message to an address. Raises NotSent with what the carrier answered.

    When it goes, the next dispatch tries at once, even if wrong settings had held the channel.
    """
    try:
        person = read_address(address)
    except BadAddress as error:
        raise NotSent(f"--to: {error}") from None
    say(where_mail_goes(settings))
    with open_sender(settings) as send:
        outcome = send(_test_envelope(person.name, person.mailbox, now=clock.now()))
    if outcome.fate is not Fate.ACCEPTED:
        raise NotSent(f"Thư thử tới {person.mailbox} chưa gửi được: {outcome.reason}")
    store = open_store(settings.database_url)
    try:
        resume_channel(store)
    finally:
        store.close()
    say(f"Thư thử tới {person.mailbox}: {_answer(outcome)}")
    return outcome


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
