"""The way from a process of ours to a Prefect server."""

from prefect.client.orchestration import SyncPrefectClient, get_client

from flows.server import Site


def open_client(place: Site) -> SyncPrefectClient:
    """A client of the place's own server, whatever this process's environment says; enter it as a context.

    A proxy of the office network is never asked: the server is on the loopback.
    """
    return SyncPrefectClient(place.api, httpx_settings={"trust_env": False})


def open_foreign_client() -> SyncPrefectClient:
    """A client of the server that this process's environment names, with its key."""
    return get_client(sync_client=True)
