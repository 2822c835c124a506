"""Who is in the world at each step, as far as a file can tell."""

from __future__ import annotations

from tinytroupe_cli.spec._node import Node, Place
from tinytroupe_cli.spec._problems import Problems
from tinytroupe_cli.spec._roster import EVERYONE, Roster


class Presence:
    """Follows joins and leaves through the steps."""

    def __init__(self, roster: Roster, problems: Problems) -> None:
        self._roster = roster
        self._problems = problems
        self._here = {member.name for member in roster if not member.joins_later}
        self._left: set[str] = set()

    @property
    def here(self) -> frozenset[str]:
        """The full names of those present now."""
        return frozenset(self._here)

    def join(self, name: str, place: Place) -> None:
        """Somebody comes in; noted when they are in already."""
        if name in self._here:
            self._problems.add(place, f"{name} is there already", "remove this `join`")
        self._here.add(name)
        self._left.discard(name)

    def leave(self, who: str | tuple[str, ...]) -> None:
        """People go."""
        gone = set(self._here) if who == EVERYONE else set(who)
        self._here -= gone
        self._left |= gone

    def check(self, who: str | tuple[str, ...], node: Node) -> bool:
        """Whether all of these are present; says who is not."""
        if who == EVERYONE:
            if not self._here:
                self._problems.add(node.place, "nobody is there any more")
            return bool(self._here)
        absent = [name for name in who if name not in self._here]
        for name in absent:
            left = name in self._left
            self._problems.add(
                node.place,
                f"{name} {'has left by then' if left else 'is not there yet'}",
                f"let them `join` {'again ' if left else ''}before",
            )
        return not absent
