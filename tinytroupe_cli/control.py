"""Simulations that are taken up where they were: begin, checkpoint, end, as TinyTroupe has them.

    from tinytroupe_cli import control

    control.begin("interview.db")
    ...                     # make people and worlds, let them act
    control.checkpoint()
    ...
    control.end()

**What happens.** Between `begin` and `end` every reply of a model is kept in the database at once,
by all that was asked. The same program run again asks nobody: the people do the same again, out of
kept replies. After a change only those questions are asked that are other ones now, which is what
comes after the change, in the worlds that it reaches. A program that was killed pays for the rest
when it is run again. A checkpoint is therefore no copy of anybody: nothing has to be restored,
since the program itself, run again, leads to the same state.

**Stories.** `checkpoint` and `end` keep the story of every world in which somebody acted, as a run
named by the simulation and the world, such as `default/Chat Room` (somebody alone: by their name).
`troupe runs`, `troupe show "latest:default/Chat Room" --db interview.db`, `troupe extract` and
`troupe reduce` work on them. What an earlier execution told in the same words is referred to, not
written again.

**The file** is a SQLite database of troupe, whatever its name ends in. A trace that TinyTroupe
wrote is refused and left alone. Within a simulation kept replies are used whatever
`CACHE_API_CALLS` and `force_api_cache` say.

**Who belongs to it.** Everybody who was given no `db` or `troupe` of their own, also when made
before `begin`. There is one simulation at a time in a thread or task, and no other sees it. A task,
and `asyncio.to_thread`, inherit the one of where they began. A thread of one's own begins with
none: it can run worlds that were made within the simulation, and make people and worlds with what
`begin` returns, `TinyWorld(..., troupe=simulation)`.

**Samples.** Equal questions have equal answers, however often they are asked: a person of the same
name, persona, history and place says the same again. To have another sample, give the world or the
person another `seed`, or the simulation another `id`: `begin("interview.db", id="second")`. What
was asked is never counted, so it makes no difference in which order parallel worlds get on.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.stage import DEFAULT_ID, Simulation, Troupe, current

__all__ = ["begin", "cache_hits", "cache_misses", "checkpoint", "end", "reset", "transactional"]

Method = TypeVar("Method", bound=Callable[..., Any])


def begin(
    cache_path: Path | str | None = None,
    id: str = DEFAULT_ID,  # noqa: A002 - the word it is known by
    auto_checkpoint: bool = False,
) -> Troupe:
    """Begin a simulation.

    Args:
        cache_path: the database, which is made if there is none; left out, the one of commands:
            TROUPE_DB, else `DATABASE` of config.ini, else `troupe.db`.
        id: what the simulation is called; another `id` is another, independent sample.
        auto_checkpoint: True keeps stories after every action.

    Returns:
        The simulation, for people and worlds that are made in other threads.

    Raises:
        UsageError: one is going on already, or an argument is unusable.
        StoreError: the file is not a database of troupe or cannot be used; it is left as it was.
    """
    if not isinstance(cache_path, Path | str | None) or cache_path == "":
        raise UsageError(f"a simulation is kept in a file, and {cache_path!r} is no name of one")
    if not isinstance(id, str) or not id.strip():
        raise UsageError(f"a simulation is called by a text, not {id!r}")
    going_on = _going_on()
    if going_on is not None:
        raise UsageError(
            f"the simulation {going_on.id!r} is going on already", hint="control.end() first"
        )
    simulation = Simulation(id, cache_path, auto_checkpoint=auto_checkpoint)
    current.set(simulation)
    return simulation


def checkpoint(id: str | None = None) -> None:  # noqa: A002 - as above
    """Keep the stories as they are now.

    Args:
        id: the simulation that is meant; left out, the one that goes on here.

    Raises:
        UsageError: none is going on, or one of another name.
        StoreError: the database cannot be written.
    """
    _meant(id).checkpoint()


def end(id: str | None = None) -> None:  # noqa: A002 - as above
    """Keep the stories and end the simulation; whoever acts after that is not part of it.

    Raises:
        UsageError: none is going on, one of another name, or somebody in it is acting.
        StoreError: the database cannot be written.
    """
    _meant(id).end()


def reset() -> None:
    """Leave the simulation that goes on, if there is one, without keeping its stories.

    Replies are kept, and stories up to the last checkpoint.

    Raises:
        UsageError: somebody in it is acting.
    """
    going_on = _going_on()
    if going_on is not None:
        going_on.end(keep=False)
    current.set(None)


def cache_hits(id: str | None = None) -> int:  # noqa: A002 - as above
    """How many answers of the simulation that goes on, or else of the last, were kept replies.

    Raises:
        UsageError: there was none, or the last one had another name.
    """
    hits: int = _counted(id)["cached_calls"]
    return hits


def cache_misses(id: str | None = None) -> int:  # noqa: A002 - as above
    """How many answers of it a model was asked for.

    Raises:
        UsageError: there was none, or the last one had another name.
    """
    misses: int = _counted(id)["calls"]
    return misses


def transactional(
    method: Method | None = None,
    *,
    parallel: bool = False,  # noqa: ARG001 - it is true of all
) -> Any:
    """Mark a method as an action of a simulation, for programs that are written so.

    Nothing has to be done for it: what its people are answered is kept in any case. Whatever else
    it does is done each time.

    Args:
        method: the method.
        parallel: whether it may be called at the same time as others; all may.
    """
    return method if method is not None else lambda marked: marked


def _going_on() -> Simulation | None:
    latest = _latest()
    return None if latest is None or latest.is_over else latest


def _latest() -> Simulation | None:
    latest = current.get()
    assert isinstance(latest, Simulation | None)  # nothing else is put there
    return latest


def _meant(wanted: str | None) -> Simulation:
    return _called(wanted, _going_on(), "no simulation is going on here")


def _counted(wanted: str | None) -> dict[str, Any]:
    return _called(wanted, _latest(), "no simulation was begun here").usage()


def _called(wanted: str | None, found: Simulation | None, none: str) -> Simulation:
    if found is None:
        raise UsageError(
            none, hint="control.begin() first; a thread of one's own has one of its own"
        )
    if wanted is not None and wanted != found.id:
        raise UsageError(f"there is no simulation {wanted!r} here, only {found.id!r}")
    return found
