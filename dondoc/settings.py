"""Paths and secrets, from the environment, read once where a command starts."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are. Relative paths are relative to the working directory.

    DONDOC_VAR            folder of everything that dondoc writes (default `var`)
    DONDOC_DATABASE_URL   SQLAlchemy URL (default SQLite, `var/dondoc.db`)
    DONDOC_PLANS          folder of plans (default `plan_specs`)
    DONDOC_CONTACTS       contacts file (default `var/contacts.yaml` if there, else the committed example)
    DONDOC_OUTBOX         folder of .eml files while no SMTP is set (default `var/outbox`)
    DONDOC_SMTP_URL       smtp://user@host:587 (STARTTLS if offered) or smtps://user@host:465
    DONDOC_SMTP_PASSWORD  its password, kept apart from the URL
    DONDOC_MAIL_FROM      "Tên <address>" of the sender
    DONDOC_REDIRECT_TO    pilot: everything goes to this address, the true addressee named in the text
    DONDOC_CLOCK          rehearsal: `<start instant>[,<rate>]`, refused for any but a rehearsal database
    """

    var: Path
    database_url: str
    plans: Path
    contacts: Path
    outbox: Path
    smtp_url: str | None
    smtp_password: str | None = field(repr=False)
    mail_from: str
    redirect_to: str | None
    clock: str | None


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process. Nothing is created on disk."""
    var = Path(environ.get("DONDOC_VAR") or "var")
    plans = Path(environ.get("DONDOC_PLANS") or "plan_specs")
    return Settings(
        var=var,
        database_url=environ.get("DONDOC_DATABASE_URL") or f"sqlite:///{var / 'dondoc.db'}",
        plans=plans,
        contacts=_contacts(environ.get("DONDOC_CONTACTS"), var, plans),
        outbox=Path(environ.get("DONDOC_OUTBOX") or var / "outbox"),
        smtp_url=environ.get("DONDOC_SMTP_URL") or None,
        smtp_password=environ.get("DONDOC_SMTP_PASSWORD") or None,
        mail_from=environ.get("DONDOC_MAIL_FROM") or "Đôn đốc báo cáo <dondoc@localhost>",
        redirect_to=environ.get("DONDOC_REDIRECT_TO") or None,
        clock=environ.get("DONDOC_CLOCK") or None,
    )


def _contacts(named: str | None, var: Path, plans: Path) -> Path:
    if named:
        return Path(named)
    own = var / "contacts.yaml"
    return own if own.exists() else plans / "contacts.example.yaml"
