"""What a TinyPerson perceives: every method returns the person, so that calls can be chained."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from tinytroupe_cli import events as e
from tinytroupe_cli.stage.people._somebody import Somebody, name_of


class Perceiving(Somebody):
    """Stimuli from outside."""

    def listen(self, speech: str, source: Somebody | str | None = None) -> Self:
        """Somebody, or the user, says something to this person."""
        return self._perceive("CONVERSATION", speech, source)

    def see(self, visual: str, source: Somebody | str | None = None) -> Self:
        """The person sees what is described."""
        return self._perceive("VISUAL", visual, source)

    def think(self, thought: str) -> Self:
        """A thought comes to the person's mind."""
        return self._perceive("THOUGHT", thought)

    def socialize(self, social: str, source: Somebody | str | None = None) -> Self:
        """The person notices something social, such as who came in."""
        return self._perceive("SOCIAL", social, source)

    def internalize_goal(self, goal: str) -> Self:
        """The person makes a goal their own."""
        return self._perceive("INTERNAL_GOAL_FORMULATION", goal)

    def move_to(self, location: str, context: Iterable[str] | str = ()) -> Self:
        """The person goes elsewhere, into other circumstances if any are given."""
        self._perceive("LOCATION", location)
        return self.change_context(context) if context else self

    def change_context(self, context: Iterable[str] | str) -> Self:
        """The person's circumstances are these from now on."""
        told = (context,) if isinstance(context, str) else tuple(context)
        self._place.world.emit(e.ContextChanged, person=self.name, context=told)
        return self

    def _perceive(
        self, stimulus: e.StimulusType, content: str, source: Somebody | str | None = None
    ) -> Self:
        said_by = None if source is None else name_of(source)
        self._place.perceive([self.name], stimulus, content, said_by)
        return self
