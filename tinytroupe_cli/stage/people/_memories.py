"""What people of a place remember by full text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tinytroupe_cli.store import RecallIndex


class Memories:
    """Full-text recall with one index for each person, which goes along when they move."""

    def __init__(self) -> None:
        self.people: dict[str, RecallIndex] = {}
        self._closed = False

    def add(self, person: str, text: str) -> None:
        """Remember a text for a person."""
        if not self._closed:
            self.people.setdefault(person, RecallIndex()).add(person, text)

    def search(self, person: str, query: str, limit: int) -> list[str]:
        """The person's memories that fit the query best, best first."""
        index = self.people.get(person)
        return index.search(person, query, limit) if index else []

    @contextmanager
    def closed(self) -> Iterator[None]:
        """What leaves a history meanwhile is forgotten and not remembered."""
        self._closed = True
        try:
            yield
        finally:
            self._closed = False
