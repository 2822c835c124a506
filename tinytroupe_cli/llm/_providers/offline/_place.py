"""A place in a form that is being filled in, and what it is filled from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import Any

from tinytroupe_cli.events import ExtractContext
from tinytroupe_cli.llm._providers.offline._roles import role_of, words_of
from tinytroupe_cli.llm._providers.offline._text import word_set
from tinytroupe_cli.llm._providers.offline._transcript import Proposal, Said, Transcript

_NEUTRAL = word_set("""
items value values answer answers result results data list lists output rows records entries response
extraction object root elements array
""")
"""Names that say nothing about what they hold."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the form something is wanted, and about whom or what."""

    name: str = ""
    description: str = ""
    depth: int = 0
    person: str | None = None
    """Whose words count here."""
    proposal: Proposal | None = None
    """The idea that this record is about."""
    said: Said | None = None
    """The sentence that this record is about."""
    siblings: frozenset[str] = frozenset()
    """The roles of the other properties beside it."""

    def at(self, name: str, schema: Any, siblings: frozenset[str] = frozenset()) -> Place:
        """The place of a property of the record here."""
        description = schema.get("description", "") if isinstance(schema, Mapping) else ""
        return replace(
            self, name=name, description=str(description), depth=self.depth + 1, siblings=siblings
        )


class Reading:
    """A transcript being read for one extraction."""

    def __init__(self, context: ExtractContext, rng: Random) -> None:
        self.context = context
        self.rng = rng
        self.transcript = Transcript(context.moments, context.people, context.person)

    @cached_property
    def objective_role(self) -> str:
        """What the objective asks for."""
        return role_of("", self.context.objective)

    def role(self, place: Place) -> str:
        """What is asked for at a place: by its name, its description, else the objective."""
        if place.name.casefold() in _NEUTRAL or not place.name:
            return role_of("", place.description) if place.description else self.objective_role
        return role_of(place.name, place.description)

    def named(self, place: Place) -> str:
        """What a place itself says that it wants."""
        name = "" if place.name.casefold() in _NEUTRAL else " ".join(words_of(place.name))
        return f"{name} {place.description}"

    def query(self, place: Place) -> str:
        """What a sentence has to be about to belong at a place."""
        matter = place.proposal.title if place.proposal else ""
        return f"{self.named(place)} {matter} {self.context.objective}"

    def sentences(self, place: Place) -> list[Said]:
        """The sentences that may answer at a place."""
        return self.transcript.of(place.person or self.context.person)

    def best_proposal(self, person: str | None) -> Proposal | None:
        """The proposal with the most support, of those the last one."""
        mine = [one for one in self.transcript.all_proposals if person in {None, one.person}]
        ranked = enumerate(mine)
        best = max(
            ranked, key=lambda pair: (self.transcript.support(pair[1]), pair[0]), default=None
        )
        return best[1] if best else None

    def persona(self, person: str | None) -> Mapping[str, Any]:
        """The persona of somebody, unwrapped; empty when unknown."""
        found = self.context.people.get(person or "", {})
        inner = found.get("persona")
        return inner if isinstance(inner, Mapping) else found
