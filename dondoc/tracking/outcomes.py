"""What became of one attempt to send. Channels report it, dispatch acts on it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Fate(StrEnum):
    """accepted: theirs now; retry: later; defer: not before `not_before`; permanent: never to this address;
    configuration: our settings are wrong, hold the channel and tell the operator; ambiguous: perhaps it went."""

    ACCEPTED = "accepted"
    RETRY = "retry"
    DEFER = "defer"
    PERMANENT = "permanent"
    CONFIGURATION = "configuration"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`reason` is what the carrier said, without secrets or addresses of others; one line."""

    fate: Fate
    reason: str
    reference: str = ""  # the carrier's own id, or the path of the .eml file
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """One message ready to go; a repeat of it is the same bytes under the same Message-ID."""

    message_id: str
    to_name: str
    to_address: str
    reply_to: str
    written_at: datetime
    subject: str
    text: str
    html: str
