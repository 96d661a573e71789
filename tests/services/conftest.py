"""A workspace on a throw-away folder, with the real store, log and keys."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from yport_desktop.bootstrap import discover
from yport_desktop.domain.registry import Registry
from yport_desktop.exchange.identity import Identity
from yport_desktop.services.workspace import Workspace
from yport_desktop.store import Store


@pytest.fixture(scope="session")
def registry() -> Registry:
    return discover()


def open_workspace(folder: Path, registry: Registry) -> Workspace:
    identity = Identity.load_or_create(folder / "keys")
    return Workspace(registry, Store(folder / "store", identity.public_key), identity)


@pytest.fixture
def second_workspace(tmp_path: Path, registry: Registry) -> Iterator[Workspace]:
    """Another laptop with keys of its own."""
    opened = open_workspace(tmp_path / "second laptop", registry)
    yield opened
    opened.close()


@pytest.fixture
def workspace(tmp_path: Path, registry: Registry) -> Iterator[Workspace]:
    opened = open_workspace(tmp_path, registry)
    yield opened
    opened.close()


@pytest.fixture
def space(workspace: Workspace) -> UUID:
    """An empty engagement."""
    engagement = UUID("11111111-2222-4333-8444-555555555555")
    workspace.new_space({"name": "Metro Cebu"}, engagement)
    return engagement
