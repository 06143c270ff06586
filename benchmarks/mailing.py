"""Mail over the connection that a run reuses, against bare smtplib that hands over the same bytes."""

import smtplib
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from benchmarks.measuring import Line, Prepare, again, in_turns
from benchmarks.simulating import silent_year
from dondoc.tracking.outcomes import Envelope, Fate
from notifiers.addresses import Address, read_address
from notifiers.mail import open_mail
from notifiers.mime import wire_bytes
from notifiers.smtp import Account
from notifiers.wording import compose

_HOST = "127.0.0.1"


def measure(*, quick: bool) -> Iterator[Line]:
    """Real messages of a silent year, to a sink in a process of its own."""
    envelopes = _envelopes(100 if quick else 500)
    sender = read_address("Đôn đốc báo cáo <dondoc@example.com>")
    with _sink() as port:
        times = in_turns(_ours(port, sender, envelopes), _bare(port, sender, envelopes), pairs=2 if quick else 7)
    yield Line(f"send {len(envelopes)} messages", "bare smtplib, the same bytes", times)


def _envelopes(count: int) -> list[Envelope]:
    envelopes = []
    for number, sent in enumerate(silent_year()[:count]):
        message = compose(sent.notice)
        agency = sent.notice.recipient.agency
        envelopes.append(
            Envelope(
                message_id=f"{number}@dondoc.example",
                to_name=sent.notice.recipient_name,
                to_address=f"{agency}@example.com",
                reply_to="Trần Thị Bình <thuky@example.com>",
                written_at=sent.at,
                subject=message.subject,
                text=message.text,
                html=message.html,
            )
        )
    return envelopes


def _ours(port: int, sender: Address, envelopes: Sequence[Envelope]) -> Prepare:
    account = Account(_HOST, port, implicit_tls=False)

    def work() -> None:
        with open_mail(account, sender) as send:
            for envelope in envelopes:
                outcome = send(envelope)
                if outcome.fate is not Fate.ACCEPTED:
                    raise ValueError(f"the sink refused a message: {outcome.reason}")

    return again(work)


def _bare(port: int, sender: Address, envelopes: Sequence[Envelope]) -> Prepare:
    messages = [(envelope.to_address, wire_bytes(envelope, sender)) for envelope in envelopes]

    def work() -> None:
        with smtplib.SMTP(_HOST, port, "dondoc.example") as smtp:
            for address, raw in messages:
                smtp.sendmail(sender.mailbox, address, raw)

    return again(work)


@contextmanager
def _sink() -> Iterator[int]:
    """The port of a sink that lives as long as the block."""
    command = [sys.executable, "-m", "benchmarks.sink"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("a process without pipes")
        try:
            yield int(process.stdout.readline())
        finally:
            process.stdin.close()
