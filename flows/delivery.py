"""The dispatch: what the runs of plans decided is written, one message to one desk, and sent."""

from typing import Any

from prefect import flow
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed

from dondoc.actions.dispatch import dispatch
from dondoc.cli.opening import Office
from flows.answers import failure, in_office, named_by_moment
from flows.dispatched import details, headline, is_failure
from notifiers.channels import open_sender, where_mail_goes
from notifiers.wording import compose

_ARTIFACT = "gui-thong-bao"


def _run_name() -> str:
    return named_by_moment("Gửi")


@flow(
    name="Gửi thông báo",
    flow_run_name=_run_name,
    description="Gửi những thông báo đang chờ, trong giờ làm việc; mỗi người nhận một thông báo gộp.",
)
def send_notices() -> State[Any]:
    """Sends everything that waits and may go now; two runs at once send everything once."""
    return in_office(_send)


def _send(office: Office) -> State[Any]:
    with open_sender(office.settings) as send:
        result = dispatch(
            office.store,
            office.calendar,
            compose=compose,
            send=send,
            now=office.now,
            owner=f"prefect:{flow_run.id}",
        )
    name, lines = headline(result), (*details(result), where_mail_goes(office.settings))
    create_markdown_artifact(key=_ARTIFACT, markdown="\n\n".join((f"**{name}**", *lines)))
    if is_failure(result):
        return failure(name, "\n".join(lines))
    return Completed(name=name, message=" ".join(lines))
