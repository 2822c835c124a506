"""One world in play, with the means its people think with; behind TinyPerson and TinyWorld."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from tinytroupe_cli import errors
from tinytroupe_cli import events as e
from tinytroupe_cli.harvest import extract
from tinytroupe_cli.llm import Stack
from tinytroupe_cli.prompts import minibio_messages
from tinytroupe_cli.sim import Mind
from tinytroupe_cli.spec import ExtractSpec, ModelSettings
from tinytroupe_cli.stage.people._hooks import HookedWorld, Hooks
from tinytroupe_cli.stage.people._memories import Memories
from tinytroupe_cli.stage.people._troupe import Troupe, usage
from tinytroupe_cli.view import Transcript

if TYPE_CHECKING:
    from rich.console import Console

    from tinytroupe_cli.stage.people._somebody import Somebody

WIDTH = 100
"""Columns of a transcript that is wanted as text."""


class Place:
    """A world, who speaks in it, and whether what happens is printed.

    Args:
        name: where people are.
        start: the clock at the beginning.
        troupe: the session.
        model: what speaks for people without a model of their own.
        displays: asked before each event whether to print it.
        title: what its story is called where it is kept; the name if left out.
        kind: whether people need a relation to reach each other.
        hooks: called around rounds and actions.
        world: further arguments of `sim.World`.
    """

    def __init__(
        self,
        name: str,
        start: datetime,
        *,
        troupe: Troupe,
        model: ModelSettings | None,
        displays: Callable[[], bool],
        title: str | None = None,
        kind: Literal["world", "social_network"] = "world",
        seed: int = 0,
        hooks: Hooks | None = None,
        world: dict[str, Any] | None = None,
    ) -> None:
        self.troupe, self.model, self.seed = troupe, model, seed
        self.title = title or name
        self.models: dict[str, ModelSettings] = {}
        """Name -> own model, for those who have one."""
        self.people: dict[str, Somebody] = {}
        """Name -> person, of those who are here."""
        self.memories = Memories()
        self._displays, self._quiet = displays, False
        self._working = self._settled = 0
        self._stack: Stack | None = None
        mind = Mind(llm=_nobody, params=_no_model, recall=self.memories)
        self.world = HookedWorld(mind, hooks, on_event=self._show, **(world or {}))
        with self.quietly():
            self.world.emit(e.WorldOpened, step=0, time=start, name=name, world=kind)

    # -- what happens ------------------------------------------------------------------------

    def perceive(
        self,
        names: Sequence[str],
        stimulus: e.StimulusType,
        content: str,
        source: str | None = None,
        *,
        to_all: bool = False,
    ) -> None:
        """People perceive something from outside.

        Args:
            names: who.
            stimulus: in which way.
            content: what.
            source: who says it.
            to_all: whether they are all who are here.

        Raises:
            UsageError: it is no text.
        """
        if not isinstance(content, str):
            raise errors.UsageError(f"what is perceived is a text, not {content!r}")
        for name in names:
            facts = {"person": name, "stimulus": stimulus, "content": content, "source": source}
            self.world.emit(e.Stimulus, **facts, to_all=to_all)
        self._flush()

    async def act(self, names: Sequence[str], turns: int = 1) -> None:
        """People take turns, new things or not.

        Raises:
            ModelError: somebody's model could not be had; what others did has happened.
            BudgetError: a limit is reached.
        """
        with self._at_work():
            self._begin("act")
            for _ in range(turns):
                with self._checked():
                    await self.world.consolidate(names, during=self.world.act(names))

    async def rounds(self, count: int, step: timedelta | None) -> None:
        """Rounds in which everyone with something new takes a turn.

        Raises:
            ModelError, BudgetError: as in `act`; the rounds after are not played.
        """
        usual = self.world.step
        with self._at_work():
            self._begin("rounds")
            self.world.step = usual if step is None else step
            try:
                for number in range(1, count + 1):
                    with self._checked():
                        playing = self.world.run_round(number, rounds_left=count - number)
                        await self.world.consolidate(self.world.state.present(), during=playing)
            finally:
                self.world.step = usual

    async def ask(
        self, spec: ExtractSpec, who: Sequence[str] | None = None
    ) -> dict[str | None, Any]:
        """Put an extraction to the model.

        Returns:
            Name -> value, or the error where it could not be had, for each of `who`; for the
            world it stands under None.
        """
        with self._at_work():
            mind = self.world.mind
            found = await extract(
                mind.llm,
                self.world.story,
                "results",
                spec,
                params=lambda name: mind.params(name, "extract"),
                seed=self.seed,
                sample=mind.sample,
                cache=mind.cache,
                who=who,
            )
        answers: dict[str | None, Any] = {row["person"]: row["value"] for row in found.rows}
        for failure in found.failures:
            whose = f"{failure['person']}: " if failure["person"] else ""
            kind: type[errors.TroupeError] = getattr(errors, failure["error"])
            answers[failure["person"]] = kind(f"{whose}{failure['reason']}")
        return answers

    async def introduce(self, name: str, requirements: str | None) -> str:
        """A few sentences about somebody, by their model.

        Raises:
            ModelError, BudgetError: they could not be had.
        """
        context = e.MinibioContext(name, self.world.state.people[name].persona, requirements)
        with self._at_work():
            asked = await self.world.mind.ask(
                "minibio",
                context,
                minibio_messages(context),
                e.MinibioReply,
                person=name,
                step=self.world.state.step,
                round_=None,
            )
        reply: e.MinibioReply = asked.value
        return reply.text

    # -- how it looks ------------------------------------------------------------------------

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """What happens meanwhile is not printed."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before

    @cached_property
    def _transcript(self) -> Transcript:
        from rich.console import Console

        return Transcript(Console())

    def _show(self, event: e.Event) -> None:
        if not self._quiet and self._displays():
            self._transcript.add(event)

    def _flush(self) -> None:
        if "_transcript" in self.__dict__:
            self._transcript.flush()

    # -- means -------------------------------------------------------------------------------

    @property
    def at_rest(self) -> bool:
        """Whether nobody is being asked for anything."""
        return not self._working

    @property
    def settled(self) -> Sequence[e.Event]:
        """What has happened, without what is still going on."""
        return self.world.story[: None if self.at_rest else self._settled]

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """People think meanwhile, with the troupe that is theirs at this moment."""
        troupe, stack = self._open()
        if self.at_rest:
            self._settled = len(self.world.story)
        self._working += 1
        troupe.works(self, stack)
        try:
            yield
        finally:
            self._working -= 1
        troupe.rests(self)

    def _open(self) -> tuple[Troupe, Stack]:
        """Have something to think with; the session is opened here, the first time."""
        troupe = self.troupe.now()
        models = troupe.models(self.model, self.models, set(self.world.state.present()))
        if self._stack is None or not troupe.has(self._stack):
            self._stack = troupe.beside()
        mind = troupe.session.mind(self._stack, seed=self.seed)
        self.world.mind = replace(
            mind, recall=self.memories, params=models.params, sample=troupe.sample
        )
        return troupe, self._stack

    def usage(self) -> dict[str, Any]:
        """Calls, tokens and cost of what was thought here, as far as the session is still open."""
        return usage([self._stack] if self._stack is not None else [])

    def _begin(self, verb: str) -> None:
        self.world.emit(e.StepStarted, step=self.world.state.step + 1, round=None, verb=verb)

    @contextmanager
    def _checked(self) -> Iterator[None]:
        before = len(self.world.failures)
        try:
            yield
        finally:
            self._flush()
        for failure in self.world.failures[before:]:
            raise failure


def transcript(events: Sequence[e.Event], console: Console | None = None) -> str:
    """Events as text, or onto a console (then the text is empty)."""
    from io import StringIO

    from rich.console import Console as Page

    text = StringIO()
    Transcript(console or Page(file=text, width=WIDTH, color_system=None)).write(events)
    return text.getvalue()


async def _nobody(request: Any) -> Any:
    raise AssertionError(request)  # a place is opened before anybody thinks in it


def _no_model(who: str | None, purpose: str) -> Any:
    raise AssertionError(who, purpose)  # as above
