"""Without a mail server every message becomes a file that a person can open, forward or print."""

import os
import re
import unicodedata
from hashlib import sha256
from pathlib import Path

from dondoc.tracking.outcomes import Envelope, Fate, Outcome
from notifiers.addresses import Address, BadAddress
from notifiers.mime import file_bytes

_SLUG_LENGTH = 40


def write_eml(folder: Path, envelope: Envelope, sender: Address) -> Outcome:
    """Writes the message as one .eml file; the same envelope gives the same file. The reference is its path.

    The file appears whole or not at all. A full or read-only disk is a matter of settings.
    """
    try:
        raw = file_bytes(envelope, sender)
    except BadAddress as error:
        return Outcome(Fate.PERMANENT, str(error))
    path = folder / file_name(envelope)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _appear(path, raw)
    except OSError as error:
        return Outcome(Fate.CONFIGURATION, f"không ghi được vào thư mục {folder}: {error.strerror}")
    return Outcome(Fate.ACCEPTED, "đã ghi thành tệp", reference=str(path))


def file_name(envelope: Envelope) -> str:
    """Sortable: day and hour, recipient, what it is about, and a mark that tells two of the same minute apart."""
    moment = envelope.written_at.strftime("%Y-%m-%d_%H%M")
    mark = sha256(envelope.message_id.encode("utf-8", "replace")).hexdigest()[:8]
    recipient = re.sub(r"[^a-z0-9@.+-]+", "-", envelope.to_address.lower())[:64]
    return f"{moment}_{recipient}_{_slug(envelope.subject)}_{mark}.eml"


def _appear(path: Path, raw: bytes) -> None:
    """A reader sees the whole file or none, also after a loss of power."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _slug(text: str) -> str:
    """Letters without their marks, words joined by hyphens."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d")).encode("ascii", "ignore").decode("ascii")
    words = re.findall(r"[a-z0-9]+", plain)
    slug = ""
    for word in words:
        if len(slug) + len(word) >= _SLUG_LENGTH:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug or "thu"
