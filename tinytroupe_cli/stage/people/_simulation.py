"""What goes on between control.begin and control.end."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Any

from tinytroupe_cli.errors import StoreError, UsageError
from tinytroupe_cli.llm import Stack
from tinytroupe_cli.stage._session import Options
from tinytroupe_cli.stage.people._ambient import ambient
from tinytroupe_cli.stage.people._kept_story import KeptStory
from tinytroupe_cli.stage.people._place import Place
from tinytroupe_cli.stage.people._troupe import IN_MEMORY, Troupe

DEFAULT_ID = "default"


class Simulation(Troupe):
    """A troupe whose replies and stories are kept in one database, until it ends.

    Args:
        id: what it is called; simulations of other names are independent of this one.
        database: the file; None: the database of commands.
        auto_checkpoint: whether stories are kept after every action, not at checkpoints only.

    Raises:
        StoreError: the file is not ours, or cannot be used; it is left as it was.
    """

    def __init__(
        self,
        id: str,  # noqa: A002 - the word it is known by
        database: Path | str | None,
        *,
        auto_checkpoint: bool = False,
    ) -> None:
        super().__init__(Options(db=None if database is None else str(database)), keeps=True)
        self.id, self._auto = id, auto_checkpoint
        self.sample = "0" if id == DEFAULT_ID else f"simulation {id}"
        self._places: dict[Place, KeptStory] = {}
        self._lock = Lock()
        self._final: dict[str, Any] | None = None
        _refuse_foreign(self.settings.database)
        _ = self.session  # the file is opened now, so that what is wrong with it is said now

    def now(self) -> Troupe:
        """This; for those who are left when it is over, what everybody has."""
        return ambient() if self.is_over else self

    def works(self, place: Place, stack: Stack) -> None:
        """Remember the place: it has a story to keep."""
        if place not in self._places:
            name = f"{self.id}/{place.title}"
            self._places[place] = KeptStory(place, name, self.session, stack)

    def rests(self, place: Place) -> None:
        """Keep the story, if that was asked for."""
        if self._auto:
            with self._lock:
                self._places[place].keep()

    def checkpoint(self) -> None:
        """Keep all that has happened; of places where people act now, what was before that."""
        with self._lock:
            for story in [*self._places.values()]:
                story.keep()

    def end(self, *, keep: bool = True) -> None:
        """Keep all that has happened, unless told otherwise, and close the database.

        Raises:
            UsageError: somebody is acting.
        """
        for place in [*self._places]:
            if not place.at_rest:
                raise UsageError(
                    f"the simulation {self.id!r} cannot end: in {place.title!r} somebody is acting",
                    hint="wait until all have acted",
                )
        try:
            if keep:
                with self._lock:
                    for story in self._places.values():
                        story.finish()
        finally:
            self._final = super().usage()
            self.is_over = True
            self.close()

    def usage(self) -> dict[str, Any]:
        """Calls, tokens and cost of the simulation, also when it is over."""
        return self._final or super().usage()


def _refuse_foreign(database: str) -> None:
    """Name what is likeliest: a trace that TinyTroupe wrote under the same name."""
    path = Path(database)
    if database == IN_MEMORY or not path.is_file():
        return
    with path.open("rb") as file:
        head = file.read(16)
    if head and head != b"SQLite format 3\0":
        raise StoreError(
            f"{database!r} is not a database of troupe; it was left as it is",
            hint="traces of TinyTroupe's cannot be read: name another file, and it will be made",
        )
