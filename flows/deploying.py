"""`dondoc deploy`: the manifest of this moment, on the server that runs, without a restart."""

from dataclasses import dataclass

from dondoc.settings import Settings
from flows.api import open_client, open_foreign_client
from flows.claim import holder
from flows.deploy import deploy
from flows.manifest import write_manifest
from flows.reporting import Say
from flows.server import foreign_site, site


@dataclass(frozen=True, slots=True)
class Deployed:
    """What the server at `address` has now, and what was taken from it, by the names of deployments."""

    address: str
    deployments: tuple[str, ...]
    removed: tuple[str, ...]


def deploy_all(settings: Settings, *, say: Say) -> Deployed:
    """Deploys all known plans on the server of the running `up`, else on the one that PREFECT_API_URL names.

    Raises Misconfigured when there is neither, NotDeployed when Prefect refuses.
    """
    ours = holder(settings.var.resolve())
    place = site(settings, port=ours.port) if ours else foreign_site(settings)
    place.var.mkdir(parents=True, exist_ok=True)
    manifest = place.var / "prefect.yaml"
    wanted = write_manifest(settings, manifest)
    with open_client(place) if ours else open_foreign_client() as client:
        gone = deploy(place, client, manifest, wanted=wanted)
    say(f"Đã khai báo {len(wanted)} mục với Prefect ở {place.address}")
    if gone:
        say(f"Đã bỏ {len(gone)} mục không còn dùng: {', '.join(gone)}.")
    return Deployed(place.address, tuple(sorted(wanted)), gone)
