"""The switch for kept replies, under the name it is known by."""

from __future__ import annotations

from pathlib import Path

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.stage import switch

__all__ = ["force_api_cache"]


def force_api_cache(
    cache_api_calls: bool | None, cache_file_name: Path | str | None = None
) -> None:
    """Use kept replies, or ask the model every time, whatever CACHE_API_CALLS of config.ini says.

    It holds for people and worlds made afterwards; within `control.begin` and `control.end` kept
    replies are used in any case.

    Args:
        cache_api_calls: False asks the model again for what it answered before; None leaves it to
            config.ini again.
        cache_file_name: the SQLite database in which replies are kept, which is made if there is
            none. None leaves it to `db`, TROUPE_DB and `DATABASE` of config.ini; with True it is
            `troupe.db` if none of them says anything.

    Raises:
        UsageError: an argument is none of these.
    """
    if not isinstance(cache_api_calls, bool | None):
        raise UsageError(f"cache_api_calls is True or False, not {cache_api_calls!r}")
    if not isinstance(cache_file_name, Path | str | None):
        raise UsageError(f"cache_file_name is the name of a file, not {cache_file_name!r}")
    switch.read = cache_api_calls
    switch.database = None if cache_file_name is None else str(cache_file_name)
