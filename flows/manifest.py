"""The text of `prefect.yaml`: a deployment for every plan, for the dispatch and for every form."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from prefect import Flow

from dondoc.settings import Settings
from dondoc.tracking.compiler import Compiled
from flows import schedule
from flows.delivery import send_notices
from flows.forms import FORMS
from flows.known_plans import known_plans, plans_on_disk
from flows.names import DISPATCH_TAG, FORM_TAG, PLAN_TAG, POOL, ZONE, plan_entrypoint

_HEADER = "# Written by `dondoc manifest` from the plans; deploy it with `prefect deploy --all`.\n"


@dataclass(frozen=True, slots=True)
class Deployment:
    """One deployment; `cron` is in Asia/Ho_Chi_Minh, None for a form, which runs when it is sent."""

    name: str
    entrypoint: str
    tag: str
    cron: str | None


def manifest(settings: Settings) -> str:
    """The manifest of the plans on disk, as it is committed."""
    return text_of(deployments(plans_on_disk(settings).values()))


def write_manifest(settings: Settings, file: Path) -> frozenset[str]:
    """Writes the manifest of all known plans, synced or on disk, and gives the names of its deployments."""
    wanted = deployments(known_plans(settings).values())
    file.write_text(text_of(wanted), encoding="utf-8")
    return frozenset(deployment.name for deployment in wanted)


def deployments(plans: Iterable[Compiled]) -> tuple[Deployment, ...]:
    """One per plan, by its slug, then the dispatch, then the forms."""
    followed = (
        Deployment(each.plan.slug, plan_entrypoint(each.plan.slug), PLAN_TAG, schedule.cron(each))
        for each in plans
    )
    dispatch = Deployment(send_notices.name, "flows/delivery.py:send_notices", DISPATCH_TAG, schedule.DISPATCH)
    forms = (Deployment(form.name, _entrypoint(form), FORM_TAG, None) for form in FORMS)
    return (*followed, dispatch, *forms)


def _entrypoint(form: Flow[..., Any]) -> str:
    """The file and the function of a form, as a worker finds them."""
    return f"{form.fn.__module__.replace('.', '/')}.py:{form.fn.__name__}"


def text_of(wanted: Iterable[Deployment]) -> str:
    """YAML that plain `prefect deploy --all` takes, run where the project stands."""
    pull = {"prefect.deployments.steps.set_working_directory": {"directory": "{{ $PWD }}"}}
    document = {"name": "dondoc", "pull": [pull], "deployments": [_entry(each) for each in wanted]}
    return _HEADER + yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=200)


def _entry(deployment: Deployment) -> dict[str, Any]:
    scheduled = [{"cron": deployment.cron, "timezone": ZONE}] if deployment.cron else []
    return {
        "name": deployment.name,
        "entrypoint": deployment.entrypoint,
        "tags": [deployment.tag],
        "schedules": scheduled,
        "work_pool": {"name": POOL},
    }
