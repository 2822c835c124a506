"""A world: a clock, people, rounds; it emits events and its state is their fold."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Sequence
from datetime import timedelta
from typing import Any, Literal, TypeGuard, TypeVar

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import StoreError, TroupeError
from tinytroupe_cli.ids import plain
from tinytroupe_cli.sim.beside import memories_of, verdict_on
from tinytroupe_cli.sim.delivery import deliver_deed
from tinytroupe_cli.sim.faculties import newest, oldest_block
from tinytroupe_cli.sim.mind import Mind
from tinytroupe_cli.sim.person import Outcome, take_turn
from tinytroupe_cli.sim.remembering import remember
from tinytroupe_cli.sim.together import together

Turns = Literal["auto", "parallel", "in_order"]

JUDGED = 24_000
"""Characters of what was said and done that a condition is judged on, the newest."""

T = TypeVar("T")
R = TypeVar("R")


class World:
    """People in a place; subclass it and override the hooks to change how a round goes.

    An error in a hook goes up to the caller with a note that names the hook; what happened until
    then stands.

    Args:
        mind: what people think with.
        hear: whether what is said reaches all who can reach the speaker, or the addressed one.
        step: how much time passes in a round.
        on_event: told of each event as it happens.
    """

    def __init__(
        self,
        mind: Mind,
        *,
        turns: Turns = "auto",
        idle: Literal["skip", "act"] = "skip",
        hear: Literal["everyone", "addressed"] = "everyone",
        step: timedelta = timedelta(minutes=10),
        on_event: Callable[[e.Event], None] | None = None,
    ) -> None:
        self.mind = mind
        self.turns, self.idle, self.hear, self.step = turns, idle, hear, step
        self.state = e.WorldState()
        self.story: list[e.Event] = []
        self.failures: list[TroupeError] = []
        self._on_event = on_event

    # -- hooks -------------------------------------------------------------------------------

    def before_round(self, number: int) -> None:
        """Called when a round begins."""

    def after_round(self, number: int) -> None:
        """Called when a round has ended."""

    def before_action(self, deed: e.Moment) -> e.Moment | None:
        """Called before a deed is delivered; may change it, or return None: it never happens."""
        return deed

    def after_action(self, event: e.Event) -> None:
        """Called after an action was delivered."""

    # -- the story ---------------------------------------------------------------------------

    def emit(self, kind: type[e.BaseEvent], **facts: Any) -> Any:
        """Let something happen now: the event joins the story and changes the state."""
        now = {"time": self.state.time, "step": self.state.step, "round": self.state.round}
        event: Any = kind(seq=self.state.seq + 1, **(now | facts))
        self._absorb(event)
        if self._on_event is not None:
            self._on_event(event)
        return event

    def restore(self, events: Iterable[e.Event]) -> None:
        """Continue after events that happened before; nobody is told of them again."""
        for event in events:
            self._absorb(event)

    def _absorb(self, event: e.Event) -> None:
        remember(event, self.state, self.mind.recall)
        self.state.apply(event)
        self.story.append(event)

    # -- rounds ------------------------------------------------------------------------------

    async def run_round(
        self, number: int, *, rounds_left: int | None = None, turns: Turns | None = None
    ) -> None:
        """One round: the clock moves on, everyone with something new takes a turn."""
        assert self.state.time is not None
        self.emit(e.RoundStarted, round=number, time=self.state.time + self.step)
        self._call(self.before_round, number)
        present = self.state.present()
        if self._order(len(present), turns) == "in_order":
            asleep = await self._in_order(present, rounds_left)
        else:
            asleep = [name for name in present if not self._is_awake(name)]
            awake = [name for name in present if self._is_awake(name)]
            await self._in_parallel(awake, rounds_left, turns)
        if asleep:
            self.emit(e.Idle, people=tuple(asleep))
        self._call(self.after_round, number)

    async def act(self, names: Sequence[str], *, turns: Turns | None = None) -> None:
        """The people take one turn each, in order or on the same moment, new things or not."""
        if self._order(len(names), turns) == "in_order":
            for name in names:
                turn = take_turn(
                    self.state, name, self.mind, parallel=self._crosses(None), hear=self.hear
                )
                self.deliver(await turn)
        else:
            await self._in_parallel(names, None, turns)

    def _order(self, crowd: int, turns: Turns | None) -> Turns:
        how = turns or self.turns
        if how != "auto":
            return how
        return "in_order" if crowd <= 2 else "parallel"

    def _crosses(self, turns: Turns | None) -> bool:
        """Whether people speak at the same moment here, however many act this time.

        It is told before the history, so it must not change from turn to turn.
        """
        present = len(self.state.present())
        return present > 1 and self._order(present, turns) == "parallel"

    async def _in_order(self, names: Sequence[str], rounds_left: int | None) -> list[str]:
        """Everyone hears those before them; the names of those who had nothing new."""
        asleep = []
        for name in names:
            if self._is_awake(name):
                turn = take_turn(
                    self.state, name, self.mind, rounds_left=rounds_left, hear=self.hear
                )
                self.deliver(await turn)
            else:
                asleep.append(name)
        return asleep

    async def _in_parallel(
        self, names: Sequence[str], rounds_left: int | None, how: Turns | None
    ) -> None:
        """Everyone acts on the same moment; what they do is delivered in roster order."""
        state, parallel = self.state, self._crosses(how)
        turns = (
            take_turn(
                state,
                name,
                self.mind,
                rounds_left=rounds_left,
                parallel=parallel,
                hear=self.hear,
            )
            for name in names
        )
        for outcome in await together(turns):
            self.deliver(outcome)

    def deliver(self, outcome: Outcome) -> None:
        """Let happen what came of a turn: others hear it, the person's state moves on."""
        if outcome.failure is not None:
            self.fail(outcome.failure, purpose="act", person=outcome.person)
            return
        person = outcome.person
        self.emit(
            e.Turn,
            person=person,
            perceived=outcome.perceived,
            missed=outcome.missed,
            calls=outcome.calls,
        )
        for deed in outcome.deeds:
            self._do(deed)
        self.emit(e.Action, person=person, action="DONE", content=outcome.done)
        if outcome.state is not None:
            self.emit(e.State, person=person, **self._state_of(person, outcome.state))

    def _state_of(self, person: str, reply: e.StateReply) -> dict[str, Any]:
        """What the person says of it, else what it was; circumstances are the world's to say."""
        now = self.state.people[person]
        before = {"goals": now.goals, "attention": now.attention, "emotions": now.emotions}
        said = {name: value for name, value in reply.model_dump().items() if value}
        goals = reply.goals if "goals" in reply.model_fields_set else now.goals
        return before | said | {"goals": goals, "context": now.context}

    def _do(self, deed: e.Moment | e.BoundHit) -> None:
        if isinstance(deed, e.BoundHit):
            self.emit(e.BoundHit, person=deed.person, reason=deed.reason)
            return
        kept = self._call(self.before_action, deed)
        if kept is not None:
            self._call(self.after_action, deliver_deed(self, kept))

    def _call(self, hook: Callable[[T], R], about: T) -> R:
        try:
            return hook(about)
        except Exception as error:
            where = f"step {self.state.step}, round {self.state.round}"
            name = getattr(hook, "__name__", hook)
            error.add_note(f"in the hook {name} of {type(self).__name__}, {where}")
            raise

    def fail(self, failure: TroupeError, *, purpose: str, person: str | None) -> None:
        """Record a call that failed for good."""
        self.failures.append(failure)
        self.emit(
            e.Failure,
            person=person,
            purpose=purpose,
            error=type(failure).__name__,
            reason=str(failure),
        )

    def _is_awake(self, name: str) -> bool:
        return self.idle == "act" or self.state.people[name].is_awake()

    # -- the model beside the people ---------------------------------------------------------

    async def judge(self, condition: str) -> bool:
        """Put a condition to the model on what was said and done so far, the newest part of it."""
        said = newest(filter(is_heard, self.story), JUDGED)
        try:
            verdict = await verdict_on(condition, said, self.state, self.mind)
        except StoreError:
            raise
        except TroupeError as failure:
            self.fail(failure, purpose="judge", person=None)
            return False
        self.emit(e.Judged, condition=condition, met=verdict.met, reason=verdict.reason)
        return verdict.met

    async def consolidate(
        self,
        names: Iterable[str] | None = None,
        *,
        during: Coroutine[Any, Any, None] | None = None,
    ) -> None:
        """Fold the oldest block of every history that outgrew its window into memories.

        Args:
            names: whose histories; None for everyone's.
            during: what happens meanwhile, such as a round. Nobody in it waits for memories or
                knows of them: they take effect after it.
        """
        blocks = {
            name: block
            for name in (self.state.people if names is None else names)
            if (block := oldest_block(self.state.people[name], self.mind.memory))
        }
        state = self.state
        asked = (memories_of(name, block, state, self.mind) for name, block in blocks.items())
        found: list[tuple[str, ...] | TroupeError] = []

        async def ask() -> None:
            found.extend(await together(asked))

        await together([ask(), during or _nothing()])
        for (name, block), memories in zip(blocks.items(), found, strict=True):
            if isinstance(memories, TroupeError):
                self.fail(memories, purpose="consolidate", person=name)
            else:
                self.emit(e.Remembered, person=name, memories=memories, moments=len(block))


async def _nothing() -> None:
    """Nothing happens meanwhile."""


def is_heard(event: e.Event) -> TypeGuard[e.Moment]:
    """Whether the event belongs to what was said and done: not thoughts, not what came to nothing.

    Speech counts although nobody may have been near: it may answer somebody outside of the world.
    """
    if isinstance(event, e.Action):
        return event.action == "TALK" or bool(event.heard_by)
    return isinstance(event, e.Stimulus)


def persona_json(persona: Any) -> dict[str, Any]:
    """A persona as an event holds it: JSON types only."""
    result: dict[str, Any] = plain(dict(persona))
    return result
