"""The switch for kept replies, under the name it is known by."""

from __future__ import annotations

from pathlib import Path

from tinytroupe_cli.stage import switch

__all__ = ["force_api_cache"]


def force_api_cache(cache_api_calls: bool, cache_file_name: Path | str | None = None) -> None:
    """Use kept replies, or ask the model every time; for people and worlds made afterwards.

    Args:
        cache_api_calls: False asks the model again for what it answered before.
        cache_file_name: the database in which replies are kept; None leaves it to `db` and
            TROUPE_DB, else they are kept in memory.
    """
    switch.read = cache_api_calls
    switch.database = None if cache_file_name is None else str(cache_file_name)
