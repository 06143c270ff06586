"""What holds for every test: no network but the loopback, no settings of the caller, and what some kinds need."""

import atexit
import os
import shutil
import tempfile

import pytest
from pytest_socket import socket_allow_hosts

LOOPBACK = ["127.0.0.1", "::1", "localhost"]


# Before anything is imported: a form lists the plans of the office that it is imported in.
for _name in [name for name in os.environ if name.startswith("DONDOC_")]:
    del os.environ[_name]
os.environ["DONDOC_VAR"] = tempfile.mkdtemp(prefix="dondoc-tests-")
atexit.register(shutil.rmtree, os.environ["DONDOC_VAR"], ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--soak", action="store_true", help="the full counts of the kill and concurrency tests (by hand)"
    )


@pytest.fixture(scope="session")
def is_soak(pytestconfig: pytest.Config) -> bool:
    """Whether the full counts were asked for."""
    return bool(pytestconfig.getoption("--soak"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    socket_allow_hosts(LOOPBACK, allow_unix_socket=True)
    if item.get_closest_marker("browser") and shutil.which("chromium") is None:
        pytest.skip("cần chromium")
