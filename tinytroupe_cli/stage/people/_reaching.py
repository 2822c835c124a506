"""Whom a TinyPerson can talk to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from tinytroupe_cli import events as e
from tinytroupe_cli.sim import reachable
from tinytroupe_cli.stage.people._somebody import Somebody, name_of


class Reaching(Somebody):
    """Reach goes one way, is obeyed when people talk, and is told to the model."""

    @property
    def accessible_agents(self) -> list[Somebody]:
        """The people whom this person can talk to now."""
        names = [other.name for other in reachable(self._place.world.state, self._state)]
        return [self._place.people[name] for name in names]

    def make_agent_accessible(self, other: Somebody | str, relation: str = "") -> Self:
        """Let this person reach another; not the other way round.

        Args:
            other: the other person, or a name.
            relation: what the other is to this person.
        """
        return self._access(other, relation)

    def make_agents_accessible(self, others: Iterable[Somebody | str], relation: str = "") -> Self:
        """Let this person reach others."""
        for other in others:
            self._access(other, relation)
        return self

    def make_agent_inaccessible(self, other: Somebody | str) -> Self:
        """Keep this person from reaching another."""
        return self._access(other, None)

    def make_all_agents_inaccessible(self) -> Self:
        """Keep this person from reaching anybody who is here."""
        for other in self._place.world.state.present():
            if other != self.name:
                self._access(other, None)
        return self

    def _access(self, other: Somebody | str, relation: str | None) -> Self:
        known = name_of(other, [*self._place.world.state.people])
        self._place.world.emit(e.Access, person=self.name, other=known, relation=relation)
        return self
