"""Kept replies: what they are worth, and how they get to another machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.ids import digest
from tinytroupe_cli.llm import ModelParams, Usage, key_of, prices, require_kept
from tinytroupe_cli.stage._session import Options, settings_for
from tinytroupe_cli.stage.stored._lines import Source, at_hand, read_lines, refuse
from tinytroupe_cli.store import Store, Use

COUNTED = ("replies", "prompt_tokens", "completion_tokens", "answered_again", "saved_tokens")
"""What can be added up of a row of statistics, dollars aside."""


class Outgoing:
    """The kept replies that can be carried elsewhere, in the order of their keys.

    Args:
        store: where they are.
        runs: only those that these runs and their parents asked for; None for all.
    """

    left_out: int = 0
    """How many could not be checked elsewhere, as those of the offline engine, once all are had."""

    def __init__(self, store: Store, runs: Sequence[str] | None = None) -> None:
        self._store, self._runs = store, runs

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """`key`, `created`, `request`, `reply`."""
        self.left_out = 0
        for each in self._store.replies.hits(self._runs):
            if key_of(each["request"]) == each["key"]:
                yield each | {"request": _in_order(each["request"])}
            else:
                self.left_out += 1


class Incoming:
    """The replies of one file while it is read: each as it should be, and none against another."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[int, str]] = {}
        """Key -> the line it stands in first, and the digest of the reply there."""

    def require(self, number: int, value: Any) -> dict[str, Any]:
        """The value of a line, if it is a kept reply that contradicts none before it.

        Raises:
            ValueError: it is none, or an earlier line has another answer to the same request.
        """
        kept = require_kept(value)
        said = digest([kept["reply"]["text"], kept["reply"]["finish_reason"]])
        first, earlier = self._seen.setdefault(kept["key"], (number, said))
        if said != earlier:
            raise ValueError(
                f"key: line {first} has another reply to the same request; "
                "one of the two lines has to go"
            )
        return kept


def import_replies(path: Path, options: Options) -> tuple[int, int]:
    """Take kept replies from a file, all or none; how many were new, and how many here already.

    Raises:
        SpecError: a line is none, its key is that of another request, or two lines answer one
            request differently; nothing was imported.
        UsageError: the file cannot be read, or holds no replies.
        StoreError: the database cannot be used.
    """
    with at_hand(path) as source:
        if not sum(1 for _ in _checked(source)):  # before anything is opened or made
            raise UsageError(
                f"{source.name!r} holds no replies",
                hint="nothing was imported; `troupe cache export` writes such a file",
            )
        with Store.open(settings_for(options, Path.cwd()).database) as store:
            return store.replies.add(_checked(source))


def statistics(store: Store, options: Options) -> dict[str, Any]:
    """What is kept, by model and purpose, what it cost, and what it saved."""
    price = prices(settings_for(options, Path.cwd()).prices)
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for use in store.replies.uses():
        params = ModelParams(**use.params)
        place = (f"{params.provider}:{params.model}", use.purpose)
        _add(rows.setdefault(place, _empty()), use, price(Usage(**use.usage), params))
    by = [{"model": model, "purpose": purpose} | row for (model, purpose), row in rows.items()]
    by.sort(key=lambda row: (row["model"], row["purpose"]))
    total = {name: sum(row[name] for row in by) for name in COUNTED}
    dollars = {name: _sum([row[name] for row in by]) for name in ("cost_usd", "saved_usd")}
    kept = store.replies.size()
    return {
        "db": store.path,
        "size_bytes": store.size,
        **total,
        **dollars,
        "evidence": kept - total["replies"],
        "by": by,
    }


def _checked(source: Source) -> Iterator[dict[str, Any]]:
    replies = Incoming()
    for number, value in read_lines(source):
        try:
            yield replies.require(number, value)
        except ValueError as wrong:
            refuse(source, number, str(wrong))


def _in_order(request: dict[str, Any]) -> dict[str, Any]:
    """A request with what a reader looks for first at its beginning."""
    first = ("purpose", "person", "params", "messages", "schema")
    return {name: request[name] for name in first} | request


def _empty() -> dict[str, Any]:
    return dict.fromkeys(COUNTED, 0) | {"cost_usd": 0.0, "saved_usd": 0.0}


def _add(row: dict[str, Any], use: Use, cost: Decimal | None) -> None:
    tokens = use.usage["prompt_tokens"], use.usage["completion_tokens"]
    for name, more in zip(COUNTED, (1, *tokens, use.times, use.times * sum(tokens)), strict=True):
        row[name] += more
    dollars = None if cost is None else float(cost)
    row["cost_usd"] = _sum([row["cost_usd"], dollars])
    row["saved_usd"] = _sum([row["saved_usd"], *[dollars] * use.times])


def _sum(dollars: Sequence[float | None]) -> float | None:
    """A sum of dollars; None once one of them is not known."""
    if any(each is None for each in dollars):
        return None
    return round(sum(each for each in dollars if each is not None), 6)
