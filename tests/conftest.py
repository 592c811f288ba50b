"""What every test stands on: --long, an offscreen Qt, a home of its own, no network."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# The screen that nobody sees is that of a small laptop: windows keep within it as they would there.
SCREEN = Path(__file__).with_name("screen.json")
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={SCREEN}")

# Two busy cores make single examples slow, which says nothing about the code.
# In CI the same examples every time: a red run can be repeated.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


def _refuse_network(event: str, args: tuple[Any, ...]) -> None:
    """Audit hook: the program is offline, so whoever looks up a host or connects to one has a bug."""
    if event == "socket.getaddrinfo" or (event == "socket.connect" and not isinstance(args[1], str | bytes)):
        raise RuntimeError(f"the program must not speak to a network: {event} {args[1:]}")


sys.addaudithook(_refuse_network)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the tests marked long, too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    long = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give the tests, and the programs they start, an empty home: the developer's own books stay untouched."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        for name in ("DATA", "CONFIG", "STATE", "CACHE"):
            patch.delenv(f"XDG_{name}_HOME", raising=False)
        yield
