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
from tinytroupe_cli.stage._describing import Describing
from tinytroupe_cli.stage._looking_back import LookingBack, action_dict
from tinytroupe_cli.stage._loop import wait_for, wait_for_async
from tinytroupe_cli.stage._perceiving import Perceiving
from tinytroupe_cli.stage._place import Place
from tinytroupe_cli.stage._retell import retell
from tinytroupe_cli.stage._specification import Kept, read_kept, write_kept
from tinytroupe_cli.stage._troupe import Troupe, ambient


class TinyPerson(Perceiving, Describing, LookingBack):
    """Somebody with a persona, who perceives and acts.

    A person begins in a small world of their own. Joining a TinyWorld tells all they bring
    (persona, memories, history, state) again as events of that world; from then on the same methods
    work on that world. Leaving it works the same way back. There is no register of people: any
    number may have one name, as long as they are in different worlds. A person is not made for use
    from several threads at once.

    Methods that ask a model have an async twin with an `a` in front; both work inside of a running
    event loop too.

    Args:
        name: the full name.
        persona: further facts.
        model: the model that speaks for this person, by name or with parameters; left out, the
            world's, else that of the settings, else the offline engine.
        db: a database in which replies are kept; left out, memory.
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
        clean = " ".join(str(name).split())
        if not clean or clean.casefold() == "everyone":
            raise UsageError(f"nobody can be called {name!r}")
        self.name = clean
        self.model = ModelSettings(name=model) if isinstance(model, str) else model
        self.troupe = troupe or ambient(db)
        self._seed = seed
        self._actions = []
        facts = {**(persona or {}), "name": clean}
        self._enter(self._own_place(), e.PersonState(clean, persona_json(facts), "the room"))

    # -- acting ------------------------------------------------------------------------------

    def act(self, *, n: int = 1, return_actions: bool = False) -> Any:
        """Take a turn, or `n`: everything perceived so far is answered.

        Returns:
            The person; or the actions `{"type", "target", "content"}`, if they are asked for.

        Raises:
            ModelError: the model could not be had.
            BudgetError: a limit is reached.
        """
        return wait_for(self._turns(n, return_actions))

    async def aact(self, *, n: int = 1, return_actions: bool = False) -> Any:
        """`act` for async callers."""
        return await wait_for_async(self._turns(n, return_actions))

    def listen_and_act(
        self, speech: str, source: Any = None, *, n: int = 1, return_actions: bool = False
    ) -> Any:
        """Hear something and answer it; see `listen` and `act`."""
        return self.listen(speech, source).act(n=n, return_actions=return_actions)

    async def alisten_and_act(
        self, speech: str, source: Any = None, *, n: int = 1, return_actions: bool = False
    ) -> Any:
        """`listen_and_act` for async callers."""
        return await self.listen(speech, source).aact(n=n, return_actions=return_actions)

    def see_and_act(self, visual: str, *, n: int = 1, return_actions: bool = False) -> Any:
        """See something and act on it."""
        return self.see(visual).act(n=n, return_actions=return_actions)

    def think_and_act(self, thought: str, *, n: int = 1, return_actions: bool = False) -> Any:
        """Have a thought and act on it."""
        return self.think(thought).act(n=n, return_actions=return_actions)

    async def _turns(self, n: int, return_actions: bool) -> Any:
        before = len(self._place.world.story)
        await self._place.act([self.name], n)
        if not return_actions:
            return self
        story = self._place.world.story[before:]
        own = [each for each in story if isinstance(each, e.Action) and each.person == self.name]
        return [action_dict(action) for action in own]

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
            displays=lambda: type(self).communication_display,
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
            retell(place.world, coming)
        self._seen = len(place.world.story)

    def _depart(self, place: Place) -> None:
        """Leave the place of before; what is remembered by full text goes along."""
        index = self._place.memories.people.get(self.name)
        if index is not None:
            place.memories.people[self.name] = index
        with self._place.quietly():
            self._place.world.emit(e.Left, person=self.name)
