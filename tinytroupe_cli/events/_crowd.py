"""Who is here, and who of them can be talked to: in a crowd shared by all, not a list for each.

A thousand people who act at once would else hold a thousand names each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

from tinytroupe_cli.ids import Names, digest


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody who can be reached, and how the person is related to them."""

    name: str
    relation: str


class Crowd(tuple[str, ...]):  # noqa: SLOT001 - what is looked up is kept beside the names
    """Names in an order, with what is looked up in them for every turn worked out once."""

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Name -> place, from 0."""
        return {name: at for at, name in enumerate(self)}

    @cached_property
    def known(self) -> Names:
        """Finds who is meant by a name."""
        return Names(self)

    @cached_property
    def digest(self) -> str:
        """The identity of the names in their order."""
        return digest(list(self))

    @cached_property
    def _hash(self) -> int:
        return super().__hash__()

    def __hash__(self) -> int:
        return self._hash


class Rest(Sequence[str]):
    """A crowd without one of them, in its order."""

    __slots__ = ("_at", "crowd", "without")

    def __init__(self, crowd: Crowd, without: str) -> None:
        self.crowd, self.without = crowd, without
        self._at = crowd.places[without]

    def __len__(self) -> int:
        return len(self.crowd) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...
    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        places = range(len(self.crowd) - 1)[at]
        if isinstance(places, range):
            return tuple(self._name(place) for place in places)
        return self._name(places)

    def __iter__(self) -> Iterator[str]:
        return (name for name in self.crowd if name != self.without)

    def __contains__(self, name: object) -> bool:
        return name in self.crowd.places and name != self.without

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rest | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def _name(self, place: int) -> str:
        return self.crowd[place + (place >= self._at)]

    def match(self, wanted: str) -> str | None:
        """The one name that is meant, or None."""
        return self.crowd.known.match(wanted, besides=self.without)

    def places_of(self, names: Mapping[str, Any]) -> list[int]:
        """Where those of the names stand who are among these, in order."""
        found = (self.crowd.places[name] for name in names if name in self)
        return sorted(place - (place > self._at) for place in found)


class Others(Sequence[Acquaintance]):
    """Who somebody can talk to, where that is everyone who is here, in roster order."""

    __slots__ = ("_told", "names")

    def __init__(self, names: Rest, told: Mapping[str, str]) -> None:
        """Relations by name, of those who are related; the others are strangers."""
        self.names, self._told = names, told

    def __len__(self) -> int:
        return len(self.names)

    @overload
    def __getitem__(self, at: int) -> Acquaintance: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Acquaintance, ...]: ...
    def __getitem__(self, at: int | slice) -> Acquaintance | tuple[Acquaintance, ...]:
        found = self.names[at]
        return self._of(found) if isinstance(found, str) else tuple(map(self._of, found))

    def __iter__(self) -> Iterator[Acquaintance]:
        return map(self._of, self.names)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Others | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def _of(self, name: str) -> Acquaintance:
        return Acquaintance(name, self.relation(name))

    def relation(self, name: str) -> str:
        """How the person is related to somebody; empty for strangers."""
        return self._told.get(name, "")

    @property
    def related(self) -> list[int]:
        """The places of those who are related."""
        return self.names.places_of({name: said for name, said in self._told.items() if said})

    def as_json(self) -> dict[str, Any]:
        """What tells these from any others, however many they are."""
        names = self.names
        return {"crowd": names.crowd.digest, "without": names.without, "told": dict(self._told)}


def names_of(others: Sequence[Acquaintance]) -> Sequence[str]:
    """The names of acquaintances."""
    return others.names if isinstance(others, Others) else tuple(each.name for each in others)


def related(others: Sequence[Acquaintance]) -> list[int]:
    """The places of those who are related, from 0."""
    if isinstance(others, Others):
        return others.related
    return [at for at, other in enumerate(others) if other.relation]
