"""Throwing away what is kept: runs, and replies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tinytroupe_cli.store import RunRecord, Store


@dataclass(frozen=True, slots=True)
class Removed:
    """What is gone."""

    runs: tuple[str, ...]
    replies: int
    freed_bytes: int
    """How much smaller the database is."""
    shrunk: bool
    """False when the room could not be given back now; it is used for what comes."""


def remove_runs(store: Store, records: Sequence[RunRecord], *, replies: bool) -> Removed:
    """Remove runs; what other runs have taken over from them becomes theirs."""
    before = store.size
    runs = tuple(dict.fromkeys(record.id for record in records))
    removed = store.remove_runs(runs, replies=replies)
    return _given_back(store, runs, removed, before)


def remove_replies(
    store: Store, *, older_than: timedelta | None = None, unused: bool = False
) -> Removed:
    """Remove kept replies: all, or those to which all that is said applies."""
    before = store.size
    moment = None
    if older_than is not None:
        now = datetime.now(tz=UTC)  # noqa: TID251 - the age of a reply is told by the wall's clock
        moment = (now - older_than).isoformat(timespec="milliseconds")
    removed = store.replies.remove(before=moment, unused=unused)
    return _given_back(store, (), removed, before)


def _given_back(store: Store, runs: tuple[str, ...], replies: int, before: int) -> Removed:
    shrunk = store.shrink() if runs or replies else True
    return Removed(runs, replies, max(0, before - store.size), shrunk)
