"""TinyWorld: people together, for scripts and notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar, Literal, Self

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.ids import match_name
from tinytroupe_cli.sim import reachable
from tinytroupe_cli.spec import START, ModelSettings
from tinytroupe_cli.stage.people._ambient import ambient
from tinytroupe_cli.stage.people._hooks import Hooks
from tinytroupe_cli.stage.people._passing_time import PassingTime
from tinytroupe_cli.stage.people._people import TinyPerson
from tinytroupe_cli.stage.people._place import Place, transcript
from tinytroupe_cli.stage.people._somebody import Somebody, name_of
from tinytroupe_cli.stage.people._troupe import Troupe, model_of


class TinyWorld(PassingTime, Hooks):
    """People in a place, with a clock.

    Everybody reaches everybody unless told otherwise; see `TinyPerson` for what joining means. The
    world thinks with its own session, or else with that of the first person in it. A subclass may
    have hooks around rounds and actions: `before_round`, `after_round`, `before_action` and
    `after_action`.

    Args:
        name: the place; a room when left out.
        agents: who is there.
        model: the model for people without one of their own.
        db: a database in which replies are kept; left out, see `Troupe`.
        troupe: a session of one's own instead of the one that all others share.
        initial_datetime: the clock at the beginning; a fixed Monday morning when left out.
        step: how much time passes in a round.
        turns: whether all act on the same moment, or each hears those before; `auto` is in order
            for two people and parallel for more.
        idle: what somebody does who perceived nothing new: `skip` the round, or `act`.
        hear: who hears what is said: `everyone` in reach, or the `addressed` one.
        seed: the seed of what the offline engine chooses.

    Raises:
        UsageError: two people have one name, or an argument is none of those known.
    """

    communication_display: bool = True
    """Whether what happens in worlds is printed; for all (`TinyWorld.communication_display =
    False`) or for one world."""

    _kind: ClassVar[Literal["world", "social_network"]] = "world"

    def __init__(
        self,
        name: str | None = None,
        agents: Sequence[TinyPerson] = (),
        *,
        model: str | ModelSettings | None = None,
        db: Path | str | None = None,
        troupe: Troupe | None = None,
        initial_datetime: datetime | None = None,
        step: timedelta = timedelta(minutes=10),
        turns: Literal["auto", "parallel", "in_order"] = "auto",
        idle: Literal["skip", "act"] = "skip",
        hear: Literal["everyone", "addressed"] = "everyone",
        seed: int = 0,
    ) -> None:
        agents = _listed(agents)
        _check(turns=turns, idle=idle, hear=hear)
        self.name = "the room" if name is None else str(name)
        if troupe is None:
            troupe = agents[0].troupe if agents and db is None else ambient(db)
        self._people: dict[str, TinyPerson] = {}
        self._place = Place(
            self.name,
            initial_datetime or START,
            troupe=troupe,
            model=model_of(model),
            displays=lambda: self.communication_display,
            kind=self._kind,
            hooks=self,
            seed=seed,
            world={"step": step, "turns": turns, "idle": idle, "hear": hear},
        )
        self._refuse_namesakes(agents)
        self.add_agents(agents)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r}, {[person.name for person in self.agents]})"

    # -- people ------------------------------------------------------------------------------

    @property
    def agents(self) -> list[TinyPerson]:
        """Who is here, in the order in which they first came."""
        return [self._people[name] for name in self._place.world.state.present() if self._in(name)]

    def get_agent_by_name(self, name: str) -> TinyPerson | None:
        """The person here with a name, which may be in short; None if nobody fits."""
        here = {person.name: person for person in self.agents}
        return here.get(match_name(name, here) or "")

    def add_agent(self, agent: TinyPerson) -> Self:
        """Somebody comes in, out of their own world or another.

        Raises:
            UsageError: somebody of that name is here.
        """
        if self._in(agent.name) and self._people[agent.name] is agent:
            return self
        self._refuse_namesakes([agent])
        agent._enter(self._place)  # noqa: SLF001 - a person and a world are halves of one thing
        self._people[agent.name] = agent
        return self

    def add_agents(self, agents: Iterable[TinyPerson]) -> Self:
        """People come in, one after another."""
        for agent in _listed(agents):
            self.add_agent(agent)
        return self

    def remove_agent(self, agent: TinyPerson | str) -> Self:
        """Somebody leaves, and is in a world of their own again.

        Raises:
            UsageError: they are not here.
        """
        person = self._here(agent)
        person._enter(person._own_place())  # noqa: SLF001 - as above
        return self

    def remove_all_agents(self) -> Self:
        """Everybody leaves, each into a world of their own."""
        for agent in self.agents:
            self.remove_agent(agent)
        return self

    def make_everyone_accessible(self) -> Self:
        """Let everybody here reach everybody here, whatever was said before."""
        state = self._place.world.state
        here = state.present()
        for one in here:
            near = {other.name for other in reachable(state, state.people[one])}
            for other in here:
                if other != one and other not in near:
                    self._place.world.emit(e.Access, person=one, other=other, relation="")
        return self

    # -- what everybody perceives ------------------------------------------------------------

    def broadcast(self, speech: str, source: Somebody | str | None = None) -> Self:
        """Everybody here hears this, but for the one who says it."""
        return self._tell("CONVERSATION", speech, source)

    def broadcast_thought(self, thought: str) -> Self:
        """This comes to everybody's mind."""
        return self._tell("THOUGHT", thought)

    def broadcast_internal_goal(self, internal_goal: str) -> Self:
        """Everybody makes this goal their own."""
        return self._tell("INTERNAL_GOAL_FORMULATION", internal_goal)

    def broadcast_context_change(self, context: Iterable[str] | str) -> Self:
        """Everybody's circumstances are these from now on."""
        for person in self.agents:
            person.change_context(context)
        return self

    def get_cost_stats(self) -> dict[str, Any]:
        """Calls, tokens and cost of what people thought in this world, and `by_purpose`.

        Kept replies count under `cached_calls`; an unknown price makes `cost_usd` None. For
        everybody who shares a session see `Troupe.usage`.
        """
        return self._place.usage()

    # -- how it looks ------------------------------------------------------------------------

    @property
    def current_datetime(self) -> datetime:
        """The world's clock."""
        now = self._place.world.state.time
        assert now is not None  # every place is opened with a clock
        return now

    @property
    def events(self) -> tuple[e.Event, ...]:
        """All that has happened here, in order."""
        return tuple(self._place.world.story)

    def pretty_current_interactions(self, last_n: int | None = None) -> str:
        """The transcript as text, of all events or the last few."""
        return transcript(self._latest(last_n))

    def pp_current_interactions(self, last_n: int | None = None) -> None:
        """Print the transcript."""
        from rich.console import Console

        transcript(self._latest(last_n), Console())

    def _latest(self, last_n: int | None) -> tuple[e.Event, ...]:
        return self.events if last_n is None else self.events[max(len(self.events) - last_n, 0) :]

    def _tell(
        self, stimulus: e.StimulusType, content: str, source: Somebody | str | None = None
    ) -> Self:
        here = self._place.world.state.present()
        said_by = None if source is None else name_of(source, here)
        names = [name for name in here if name != said_by]
        self._place.perceive(names, stimulus, content, said_by, to_all=len(names) > 1)
        return self

    def _in(self, name: str) -> bool:
        return name in self._people and name in self._place.world.state.present()

    def _here(self, who: TinyPerson | str) -> TinyPerson:
        found = self.get_agent_by_name(name_of(who))
        if found is None or (isinstance(who, TinyPerson) and who is not found):
            known = ", ".join(person.name for person in self.agents) or "nobody"
            raise UsageError(f"{name_of(who)!r} is not in {self.name!r}", hint=f"here: {known}")
        return found

    def _refuse_namesakes(self, coming: Sequence[TinyPerson]) -> None:
        """Before anybody moves: within one world, names tell people apart."""
        known: dict[str, Any] = {person.name: person for person in self.agents}
        for person in coming:
            if known.setdefault(person.name, person) is not person:
                raise UsageError(
                    f"there are two people called {person.name!r} in {self.name!r}",
                    hint="load one of them with new_agent_name",
                )


_KNOWN = {
    "turns": ("auto", "parallel", "in_order"),
    "idle": ("skip", "act"),
    "hear": ("everyone", "addressed"),
}


def _check(**chosen: str) -> None:
    for name, value in chosen.items():
        if value not in _KNOWN[name]:
            raise UsageError(f"{name}={value!r}: it is {' or '.join(_KNOWN[name])}")


def _listed(agents: Iterable[TinyPerson]) -> list[TinyPerson]:
    """The people meant, as a list of people."""
    if isinstance(agents, TinyPerson):
        raise UsageError("people are given as a list", hint=f"[{agents.name!r}]")
    listed = [*agents]
    for each in listed:
        if not isinstance(each, TinyPerson):
            raise UsageError(f"only a TinyPerson can be in a world, not {each!r}")
    return listed
