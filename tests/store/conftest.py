"""Stores for tests: in memory, and in a file."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from store_samples import ticking

from tinytroupe_cli.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a database may be made."""
    return tmp_path / "troupe.db"


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store in memory whose clock ticks once a look."""
    with Store.open(":memory:", clock=ticking(datetime(2026, 3, 1, tzinfo=UTC))) as opened:
        yield opened
