"""The story of a place as a run of the store, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tinytroupe_cli.events import Event, StepStarted
from tinytroupe_cli.ids import digest, new_run_id
from tinytroupe_cli.llm import ModelParams, Stack
from tinytroupe_cli.run import Played
from tinytroupe_cli.stage._document import document
from tinytroupe_cli.stage._earlier import Taken
from tinytroupe_cli.stage._harvesting import Harvest
from tinytroupe_cli.stage._session import Session
from tinytroupe_cli.stage.people._place import Place
from tinytroupe_cli.store import Checkpoint


class KeptStory:
    """Writes what has happened in a place, from checkpoint to checkpoint.

    What some earlier program told just like this is not written again: while the story is one that
    the store knows, nothing is, and once it departs, a run begins that refers to the known part. So
    a program that is run again adds one row.

    Args:
        place: where it happens.
        name: what the run is called.
        session: the store.
        stack: what is thought with there.
    """

    def __init__(self, place: Place, name: str, session: Session, stack: Stack) -> None:
        self._place, self._name = place, name
        self._session, self._stack = session, stack
        self._run: str | None = None
        self._facts: dict[str, Any] = {}
        self._known: Checkpoint | None = None
        """Where the store knows the story to, if it was told before."""
        self._hash = ""
        self._seen = self._units = 0
        """How much of the story is in the store."""

    def keep(self) -> None:
        """Bring the store up to date; places where nobody has acted yet have no story to keep."""
        story = self._place.settled
        new = story[self._seen :]
        if not new or not any(isinstance(event, StepStarted) for event in story):
            return
        reached = self._hash or digest("program", self._identity())
        for event in new:  # one by one, so that it makes no difference where checkpoints were
            reached = digest(reached, event)
        found = self._session.store.find_checkpoint(reached) if self._run is None else None
        if found is not None:
            self._known = found
        else:
            self._write(new, reached)
        self._hash, self._seen, self._units = reached, len(story), self._units + 1

    def finish(self) -> None:
        """Keep all, and note how the run ended."""
        self.keep()
        if not self._seen:
            return
        run = self._run or self._begin()
        self._facts |= self._identity()  # somebody with another model may have come later
        taken = Taken()
        if self._known is not None:
            taken = Taken(self._known.run, units=self._known.unit + 1)
        said = document(
            self._facts,
            Played("finished", self._units),
            taken,
            self._place.world,
            Harvest(),
            self._stack,
            self._session,
            (),
        )
        self._session.store.finish_run(
            run, status=said["status"], exit_code=said["exit_code"], summary=said
        )

    def _write(self, events: Sequence[Event], reached: str) -> None:
        run = self._run or self._begin()
        self._session.store.commit_unit(run, events, unit=self._units, prefix_hash=reached)

    def _begin(self) -> str:
        run, known = new_run_id(), self._known
        identity, address = self._identity(), self._address()
        self._session.store.create_run(
            run,
            **identity,
            repeat=0,
            spec={"program": identity, "scenario": {"model": {"base_url": address}}},
            parent=known.run if known else None,
            parent_seq=known.seq if known else 0,
        )
        self._facts = {"run": run, **identity, "repeat": 0}
        self._run = run
        return run

    def _identity(self) -> dict[str, Any]:
        """What the run is called, who speaks in it, and its seed."""
        params = self._speaking()
        return {
            "scenario": self._name,
            "engine": "+".join(sorted({each.provider for each in params})),
            "model": "+".join(sorted({each.model for each in params})),
            "seed": self._place.seed,
        }

    def _address(self) -> str | None:
        """Where to put further questions about the run."""
        return next((p.base_url for p in self._speaking() if p.provider == "openai"), None)

    def _speaking(self) -> list[ModelParams]:
        world = self._place.world
        return [world.mind.params(name, "act") for name in world.state.people]
