"""Hooks of a TinyWorld: what a subclass may do around a round and an action."""

from __future__ import annotations

from typing import Any

from tinytroupe_cli import events as e
from tinytroupe_cli.sim import Mind, World


class Hooks:
    """Called while rounds are played; a subclass of TinyWorld overrides what it needs.

    They are called between turns, never during one. In them people may perceive things
    (`self.broadcast(...)`), come and leave; nobody can be asked to act, since acting goes on. An
    error in a hook goes up to whoever called `run`; what happened until then stands.
    """

    def before_round(self, number: int) -> None:
        """A round begins; its clock holds already. Rounds of one `run` count from 1."""

    def after_round(self, number: int) -> None:
        """A round has ended."""

    def before_action(self, action: e.Moment) -> e.Moment | None:
        """Somebody is about to do something: return it, or another, or None: it never happens."""
        return action

    def after_action(self, action: e.Event) -> None:
        """Somebody did something; those who hear it have heard it."""


class HookedWorld(World):
    """A world that calls somebody else's hooks.

    Args:
        mind: what people think with.
        hooks: whose hooks; None has none.
        how: further arguments of `World`.
    """

    def __init__(self, mind: Mind, hooks: Hooks | None, **how: Any) -> None:
        super().__init__(mind, **how)
        self._hooks = hooks or Hooks()

    def before_round(self, number: int) -> None:
        """See `Hooks`."""
        self._hooks.before_round(number)

    def after_round(self, number: int) -> None:
        """See `Hooks`."""
        self._hooks.after_round(number)

    def before_action(self, deed: e.Moment) -> e.Moment | None:
        """See `Hooks`."""
        return self._hooks.before_action(deed)

    def after_action(self, event: e.Event) -> None:
        """See `Hooks`."""
        self._hooks.after_action(event)
