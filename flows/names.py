"""Names on Prefect's pages, and the identifiers behind them."""

from datetime import datetime
from uuid import UUID

from dondoc.calendar import VIETNAM
from dondoc.cli.dates import day_text

POOL = "dondoc"
ZONE = "Asia/Ho_Chi_Minh"
PLAN_TAG = "kế hoạch"  # every deployment has exactly one of these three
DISPATCH_TAG = "gửi thông báo"
FORM_TAG = "biểu mẫu"
_REFUSED_IN_FLOW_NAMES = str.maketrans({"/": "-", "%": " phần trăm", "&": " và ", "<": "(", ">": ")"})


def identifier(slug: str) -> str:
    """The attribute of `flows/plans.py` under which a plan's flow is found: duc-pho-2022 → duc_pho_2022."""
    return slug.replace("-", "_")


def plan_entrypoint(slug: str) -> str:
    """What a worker loads to run a plan."""
    return f"flows/plans.py:{identifier(slug)}"


def plan_flow_name(title: str, slug: str) -> str:
    """The row of a plan under *Flows*: its title, with the slug because titles repeat from office to office."""
    words = " ".join(title.translate(_REFUSED_IN_FLOW_NAMES).split())
    return f"{words} ({slug})"


def moment(now: datetime) -> str:
    """A moment as a run's name tells it, in Vietnam's time: `14 giờ 00, ngày 16/6/2022`."""
    local = now.astimezone(VIETNAM)
    return f"{local.hour} giờ {local.minute:02}, ngày {day_text(local.date())}"


def sentence_case(words: str) -> str:
    """`báo cáo 6 tháng` → `Báo cáo 6 tháng`; the rest keeps its capitals."""
    return f"{words[:1].upper()}{words[1:]}"


def event_key(flow_run_id: UUID | str | None) -> str | None:
    """The key under which a form's run records its event: a second run of it records nothing more."""
    return f"form:{flow_run_id}" if flow_run_id else None
