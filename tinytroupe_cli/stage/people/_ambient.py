"""The troupe of everybody who was not given one: the simulation that goes on, or a shared one."""

from __future__ import annotations

import os
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tinytroupe_cli.ids import digest
from tinytroupe_cli.stage._session import Options
from tinytroupe_cli.stage.people._troupe import Troupe


@dataclass(slots=True)
class ReplySwitch:
    """Whether people made from now on use kept replies, and where those are kept."""

    read: bool | None = None
    """None leaves it to the settings."""
    database: str | None = None


switch = ReplySwitch()
"""Set by `openai_utils.force_api_cache`, as the name that it is known by asks for."""

current: ContextVar[Troupe | None] = ContextVar("current", default=None)
"""The simulation that was begun last in this thread or task; None for none."""


def going_on() -> Troupe | None:
    """The simulation that goes on here, if there is one."""
    latest = current.get()
    return None if latest is None or latest.is_over else latest


class Shared(Troupe):
    """Means for all with one folder, environment and store; a simulation that goes on has its own.

    Nobody is registered in it.
    """

    def now(self) -> Troupe:
        """The simulation that goes on, else this."""
        return going_on() or self


def ambient(db: Path | str | None = None) -> Troupe:
    """The troupe of somebody who was not given one, but perhaps a database."""
    simulation = going_on() if db is None else None
    if simulation is not None:
        return simulation
    known = ("TROUPE_", "OPENAI_", "AZURE_OPENAI_")
    env = {name: text for name, text in os.environ.items() if name.startswith(known)}
    env |= {"CI": os.environ.get("CI", "")}
    kind = Shared if db is None else Troupe
    database = switch.database if db is None else str(db)
    return _made(kind, database, switch.read, str(Path.cwd()), digest(env))


@cache
def _made(
    kind: type[Troupe], db: str | None, read: bool | None, _folder: str, _environment: str
) -> Troupe:
    return kind(Options(db=db, read_cache=read is not False), keeps=read is True)
