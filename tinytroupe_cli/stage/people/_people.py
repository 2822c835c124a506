"""TinyPerson: a simulated person for scripts and notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, Self

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.sim import persona_json
from tinytroupe_cli.spec import START, ModelSettings, load_persona
from tinytroupe_cli.stage.people._acting import Acting
from tinytroupe_cli.stage.people._ambient import ambient
from tinytroupe_cli.stage.people._describing import Describing
from tinytroupe_cli.stage.people._looking_back import LookingBack
from tinytroupe_cli.stage.people._place import Place
from tinytroupe_cli.stage.people._reaching import Reaching
from tinytroupe_cli.stage.people._remembering import Remembering
from tinytroupe_cli.stage.people._retell import retell
from tinytroupe_cli.stage.people._specification import (
    Kept,
    facts_of,
    persona_files,
    read_kept,
    write_kept,
)
from tinytroupe_cli.stage.people._troupe import Troupe, model_of


class TinyPerson(Acting, Describing, Reaching, Remembering, LookingBack):
    """Somebody with a persona, who perceives and acts.

    A person begins in a small world of their own. Joining a TinyWorld tells all they bring
    (persona, memories, history, state) again as events of that world; from then on the same methods
    work on that world. Leaving it works the same way back. There is no register of people: any
    number may have one name, as long as they are in different worlds.

    Methods that ask a model have an async twin with an `a` in front; both work inside of a running
    event loop too, such as a notebook's. Different worlds may be used from different threads at
    the same time; one world, and the people in it, from one thread at a time.

    Args:
        name: the full name.
        persona: further facts.
        model: the model that speaks for this person, by name or with parameters; left out, the
            world's, else that of the settings, else the offline engine.
        db: a database in which replies are kept; left out, see `Troupe`.
        troupe: a session of one's own instead of the one that all others share.
        seed: the seed of what the offline engine chooses while the person is alone.

    Raises:
        UsageError: not a usable name.
    """

    def __init__(
        self,
        name: str,
        persona: Mapping[str, Any] | None = None,
        *,
        model: str | ModelSettings | None = None,
        db: Path | str | None = None,
        troupe: Troupe | None = None,
        seed: int = 0,
    ) -> None:
        clean = " ".join(name.split()) if isinstance(name, str) else ""
        if not clean or clean.casefold() == "everyone":
            raise UsageError(f"nobody can be called {name!r}")
        self.name = clean
        if not isinstance(persona, Mapping | None):
            raise UsageError(f"a persona is a mapping of facts, not {persona!r}")
        self.model = model_of(model)
        self.troupe = troupe or ambient(db)
        self._seed = seed
        self._actions = []
        facts = facts_of({**(persona or {}), "name": clean})
        self._enter(self._own_place(), e.PersonState(clean, facts, "the room"))

    # -- files -------------------------------------------------------------------------------

    @classmethod
    def load_specification(
        cls,
        source: Path | str | Mapping[str, Any],
        *,
        new_agent_name: str | None = None,
        suppress_memory: bool = False,
        suppress_mental_state: bool = False,
        **how: Any,
    ) -> Self:
        """A person from a persona file, a name of the library, or a mapping.

        Args:
            source: YAML or JSON, TinyTroupe's form too; or the facts, with a `name`.
            new_agent_name: another name to go by.
            suppress_memory: True leaves memories in the file alone.
            suppress_mental_state: True leaves goals, attention, emotions and context alone.
            how: `model`, `db`, `troupe`, `seed`, as for `TinyPerson`.

        Raises:
            SpecError: the file is not found or wrong.
            UsageError: the mapping has no name, or what is kept beside the persona is unreadable.
        """
        if isinstance(source, Mapping):
            kept = Kept.from_mapping(source)
        else:
            member = load_persona(str(source))
            kept = read_kept(source, persona_json(member.persona))
        name = new_agent_name or kept.persona.get("name")
        if not isinstance(name, str) or not name.strip():
            raise UsageError("a persona needs a `name`", hint="or give new_agent_name")
        person = cls(name, kept.persona, **how)
        state = kept.state(
            person.name, person._state, memory=not suppress_memory, mind=not suppress_mental_state
        )
        if state is not None:
            person._enter(person._own_place(), state)
        return person

    @classmethod
    def load_specifications_from_folder(
        cls, folder: Path | str, file_suffix: str | None = None, **how: Any
    ) -> list[Self]:
        """The people of all persona files directly inside of a folder, by file name.

        Args:
            folder: the folder.
            file_suffix: only files whose names end like this, such as `.agent.json`; left out,
                all persona files and no fragments.
            how: what `load_specification` takes.

        Raises:
            SpecError: a file is wrong.
            UsageError: there is no such folder, or no persona in it.
        """
        found = persona_files(Path(folder), file_suffix)
        return [cls.load_specification(path, **how) for path in found]

    def create_new_agent_from_current_spec(self, new_name: str) -> Self:
        """Somebody with this persona and another name, and nothing lived through yet."""
        how = {"model": self.model, "troupe": self.troupe, "seed": self._seed}
        return type(self)(new_name, self._state.persona, **how)  # type: ignore[arg-type]

    def save_specification(
        self,
        path: Path | str,
        *,
        include_memory: bool = False,
        include_mental_state: bool = False,
    ) -> Self:
        """Write the persona to a file: JSON for a name that ends in `.json`, else YAML.

        Args:
            path: the file, which is replaced.
            include_memory: whether memories and history are written too.
            include_mental_state: whether goals, attention, emotions and context are written too.

        Raises:
            UsageError: the file cannot be written.
        """
        write_kept(Path(path), self._state, memory=include_memory, mind=include_mental_state)
        return self

    # -- places ------------------------------------------------------------------------------

    def _own_place(self) -> Place:
        return Place(
            "the room",
            START,
            troupe=self.troupe,
            model=None,
            displays=lambda: self.communication_display,
            title=self.name,
            seed=self._seed,
        )

    def _enter(self, place: Place, state: e.PersonState | None = None) -> None:
        """Be in a place from now on, with everything brought along."""
        coming = deepcopy(state or self._state)
        if hasattr(self, "_place"):
            self._collect()
            self._depart(place)
        if self.model is not None:
            place.models[self.name] = self.model
        self._place = place
        with place.quietly():
            retell(place.world, coming, place.memories)
        place.people[self.name] = self
        self._seen = len(place.world.story)

    def _depart(self, place: Place) -> None:
        """Leave the place of before; what is remembered by full text goes along."""
        del self._place.people[self.name]
        index = self._place.memories.people.get(self.name)
        if index is not None:
            place.memories.people[self.name] = index
        with self._place.quietly():
            self._place.world.emit(e.Left, person=self.name)
