"""The ground the tests stand on holds: nothing reaches a network, and nothing lands in the developer's home."""

import socket
from pathlib import Path

import pytest


def test_a_test_cannot_reach_a_network() -> None:
    with pytest.raises(RuntimeError, match="network"):
        socket.create_connection(("localhost", 9))
    with socket.socket() as wire, pytest.raises(RuntimeError, match="network"):
        wire.connect(("127.0.0.1", 9))


def test_home_is_empty_and_temporary(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert Path.home().is_relative_to(tmp_path_factory.getbasetemp())
