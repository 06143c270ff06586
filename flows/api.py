"""The way from a process of ours to the Prefect server of an `up`."""

from prefect.client.orchestration import SyncPrefectClient

from flows.server import Site


def open_client(place: Site) -> SyncPrefectClient:
    """A client of the place's own server, whatever this process's environment says; enter it as a context.

    A proxy of the office network is never asked: the server is on the loopback.
    """
    return SyncPrefectClient(place.api, httpx_settings={"trust_env": False})
