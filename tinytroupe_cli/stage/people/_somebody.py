"""What the parts of a TinyPerson share: a name, a place, and the state kept there."""

from __future__ import annotations

from tinytroupe_cli.errors import UsageError
from tinytroupe_cli.events import PersonState
from tinytroupe_cli.ids import match_name
from tinytroupe_cli.stage.people._place import Place


class Somebody:
    """A person in a place; the place's world holds all that is known of them."""

    communication_display: bool = True
    """Whether what happens to people outside of any TinyWorld is printed; for all
    (`TinyPerson.communication_display = False`) or for one person."""

    name: str
    """The full name."""
    _place: Place

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"

    @property
    def _state(self) -> PersonState:
        return self._place.world.state.people[self.name]


def name_of(who: Somebody | str, known: list[str] | None = None) -> str:
    """The name meant by a person, or by a name that may be in short among those known.

    Raises:
        UsageError: it is neither.
    """
    if isinstance(who, Somebody):
        return who.name
    if not isinstance(who, str):
        raise UsageError(f"people are meant by themselves or by name, not by {who!r}")
    return match_name(who, known or []) or who


def place_of(who: Somebody) -> Place:
    """Where somebody is."""
    return who._place  # noqa: SLF001 - the function belongs to the class
