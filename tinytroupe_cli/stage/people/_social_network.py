"""TinySocialNetwork: people who reach each other along their relations."""

from __future__ import annotations

from typing import Self

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.stage.people._people import TinyPerson
from tinytroupe_cli.stage.people._worlds import TinyWorld


class TinySocialNetwork(TinyWorld):
    """A world in which only those who are related reach each other."""

    _kind = "social_network"

    def add_relation(
        self, agent_1: TinyPerson | str, agent_2: TinyPerson | str, name: str = "acquaintances"
    ) -> Self:
        """Relate two people to each other; somebody who is not here yet comes in.

        Raises:
            UsageError: a name is of nobody here, or both are the same person.
        """
        for agent in (agent_1, agent_2):
            if isinstance(agent, TinyPerson):
                self.add_agent(agent)
        one, other = self._here(agent_1), self._here(agent_2)
        if one is other:
            raise UsageError(f"{one.name} cannot be related to themselves")
        self._place.world.emit(e.Related, between=(one.name, other.name), name=name)
        return self

    def is_in_relation_with(
        self, agent_1: TinyPerson | str, agent_2: TinyPerson | str, name: str | None = None
    ) -> bool:
        """Whether two people are related, by this name if one is given."""
        pair = frozenset((self._here(agent_1).name, self._here(agent_2).name))
        names = self._place.world.state.ties.get(pair, ())
        return bool(names) if name is None else name in names
